// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Tests;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Tests;

/// <summary>The helpers in machine code as C functions: division against that of <see cref="U256"/>, on operands that take every path, and
/// growth of memory.</summary>
public sealed unsafe class HelperTests : IClassFixture<BackendFixture>, IDisposable
{
    private const int Seed = 20261121;
    private const int ArenaBytes = 1024;
    private const int MemoryBytes = 1 << 12;

    /// <summary>200,000, or what the environment says: more of the same words.</summary>
    private static readonly int RandomRounds = int.Parse(
        Environment.GetEnvironmentVariable("DTVM_PROPERTY_CASES") ?? "200000", CultureInfo.InvariantCulture);

    private readonly TestCodeMemory _memory = new();
    private readonly byte* _frame = (byte*)NativeMemory.AlignedAlloc(FrameLayout.Size, FrameLayout.Alignment);
    private readonly nint* _table = (nint*)NativeMemory.AllocZeroed((nuint)(RuntimeCalls.TableLength * sizeof(nint)));
    private readonly byte* _arena = (byte*)NativeMemory.AllocZeroed(ArenaBytes);
    private readonly Dictionary<RuntimeCall, nint> _helpers = [];

    public HelperTests(BackendFixture fixture)
    {
        var artifact = fixture.Backend.GenerateHelpers(false);
        Assert.True(fixture.Backend.TryLink(artifact, _memory, out var addresses, out var error), error);
        for (var i = 0; i < addresses.Length; i++)
        {
            if (artifact.Symbols[i].Kind != CodeSymbolKind.KeccakPermutation)
            {
                Assert.Equal(CodeSymbolKind.Helper, artifact.Symbols[i].Kind);
                _helpers.Add((RuntimeCall)artifact.Symbols[i].Index, addresses[i]);
            }
        }

        NativeMemory.Clear(_frame, FrameLayout.Size);
        Field<nint>(FrameLayout.Helpers) = (nint)_table;
        Field<nint>(FrameLayout.ArenaState) = (nint)_arena;
        _table[(int)RuntimeCall.UMod] = _helpers[RuntimeCall.UMod];
        _table[RuntimeCalls.OwnOf(RuntimeCall.AddMod)] = (nint)(delegate* unmanaged[Cdecl]<byte*, void>)&AddModulo;
        _table[RuntimeCalls.OwnOf(RuntimeCall.MulMod)] = (nint)(delegate* unmanaged[Cdecl]<byte*, void>)&MultiplyModulo;
        _table[RuntimeCalls.OwnOf(RuntimeCall.MemGrow)] = (nint)(delegate* unmanaged[Cdecl]<byte*, long, ulong, ulong, long>)&Grow;
    }

    public static TheoryData<RuntimeCall> Calls =>
        [RuntimeCall.UDiv, RuntimeCall.UMod, RuntimeCall.SDiv, RuntimeCall.SMod, RuntimeCall.AddMod, RuntimeCall.MulMod];

    [Fact]
    public void EveryPlainCallWithoutEffectsButCallDataLoadHasAHelper()
    {
        foreach (var row in RuntimeCallTable.All)
        {
            var isArithmetic = row.Kind == RuntimeCallKind.Plain && row.Effects == MirEffects.None && row.Call != RuntimeCall.CallDataLoad;
            Assert.True(!isArithmetic || _helpers.ContainsKey(row.Call), row.Name);
        }

        Assert.All(_helpers.Values, address => Assert.True(_memory.Contains(address)));
        Assert.True(_memory.IsSealed);
    }

    /// <summary>The unwinding of an artifact covers all of its code; Keccak leaves the stack alone.</summary>
    [Fact]
    public void EachHelperCanBeUnwound()
    {
        using var backend = X64Backend.TryCreate(out _)!;
        var artifact = backend.GenerateHelpers(true);
        Assert.Equal(
            artifact.Symbols.Select(symbol => (symbol.Offset, symbol.Size)), artifact.Unwind.Select(part => (part.Offset, part.Size)));
        Assert.All(
            artifact.Symbols.Zip(artifact.Unwind),
            pair => Assert.Equal(pair.First.Kind == CodeSymbolKind.KeccakPermutation, pair.Second.Rows.IsEmpty));
    }

    /// <summary>Memory of 4 KiB is grown step by step; what was dirty is zero afterwards, and the gas is that of the Yellow Paper's
    /// C_mem.</summary>
    [Fact]
    public void MemoryGrows()
    {
        var memory = (byte*)NativeMemory.Alloc(MemoryBytes);
        new Span<byte>(memory, MemoryBytes).Fill(0xee);
        Field<nint>(FrameLayout.MemoryBase) = (nint)memory;
        *(nint*)(_arena + FrameLayout.ArenaMemoryEnd) = (nint)(memory + MemoryBytes);
        *(nint*)(_arena + FrameLayout.ArenaDirtyEnd) = (nint)(memory + 100);
        new Span<byte>(memory + 100, MemoryBytes - 100).Clear();
        Assert.Equal(1000 - 3, GrowTo(1000, 0, 1));
        Assert.Equal(32UL, Field<ulong>(FrameLayout.MemorySize));
        Assert.Equal(1000 - (3 * 3), GrowTo(1000, 95, 33));
        Assert.Equal(128UL, Field<ulong>(FrameLayout.MemorySize));
        Assert.True(new ReadOnlySpan<byte>(memory, 128).IndexOfAnyExcept((byte)0) < 0);
        Assert.Equal((nint)(memory + 128), *(nint*)(_arena + FrameLayout.ArenaDirtyEnd));
        Assert.Equal((3 * 128) + 32 - (3 * 4), 10_000 - GrowTo(10_000, MemoryBytes - 32, 32));

        // What is left to the runtime: no room, no gas, ranges that no gas pays for.
        Assert.Equal(-4096 - 1, GrowTo(10_000, MemoryBytes, 1));
        Field<ulong>(FrameLayout.MemorySize) = 0;
        Assert.Equal(-32, GrowTo(2, 0, 32));
        Assert.Equal(0, GrowTo(3, 0, 32));
        Assert.Equal(-4, GrowTo(10_000, ulong.MaxValue, 5));
        Assert.Equal(-(1L << 40) - 32, GrowTo(10_000, 1UL << 40, 32));
        NativeMemory.Free(memory);
    }

    /// <summary>All combinations of words at the borders of limbs and of what their bits decide.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void EqualsU256OnBorderWords(RuntimeCall call)
    {
        var words = BorderWords();
        foreach (var a in words)
        {
            foreach (var b in words)
            {
                if (RuntimeCallTable.Get(call).Arguments == 2)
                {
                    Check(call, a, b, default);
                    continue;
                }

                foreach (var c in words)
                {
                    Check(call, a, b, c);
                }
            }
        }
    }

    /// <summary>Random words of one to four limbs, many of whose limbs are 0, all ones, or equal to the other operand's.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void EqualsU256OnRandomWords(RuntimeCall call)
    {
        var random = new Random(Seed);
        for (var i = 0; i < RandomRounds; i++)
        {
            var a = RandomWord(random, default);
            var b = RandomWord(random, a);
            Check(call, a, b, RandomWord(random, random.Next(2) == 0 ? a : b));
        }
    }

    /// <summary>Dividends made from a divisor, a digit and a remainder, so that estimated digits are wrong as often as they can
    /// be.</summary>
    [Theory]
    [InlineData(RuntimeCall.UDiv)]
    [InlineData(RuntimeCall.UMod)]
    public void EqualsU256NextToMultiplesOfTheDivisor(RuntimeCall call)
    {
        var random = new Random(Seed);
        for (var i = 0; i < RandomRounds; i++)
        {
            var divisor = RandomWord(random, default);
            var product = divisor * RandomWord(random, divisor);
            Check(call, product, divisor, default);
            Check(call, product - U256.One, divisor, default);
            Check(call, product + U256.One, divisor, default);
            Check(call, product + divisor - U256.One, divisor, default);
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_frame);
        NativeMemory.Free(_table);
        NativeMemory.Free(_arena);
        _memory.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddModulo(byte* frame)
    {
        var scratch = (U256*)(frame + FrameLayout.Scratch);
        scratch[0] = U256.AddModulo(scratch[0], scratch[1], scratch[2]);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void MultiplyModulo(byte* frame)
    {
        var scratch = (U256*)(frame + FrameLayout.Scratch);
        scratch[0] = U256.MultiplyModulo(scratch[0], scratch[1], scratch[2]);
    }

    /// <summary>Answers with what it was asked, below zero.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Grow(byte* frame, long gas, ulong offset, ulong size) => -(long)(offset + size);

    private long GrowTo(long gas, ulong offset, ulong size) =>
        ((delegate* unmanaged[Cdecl]<byte*, long, ulong, ulong, long>)_helpers[RuntimeCall.MemGrow])(_frame, gas, offset, size);

    private ref T Field<T>(int offset)
        where T : unmanaged => ref *(T*)(_frame + offset);

    private static List<U256> BorderWords()
    {
        ulong[] limbs = [0, 1, 2, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, ulong.MaxValue];
        var words = new List<U256> { default, new(0xDE0B6B3A7640000), new(0, 0xFFFF_FFFF, 0, 0), new(5, 0, 0, ulong.MaxValue) };
        for (var top = 0; top < 4; top++)
        {
            foreach (var high in limbs)
            {
                foreach (var rest in new ulong[] { 0, 1, ulong.MaxValue })
                {
                    words.Add(top switch
                    {
                        0 => new U256(high),
                        1 => new U256(rest, high, 0, 0),
                        2 => new U256(rest, rest, high, 0),
                        _ => new U256(rest, rest, rest, high),
                    });
                }
            }
        }

        return [.. words.Distinct()];
    }

    private static U256 RandomWord(Random random, in U256 other)
    {
        var limbs = stackalloc ulong[4];
        var count = random.Next(5);
        ReadOnlySpan<ulong> others = [other.U0, other.U1, other.U2, other.U3];
        for (var i = 0; i < count; i++)
        {
            limbs[i] = random.Next(8) switch
            {
                0 => 0,
                1 => ulong.MaxValue,
                2 => others[i],
                3 => others[i] + (ulong)random.Next(-1, 2),
                4 => (ulong)random.NextInt64() >> random.Next(64),
                5 => 1UL << random.Next(64),
                _ => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            };
        }

        return new U256(limbs[0], limbs[1], limbs[2], limbs[3]);
    }

    private static U256 Expected(RuntimeCall call, in U256 a, in U256 b, in U256 c) => call switch
    {
        RuntimeCall.UDiv => U256.Divide(a, b),
        RuntimeCall.UMod => U256.Modulo(a, b),
        RuntimeCall.SDiv => U256.SignedDivide(a, b),
        RuntimeCall.SMod => U256.SignedModulo(a, b),
        RuntimeCall.AddMod => U256.AddModulo(a, b, c),
        _ => U256.MultiplyModulo(a, b, c),
    };

    private void Check(RuntimeCall call, in U256 a, in U256 b, in U256 c)
    {
        var scratch = (U256*)(_frame + FrameLayout.Scratch);
        scratch[0] = a;
        scratch[1] = b;
        scratch[2] = c;
        ((delegate* unmanaged[Cdecl]<byte*, void>)_helpers[call])(_frame);
        if (scratch[0] != Expected(call, a, b, c))
        {
            Assert.Fail($"{call} {a} {b} {c}: {scratch[0]}, expected {Expected(call, a, b, c)}");
        }
    }
}

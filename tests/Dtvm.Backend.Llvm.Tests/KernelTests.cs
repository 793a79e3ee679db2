using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>The division instructions in machine code against those of <see cref="U256"/>, on operands that take every path.</summary>
public sealed unsafe class KernelTests : IClassFixture<BackendFixture>, IDisposable
{
    private const int Seed = 20261121;
    private const int RandomRounds = 200_000;
    private readonly TestCodeMemory _memory = new();
    private readonly byte* _frame = (byte*)NativeMemory.AlignedAlloc(FrameLayout.Size, FrameLayout.Alignment);
    private readonly Dictionary<RuntimeCall, nint> _kernels = [];

    public KernelTests(BackendFixture fixture)
    {
        var (_, artifact, error) = fixture.Backend.GenerateHelpers(new CodegenRequest());
        Assert.True(artifact is not null, error);
        Assert.True(fixture.Backend.TryLink(artifact, _memory, out var addresses, out error), error);
        for (var i = 0; i < addresses.Length; i++)
        {
            Assert.Equal(CodeSymbolKind.Helper, artifact.Symbols[i].Kind);
            _kernels.Add((RuntimeCall)artifact.Symbols[i].Index, addresses[i]);
        }
    }

    public static TheoryData<RuntimeCall> Calls =>
        [RuntimeCall.UDiv, RuntimeCall.UMod, RuntimeCall.SDiv, RuntimeCall.SMod, RuntimeCall.AddMod, RuntimeCall.MulMod];

    [Fact]
    public void EveryPlainCallWithoutEffectsButCallDataLoadHasAKernel()
    {
        foreach (var row in RuntimeCallTable.All)
        {
            var isArithmetic = row.Kind == RuntimeCallKind.Plain && row.Effects == MirEffects.None && row.Call != RuntimeCall.CallDataLoad;
            Assert.Equal(isArithmetic, _kernels.ContainsKey(row.Call));
        }

        Assert.All(_kernels.Values, address => Assert.True(_memory.Contains(address)));
        Assert.True(_memory.IsSealed);
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
        _memory.Dispose();
    }

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
        ((delegate* unmanaged[Cdecl]<byte*, void>)_kernels[call])(_frame);
        if (scratch[0] != Expected(call, a, b, c))
        {
            Assert.Fail($"{call} {a} {b} {c}: {scratch[0]}, expected {Expected(call, a, b, c)}");
        }
    }
}

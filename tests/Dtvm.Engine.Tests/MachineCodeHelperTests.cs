// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Backend.X64;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>Copies to memory, outputs and powers by machine code against those of the runtime: two frames that are treated alike stay
/// alike.</summary>
public sealed unsafe class MachineCodeHelperTests : IDisposable
{
    private const int Seed = 20261130;
    private const int Rounds = 40_000;
    private const int SourceBytes = 700;

    private readonly X64Backend _backend = X64Backend.TryCreate(out _)!;
    private readonly HelperCode _helpers;
    private readonly FrameArena _arena = new();
    private readonly FrameArena _otherArena = new();
    private readonly EvmcMessage* _message = (EvmcMessage*)NativeMemory.AllocZeroed((nuint)sizeof(EvmcMessage));
    private readonly byte* _data = (byte*)NativeMemory.Alloc(3 * SourceBytes);

    public MachineCodeHelperTests()
    {
        _helpers = new HelperCode(_backend, new CodeMemoryBudget(100));
        Assert.Null(_helpers.Compile());
        new Random(Seed).NextBytes(new Span<byte>(_data, 3 * SourceBytes));
        _message->InputData = _data;
        _message->InputSize = SourceBytes;
        _message->Gas = 1_000_000;
    }

    public void Dispose()
    {
        _helpers.Dispose();
        _backend.Dispose();
        _arena.Dispose();
        _otherArena.Dispose();
        NativeMemory.Free(_message);
        NativeMemory.Free(_data);
    }

    [Theory]
    [InlineData(RuntimeCall.CallDataCopy, 3)]
    [InlineData(RuntimeCall.CodeCopy, 3)]
    [InlineData(RuntimeCall.ReturnDataCopy, 3)]
    [InlineData(RuntimeCall.Return, 2)]
    [InlineData(RuntimeCall.Revert, 2)]
    public void MachineCodeDoesWhatTheRuntimeDoes(RuntimeCall call, int arguments)
    {
        Assert.NotEqual(HelperTable.Addresses[(int)call], _helpers.Addresses[(int)call]);
        var random = new Random(Seed);
        var quick = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var managed = Begin(_arena, HelperTable.Addresses);
            var compiled = Begin(_otherArena, _helpers.Addresses);
            var memoryWords = random.Next(40);
            Grow(managed, memoryWords);
            Grow(compiled, memoryWords);
            var size = Draw(random, random.Next(2) == 0 ? 70 : 600);
            for (var i = 0; i < arguments; i++)
            {
                managed->Scratch[i] = i == arguments - 1 ? size : Draw(random, i == 0 ? (32 * memoryWords) + 40 : SourceBytes + 10);
                compiled->Scratch[i] = managed->Scratch[i];
            }

            var gas = random.Next(4) == 0 ? random.Next(20) : 1_000_000;
            var expected = Call(managed, call, gas);
            Assert.Equal(expected, Call(compiled, call, gas));
            Assert.Equal(managed->Status, compiled->Status);
            Assert.Equal(managed->MemorySize, compiled->MemorySize);
            Assert.True(MemoryOf(managed).SequenceEqual(MemoryOf(compiled)), $"round {round}");
            if (expected >= 0)
            {
                Assert.Equal(managed->OutputSize, compiled->OutputSize);
                Assert.Equal(OutputOffset(managed), OutputOffset(compiled));
                quick += managed->MemorySize == (ulong)(32 * memoryWords) ? 1 : 0;
            }

            _arena.Pop(managed);
            _otherArena.Pop(compiled);
        }

        Assert.True(quick > Rounds / 8, $"{quick} of {Rounds} rounds were in the range of memory");
    }

    /// <summary>Powers of one limb and beyond, exponents of one byte and beyond, also with too little gas, before and since
    /// EIP-160.</summary>
    [Theory]
    [InlineData(EvmcRevision.Homestead)]
    [InlineData(EvmcRevision.Osaka)]
    public void MachineCodeComputesThePowersOfTheRuntime(EvmcRevision revision)
    {
        Assert.NotEqual(HelperTable.Addresses[(int)RuntimeCall.Exp], _helpers.Addresses[(int)RuntimeCall.Exp]);
        var random = new Random(Seed);
        var small = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var managed = Begin(_arena, HelperTable.Addresses, revision);
            var compiled = Begin(_otherArena, _helpers.Addresses, revision);
            managed->Scratch[0] = random.Next(2) == 0 ? new U256((ulong)random.Next(12), 0, 0, 0) : Draw(random, 300);
            managed->Scratch[1] = Draw(random, random.Next(2) == 0 ? 20 : 300);
            compiled->Scratch[0] = managed->Scratch[0];
            compiled->Scratch[1] = managed->Scratch[1];
            var gas = random.Next(4) == 0 ? random.Next(120) : 1_000_000;
            Assert.Equal(Call(managed, RuntimeCall.Exp, gas), Call(compiled, RuntimeCall.Exp, gas));
            Assert.Equal(managed->Status, compiled->Status);
            Assert.Equal(managed->Scratch[0], compiled->Scratch[0]);
            small += managed->Scratch[0].FitsUlong ? 1 : 0;
            _arena.Pop(managed);
            _otherArena.Pop(compiled);
        }

        Assert.InRange(small, Rounds / 4, Rounds * 3 / 4);
    }

    private static ReadOnlySpan<byte> MemoryOf(ExecutionFrame* frame) => new(frame->MemoryBase, (int)frame->MemorySize);

    private static long OutputOffset(ExecutionFrame* frame) => frame->Output == null ? -1 : frame->Output - frame->MemoryBase;

    /// <summary>Mostly a number up to a bound, else one at the border of what fits somewhere.</summary>
    private static U256 Draw(Random random, int bound) => random.Next(12) switch
    {
        0 => U256.Zero,
        1 => new U256((ulong)random.Next(3), 1UL << random.Next(64), 0, 0),
        2 => new U256((ulong)random.Next(3), 0, 0, 1),
        3 => new U256(ulong.MaxValue - (ulong)random.Next(bound), 0, 0, 0),
        4 => new U256((1UL << 63) - 1 + (ulong)random.Next(2), 0, 0, 0),
        _ => new U256((ulong)random.Next(bound), 0, 0, 0),
    };

    private static void Grow(ExecutionFrame* frame, int words)
    {
        if (words > 0)
        {
            var address = HelperTable.Addresses[(int)RuntimeCall.MemGrow];
            var grow = (delegate* unmanaged[Cdecl]<ExecutionFrame*, long, ulong, ulong, long>)address;
            Assert.True(grow(frame, 1_000_000, 0, (ulong)(32 * words)) > 0);
            var memory = new Span<byte>(frame->MemoryBase, 32 * words);
            for (var i = 0; i < memory.Length; i++)
            {
                memory[i] = (byte)(i * 7);
            }
        }
    }

    private static long Call(ExecutionFrame* frame, RuntimeCall call, long gas) =>
        ((delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)frame->Helpers[(int)call])(frame, gas);

    private ExecutionFrame* Begin(FrameArena arena, nint* helpers, EvmcRevision revision = EvmcRevision.Osaka)
    {
        var frame = arena.Push(null, null, revision, _message, _data + SourceBytes, SourceBytes);
        frame->Helpers = helpers;
        frame->ReturnData = _data + (2 * SourceBytes);
        frame->ReturnDataSize = SourceBytes;
        return frame;
    }
}

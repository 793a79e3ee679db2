// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Backend.X64;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>Helpers in machine code that ask the host against those of the runtime: two hosts that answer alike are asked the same in the
/// same order, and two frames stay alike, whatever the arguments and the answers are.</summary>
public sealed unsafe class MachineCodeHostTests : IDisposable
{
    private const int Seed = 20261201;
    private const int Rounds = 60_000;
    private const int PresetStatus = 77;

    [ThreadStatic]
    private static int _slow;

    private readonly X64Backend _backend = X64Backend.TryCreate(out _)!;
    private readonly HelperCode _helpers;
    private readonly FrameArena _arena = new();
    private readonly FrameArena _otherArena = new();
    private readonly AnswersAtRandom _host = new();
    private readonly AnswersAtRandom _otherHost = new();
    private readonly EvmcMessage* _message = (EvmcMessage*)NativeMemory.AllocZeroed((nuint)sizeof(EvmcMessage));

    public MachineCodeHostTests()
    {
        _helpers = new HelperCode(_backend, new CodeMemoryBudget(100));
        Assert.Null(_helpers.Compile());
        var random = new Random(Seed);
        random.NextBytes(new Span<byte>(&_message->Recipient, 2 * EvmcAddress.Size));
        random.NextBytes(new Span<byte>(&_message->Value, EvmcBytes32.Size));
        _slow = 0;
    }

    public void Dispose()
    {
        _helpers.Dispose();
        _backend.Dispose();
        _arena.Dispose();
        _otherArena.Dispose();
        _host.Dispose();
        _otherHost.Dispose();
        NativeMemory.Free(_message);
    }

    [Theory]
    [InlineData(RuntimeCall.Call, 7)]
    [InlineData(RuntimeCall.CallCode, 7)]
    [InlineData(RuntimeCall.DelegateCall, 6)]
    [InlineData(RuntimeCall.StaticCall, 6)]
    public void MachineCodeCallsAsTheRuntimeDoes(RuntimeCall call, int arguments)
    {
        var isCompiled = call != RuntimeCall.CallCode;
        Assert.Equal(isCompiled, HelperTable.Addresses[(int)call] != _helpers.Addresses[(int)call]);
        _helpers.Addresses[RuntimeCalls.OwnOf(call)] = call switch
        {
            RuntimeCall.Call => (nint)(delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)&SlowCall,
            RuntimeCall.DelegateCall => (nint)(delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)&SlowDelegateCall,
            _ => (nint)(delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)&SlowStaticCall,
        };
        Compare(call, arguments);
        if (isCompiled)
        {
            Assert.InRange(_slow, Rounds / 10, Rounds * 6 / 10);
        }
    }

    [Fact]
    public void MachineCodeLoadsFromStorageAsTheRuntimeDoes()
    {
        Assert.NotEqual(HelperTable.Addresses[(int)RuntimeCall.SLoad], _helpers.Addresses[(int)RuntimeCall.SLoad]);
        Compare(RuntimeCall.SLoad, 1);
    }

    private void Compare(RuntimeCall call, int arguments)
    {
        var random = new Random(Seed);
        var values = new U256[arguments];
        for (var round = 0; round < Rounds; round++)
        {
            var seed = random.Next();
            var shape = random.Next();
            var memoryWords = random.Next(12);
            for (var i = 0; i < arguments; i++)
            {
                values[i] = Draw(random, arguments, i);
            }

            // As much gas as can be would buy 4 GiB.
            var much = values.Skip(2).All(value => value < 1000) ? long.MaxValue - random.Next(2) : 1_000_000_000;
            var gas = random.Next(3) == 0 ? random.Next(6000) : random.Next(2) == 0 ? 1_000_000 : much;
            var expected = Run(_arena, _host, HelperTable.Addresses, call, values, gas, seed, shape, memoryWords);
            var actual = Run(_otherArena, _otherHost, _helpers.Addresses, call, values, gas, seed, shape, memoryWords);
            Assert.True(expected == actual, $"round {round}, {string.Join(' ', values)}\nexpected {expected}\nactual   {actual}");
        }
    }

    /// <summary>Calls a helper in a frame of its own.</summary>
    /// <returns>All that is to be seen afterwards.</returns>
    private string Run(
        FrameArena arena, AnswersAtRandom host, nint* helpers, RuntimeCall call, U256[] arguments, long gas, int seed, int shape,
        int memoryWords)
    {
        host.Begin(seed);
        var random = new Random(shape);
        ReadOnlySpan<EvmcRevision> revisions =
            [EvmcRevision.Istanbul, EvmcRevision.Berlin, EvmcRevision.Cancun, EvmcRevision.Prague, EvmcRevision.Osaka, EvmcRevision.Osaka];
        _message->Flags = (EvmcFlags)random.Next(4);
        _message->Depth = random.Next(8) == 0 ? 1023 + random.Next(2) : random.Next(1000);
        byte here;
        var frame = arena.Push(
            host.Functions, host.Context, revisions[random.Next(revisions.Length)], _message, null, 0,
            nativeStack: random.Next(8) == 0 ? null : &here);
        frame->Helpers = helpers;
        frame->Status = PresetStatus;
        frame->GasRefund = random.Next(4) switch { 0 => long.MaxValue - 50, 1 => long.MinValue + 50, _ => random.Next(-100, 100) };
        if (random.Next(3) == 0)
        {
            frame->LastResult = host.Owned;
            frame->ReturnData = (byte*)frame;
            frame->ReturnDataSize = 5;
        }

        var much = long.MaxValue;
        Assert.True(memoryWords == 0 || FrameMemory.TryGrow(frame, 0, (ulong)memoryWords * 32, ref much));
        for (var i = 0; i < memoryWords * 32; i++)
        {
            frame->MemoryBase[i] = (byte)(i * 7);
        }

        for (var i = 0; i < ScratchBuffer.Length; i++)
        {
            frame->Scratch[i] = i < arguments.Length ? arguments[i] : U256.MaxValue;
        }

        var left = ((delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)helpers[(int)call])(frame, gas);
        var memory = Convert.ToHexStringLower(new ReadOnlySpan<byte>(frame->MemoryBase, (int)frame->MemorySize));
        var data = frame->ReturnData == null
            ? $"null {frame->ReturnDataSize}"
            : Convert.ToHexStringLower(new ReadOnlySpan<byte>(frame->ReturnData, (int)frame->ReturnDataSize));

        // A result means something only where the execution goes on.
        var result = left >= 0 ? frame->Scratch[0] : U256.Zero;
        var status = frame->Status;
        var refund = left >= 0 ? frame->GasRefund : 0;
        arena.Pop(frame);
        return $"gas {left} status {status} result {result} refund {refund} data {data} memory {memory}\n{string.Join('\n', host.Asked)}";
    }

    /// <summary>Mostly what contracts pass, else what lies at the border of something.</summary>
    private static U256 Draw(Random random, int arguments, int index)
    {
        var isValue = arguments == 7 && index == 2;
        if (arguments == 1 || index == 1)
        {
            return new U256(Any(), Any(), Any(), random.Next(2) == 0 ? 0 : Any());
        }

        if (index == 0)
        {
            return random.Next(6) switch
            {
                0 => new U256(Any(), Any(), 0, 0),
                1 => new U256(ulong.MaxValue - (ulong)random.Next(2), 0, 0, 0),
                2 => new U256(0, 0, 0, 1),
                _ => new U256((ulong)random.Next(1_200_000), 0, 0, 0),
            };
        }

        if (isValue)
        {
            return random.Next(8) == 0 ? new U256((ulong)random.Next(2), 0, 0, (ulong)random.Next(2)) : U256.Zero;
        }

        return random.Next(60) switch
        {
            0 => new U256(0, 1UL << random.Next(64), 0, 0),
            1 => new U256((ulong)random.Next(3), 0, 0, 1),
            2 => new U256(uint.MaxValue - (ulong)random.Next(300), 0, 0, 0),
            3 => new U256(1UL << (32 + random.Next(32)), 0, 0, 0),
            < 20 => U256.Zero,
            _ => new U256((ulong)random.Next(450), 0, 0, 0),
        };

        ulong Any() => (ulong)random.NextInt64();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long SlowCall(ExecutionFrame* frame, long gas) => Slow(RuntimeCall.Call, frame, gas);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long SlowDelegateCall(ExecutionFrame* frame, long gas) => Slow(RuntimeCall.DelegateCall, frame, gas);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long SlowStaticCall(ExecutionFrame* frame, long gas) => Slow(RuntimeCall.StaticCall, frame, gas);

    private static long Slow(RuntimeCall call, ExecutionFrame* frame, long gas)
    {
        _slow++;
        return ((delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)HelperTable.Addresses[(int)call])(frame, gas);
    }
}

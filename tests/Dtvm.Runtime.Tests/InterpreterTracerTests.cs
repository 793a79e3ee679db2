// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>What a tracer is told.</summary>
public sealed class InterpreterTracerTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void EachInstructionIsReportedBeforeAndAfter()
    {
        _harness.Host.StorageStatus = EvmcStorageStatus.Deleted;
        _harness.Run(new EvmProgram().Push(7).Push(40).Op(Opcode.MSTORE).PushOperands(1, 0).Op(Opcode.SSTORE, Opcode.MSIZE).ToArray(),
            new InterpreterSetup { Gas = 100_000, Depth = 3 });
        var trace = _harness.Trace;
        Assert.Equal([0, 2, 4, 5, 7, 9, 10, 11], trace.Select(s => s.Pc));
        Assert.Equal(
            [Opcode.PUSH1, Opcode.PUSH1, Opcode.MSTORE, Opcode.PUSH1, Opcode.PUSH1, Opcode.SSTORE, Opcode.MSIZE, Opcode.STOP],
            trace.Select(s => s.Opcode));
        Assert.Equal([3, 3, 12, 3, 3, 5000, 2, 0], trace.Select(s => s.GasCost!.Value));
        Assert.Equal([3, 3, 3, 3, 3, 0, 2, 0], trace.Select(s => s.StaticCost));
        Assert.Equal([0, 0, 0, 96, 96, 96, 96, 96], trace.Select(s => s.MemorySize));
        Assert.Equal([0, 0, 0, 0, 0, 0, 4800, 4800], trace.Select(s => s.Refund));
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1], trace.Select(s => s.Stack.Length));
        Assert.Equal([(U256)7UL, 40], trace[2].Stack);
        Assert.All(trace, s => Assert.Equal((3, EvmcStatusCode.Success), (s.Depth, s.Status)));
        Assert.Equal(100_000, trace[0].Gas);
        for (var i = 1; i < trace.Count; i++)
        {
            Assert.Equal(trace[i - 1].Gas - trace[i - 1].GasCost, trace[i].Gas);
        }
    }

    [Fact]
    public void TheInstructionThatHaltsExceptionallyTakesAllGas()
    {
        foreach (var (program, status) in ((EvmProgram, EvmcStatusCode)[])
        [
            (new EvmProgram().Push(1).Op(Opcode.ADD), EvmcStatusCode.StackUnderflow),
            (new EvmProgram().Push(1).Raw(0x0c), EvmcStatusCode.UndefinedInstruction),
            (new EvmProgram().Push(1).Op(Opcode.SLOAD), EvmcStatusCode.OutOfGas),
            (new EvmProgram().Push(1).Op(Opcode.JUMP), EvmcStatusCode.BadJumpDestination),
            (new EvmProgram().Push(1).Op(Opcode.INVALID), EvmcStatusCode.InvalidInstruction),
        ])
        {
            Assert.Equal(status, _harness.Run(program, gas: 50).Status);
            Assert.Equal(2, _harness.Trace.Count);
            Assert.Equal((47, 47, status), (_harness.Trace[1].Gas, _harness.Trace[1].GasCost, _harness.Trace[1].Status));
        }

        _harness.Run(new EvmProgram().Push(1).Raw(0x0c), gas: 50);
        Assert.Equal(((Opcode)0x0c, -1), (_harness.Trace[1].Opcode, _harness.Trace[1].StaticCost));
    }

    [Fact]
    public void RevertIsReportedAsSuch()
    {
        _harness.Run(new EvmProgram().PushOperands(0, 40).Op(Opcode.REVERT));
        Assert.Equal((EvmcStatusCode.Revert, 6), (_harness.Trace[^1].Status, _harness.Trace[^1].GasCost));
    }

    [Fact]
    public void TheCostOfACallIsWhatTheNestedFrameLeavesMissing()
    {
        _harness.Host.CallGasLeft = 400;
        _harness.Run(new EvmProgram().PushOperands(1000, 0x7a, 0, 0, 0, 0).Op(Opcode.STATICCALL));
        var step = _harness.Trace.Single(s => s.Opcode == Opcode.STATICCALL);
        Assert.Equal((2600 + 600, 100), (step.GasCost, step.StaticCost));
    }
}

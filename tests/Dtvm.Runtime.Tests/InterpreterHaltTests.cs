// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Exceptional halts: which one, where, and that nothing is left afterwards.</summary>
public sealed class InterpreterHaltTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public static TheoryData<Revision> AllRevisions => [.. Revisions.All];

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void EmptyCodeAndTheEndOfCodeStop()
    {
        Assert.Equal(new InterpreterOutcome(EvmcStatusCode.Success, 5, 0, "", ""), _harness.Run(new EvmProgram(), gas: 5));
        Assert.Equal(new InterpreterOutcome(EvmcStatusCode.Success, 0, 0, "", ""),
            _harness.Run(new EvmProgram().Op(Opcode.JUMPDEST), gas: 1));
    }

    [Theory]
    [MemberData(nameof(AllRevisions))]
    public void EveryByteIsDefinedOrUndefinedAsTheRevisionSays(Revision revision)
    {
        for (var b = 0; b < 256; b++)
        {
            OpcodeTable.TryDecode([(byte)b], 0, out var info);
            if (!info.IsDefinedIn(revision))
            {
                // Undefined comes before a missing stack item and before missing gas.
                Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(new EvmProgram().Raw((byte)b), revision).Status);
                Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(new EvmProgram().Raw((byte)b), revision, gas: 0).Status);
                continue;
            }

            for (var height = 0; height < info.Pops; height++)
            {
                var setup = new InterpreterSetup { Revision = revision, Gas = 0, Stack = new U256[height] };
                Assert.Equal(EvmcStatusCode.StackUnderflow, _harness.Run([(byte)b], setup).Status);
            }

            var full = new InterpreterSetup { Revision = revision, Gas = 100_000, Stack = new U256[1024] };
            Assert.Equal(info.StackChange > 0, _harness.Run([(byte)b], full with { Gas = 0 }).Status == EvmcStatusCode.StackOverflow);
            var cost = GasSchedule.For(revision).StaticCost((byte)b);
            if (cost > 0)
            {
                var setup = full with { Gas = cost - 1, Stack = new U256[1000] };
                Assert.Equal(new InterpreterOutcome(EvmcStatusCode.OutOfGas, 0, 0, "", ""), _harness.Run([(byte)b], setup));
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllRevisions))]
    public void EveryInstructionChangesTheStackAndTheGasAsTheTablesSay(Revision revision)
    {
        foreach (var info in OpcodeTable.All.ToArray().Where(i => i.IsDefinedIn(revision) && !i.IsTerminator))
        {
            Assert.True(OpcodeTable.TryFind(info.Name, out var opcode));
            if (opcode is Opcode.JUMP or Opcode.JUMPI)
            {
                continue;
            }

            var setup = new InterpreterSetup { Revision = revision, Stack = new U256[240] };
            Assert.Equal(EvmcStatusCode.Success, _harness.Run([(byte)opcode], setup).Status);
            var (step, next) = (_harness.Trace[0], _harness.Trace[1]);
            Assert.Equal(240 + info.StackChange, next.Stack.Length);
            Assert.Equal((ulong)(1 + info.ImmediateSize), next.Pc);
            Assert.Equal(step.Gas - next.Gas, step.GasCost);
            var cost = GasSchedule.For(revision).StaticCost(opcode);
            Assert.Equal(cost, step.StaticCost);
            Assert.True(HasDynamicCost(opcode) ? step.GasCost >= cost : step.GasCost == cost, $"{opcode}: {step.GasCost}");
        }
    }

    [Fact]
    public void OutOfGasAtEachInstructionOfAChunk()
    {
        var program = new EvmProgram().Store(0, 1).Push(5).Op(Opcode.MLOAD, Opcode.TLOAD).PushOperands(7, 8)
            .Op(Opcode.TSTORE, Opcode.SELFBALANCE)
            .Store(100, 2).Op(Opcode.COINBASE, Opcode.CALLER, Opcode.BALANCE).PushOperands(3, 4).Op(Opcode.EXP).Return(0, 200);
        var code = program.ToArray();
        var total = 1_000_000 - _harness.Run(program).GasLeft;
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(program, gas: total).Status);
        var calls = new HashSet<string>();
        for (var gas = 0L; gas < total; gas++)
        {
            var outcome = _harness.Run(code, new InterpreterSetup { Gas = gas });
            Assert.Equal(EvmcStatusCode.OutOfGas, outcome.Status);
            Assert.Equal((0, 0, ""), (outcome.GasLeft, outcome.Refund, outcome.Output));
            calls.Add(outcome.HostCalls);
        }

        // The host was asked as far as the gas went: after 0, 1, ... 6 calls.
        Assert.Equal(7, calls.Count);
    }

    [Fact]
    public void OverflowAtEachInstructionOfAChunk()
    {
        var program = new EvmProgram().Op(Opcode.PC, Opcode.TLOAD, Opcode.PC, Opcode.TLOAD, Opcode.DUP2, Opcode.ADD, Opcode.PC, Opcode.PC,
            Opcode.STOP);
        for (var height = 1018; height <= 1024; height++)
        {
            var outcome = _harness.Run(program.ToArray(), new InterpreterSetup { Stack = new U256[height] });
            Assert.Equal(height + 4 <= 1024 ? EvmcStatusCode.Success : EvmcStatusCode.StackOverflow, outcome.Status);
            var pushes = int.Min(2, 1024 - height);
            Assert.Equal(pushes, outcome.HostCalls.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void UnderflowAtEachInstructionOfAChunk()
    {
        var program = new EvmProgram().Op(Opcode.TLOAD, Opcode.ADD, Opcode.TLOAD, Opcode.ADD, Opcode.TLOAD, Opcode.ADD, Opcode.STOP);
        for (var height = 0; height <= 5; height++)
        {
            var outcome = _harness.Run(program.ToArray(), new InterpreterSetup { Stack = new U256[height] });
            Assert.Equal(height >= 4 ? EvmcStatusCode.Success : EvmcStatusCode.StackUnderflow, outcome.Status);
            Assert.Equal(int.Min(height, 3), outcome.HostCalls.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void TheFirstReasonCounts()
    {
        // Too little gas for the chunk, but the stack runs empty before the gas does.
        Assert.Equal(EvmcStatusCode.StackUnderflow, _harness.Run(new EvmProgram().Op(Opcode.PC, Opcode.ADD).Repeat(50, Opcode.PC), gas: 10)
            .Status);
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(new EvmProgram().Repeat(50, Opcode.PC).Op(Opcode.POP).Repeat(60, Opcode.POP),
            gas: 10).Status);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(new EvmProgram().Op(Opcode.PC).Raw(0x0c).Repeat(50, Opcode.ADD),
            gas: 10).Status);
        // Memory for which there would be enough gas if the rest of the chunk were not paid already, then another halt.
        var program = new EvmProgram().Push(32).Op(Opcode.MLOAD, Opcode.PC, Opcode.INVALID);
        Assert.Equal(EvmcStatusCode.InvalidInstruction, _harness.Run(program, gas: 3 + 3 + 6 + 2).Status);
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(program, gas: 3 + 3 + 6 + 1).Status);
        var staticMode = new InterpreterSetup { Gas = 18, Flags = EvmcFlags.Static };
        var code = new EvmProgram().Push(32).Op(Opcode.MLOAD).Op(Opcode.PC, Opcode.TSTORE).Repeat(9, Opcode.PC).ToArray();
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(code, staticMode).Status);
        Assert.Equal(EvmcStatusCode.StaticModeViolation, _harness.Run(code, staticMode with { Gas = 114 }).Status);
    }

    [Fact]
    public void InvalidAndUndefinedDiffer()
    {
        Assert.Equal(EvmcStatusCode.InvalidInstruction, _harness.Run(new EvmProgram().Op(Opcode.INVALID)).Status);
        Assert.Equal(EvmcStatusCode.InvalidInstruction, _harness.Run(new EvmProgram().Op(Opcode.INVALID), Revision.Frontier, gas: 0)
            .Status);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(new EvmProgram().Raw(0xfc)).Status);
    }

    [Theory]
    [InlineData(Opcode.SSTORE, 2)]
    [InlineData(Opcode.TSTORE, 2)]
    [InlineData(Opcode.LOG0, 2)]
    [InlineData(Opcode.LOG1, 3)]
    [InlineData(Opcode.LOG2, 4)]
    [InlineData(Opcode.LOG3, 5)]
    [InlineData(Opcode.LOG4, 6)]
    [InlineData(Opcode.CREATE, 3)]
    [InlineData(Opcode.CREATE2, 4)]
    [InlineData(Opcode.SELFDESTRUCT, 1)]
    public void ChangesAreForbiddenInStaticMode(Opcode opcode, int operands)
    {
        var setup = new InterpreterSetup { Flags = EvmcFlags.Static, Stack = Enumerable.Repeat((U256)1UL, operands).ToArray() };
        Assert.Equal(new InterpreterOutcome(EvmcStatusCode.StaticModeViolation, 0, 0, "", ""), _harness.Run([(byte)opcode], setup));
        // The static mode is checked before what the memory would cost.
        setup = setup with { Stack = Enumerable.Repeat(U256.MaxValue, operands).ToArray() };
        Assert.Equal(EvmcStatusCode.StaticModeViolation, _harness.Run([(byte)opcode], setup).Status);
    }

    private static bool HasDynamicCost(Opcode opcode) => opcode
        is Opcode.SSTORE or Opcode.SLOAD or Opcode.BALANCE or Opcode.EXTCODESIZE or Opcode.EXTCODEHASH or Opcode.EXTCODECOPY
        or Opcode.CALL or Opcode.CALLCODE or Opcode.DELEGATECALL or Opcode.STATICCALL or Opcode.CREATE or Opcode.CREATE2
        or Opcode.MLOAD or Opcode.MSTORE or Opcode.MSTORE8;
}

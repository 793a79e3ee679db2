// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Jumps, and beginning in the middle of code.</summary>
public sealed class InterpreterJumpTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(32)]
    public void JumpGoesToADestination(int size)
    {
        var program = new EvmProgram().Push((ulong)size + 3, size).Op(Opcode.JUMP, Opcode.INVALID, Opcode.JUMPDEST).Op(Opcode.PC)
            .ReturnTop();
        var outcome = _harness.Run(program);
        Assert.Equal((U256)((ulong)size + 4), outcome.Word);
        Assert.Equal(1_000_000 - 3 - 8 - 1 - 2 - EvmProgram.ReturnTopCost, outcome.GasLeft);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ConditionalJumpIsTakenIfTheConditionIsNotZero(int size)
    {
        foreach (var condition in (U256[])[0, 1, 256, new(0, 1, 0, 0), new(0, 0, 1, 0), new(0, 0, 0, 1), U256.MaxValue])
        {
            foreach (var isNegated in (bool[])[false, true])
            {
                var program = new EvmProgram().Push(condition, 32);
                if (isNegated)
                {
                    program.Op(Opcode.ISZERO);
                }

                program.Push((ulong)(program.Size + size + 5), size).Op(Opcode.JUMPI).Push(0xaa).Op(Opcode.STOP, Opcode.JUMPDEST);
                var outcome = _harness.Run(program.Push(0xbb).ReturnTop());
                var isTaken = condition.IsZero == isNegated;
                Assert.Equal(isTaken ? (U256)0xbbUL : 0, outcome.Word);
                var cost = 3 + (isNegated ? 3 : 0) + 3 + 10 + (isTaken ? 1 + 3 + EvmProgram.ReturnTopCost : 3);
                Assert.Equal(1_000_000 - cost, outcome.GasLeft);
            }
        }
    }

    [Fact]
    public void BadDestinations()
    {
        U256[] destinations =
        [
            0, 1, 33, 36, 37, 38, 39, 1000, uint.MaxValue, 1UL << 32, (1UL << 32) + 35, ulong.MaxValue, new(35, 1, 0, 0), new(35, 0, 1, 0),
            new(35, 0, 0, 1), U256.MaxValue,
        ];
        foreach (var destination in destinations)
        {
            // 33: JUMP, 34: STOP, 35: JUMPDEST, 36: PUSH2 with JUMPDEST in the operand, 39: end.
            var code = new EvmProgram().Push(destination, 32).Op(Opcode.JUMP, Opcode.STOP, Opcode.JUMPDEST).Raw(0x61, 0x5b, 0x5b);
            Assert.Equal(EvmcStatusCode.BadJumpDestination, _harness.Run(code).Status);
        }

        var good = new EvmProgram().Push(35, 32).Op(Opcode.JUMP, Opcode.STOP, Opcode.JUMPDEST).Raw(0x61, 0x5b, 0x5b);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(good).Status);
    }

    [Fact]
    public void ADestinationInAnOperandIsBadAlsoAfterTheCodeAroundItRan()
    {
        // 0: PUSH1 5b, POP, JUMPDEST, PUSH1 1, JUMP
        var program = new EvmProgram().Raw(0x60, 0x5b, 0x50, 0x5b).Push(1).Op(Opcode.JUMP);
        Assert.Equal(EvmcStatusCode.BadJumpDestination, _harness.Run(program).Status);
        program = new EvmProgram().Raw(0x60, 0x5b, 0x50, 0x5b).Push(1, 2).Op(Opcode.JUMP);
        Assert.Equal(EvmcStatusCode.BadJumpDestination, _harness.Run(program).Status);
    }

    [Fact]
    public void TheDestinationOfAJumpNotTakenIsNotChecked()
    {
        var program = new EvmProgram().PushOperands(U256.MaxValue, 0).Op(Opcode.JUMPI).Push(1).ReturnTop();
        Assert.Equal(U256.One, _harness.Run(program).Word);
        program = new EvmProgram().Push(0).Push(9999, 2).Op(Opcode.JUMPI).Push(1).ReturnTop();
        Assert.Equal(U256.One, _harness.Run(program).Word);
        program = new EvmProgram().Push(1).Push(9999, 2).Op(Opcode.JUMPI).Push(1).ReturnTop();
        Assert.Equal(EvmcStatusCode.BadJumpDestination, _harness.Run(program).Status);
    }

    [Fact]
    public void ALoopEndsWhereItsGasEnds()
    {
        // 0: JUMPDEST, GAS, POP, PUSH2 0, JUMP: 1 + 2 + 2 + 3 + 8 gas a round.
        var loop = new EvmProgram().Op(Opcode.JUMPDEST, Opcode.NUMBER, Opcode.GAS, Opcode.TLOAD, Opcode.POP, Opcode.POP).Push(0, 2)
            .Op(Opcode.JUMP);
        for (var gas = 1000L; gas < 1130; gas++)
        {
            var outcome = _harness.Run(loop, gas: gas);
            Assert.Equal(EvmcStatusCode.OutOfGas, outcome.Status);
        }
    }

    [Fact]
    public void ARunOfDestinationsCanBeEnteredAnywhere()
    {
        for (ulong destination = 3; destination < 40; destination++)
        {
            var program = new EvmProgram().Push(destination).Op(Opcode.JUMP).Repeat(37, Opcode.JUMPDEST);
            Assert.Equal(1_000_000 - 3 - 8 - (40 - (long)destination), _harness.Run(program).GasLeft);
        }
    }

    [Fact]
    public void ExecutionBeginsAtAnyInstructionWithAnyStack()
    {
        var program = new EvmProgram().Push(1).Push(2).Op(Opcode.POP, Opcode.POP, Opcode.ISZERO).Push(14, 2).Op(Opcode.JUMPI)
            .Op(Opcode.SWAP1, Opcode.POP, Opcode.STOP, Opcode.JUMPDEST, Opcode.SWAP1, Opcode.POP).Push(5).Op(Opcode.ADD).Push(0)
                .Op(Opcode.MSTORE)
            .Return(0, 32);
        var code = program.ToArray();
        using var prepared = InterpreterCode.Create(code, Revision.Osaka);
        for (ulong pc = 0; pc <= (ulong)code.Length; pc += pc < (ulong)code.Length ? OpcodeTable.Get(code[pc]).ImmediateSize + 1UL : 1)
        {
            for (var height = 0; height < 6; height++)
            {
                for (var gas = 0L; gas < 60; gas++)
                {
                    var setup = new InterpreterSetup
                    {
                        StartPc = pc,
                        Gas = gas,
                        Stack = Enumerable.Range(0, height).Select(i =>
                        (U256)(ulong)i).ToArray()
                    };
                    Assert.Equal(_harness.Run(code, prepared, setup, RunMode.PerInstruction),
                        _harness.Run(code, prepared, setup, RunMode.Chunked));
                }
            }
        }
    }

    [Fact]
    public void WithoutMeteringOnlyDynamicCostsAreCharged()
    {
        var setup = new InterpreterSetup { IsMetered = false, Gas = 100 };
        var outcome = _harness.Run(new EvmProgram().Repeat(200, Opcode.PC).Repeat(200, Opcode.POP).Op(Opcode.GAS).ReturnTop().ToArray(),
            setup);
        Assert.Equal((EvmcStatusCode.Success, 97L, (U256)100UL), (outcome.Status, outcome.GasLeft, outcome.Word));
        outcome = _harness.Run(new EvmProgram().Store(32 * 33, 1).Repeat(9, Opcode.PC).ToArray(), setup);
        Assert.Equal(EvmcStatusCode.OutOfGas, outcome.Status);
        outcome = _harness.Run(new EvmProgram().Store(32 * 31, 1).Repeat(9, Opcode.PC).ToArray(), setup);
        Assert.Equal((EvmcStatusCode.Success, 100L - 96 - 2), (outcome.Status, outcome.GasLeft));
        outcome = _harness.Run(new EvmProgram().Op(Opcode.ADD).ToArray(), setup);
        Assert.Equal(EvmcStatusCode.StackUnderflow, outcome.Status);
    }
}

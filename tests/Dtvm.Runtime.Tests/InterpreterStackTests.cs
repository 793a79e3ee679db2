// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>PUSH, DUP, SWAP, POP and instructions that push what the frame knows.</summary>
public sealed class InterpreterStackTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void PushReadsItsOperandBigEndian()
    {
        U256 expected = 0;
        for (var size = 1; size <= 32; size++)
        {
            expected = (expected << 8) | (U256)(ulong)(0xf0 - size);
            var outcome = _harness.Run(new EvmProgram().Push(expected, size).ReturnTop());
            Assert.Equal(expected, outcome.Word);
            Assert.Equal(1_000_000 - 3 - EvmProgram.ReturnTopCost, outcome.GasLeft);
        }
    }

    [Fact]
    public void PushZeroIsThereFromShanghaiOn()
    {
        var program = new EvmProgram().Op(Opcode.PUSH0).ReturnTop();
        var outcome = _harness.Run(program, Revision.Shanghai);
        Assert.Equal(EvmcStatusCode.Success, outcome.Status);
        Assert.Equal(1_000_000 - 2 - EvmProgram.ReturnTopCost, outcome.GasLeft);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(program, Revision.Paris).Status);
    }

    [Fact]
    public void AnOperandCutOffByTheEndOfTheCodeIsFilledWithZerosAndThenItStops()
    {
        for (var size = 1; size <= 32; size++)
        {
            for (var present = 0; present < size; present++)
            {
                var program = new EvmProgram().Raw((byte)((byte)Opcode.PUSH0 + size));
                for (var i = 0; i < present; i++)
                {
                    program.Raw(0xff);
                }

                var outcome = _harness.Run(program);
                Assert.Equal(EvmcStatusCode.Success, outcome.Status);
                Assert.Equal(1_000_000 - 3, outcome.GasLeft);
                var step = _harness.Trace[1];
                Assert.Equal(Opcode.STOP, step.Opcode);
                var operand = Enumerable.Range(0, size).Select(i => i < present ? (byte)0xff : (byte)0).ToArray();
                Assert.Equal(U256.ReadBigEndian(operand), Assert.Single(step.Stack));
            }
        }
    }

    [Fact]
    public void DupCopiesAndSwapExchanges()
    {
        var items = Enumerable.Range(1, 17).Select(i => new U256((ulong)i, (ulong)i << 8, (ulong)i << 16, (ulong)i << 24)).ToArray();
        for (var n = 1; n <= 16; n++)
        {
            foreach (var isSwap in (bool[])[false, true])
            {
                var program = new EvmProgram();
                foreach (var item in items)
                {
                    program.Push(item);
                }

                var opcode = (isSwap ? Opcode.SWAP1 : Opcode.DUP1) + (byte)(n - 1);
                _harness.Run(program.Op((Opcode)opcode, Opcode.STOP));
                var expected = items.ToList();
                if (isSwap)
                {
                    (expected[^1], expected[^(n + 1)]) = (expected[^(n + 1)], expected[^1]);
                }
                else
                {
                    expected.Add(items[^n]);
                }

                Assert.Equal(expected, _harness.Trace[^1].Stack);
            }
        }
    }

    [Fact]
    public void PositionMemorySizeCodeSizeAndGas()
    {
        Assert.Equal((U256)3UL, _harness.Run(new EvmProgram().Push(9).Op(Opcode.POP, Opcode.PC).ReturnTop()).Word);
        Assert.Equal((U256)0UL, _harness.Run(new EvmProgram().Op(Opcode.MSIZE).ReturnTop()).Word);
        Assert.Equal((U256)96UL, _harness.Run(new EvmProgram().Push(33).Op(Opcode.MLOAD, Opcode.POP, Opcode.MSIZE).ReturnTop()).Word);
        var program = new EvmProgram().Op(Opcode.CODESIZE).ReturnTop();
        Assert.Equal((U256)(ulong)program.Size, _harness.Run(program).Word);
        Assert.Equal((U256)994UL, _harness.Run(new EvmProgram().Op(Opcode.PC, Opcode.POP, Opcode.GAS).ReturnTop(), gas: 1000).Word);
    }

    [Fact]
    public void GasIsExactAnywhereInStraightCode()
    {
        var outcome = _harness.Run(
            new EvmProgram().Op(Opcode.GAS, Opcode.PC, Opcode.POP, Opcode.GAS, Opcode.SUB, Opcode.PC, Opcode.PC, Opcode.POP, Opcode.POP,
                Opcode.JUMPDEST)
                .ReturnTop());
        Assert.Equal(U256.Zero - 6, outcome.Word);
    }

    [Fact]
    public void AddressCallerValueAndInput()
    {
        Assert.Equal((U256)InterpreterHarness.Self, _harness.Run(new EvmProgram().Op(Opcode.ADDRESS).ReturnTop()).Word);
        Assert.Equal((U256)InterpreterHarness.Sender, _harness.Run(new EvmProgram().Op(Opcode.CALLER).ReturnTop()).Word);
        Assert.Equal((U256)InterpreterHarness.MessageValue, _harness.Run(new EvmProgram().Op(Opcode.CALLVALUE).ReturnTop()).Word);
        var setup = new InterpreterSetup { Input = Enumerable.Range(1, 40).Select(i => (byte)i).ToArray() };
        Assert.Equal((U256)40UL, _harness.Run(new EvmProgram().Op(Opcode.CALLDATASIZE).ReturnTop().ToArray(), setup).Word);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(8UL)]
    [InlineData(9UL)]
    [InlineData(39UL)]
    [InlineData(40UL)]
    [InlineData(41UL)]
    [InlineData(0xffffffffUL)]
    [InlineData(0x1_0000_0000UL)]
    [InlineData(ulong.MaxValue)]
    public void InputIsFollowedByZeros(ulong offset)
    {
        var input = Enumerable.Range(1, 40).Select(i => (byte)i).ToArray();
        var expected = new byte[32];
        for (var i = 0; i < 32 && offset < 40 && (int)offset + i < 40; i++)
        {
            expected[i] = input[(int)offset + i];
        }

        var setup = new InterpreterSetup { Input = input };
        var code = new EvmProgram().Push(offset).Op(Opcode.CALLDATALOAD).ReturnTop().ToArray();
        Assert.Equal(U256.ReadBigEndian(expected), _harness.Run(code, setup).Word);
        code = new EvmProgram().Push(new U256(offset, 1, 0, 0)).Op(Opcode.CALLDATALOAD).ReturnTop().ToArray();
        Assert.Equal(U256.Zero, _harness.Run(code, setup).Word);
    }
}

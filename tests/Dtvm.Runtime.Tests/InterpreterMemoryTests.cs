// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Memory, copies, hashing and output.</summary>
public sealed class InterpreterMemoryTests : IDisposable
{
    private const string Word = "00112233445566778899aabbccddeeff0123456789abcdef0011223344556677";

    private readonly InterpreterHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void StoredWordsAreReadBackAtAnyOffset()
    {
        var value = U256.Parse("0x" + Word);
        for (ulong offset = 0; offset < 70; offset++)
        {
            var outcome = _harness.Run(new EvmProgram().Store(offset, value).Push(offset).Op(Opcode.MLOAD).ReturnTop());
            Assert.Equal(value, outcome.Word);
            outcome = _harness.Run(new EvmProgram().Store(offset, value).Return(offset, 32));
            Assert.Equal(Word, outcome.Output);
            var words = (long)(offset + 63) / 32;
            Assert.Equal(1_000_000 - 9 - (3 * words) - 6, outcome.GasLeft);
        }
    }

    [Fact]
    public void ByteStoreTakesTheLowestByte()
    {
        var outcome = _harness.Run(new EvmProgram().PushOperands(33, 0x1234).Op(Opcode.MSTORE8).Return(32, 3));
        Assert.Equal("003400", outcome.Output);
        Assert.Equal(1_000_000 - 9 - 6 - 6, outcome.GasLeft);
    }

    [Theory]
    [InlineData(Opcode.MLOAD, 1)]
    [InlineData(Opcode.MSTORE, 2)]
    [InlineData(Opcode.MSTORE8, 2)]
    public void GrowthIsChargedExactly(Opcode opcode, int operands)
    {
        foreach (var offset in (ulong[])[0, 31, 32, 1000, 100_000, 0x3fffff])
        {
            var program = new EvmProgram();
            if (operands == 2)
            {
                program.Push(1);
            }

            program.Push(offset).Op(opcode);
            var words = ((long)offset + (opcode == Opcode.MSTORE8 ? 1 : 32) + 31) / 32;
            var cost = (3 * operands) + 3 + (3 * words) + (words * words / 512);
            Assert.Equal(0, _harness.Run(program, gas: cost).GasLeft);
            Assert.Equal(EvmcStatusCode.Success, _harness.Run(program, gas: cost).Status);
            Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(program, gas: cost - 1).Status);
        }
    }

    [Theory]
    [InlineData(Opcode.MLOAD)]
    [InlineData(Opcode.MSTORE)]
    [InlineData(Opcode.MSTORE8)]
    public void HugeOffsetsAreOutOfGas(Opcode opcode)
    {
        U256[] offsets =
        [
            uint.MaxValue, 1UL << 32, ulong.MaxValue, ulong.MaxValue - 31, ulong.MaxValue - 63, new(0, 1, 0, 0), new(0, 0, 1, 0),
            new(0, 0, 0, 1),
            U256.MaxValue,
        ];
        foreach (var offset in offsets)
        {
            var program = new EvmProgram().Push(0).Push(offset).Op(opcode);
            Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(program, gas: 1_000_000_000).Status);
        }
    }

    [Fact]
    public void NewMemoryIsZeroAlsoAfterOtherFramesUsedIt()
    {
        _harness.Run(new EvmProgram().Store(0, U256.MaxValue).Store(512, U256.MaxValue));
        Assert.Equal(new string('0', 1200), _harness.Run(new EvmProgram().Return(0, 600)).Output);
    }

    [Theory]
    [InlineData(Opcode.CALLDATACOPY)]
    [InlineData(Opcode.CODECOPY)]
    public void CopiesFillUpWithZeros(Opcode opcode)
    {
        foreach (var (offset, size) in ((U256, int)[])[(0, 4), (0, 40), (2, 3), (99, 2), (1000, 32), (ulong.MaxValue, 5),
            (U256.MaxValue, 5), (new(0, 1, 0, 0), 5)])
        {
            var program = new EvmProgram().Store(0, U256.MaxValue).Store(32, U256.MaxValue).PushOperands(1, offset, (ulong)size).Op(opcode)
                .Return(0, 64);
            var code = program.ToArray();
            var source = opcode == Opcode.CODECOPY ? code : Enumerable.Range(1, 100).Select(i => (byte)i).ToArray();
            var expected = Enumerable.Repeat((byte)0xff, 64).ToArray();
            for (var i = 0; i < size; i++)
            {
                expected[1 + i] = offset < (ulong)source.Length && (int)offset.Low64 + i < source.Length ? source[(int)offset.Low64 + i]
                    : (byte)0;
            }

            var outcome = _harness.Run(code, new InterpreterSetup { Input = source });
            Assert.Equal(Convert.ToHexStringLower(expected), outcome.Output);
            Assert.Equal(1_000_000 - 18 - 6 - 9 - 3 - (3 * ((size + 31) / 32)) - 6, outcome.GasLeft);
        }
    }

    [Theory]
    [InlineData(0, 10, 20)]
    [InlineData(10, 0, 20)]
    [InlineData(3, 0, 33)]
    [InlineData(0, 3, 33)]
    [InlineData(100, 0, 10)]
    [InlineData(5, 5, 0)]
    public void MemoryCopyAllowsOverlap(int destination, int source, int size)
    {
        var outcome = _harness.Run(
            new EvmProgram().Store(0, U256.Parse("0x" + Word)).Store(32, U256.MaxValue)
                .PushOperands((ulong)destination, (ulong)source, (ulong)size).Op(Opcode.MCOPY).Return(0, 128));
        var memory = Convert.FromHexString(Word).Concat(Enumerable.Repeat((byte)0xff, 32)).Concat(new byte[96]).ToArray();
        memory.AsSpan(source, size).ToArray().CopyTo(memory, destination);
        Assert.Equal(Convert.ToHexStringLower(memory.AsSpan(0, 128)), outcome.Output);
    }

    [Fact]
    public void MemoryCopyGrowsToTheLaterEndAndIgnoresOffsetsForSizeZero()
    {
        var program = new EvmProgram().PushOperands(0, 64, 32).Op(Opcode.MCOPY, Opcode.MSIZE).ReturnTop();
        Assert.Equal((U256)96UL, _harness.Run(program).Word);
        Assert.Equal(1_000_000 - 9 - 3 - 9 - 3 - 2 - 12, _harness.Run(program).GasLeft);
        program = new EvmProgram().PushOperands(U256.MaxValue, U256.MaxValue, 0).Op(Opcode.MCOPY, Opcode.MSIZE).ReturnTop();
        Assert.Equal(U256.Zero, _harness.Run(program).Word);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(program, Revision.Shanghai).Status);
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(new EvmProgram().PushOperands(0, 1UL << 33, 1).Op(Opcode.MCOPY)).Status);
    }

    [Fact]
    public void HashOfNothingAndOfMemory()
    {
        var outcome = _harness.Run(new EvmProgram().PushOperands(U256.MaxValue, 0).Op(Opcode.KECCAK256).ReturnTop());
        Assert.Equal(U256.Parse("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"), outcome.Word);
        Assert.Equal(1_000_000 - 6 - 30 - EvmProgram.ReturnTopCost, outcome.GasLeft);

        outcome = _harness.Run(new EvmProgram().Store(0, 1).PushOperands(0, 33).Op(Opcode.KECCAK256).ReturnTop());
        var digest = new byte[32];
        var data = new byte[33];
        data[31] = 1;
        Keccak256.Hash(data, digest);
        Assert.Equal(U256.ReadBigEndian(digest), outcome.Word);
        Assert.Equal(1_000_000 - 12 - 6 - 30 - 12 - 3 - 12, outcome.GasLeft);
    }

    [Fact]
    public void ReturnDataIsEmptyBeforeTheFirstCall()
    {
        Assert.Equal(U256.Zero, _harness.Run(new EvmProgram().Op(Opcode.RETURNDATASIZE).ReturnTop()).Word);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(new EvmProgram().PushOperands(0, 0, 0).Op(Opcode.RETURNDATACOPY)).Status);
        foreach (var (offset, size) in ((U256, U256)[])[(1, 0), (0, 1), (ulong.MaxValue, 0), (ulong.MaxValue, 1), (U256.MaxValue, 0)])
        {
            var program = new EvmProgram().PushOperands(0, offset, size).Op(Opcode.RETURNDATACOPY);
            Assert.Equal(EvmcStatusCode.InvalidMemoryAccess, _harness.Run(program).Status);
        }

        // The memory grows before the bounds are checked.
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(new EvmProgram().PushOperands(1UL << 40, 1, 1).Op(Opcode.RETURNDATACOPY))
            .Status);
    }

    [Fact]
    public void ReturnAndRevertKeepGasAndOutput()
    {
        foreach (var opcode in (Opcode[])[Opcode.RETURN, Opcode.REVERT])
        {
            var outcome = _harness.Run(new EvmProgram().Store(0, 0xabcd).PushOperands(30, 2).Op(opcode));
            Assert.Equal(opcode == Opcode.RETURN ? EvmcStatusCode.Success : EvmcStatusCode.Revert, outcome.Status);
            Assert.Equal("abcd", outcome.Output);
            Assert.Equal(1_000_000 - 12 - 6, outcome.GasLeft);
            outcome = _harness.Run(new EvmProgram().PushOperands(U256.MaxValue, 0).Op(opcode));
            Assert.Equal("", outcome.Output);
            Assert.Equal(1_000_000 - 6, outcome.GasLeft);
            Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(new EvmProgram().PushOperands(U256.MaxValue, 1).Op(opcode)).Status);
        }
    }
}

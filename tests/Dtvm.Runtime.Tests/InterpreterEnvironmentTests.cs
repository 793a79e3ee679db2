// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Accounts, blocks, the transaction, logs and storage.</summary>
public sealed class InterpreterEnvironmentTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public unsafe void TransactionContextIsFetchedOnceAndOnlyIfNeeded()
    {
        var blobs = stackalloc EvmcBytes32[2];
        blobs[0] = HostValues.ToWord(0xb0);
        blobs[1] = HostValues.ToWord(0xb1);
        _harness.Host.TxContext = new EvmcTxContext
        {
            TxGasPrice = HostValues.ToWord(1001),
            TxOrigin = HostValues.ToAddress(1002),
            BlockCoinbase = HostValues.ToAddress(1003),
            BlockNumber = 1004,
            BlockTimestamp = 1005,
            BlockGasLimit = 1006,
            BlockPrevRandao = HostValues.ToWord(U256.MaxValue - 1007),
            ChainId = HostValues.ToWord(1008),
            BlockBaseFee = HostValues.ToWord(1009),
            BlobBaseFee = HostValues.ToWord(1010),
            BlobHashes = blobs,
            BlobHashesCount = 2,
        };
        var fields = new (Opcode Opcode, U256 Expected)[]
        {
            (Opcode.GASPRICE, 1001), (Opcode.ORIGIN, 1002), (Opcode.COINBASE, 1003), (Opcode.NUMBER, 1004), (Opcode.TIMESTAMP, 1005),
            (Opcode.GASLIMIT, 1006), (Opcode.PREVRANDAO, U256.MaxValue - 1007), (Opcode.CHAINID, 1008), (Opcode.BASEFEE, 1009),
            (Opcode.BLOBBASEFEE, 1010),
        };
        var all = new EvmProgram();
        foreach (var (opcode, expected) in fields)
        {
            var outcome = _harness.Run(new EvmProgram().Op(opcode).ReturnTop());
            Assert.Equal((opcode, expected), (opcode, outcome.Word));
            Assert.Equal("get_tx_context", outcome.HostCalls);
            all.Op(opcode);
        }

        Assert.Equal("get_tx_context", _harness.Run(all).HostCalls);
        foreach (var (index, expected) in ((U256, U256)[])[(0, 0xb0), (1, 0xb1), (2, 0), (1UL << 32, 0), (ulong.MaxValue, 0),
            (new(0, 1, 0, 0), 0), (U256.MaxValue, 0)])
        {
            Assert.Equal(expected, _harness.Run(new EvmProgram().Push(index).Op(Opcode.BLOBHASH).ReturnTop()).Word);
        }

        Assert.Equal("", _harness.Run(new EvmProgram().Op(Opcode.STOP).Op(Opcode.NUMBER)).HostCalls);
    }

    [Fact]
    public void BlockHashIsAskedForTheLast256BlocksOnly()
    {
        _harness.Host.TxContext = new EvmcTxContext { BlockNumber = 1000 };
        foreach (var number in (U256[])[0, 743, 744, 999, 1000, 1001, ulong.MaxValue, new(999, 1, 0, 0), new(999, 0, 0, 1), U256.MaxValue])
        {
            var outcome = _harness.Run(new EvmProgram().Push(number).Op(Opcode.BLOCKHASH).ReturnTop());
            var isKnown = number == 744 || number == 999;
            Assert.Equal(isKnown ? _harness.Host.Answer : U256.Zero, outcome.Word);
            Assert.Equal(isKnown ? $"get_tx_context\nget_block_hash {number.Low64}" : "get_tx_context", outcome.HostCalls);
        }

        _harness.Host.TxContext = new EvmcTxContext { BlockNumber = 10 };
        Assert.Equal(_harness.Host.Answer, _harness.Run(new EvmProgram().Push(0).Op(Opcode.BLOCKHASH).ReturnTop()).Word);
    }

    [Theory]
    [InlineData(Opcode.BALANCE, "get_balance 0xac")]
    [InlineData(Opcode.EXTCODESIZE, "get_code_size 0xac")]
    [InlineData(Opcode.EXTCODEHASH, "get_code_hash 0xac")]
    public void AccountsAreAccessedBeforeTheyAreAskedFrom(Opcode opcode, string call)
    {
        _harness.Host.Balances[0xac] = 9999;
        _harness.Host.Codes[0xac] = new byte[77];
        U256 expected = opcode switch
        {
            Opcode.BALANCE => 9999,
            Opcode.EXTCODESIZE => 77,
            _ => _harness.Host.Answer,
        };
        // The upper 96 bits of an address operand do not count.
        var program = new EvmProgram().Push(new U256(0xac, 0, 7UL << 32, 5)).Op(opcode).ReturnTop();
        var cold = _harness.Run(program, Revision.Berlin);
        Assert.Equal((expected, 1_000_000 - 3 - 2600 - EvmProgram.ReturnTopCost), (cold.Word, cold.GasLeft));
        Assert.Equal("access_account 0xac\n" + call, cold.HostCalls);
        Assert.Equal("access_account 0xac", _harness.Run(program, Revision.Berlin, 3 + 2599).HostCalls);
        Assert.Equal("", _harness.Run(program, Revision.Berlin, 3 + 99).HostCalls);
        _harness.Host.Warm.Add(0xac);
        Assert.Equal(1_000_000 - 3 - 100 - EvmProgram.ReturnTopCost, _harness.Run(program).GasLeft);
        var istanbul = _harness.Run(program, Revision.Istanbul);
        Assert.Equal((expected, call), (istanbul.Word, istanbul.HostCalls));
        Assert.Equal(1_000_000 - 3 - 700 - EvmProgram.ReturnTopCost, istanbul.GasLeft);
    }

    [Fact]
    public void OwnBalance()
    {
        _harness.Host.Balances[InterpreterHarness.Self] = 4321;
        var outcome = _harness.Run(new EvmProgram().Op(Opcode.SELFBALANCE).ReturnTop());
        Assert.Equal(((U256)4321UL, "get_balance 0x5e1f"), (outcome.Word, outcome.HostCalls));
        Assert.Equal(1_000_000 - 5 - EvmProgram.ReturnTopCost, outcome.GasLeft);
    }

    [Fact]
    public void CodeOfAnotherAccountIsCopiedAndFilledUp()
    {
        _harness.Host.Codes[0xac] = [1, 2, 3, 4, 5];
        var program = new EvmProgram().Store(0, U256.MaxValue).PushOperands(0xac, 1, 3, 4).Op(Opcode.EXTCODECOPY).Return(0, 8);
        var outcome = _harness.Run(program);
        Assert.Equal("ff04050000ffffff", outcome.Output);
        Assert.Equal("access_account 0xac\ncopy_code 0xac 3 4", outcome.HostCalls);
        Assert.Equal(1_000_000 - 12 - 12 - 2600 - 3 - 6, outcome.GasLeft);
        // The memory and the copy are charged before the access.
        Assert.Equal("", _harness.Run(program, gas: 12 + 12 + 100 + 2).HostCalls);
        Assert.Equal("access_account 0xac", _harness.Run(program, gas: 12 + 12 + 100 + 3).HostCalls);
        Assert.Equal("access_account 0xac", _harness.Run(new EvmProgram().PushOperands(0xac, U256.MaxValue, 0, 0).Op(Opcode.EXTCODECOPY))
            .HostCalls);
        outcome = _harness.Run(new EvmProgram().PushOperands(0xac, 0, U256.MaxValue, 1).Op(Opcode.EXTCODECOPY));
        Assert.Equal("access_account 0xac\ncopy_code 0xac 4294967295 1", outcome.HostCalls);
    }

    [Fact]
    public void LogsCarryTopicsAndMemory()
    {
        for (var topics = 0; topics <= 4; topics++)
        {
            var program = new EvmProgram().Store(0, 0xabcdef);
            for (var i = topics; i > 0; i--)
            {
                program.Push((ulong)i);
            }

            program.PushOperands(30, 2).Op((Opcode)((byte)Opcode.LOG0 + topics));
            var outcome = _harness.Run(program);
            Assert.Equal("emit_log 0x5e1f [cdef]" + string.Concat(Enumerable.Range(1, topics).Select(i => $" 0x{i}")), outcome.HostCalls);
            var cost = 12 + (3 * topics) + 6 + (375 * (topics + 1)) + 16;
            Assert.Equal(1_000_000 - cost, outcome.GasLeft);
            Assert.Equal(("", EvmcStatusCode.OutOfGas), (_harness.Run(program, gas: cost - 1).HostCalls,
                _harness.Run(program, gas: cost - 1).Status));
        }

        Assert.Equal("emit_log 0x5e1f []", _harness.Run(new EvmProgram().PushOperands(U256.MaxValue, 0).Op(Opcode.LOG0)).HostCalls);
    }

    [Fact]
    public void StorageReadIsDearerTheFirstTime()
    {
        var program = new EvmProgram().Push(0x99).Op(Opcode.SLOAD).ReturnTop();
        var outcome = _harness.Run(program);
        Assert.Equal(_harness.Host.Answer, outcome.Word);
        Assert.Equal("access_storage 0x5e1f 0x99\nget_storage 0x5e1f 0x99", outcome.HostCalls);
        Assert.Equal(1_000_000 - 3 - 2100 - EvmProgram.ReturnTopCost, outcome.GasLeft);
        Assert.Equal("access_storage 0x5e1f 0x99", _harness.Run(program, gas: 3 + 2099).HostCalls);
        _harness.Host.WarmKeys.Add(0x99);
        Assert.Equal(1_000_000 - 3 - 100 - EvmProgram.ReturnTopCost, _harness.Run(program).GasLeft);
        foreach (var (revision, cost) in ((Revision, int)[])[(Revision.Frontier, 50), (Revision.TangerineWhistle, 200),
            (Revision.Istanbul, 800)])
        {
            outcome = _harness.Run(program, revision);
            Assert.Equal(("get_storage 0x5e1f 0x99", 1_000_000 - 3 - cost - EvmProgram.ReturnTopCost),
                (outcome.HostCalls, outcome.GasLeft));
        }
    }

    [Fact]
    public void TransientStorage()
    {
        var outcome = _harness.Run(new EvmProgram().PushOperands(5, 6).Op(Opcode.TSTORE).Push(7).Op(Opcode.TLOAD).ReturnTop());
        Assert.Equal("set_transient_storage 0x5e1f 0x5 0x6\nget_transient_storage 0x5e1f 0x7", outcome.HostCalls);
        Assert.Equal(_harness.Host.Answer, outcome.Word);
        Assert.Equal(1_000_000 - 6 - 100 - 3 - 100 - EvmProgram.ReturnTopCost, outcome.GasLeft);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(new EvmProgram().Push(7).Op(Opcode.TLOAD), Revision.Shanghai)
            .Status);
    }
}

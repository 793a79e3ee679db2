// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>Fields of the transaction context in a loop: the first time the host is asked, then machine code reads what it said.</summary>
public sealed class TxContextTests
{
    // No two bytes alike, and the highest of each field set: what is read from beside a field, or turned around, is another word.
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)(0xF0 - i))];

    private static readonly BlockEnvironment Block = new()
    {
        ChainId = Word(0),
        Number = 0x7A01020304050607,
        Timestamp = 0x7B11121314151617,
        GasLimit = 0x7C21222324252627,
        Coinbase = new Address(Bytes.AsSpan(32, 20)),
        PrevRandao = new Bytes32(Bytes.AsSpan(64, 32)),
        BaseFee = Word(96),
        BlobBaseFee = Word(128),
    };

    private static readonly Address Sender = new(Bytes.AsSpan(160, 20));

    public static TheoryData<byte, ExecutionMode> Opcodes()
    {
        var data = new TheoryData<byte, ExecutionMode>();
        foreach (var opcode in Values().Keys)
        {
            data.Add(opcode, ExecutionMode.Interpreter);
            data.Add(opcode, ExecutionMode.Baseline);
            data.Add(opcode, ExecutionMode.Multipass);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void EachRoundReadsTheField(byte opcode, ExecutionMode mode)
    {
        using var vm = Engines.Create(mode);
        for (byte rounds = 1; rounds <= 3; rounds++)
        {
            // Adds the field to the word at 0, `rounds` times.
            byte[] code =
            [
                0x60, rounds, 0x5B, opcode, 0x5F, 0x51, 0x01, 0x5F, 0x52, 0x60, 1, 0x90, 0x03, 0x80, 0x60, 2, 0x57, 0x60, 32, 0x5F, 0xF3,
            ];
            var outcome = DeepStack.Run(() =>
            {
                var account = new PreAccount(Engines.Contract, U256.Zero, 1, ContractCode.Create(code), []);
                using var runner = new MessageRunner(
                    vm, PreState.ToWorldState([account]), EvmcRevision.Osaka, Block, Word(192),
                    new CallRequest(Sender, Engines.Contract, U256.Zero, ReadOnlyMemory<byte>.Empty, 10_000, 0));
                return runner.Run();
            });
            Assert.Equal(EvmcStatusCode.Success, outcome.Status);
            Assert.Equal(Values()[opcode] * rounds, U256.ReadBigEndian(outcome.Output.Span));
        }

        Assert.Equal(0, vm.Runtime.Statistics.CompilationFailures);
    }

    [Fact]
    public void NoFieldIsLeftOut() => Assert.Equal(TxContextFields.All.Length, Values().Count);

    private static Dictionary<byte, U256> Values() => new()
    {
        [0x32] = U256.ReadBigEndian(Bytes.AsSpan(160, 20)),
        [0x3A] = Word(192),
        [0x41] = U256.ReadBigEndian(Bytes.AsSpan(32, 20)),
        [0x42] = (ulong)Block.Timestamp,
        [0x43] = (ulong)Block.Number,
        [0x44] = Word(64),
        [0x45] = (ulong)Block.GasLimit,
        [0x46] = Word(0),
        [0x48] = Word(96),
        [0x4A] = Word(128),
    };

    private static U256 Word(int start) => U256.ReadBigEndian(Bytes.AsSpan(start, 32));
}

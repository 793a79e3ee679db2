// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class EnvironmentHelperTests
{
    [Fact]
    public void TransactionContextIsFetchedOnce()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.Host.TxContext = new EvmcTxContext
        {
            TxGasPrice = HostValues.ToWord(1),
            TxOrigin = HostValues.ToAddress(2),
            BlockCoinbase = HostValues.ToAddress(3),
            BlockNumber = 4,
            BlockTimestamp = 5,
            BlockGasLimit = 6,
            BlockPrevRandao = HostValues.ToWord(7),
            ChainId = HostValues.ToWord(8),
            BlockBaseFee = HostValues.ToWord(9),
            BlobBaseFee = HostValues.ToWord(U256.MaxValue),
        };
        (string Helper, U256 Expected)[] cases =
        [
            ("gasprice", 1), ("origin", 2), ("coinbase", 3), ("number", 4), ("timestamp", 5), ("gaslimit", 6), ("prevrandao", 7),
            ("chainid", 8), ("basefee", 9), ("blobbasefee", U256.MaxValue),
        ];
        Assert.Empty(harness.TakeCalls());
        foreach ((var helper, var expected) in cases)
        {
            Assert.Equal(expected, harness.Read(helper));
        }

        Assert.Equal(["get_tx_context"], harness.TakeCalls());
    }

    [Theory]
    [InlineData("number")]
    [InlineData("timestamp")]
    [InlineData("gaslimit")]
    public void NegativeNumbersOfTheContextAreReadAsUnsigned(string helper)
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.Host.TxContext = new EvmcTxContext { BlockNumber = -1, BlockTimestamp = -1, BlockGasLimit = -1 };
        Assert.Equal((U256)ulong.MaxValue, harness.Read(helper));
    }

    [Fact]
    public void SelfBalance()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.Host.Balances[HelperHarness.Self] = 321;
        Assert.Equal((U256)321, harness.Read("selfbalance"));
        Assert.Equal(["get_balance 0x5e1f"], harness.TakeCalls());
    }

    [Theory]
    [InlineData(1000, 999, true)]
    [InlineData(1000, 744, true)]
    [InlineData(1000, 743, false)]
    [InlineData(1000, 1000, false)]
    [InlineData(1000, 1001, false)]
    [InlineData(10, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(long.MaxValue, 1UL << 63, false)]
    [InlineData(1000, ulong.MaxValue, false)]
    public void BlockHashOfTheLast256Only(long current, ulong number, bool isKnown)
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.Host.TxContext = new EvmcTxContext { BlockNumber = current };
        Assert.Equal(isKnown ? 0x1234 : U256.Zero, harness.Read("blockhash", number));
        Assert.Equal(isKnown ? ["get_tx_context", $"get_block_hash {number}"] : ["get_tx_context"], harness.TakeCalls());

        Assert.Equal(U256.Zero, harness.Read("blockhash", number + (U256.One << 64)));
        Assert.Empty(harness.TakeCalls());
    }

    [Fact]
    public void BlobHash()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        var hashes = (EvmcBytes32*)NativeMemory.Alloc(2 * EvmcBytes32.Size);
        hashes[0] = HostValues.ToWord(0x10);
        hashes[1] = HostValues.ToWord(0x11);
        harness.Host.TxContext = new EvmcTxContext { BlobHashes = hashes, BlobHashesCount = 2 };
        Assert.Equal((U256)0x10, harness.Read("blobhash", 0));
        Assert.Equal((U256)0x11, harness.Read("blobhash", 1));
        Assert.Equal(U256.Zero, harness.Read("blobhash", 2));
        Assert.Equal(U256.Zero, harness.Read("blobhash", U256.One << 64));
        Assert.Equal(U256.Zero, harness.Read("blobhash", U256.MaxValue));
        Assert.Equal(["get_tx_context"], harness.TakeCalls());
        NativeMemory.Free(hashes);
    }

    [Fact]
    public void CallDataLoad()
    {
        byte[] input = [.. Enumerable.Range(1, 40).Select(number => (byte)number)];
        using var harness = new HelperHarness(EvmcRevision.Osaka, input: input);
        for (var offset = 0; offset <= 45; offset++)
        {
            var expected = new byte[32];
            if (offset < input.Length)
            {
                input.AsSpan(offset, int.Min(32, input.Length - offset)).CopyTo(expected);
            }

            Assert.Equal(U256.ReadBigEndian(expected), harness.Read("calldataload", (ulong)offset));
        }
        foreach (var offset in new[] { ulong.MaxValue, U256.One << 64, U256.MaxValue })
        {
            Assert.Equal(U256.Zero, harness.Read("calldataload", offset));
        }

        using var empty = new HelperHarness(EvmcRevision.Osaka);
        Assert.Equal(U256.Zero, empty.Read("calldataload", 0));
    }

    [Fact]
    public void Arithmetic()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        var minusSeven = U256.Zero - 7;
        Assert.Equal((U256)3, harness.Read("udiv", 7, 2));
        Assert.Equal(U256.Zero, harness.Read("udiv", 7, 0));
        Assert.Equal(U256.Zero - 3, harness.Read("sdiv", minusSeven, 2));
        Assert.Equal((U256)1, harness.Read("umod", 7, 2));
        Assert.Equal(U256.MaxValue, harness.Read("smod", minusSeven, 2));
        Assert.Equal((U256)1, harness.Read("addmod", U256.MaxValue, 2, 2));
        Assert.Equal((U256)1, harness.Read("mulmod", U256.MaxValue - 1, U256.MaxValue - 1, U256.MaxValue));
    }

    [Fact]
    public void Exponentiation()
    {
        foreach (var revision in HelperHarness.Revisions)
        {
            using var harness = new HelperHarness(revision);
            var byteCost = revision >= EvmcRevision.SpuriousDragon ? 50 : 10;
            Assert.Equal(0, harness.Charge("exp", 2, 0));
            Assert.Equal(U256.One, harness.Result);
            Assert.Equal(byteCost, harness.Charge("exp", 2, 255));
            Assert.Equal(U256.One << 255, harness.Result);
            Assert.Equal(2 * byteCost, harness.Charge("exp", 3, 256));
            Assert.Equal(32 * byteCost, harness.Charge("exp", 1, U256.MaxValue));
            Assert.Equal(0, harness.Run("exp", 32 * byteCost, 1, U256.MaxValue));
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "exp", (32 * byteCost) - 1, 1, U256.MaxValue);
        }
    }
}

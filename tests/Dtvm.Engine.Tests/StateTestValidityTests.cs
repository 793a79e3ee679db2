// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Dtvm.Host.StateTests;

namespace Dtvm.Engine.Tests;

/// <summary>Every rule by which a transaction is refused, with the names that fixtures give to it.</summary>
public class StateTestValidityTests
{
    private const string BlobHash = "0x0100000000000000000000000000000000000000000000000000000000000000";
    private const string BadBlobHash = "0x0200000000000000000000000000000000000000000000000000000000000000";
    private const string Authorization = """
        {"chainId":"0x00","address":"0x0000000000000000000000000000000000000001","nonce":"0x00","v":"0x00","r":"0x01","s":"0x01",
         "signer":"0x3aaee4b6bcbd0677c9ef4dcc9f76f33e37eb26e4","yParity":"0x00"}
        """;

    private static readonly (string Label, string Fork, string Exception, Action<StateTestFixture> Change)[] Refusals =
    [
        ("nonce above", "London", "TransactionException.NONCE_MISMATCH_TOO_HIGH", f => f.Transaction["nonce"] = "0x06"),
        ("nonce below", "Frontier", "TransactionException.NONCE_MISMATCH_TOO_LOW", f => f.Transaction["nonce"] = "0x04"),
        ("nonce at its end", "Berlin", "TR_NonceHasMaxValue", f => f.Pre[StateTestFixture.Sender]!["nonce"] = "0xffffffffffffffff"),
        ("nonce beyond 64 bits", "Berlin", "TransactionException.NONCE_OVERFLOW", f => f.Transaction["nonce"] = "0x010000000000000000"),
        (
            "no funds for gas",
            "London",
            "TransactionException.INSUFFICIENT_ACCOUNT_FUNDS",
            f => f.Pre[StateTestFixture.Sender]!["balance"] = "0x3d08ff"),
        ("no funds for value", "Byzantium", "TR_NoFunds", f => f.Transaction["value"] = new JsonArray("0x0de0b6b3a7640000")),
        ("no account", "EIP150", "TR_NoFundsOrGas", f => f.Pre.Remove(StateTestFixture.Sender)),
        ("fee cap, not fee, is what must be there", "London", "TR_NoFunds", f => f.WithFeeMarket(maxFee: "0x0de0b6b3a7640000")),
        (
            "fee beyond 256 bits",
            "Byzantium",
            "TransactionException.GASLIMIT_PRICE_PRODUCT_OVERFLOW",
            f => f.Transaction["gasPrice"] = "0x" + new string('f', 64)),
        (
            "value beyond 256 bits",
            "Berlin",
            "TR_RLP_WRONGVALUE",
            f => f.Transaction["value"] = new JsonArray("0x:bigint 0x1" + new string('0', 64))),
        ("intrinsic gas", "Istanbul", "IntrinsicGas", f => f.Transaction["gasLimit"] = new JsonArray("0x5207")),
        ("intrinsic gas of data", "Istanbul", "TransactionException.INTRINSIC_GAS_TOO_LOW", f => WithData(f, "0x0001", 21000 + 4 + 16 - 1)),
        (
            "intrinsic gas of data before Istanbul",
            "Byzantium",
            "TransactionException.INTRINSIC_GAS_TOO_LOW",
            f => WithData(f, "0x0001", 21000 + 4 + 68 - 1)),
        ("intrinsic gas of a creation", "Homestead", "TransactionException.INTRINSIC_GAS_TOO_LOW", f => WithCreation(f, "0x", 53000 - 1)),
        (
            "intrinsic gas of init code",
            "Shanghai",
            "TransactionException.INTRINSIC_GAS_TOO_LOW",
            f => WithCreation(f, "0x00", 53000 + 4 + 2 - 1)),
        (
            "intrinsic gas of an access list",
            "Berlin",
            "TransactionException.INTRINSIC_GAS_TOO_LOW",
            f => WithAccessList(f, 21000 + 2400 + 1900 - 1)),
        ("intrinsic gas of an authorization", "Prague", "TransactionException.INTRINSIC_GAS_TOO_LOW", f => WithAuthorization(f, 46000 - 1)),
        ("floor of data", "Prague", "TransactionException.INTRINSIC_GAS_BELOW_FLOOR_GAS_COST", f => WithData(f, "0x0001", 21000 + 50 - 1)),
        (
            "init code too long",
            "Shanghai",
            "TransactionException.INITCODE_SIZE_EXCEEDED",
            f => WithCreation(f, "0x" + new string('0', 2 * 49153), 1_000_000)),
        ("sender is a contract", "Frontier", "SenderNotEOA", f => f.Pre[StateTestFixture.Sender]!["code"] = "0x00"),
        (
            "sender delegates too early",
            "Cancun",
            "TransactionException.SENDER_NOT_EOA",
            f => f.Pre[StateTestFixture.Sender]!["code"] = "0xef0100" + new string('1', 40)),
        ("gas above the block's", "London", "TR_GasLimitReached", f => f.Env["currentGasLimit"] = "0x061a7f"),
        (
            "gas above the cap",
            "Osaka",
            "TransactionException.GAS_LIMIT_EXCEEDS_MAXIMUM",
            f => f.Transaction["gasLimit"] = new JsonArray("0x01000001")),
        ("fee cap below base fee", "London", "TransactionException.INSUFFICIENT_MAX_FEE_PER_GAS", f => f.Transaction["gasPrice"] = "0x09"),
        ("priority above cap", "London", "TR_TipGtFeeCap", f => f.WithFeeMarket("0x0a", "0x0b")),
        (
            "type 1 too early",
            "Istanbul",
            "TransactionException.TYPE_1_TX_PRE_FORK",
            f => f.Transaction["accessLists"] = new JsonArray(new JsonArray())),
        ("type 2 too early", "Berlin", "TR_TypeNotSupported", f => f.WithFeeMarket()),
        (
            "type 3 too early",
            "Shanghai",
            "TransactionException.TYPE_3_TX_PRE_FORK|TransactionException.TYPE_3_TX_ZERO_BLOBS",
            f => f.WithBlobs("0x01", BlobHash)),
        ("type 4 too early", "Cancun", "TransactionException.TYPE_4_TX_PRE_FORK", f => WithAuthorization(f, 400_000)),
        ("blob creation", "Cancun", "TR_BLOBCREATE", f => f.WithBlobs("0x01", BlobHash).Transaction["to"] = ""),
        ("no blobs", "Cancun", "TR_EMPTYBLOB", f => f.WithBlobs("0x01")),
        ("seven blobs", "Cancun", "TR_BLOBLIST_OVERSIZE", f => f.WithBlobs("0x01", [.. Enumerable.Repeat(BlobHash, 7)])),
        (
            "ten blobs",
            "Prague",
            "TransactionException.TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED",
            f => f.WithBlobs("0x01", [.. Enumerable.Repeat(BlobHash, 10)])),
        (
            "seven blobs again",
            "Osaka",
            "TransactionException.TYPE_3_TX_BLOB_COUNT_EXCEEDED",
            f => f.WithBlobs("0x01", [.. Enumerable.Repeat(BlobHash, 7)])),
        ("blob hash version", "Cancun", "TR_BLOBVERSION_INVALID", f => f.WithBlobs("0x01", BlobHash, BadBlobHash)),
        ("blob fee cap", "Cancun", "TransactionException.INSUFFICIENT_MAX_FEE_PER_BLOB_GAS", f => f.WithBlobs("0x00", BlobHash)),
        ("no funds for blobs", "Cancun", "TR_NoFunds", f => f.WithBlobs("0xffffffffffff", BlobHash)),
        (
            "set-code creation",
            "Prague",
            "TransactionException.TYPE_4_TX_CONTRACT_CREATION",
            f => WithAuthorization(f, 400_000).Transaction["to"] = ""),
        (
            "no authorizations",
            "Osaka",
            "TransactionException.TYPE_4_EMPTY_AUTHORIZATION_LIST",
            f => f.WithFeeMarket().Transaction["authorizationList"] = new JsonArray()),
        ("another chain", "London", "TransactionException.INVALID_CHAINID", f => f.Transaction["chainId"] = "0x02"),
    ];

    public static TheoryData<string> Labels => [.. Refusals.Select(refusal => refusal.Label)];

    [Theory]
    [MemberData(nameof(Labels))]
    public void ABrokenRuleRefusesTheTransactionAndIsNamed(string label)
    {
        (_, var fork, var exception, var change) = Refusals.Single(refusal => refusal.Label == label);
        using var fixture = new StateTestFixture(fork);
        change(fixture);
        fixture.ExpectUnchanged();

        var unexpected = Assert.Single(fixture.Run().Failures);
        Assert.StartsWith("the transaction was refused: ", unexpected.Reason);

        fixture.Case["expectException"] = exception;
        var report = fixture.Run();
        Assert.True(report.Total == new CaseCounts(1, 0, 0), string.Join('\n', report.Failures));

        fixture.Case["expectException"] = exception.Contains("NOT_EOA") || exception.Contains("EOA") ? "TR_BLOBCREATE" : "SenderNotEOA";
        Assert.Contains(", expected ", Assert.Single(fixture.Run().Failures).Reason);
    }

    /// <summary>The same limits, reached but not broken.</summary>
    [Fact]
    public void ATransactionAtItsLimitsIsExecuted()
    {
        (string Fork, Action<StateTestFixture> Change)[] accepted =
        [
            ("London", f => f.Pre[StateTestFixture.Sender]!["balance"] = "0x3d0900"),
            ("Istanbul", f => WithData(f, "0x0001", 21000 + 4 + 16)),
            ("Byzantium", f => WithData(f, "0x0001", 21000 + 4 + 68)),
            ("Frontier", f => WithCreation(f, "0x", 21000)),
            ("Homestead", f => WithCreation(f, "0x", 53000)),
            ("Shanghai", f => WithCreation(f, "0x00", 53000 + 4 + 2)),
            ("Paris", f => WithCreation(f, "0x" + new string('0', 2 * 49153), 1_000_000)),
            ("Berlin", f => WithAccessList(f, 21000 + 2400 + 1900)),
            ("Prague", f => WithAuthorization(f, 46000)),
            ("Prague", f => WithData(f, "0x0001", 21000 + 50)),
            ("Prague", f => f.Pre[StateTestFixture.Sender]!["code"] = "0xef0100" + new string('1', 40)),
            ("London", f => f.Env["currentGasLimit"] = "0x061a80"),
            ("Osaka", f => f.Transaction["gasLimit"] = new JsonArray("0x01000000")),
            ("Cancun", f => f.WithBlobs("0x01", [.. Enumerable.Repeat(BlobHash, 6)])),
            ("Prague", f => f.WithBlobs("0x01", [.. Enumerable.Repeat(BlobHash, 9)])),
            ("London", f => f.Transaction["chainId"] = "0x01"),
        ];
        foreach ((var fork, var change) in accepted)
        {
            using var fixture = new StateTestFixture(fork);
            change(fixture);
            fixture.ExpectUnchanged();
            fixture.Case["expectException"] = "SenderNotEOA";
            Assert.Contains("the transaction was executed", Assert.Single(fixture.Run().Failures).Reason);
        }
    }

    [Fact]
    public void AnUnknownNameIsNoPass()
    {
        using var fixture = new StateTestFixture("London");
        fixture.Transaction["nonce"] = "0x06";
        fixture.ExpectUnchanged().Case["expectException"] = "TransactionException.NO_SUCH_NAME";
        Assert.Contains("'TransactionException.NO_SUCH_NAME' is unknown", Assert.Single(fixture.Run().Failures).Reason);
    }

    [Fact]
    public void ASecretKeyStandsForItsSender()
    {
        using var fixture = new StateTestFixture("London");
        fixture.Transaction.Remove("sender");
        fixture.Transaction["secretKey"] = StateTestFixture.SecretKey;
        fixture.Write();
        var test = Assert.Single(new StateTestReader().Read(fixture.Path).Tests);
        Assert.Equal(StateTestFixture.Sender, test.Transactions.Select(default).Sender.ToString());
    }

    /// <summary>go-ethereum's vectors for the fee of EIP-4844.</summary>
    [Theory]
    [InlineData(0UL, 1UL)]
    [InlineData(2314057UL, 1UL)]
    [InlineData(2314058UL, 2UL)]
    [InlineData(10UL * 1024 * 1024, 23UL)]
    public void BlobBaseFeeGrowsWithExcessGas(ulong excess, ulong fee) =>
        Assert.Equal(fee, BlobParameters.For(Dtvm.Evmc.Abi.EvmcRevision.Cancun).BaseFee(excess).Low64);

    [Fact]
    public void BlobBaseFeeEndsAtTheLargestNumber() =>
        Assert.Equal(Dtvm.Numerics.U256.MaxValue, BlobParameters.For(Dtvm.Evmc.Abi.EvmcRevision.Osaka).BaseFee(ulong.MaxValue));

    private static void WithData(StateTestFixture fixture, string data, int gas)
    {
        fixture.Transaction["data"] = new JsonArray(data);
        fixture.Transaction["gasLimit"] = new JsonArray($"0x{gas:x}");
    }

    private static void WithCreation(StateTestFixture fixture, string initCode, int gas)
    {
        WithData(fixture, initCode, gas);
        fixture.Transaction["to"] = "";
    }

    private static void WithAccessList(StateTestFixture fixture, int gas)
    {
        fixture.Transaction["accessLists"] = JsonNode.Parse($$"""[[{"address":"{{StateTestFixture.Contract}}","storageKeys":["0x00"]}]]""");
        fixture.Transaction["gasLimit"] = new JsonArray($"0x{gas:x}");
    }

    private static StateTestFixture WithAuthorization(StateTestFixture fixture, int gas)
    {
        fixture.WithFeeMarket();
        fixture.Transaction["authorizationList"] = new JsonArray(JsonNode.Parse(Authorization));
        fixture.Transaction["gasLimit"] = new JsonArray($"0x{gas:x}");
        return fixture;
    }
}

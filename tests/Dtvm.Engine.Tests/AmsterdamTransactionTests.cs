// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;
using Dtvm.Runtime;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>Transactions in Amsterdam: intrinsic gas, split, authorizations, settlement, logs (EIP-2780, EIP-7708, EIP-7976, EIP-7981,
/// EIP-8037, EIP-8246).</summary>
public sealed class AmsterdamTransactionTests : IDisposable
{
    private const long Account = 183_600;
    private const long Slot = 97_920;
    private const long Delegation = 35_190;
    private const string ClearSlot = "6000600055";
    private const string SetSlot = "6001600055";

    private static readonly Address Sender = AmsterdamRig.Sender;
    private static readonly Address To = AmsterdamRig.Contract;
    private static readonly Address Child = AmsterdamRig.Delegate;
    private static readonly Address Nobody = AmsterdamRig.Other;

    private readonly EngineVm[] _vms = [Engines.Create(ExecutionMode.Interpreter), Engines.Create(ExecutionMode.Multipass)];

    public void Dispose() => Array.ForEach(_vms, vm => vm.Dispose());

    [Fact]
    public void IntrinsicGasIsThatOfTheVectors()
    {
        foreach (var vector in Vectors("intrinsic_amsterdam.json").GetProperty("cases").EnumerateArray())
        {
            var isCreation = vector.GetProperty("create").GetBoolean();
            var keys = vector.GetProperty("access_list_keys_per_address").EnumerateArray().Select(count => count.GetInt32());
            var transaction = new Transaction
            {
                Sender = Sender,
                To = isCreation ? null : vector.GetProperty("to_self").GetBoolean() ? Sender : To,
                Value = (ulong)vector.GetProperty("value").GetInt64(),
                Data = Convert.FromHexString(vector.GetProperty("data").GetString()![2..]),
                AccessList = [.. keys.Select(count => new AccessListEntry(To, new Bytes32[count]))],
                Authorizations = [.. Enumerable.Repeat(Authorize(Nobody), vector.GetProperty("authorizations").GetInt32())],
            };
            var expected = new IntrinsicGas(vector.GetProperty("execution").GetInt64(), vector.GetProperty("floor").GetInt64());
            Assert.Equal(
                (vector.GetProperty("name").GetString(), expected),
                (vector.GetProperty("name").GetString(), IntrinsicGas.Of(transaction, EvmcUpcoming.Amsterdam)));
        }
    }

    [Fact]
    public void SplitAndSettlementAreThoseOfTheVectors()
    {
        var vectors = Vectors("tx_settlement_amsterdam.json");
        foreach (var vector in vectors.GetProperty("split").EnumerateArray())
        {
            Assert.Equal(
                (vector.GetProperty("gas_left").GetInt64(), vector.GetProperty("reservoir").GetInt64()),
                AmsterdamSettlement.Split(vector.GetProperty("tx_gas").GetInt64(), vector.GetProperty("intrinsic").GetInt64()));
        }

        foreach (var vector in vectors.GetProperty("settlement").EnumerateArray())
        {
            Assert.Equal(
                vector.GetProperty("gas_used").GetInt64(),
                AmsterdamSettlement.Receipt(
                    vector.GetProperty("pre").GetInt64(), vector.GetProperty("refund_counter").GetInt64(),
                    vector.GetProperty("floor").GetInt64()));
        }
    }

    /// <summary>Published numbers (Plataberget) and evmone's tests, with the final prices.</summary>
    [Theory]
    [InlineData("five new slots", "60016000556001600155600160025560016003556001600455", "", 0, 565_130, 489_600)]
    [InlineData("five cleared slots", "60006000556000600155600060025560006003556000600455", "", 1, 60_424, 0)]
    [InlineData("set and cleared", SetSlot + ClearSlot, "", 0, 21_770, 0)]
    [InlineData("set, cleared by a child", SetSlot + "600060006000600061de1e620fffff" + "f4", ClearSlot, 0, 30_230 - 6_046, 0)]
    [InlineData(
        "set, cleared by a child that reverts", SetSlot + "600060006000600061de1e620fffff" + "f4", ClearSlot + "60006000fd", 0,
        15_000 + 36 + 12_100 + Slot + 3_000 + 100, Slot)]
    [InlineData(
        "set by a child that halts", "600060006000600061de1e61fffff400", SetSlot + "fe", 0, 15_000 + 18 + 3_000 + 65_535, 0)]
    public void SlotsAreChargedAndGivenBack(string name, string code, string childCode, ulong before, long receipt, long stateGas)
    {
        var slots = Enumerable.Range(0, 5).Select(i => KeyValuePair.Create(HostFixture.Word((ulong)i), HostFixture.Word(before)));
        foreach (var vm in _vms)
        {
            var outcome = Run(vm, out _, new Transaction { To = To, GasLimit = 2_000_000 }, state =>
            {
                state.AddAccount(To, 0, 1, Code(code), slots);
                state.AddAccount(Child, 0, 1, Code(childCode));
            });
            Assert.Equal((name, receipt, stateGas), (name, outcome.GasUsed, outcome.StateGasUsed));
        }
    }

    [Fact]
    public void ValueToANewAccountCostsStateGasAndWritesALog()
    {
        var outcome = Run(_vms[0], out var state, new Transaction { To = Nobody, Value = 7, GasLimit = 300_000 });
        Assert.Equal((204_600L, Account, 21_000L), (outcome.GasUsed, outcome.StateGasUsed, outcome.ExecutionGasUsed));
        var log = Assert.Single(state.Logs);
        using var vector = JsonDocument.Parse(File.ReadAllText(SharedData.Path("ethereum/amsterdam/vectors/eip7708_log.json")));
        Assert.Equal(vector.RootElement.GetProperty("address").GetString(), log.Address.ToString());
        Assert.Equal(vector.RootElement.GetProperty("topic0").GetString(), log.Topics[0].ToString());
        Assert.Equal([Sender, Nobody], log.Topics.Skip(1).Select(topic => new Address(topic.AsSpan()[12..])));
        Assert.Equal(HostValues.ToWord(7).AsSpan().ToArray(), log.Data.ToArray());
    }

    [Fact]
    public void TransfersToOneselfAndOfNothingWriteNoLog()
    {
        Run(_vms[0], out var self, new Transaction { To = Sender, Value = 7, GasLimit = 100_000 });
        Assert.Empty(self.Logs);
        Run(_vms[0], out var nothing, new Transaction { To = To, GasLimit = 100_000 });
        Assert.Empty(nothing.Logs);
    }

    /// <summary>A transaction above 2^24 has a reservoir, which pays for state; what is left comes back.</summary>
    [Fact]
    public void TheReservoirPaysForState()
    {
        foreach (var vm in _vms)
        {
            var outcome = Run(
                vm,
                out _,
                new Transaction { To = To, GasLimit = 20_000_000 },
                state => state.AddAccount(To, 0, 1, Code(SetSlot + "5a5f5500")));
            Assert.Equal(Slot, outcome.StateGasUsed);
            Assert.Equal(EvmcStatusCode.Success, outcome.Status);
            Assert.Equal(outcome.ExecutionGasUsed + Slot, outcome.GasUsed);
        }
    }

    [Theory]
    [InlineData("new authority", false, false, 9_000 + Account + Delegation, Account + Delegation)]
    [InlineData("existing authority", true, false, 9_000 + Delegation, Delegation)]
    [InlineData("taken back", true, true, 9_000, 0)]
    public void AuthorizationsAreChargedByWhatTheyWrite(string name, bool exists, bool clears, long gas, long stateGas)
    {
        var authorization = Authorize(Nobody, clears ? default : Child) with { Nonce = exists ? 1UL : 0UL };
        var transaction = new Transaction
        {
            Type = TransactionType.SetCode,
            To = To,
            GasLimit = 1_000_000,
            Authorizations = [authorization],
        };
        var designator = ContractCode.Create([0xef, 0x01, 0x00, .. Child.AsSpan()]);
        var outcome = Run(_vms[0], out var state, transaction, before =>
        {
            if (exists)
            {
                before.AddAccount(Nobody, 0, 1, clears ? designator : ContractCode.Empty);
            }
        });
        Assert.Equal((name, 15_000 + 7_816 + gas, stateGas), (name, outcome.GasUsed, outcome.StateGasUsed));
        Assert.Equal(clears ? 0 : 23, state.Find(Nobody)!.Code.Length);
        Assert.Equal(exists ? 2UL : 1UL, state.Find(Nobody)!.Nonce);
    }

    /// <summary>Delegations and their charge outlive a message that fails; a lack of gas before the message undoes them.</summary>
    [Fact]
    public void AuthorizationsOutliveTheMessageUnlessTheyCannotBePaid()
    {
        var transaction = new Transaction
        {
            Type = TransactionType.SetCode,
            To = To,
            GasLimit = 1_000_000,
            Authorizations = [Authorize(Nobody, Child)],
        };
        var failed = Run(_vms[0], out var kept, transaction, state => state.AddAccount(To, 0, 1, Code("fe")));
        Assert.Equal((1_000_000L, Account + Delegation), (failed.GasUsed, failed.StateGasUsed));
        Assert.Equal(23, kept.Find(Nobody)!.Code.Length);

        const long Least = 22_816 + 9_000 + Account + Delegation;
        var poor = Run(_vms[0], out var undone, transaction with { GasLimit = Least - 1 });
        Assert.Equal((EvmcStatusCode.OutOfGas, Least - 1, 0L), (poor.Status, poor.GasUsed, poor.StateGasUsed));
        Assert.Null(undone.Find(Nobody));
        Assert.Equal(EvmcStatusCode.Success, Run(_vms[0], out _, transaction with { GasLimit = Least }).Status);
    }

    [Fact]
    public void ACreationIsChargedUnlessTheAddressExistsOrItFails()
    {
        var created = ContractAddress.ForCreate(Sender, 1);
        var transaction = new Transaction { To = null, GasLimit = 1_000_000 };
        foreach (var vm in _vms)
        {
            Assert.Equal((24_000 + Account, Account), Used(Run(vm, out _, transaction)));
            Assert.Equal((24_000L, 0L), Used(Run(vm, out _, transaction, state => state.AddAccount(created, 1, 0, ContractCode.Empty))));

            // A collision costs all gas and no state gas; storage alone is none (EIP-7610 is not in Amsterdam).
            var collision = Run(vm, out _, transaction, state => state.AddAccount(created, 0, 1, ContractCode.Empty));
            Assert.Equal((EvmcStatusCode.Failure, 1_000_000L, 0L), (collision.Status, collision.GasUsed, collision.StateGasUsed));
            var overStorage = Run(
                vm, out var state, transaction with { Data = Convert.FromHexString("5f545f5500") },
                before => before.AddAccount(created, 1, 0, ContractCode.Empty, [new(default, HostFixture.Word(5))]));
            Assert.Equal(EvmcStatusCode.Success, overStorage.Status);
            Assert.False(state.Find(created)!.HasStorage);

            var reverted = Run(vm, out _, transaction with { Data = Convert.FromHexString("5f5ffd") });
            Assert.Equal((EvmcStatusCode.Revert, 0L), (reverted.Status, reverted.StateGasUsed));

            // Three bytes of init code, a word, two PUSH0; the floor of 64 a byte is more.
            Assert.Equal(24_000 + (3 * 64), reverted.GasUsed);
        }
    }

    [Fact]
    public void SelfDestructBurnsNothing()
    {
        // Init code: SELFDESTRUCT to itself, with an endowment.
        var created = ContractAddress.ForCreate(Sender, 1);
        Run(_vms[0], out var state, new Transaction { To = null, Value = 9, GasLimit = 1_000_000, Data = Convert.FromHexString("30ff") });
        var account = state.Find(created)!;
        Assert.Equal((new U256(9UL), 0UL, 0), (account.Balance, account.Nonce, account.Code.Length));
        Assert.Single(state.Logs);
    }

    [Theory]
    [InlineData(4_294_967_295, TransactionErrors.None)]
    [InlineData(4_294_967_296, TransactionErrors.AboveGasCap)]
    public void TheWholeGasIsBelow2To32(long gas, TransactionErrors errors) => Assert.Equal(
        errors, Run(_vms[0], out _, new Transaction { To = To, GasLimit = (ulong)gas }).Errors);

    private static (long GasUsed, long StateGasUsed) Used(TransactionOutcome outcome) => (outcome.GasUsed, outcome.StateGasUsed);

    private static Authorization Authorize(Address authority, Address to = default) => new(U256.Zero, to, 0, U256.One, authority);

    private static ContractCode Code(string hex) => ContractCode.Create(Convert.FromHexString(hex));

    private static TransactionOutcome Run(EngineVm vm, out WorldState after, Transaction transaction, Action<WorldState>? prepare = null)
    {
        var state = new WorldState();
        state.AddAccount(Sender, U256.Parse("1000000000000000000"), 1, ContractCode.Empty);
        state.AddAccount(To, 0, 1, ContractCode.Empty);
        prepare?.Invoke(state);
        after = state;
        var executor = new TransactionExecutor(
            vm, EvmcUpcoming.Amsterdam, new BlockEnvironment(), BlobParameters.For(EvmcUpcoming.Amsterdam));
        return DeepStack.Run(() => executor.Execute(state, transaction with { Sender = Sender, Nonce = 1 }));
    }

    private static JsonElement Vectors(string name) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("ethereum/amsterdam/vectors/" + name))).RootElement;
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;

namespace Dtvm.Engine.Tests;

/// <summary>The world state: storage statuses, snapshots, ends of transactions.</summary>
public class HostStateTests
{
    private static readonly Address Account = Address.FromNumber(0x1234);

    // original, current, new: the table of EVMC's documentation, "Storage change status".
    [Theory]
    [InlineData(0, 0, 0, EvmcStorageStatus.Assigned)]
    [InlineData(1, 1, 1, EvmcStorageStatus.Assigned)]
    [InlineData(0, 1, 1, EvmcStorageStatus.Assigned)]
    [InlineData(0, 1, 2, EvmcStorageStatus.Assigned)]
    [InlineData(1, 2, 3, EvmcStorageStatus.Assigned)]
    [InlineData(1, 0, 0, EvmcStorageStatus.Assigned)]
    [InlineData(0, 0, 1, EvmcStorageStatus.Added)]
    [InlineData(1, 1, 0, EvmcStorageStatus.Deleted)]
    [InlineData(1, 1, 2, EvmcStorageStatus.Modified)]
    [InlineData(1, 0, 2, EvmcStorageStatus.DeletedAdded)]
    [InlineData(1, 2, 0, EvmcStorageStatus.ModifiedDeleted)]
    [InlineData(1, 0, 1, EvmcStorageStatus.DeletedRestored)]
    [InlineData(0, 1, 0, EvmcStorageStatus.AddedDeleted)]
    [InlineData(1, 2, 1, EvmcStorageStatus.ModifiedRestored)]
    public void StorageChangesHaveTheNineStatuses(ulong original, ulong current, ulong value, EvmcStorageStatus expected)
    {
        var state = StateWithSlot(original);
        var slot = state.GetSlot(state.GetOrAdd(Account), default);
        state.SetStorage(slot, HostFixture.Word(current));
        Assert.Equal(expected, state.SetStorage(slot, HostFixture.Word(value)));
        Assert.Equal(HostFixture.Word(value), slot.Current);
        Assert.Equal(HostFixture.Word(original), slot.Original);
    }

    [Fact]
    public void RevertingUndoesEverythingSinceTheSnapshotAndNothingBefore()
    {
        var state = StateWithSlot(1);
        var account = state.GetOrAdd(Account);
        var fresh = state.GetOrAdd(Address.FromNumber(0x99));
        var slot = state.GetSlot(account, default);
        state.SetStorage(slot, HostFixture.Word(2));
        state.SetTransient(account, default, HostFixture.Word(3));
        state.AddLog(new LogEntry(Account, [], []));
        state.SetBalance(account, 50);

        var snapshot = state.TakeSnapshot();
        state.SetStorage(slot, HostFixture.Word(9));
        state.SetStorage(slot, HostFixture.Word(8));
        Assert.False(state.WarmSlot(slot));
        state.SetTransient(account, default, HostFixture.Word(9));
        state.SetTransient(account, HostFixture.Word(1), HostFixture.Word(9));
        state.AddLog(new LogEntry(Account, [], []));
        state.SetBalance(account, 60);
        state.SetNonce(account, 9);
        state.SetCode(account, ContractCode.Create([1, 2]));
        state.AddFlags(account, AccountFlags.Destroyed | AccountFlags.Warm);
        state.SetBalance(fresh, 1);
        state.Revert(snapshot);

        Assert.Equal(HostFixture.Word(2), slot.Current);
        Assert.False(slot.IsWarm);
        Assert.Equal(HostFixture.Word(3), WorldState.GetTransient(account, default));
        Assert.True(WorldState.GetTransient(account, HostFixture.Word(1)).IsZero);
        Assert.Single(state.Logs);
        Assert.Equal(50UL, account.Balance.Low64);
        Assert.Equal(7UL, account.Nonce);
        Assert.Equal(0, account.Code.Length);
        Assert.Equal(AccountFlags.Exists, account.Flags);
        Assert.False(fresh.Exists);
        Assert.True(fresh.Balance.IsZero);
    }

    [Fact]
    public void ATransactionBeginsWithNewOriginalValuesAndCold()
    {
        var state = StateWithSlot(1);
        var account = state.GetOrAdd(Account);
        var slot = state.GetSlot(account, default);
        state.SetStorage(slot, HostFixture.Word(2));
        state.WarmSlot(slot);
        state.SetTransient(account, default, HostFixture.Word(3));
        state.AddFlags(account, AccountFlags.Warm | AccountFlags.Created);
        state.AddLog(new LogEntry(Account, [], []));
        state.EndTransaction(EvmcRevision.Osaka);
        state.BeginTransaction();
        Assert.Equal(HostFixture.Word(2), slot.Original);
        Assert.False(slot.IsWarm);
        Assert.True(WorldState.GetTransient(account, default).IsZero);
        Assert.Equal(AccountFlags.Exists, account.Flags);
        Assert.Empty(state.Logs);
    }

    [Theory]
    [InlineData(EvmcRevision.TangerineWhistle, true)]
    [InlineData(EvmcRevision.SpuriousDragon, false)]
    public void ATouchedEmptyAccountGoesAtTheEndFromSpuriousDragonOn(EvmcRevision revision, bool stays)
    {
        var state = new WorldState();
        state.AddAccount(Account, 0, 0, ContractCode.Empty);
        var untouched = Address.FromNumber(0x55);
        state.AddAccount(untouched, 0, 0, ContractCode.Empty);
        state.BeginTransaction();
        state.AddFlags(state.GetOrAdd(Account), AccountFlags.Touched);
        state.EndTransaction(revision);
        Assert.Equal(stays, state.Find(Account) is not null);
        Assert.NotNull(state.Find(untouched));
    }

    [Fact]
    public void TheHashOfNoLogsIsThatOfAnEmptyList() =>
        Assert.Equal("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347", LogEntry.HashOf([]).ToString());

    [Fact]
    public void CodeKnowsItsHashAndItsDelegate()
    {
        Assert.Equal("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", ContractCode.Empty.Hash.ToString());
        var designator = ContractCode.Create([0xEF, 0x01, 0x00, .. Account.AsSpan()]);
        Assert.True(designator.TryGetDelegate(out var target));
        Assert.Equal(Account, target);
        Assert.False(ContractCode.Create([0xEF, 0x01, 0x00]).TryGetDelegate(out _));
        Assert.False(ContractCode.Create([0xEF, 0x01, 0x01, .. Account.AsSpan()]).TryGetDelegate(out _));
    }

    private static WorldState StateWithSlot(ulong original)
    {
        var state = new WorldState();
        state.AddAccount(Account, 40, 7, ContractCode.Empty, [new(default, HostFixture.Word(original))]);
        state.BeginTransaction();
        return state;
    }
}

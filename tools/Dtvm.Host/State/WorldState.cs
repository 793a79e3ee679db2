// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Host.State;

/// <summary>The accounts of a chain in memory with everything a transaction needs: original values, access lists, transient storage, logs,
/// a journal.</summary>
/// <remarks>
/// Every change made by a method of this class during a transaction is journaled and undone by <see cref="Revert"/>; only
/// <see cref="AddAccount"/>, <see cref="BeginTransaction"/> and <see cref="EndTransaction"/> are not. Not safe for concurrent use.
/// </remarks>
public sealed class WorldState
{
    private readonly Dictionary<Address, Account> _accounts = [];
    private readonly List<LogEntry> _logs = [];
    private readonly Journal _journal = new();
    private Account? _lastAccount;
    private Account? _lastSlotAccount;
    private StorageSlot? _lastSlot;
    private Bytes32 _lastKey;

    /// <summary>Every record, also of addresses that are not in the state.</summary>
    public IReadOnlyCollection<Account> Records => _accounts.Values;

    /// <summary>Logs of the transaction so far.</summary>
    public IReadOnlyList<LogEntry> Logs => _logs;

    /// <summary>Puts an account into the state before a transaction, replacing what was there.</summary>
    /// <param name="address">The address.</param>
    /// <param name="balance">Balance in wei.</param>
    /// <param name="nonce">Nonce.</param>
    /// <param name="code">Code.</param>
    /// <param name="storage">Slots and values.</param>
    /// <returns>The account.</returns>
    public Account AddAccount(
        in Address address, in U256 balance, ulong nonce, ContractCode code, IEnumerable<KeyValuePair<Bytes32, Bytes32>>? storage = null)
    {
        ForgetLast();
        var account = new Account(address) { Balance = balance, Nonce = nonce, Code = code, Flags = AccountFlags.Exists };
        foreach ((var key, var value) in storage ?? [])
        {
            var slot = account.GetSlot(key);
            slot.Original = slot.Current = value;
        }

        _accounts[address] = account;
        return account;
    }

    /// <summary>The record of an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The record, or null when nothing ever asked for it.</returns>
    public Account? Find(in Address address)
    {
        var last = _lastAccount;
        if (last is not null && last.Address == address)
        {
            return last;
        }

        if (!_accounts.TryGetValue(address, out var account))
        {
            return null;
        }

        _lastAccount = account;
        return account;
    }

    /// <summary>The record of an address, made when there is none. The account does not exist by that.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The record.</returns>
    public Account GetOrAdd(in Address address)
    {
        var last = _lastAccount;
        if (last is not null && last.Address == address)
        {
            return last;
        }

        ref var account = ref CollectionsMarshal.GetValueRefOrAddDefault(_accounts, address, out var exists);
        if (!exists)
        {
            account = new Account(address);
        }

        _lastAccount = account;
        return account!;
    }

    /// <summary>Begins a transaction: storage values become the original ones; logs, access lists, transient storage and the journal are
    /// emptied.</summary>
    public void BeginTransaction()
    {
        foreach (var account in _accounts.Values)
        {
            account.Flags &= AccountFlags.Exists;
            account.Transient = null;
            foreach (var slot in account.Slots.Values)
            {
                slot.Original = slot.Current;
                slot.IsWarm = false;
            }
        }

        _logs.Clear();
        _journal.Clear();
    }

    /// <summary>Ends a transaction: removes destroyed accounts and, from Spurious Dragon on, touched empty ones (EIP-161).</summary>
    /// <param name="revision">The revision.</param>
    public void EndTransaction(EvmcRevision revision)
    {
        ForgetLast();
        var removed = new List<Address>();
        foreach (var account in _accounts.Values)
        {
            var destroyed = (account.Flags & AccountFlags.Destroyed) != 0;
            if (destroyed && revision >= EvmcUpcoming.AmsterdamWithoutStateGas && !account.Balance.IsZero)
            {
                // EIP-8246: nothing is burnt.
                account.Nonce = 0;
                account.Code = ContractCode.Empty;
                account.Slots.Clear();
                continue;
            }

            var cleared = revision >= EvmcRevision.SpuriousDragon && (account.Flags & AccountFlags.Touched) != 0 && account.IsEmpty;
            if (!account.Exists || destroyed || cleared)
            {
                removed.Add(account.Address);
            }
        }

        foreach (var address in removed)
        {
            _accounts.Remove(address);
        }

        _journal.Clear();
    }

    /// <summary>The current point of the transaction.</summary>
    /// <returns>The point.</returns>
    public Snapshot TakeSnapshot() => new(_journal.Length, _logs.Count);

    /// <summary>Undoes everything since a point: balances, nonces, code, storage, transient storage, access lists, marks and
    /// logs.</summary>
    /// <param name="snapshot">The point, of this transaction.</param>
    public void Revert(Snapshot snapshot)
    {
        _journal.RevertTo(snapshot.JournalLength);
        if (_logs.Count > snapshot.LogCount)
        {
            _logs.RemoveRange(snapshot.LogCount, _logs.Count - snapshot.LogCount);
        }
    }

    /// <summary>Sets a balance; the account exists afterwards.</summary>
    /// <param name="account">The account.</param>
    /// <param name="balance">Balance in wei.</param>
    public void SetBalance(Account account, in U256 balance)
    {
        if (!account.Exists)
        {
            AddFlags(account, AccountFlags.Exists);
        }

        if (account.Balance == balance)
        {
            return;
        }

        _journal.RecordBalance(account);
        account.Balance = balance;
    }

    /// <summary>Sets a nonce; the account exists afterwards.</summary>
    /// <param name="account">The account.</param>
    /// <param name="nonce">The nonce.</param>
    public void SetNonce(Account account, ulong nonce)
    {
        if (!account.Exists)
        {
            AddFlags(account, AccountFlags.Exists);
        }

        _journal.RecordNonce(account);
        account.Nonce = nonce;
    }

    /// <summary>Sets the code of an existing account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="code">The code.</param>
    public void SetCode(Account account, ContractCode code)
    {
        _journal.RecordCode(account);
        account.Code = code;
    }

    /// <summary>Adds marks to an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="flags">The marks.</param>
    /// <returns>Whether some of them were absent.</returns>
    public bool AddFlags(Account account, AccountFlags flags)
    {
        if ((account.Flags & flags) == flags)
        {
            return false;
        }

        _journal.RecordFlags(account);
        account.Flags |= flags;
        return true;
    }

    /// <summary>The record of a slot, made when there is none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The key.</param>
    /// <returns>The slot.</returns>
    public StorageSlot GetSlot(Account account, in Bytes32 key)
    {
        if (ReferenceEquals(account, _lastSlotAccount) && key == _lastKey)
        {
            return _lastSlot!;
        }

        var slot = account.GetSlot(key);
        _lastSlotAccount = account;
        _lastKey = key;
        _lastSlot = slot;
        return slot;
    }

    /// <summary>Puts a slot into the accessed storage keys (EIP-2929).</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>Whether it was there already.</returns>
    public bool WarmSlot(StorageSlot slot)
    {
        if (slot.IsWarm)
        {
            return true;
        }

        _journal.RecordWarmSlot(slot);
        slot.IsWarm = true;
        return false;
    }

    /// <summary>Sets a storage value and says how original, current and new value relate, in the terms of EVMC 12 (EIP-2200).</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="value">The new value.</param>
    /// <param name="isOfNewAccount">Whether its account was created in the transaction.</param>
    /// <returns>One of the nine storage statuses; it does not depend on the revision, their costs do.</returns>
    public EvmcStorageStatus SetStorage(StorageSlot slot, in Bytes32 value, bool isOfNewAccount = false)
    {
        // What an account was created over has no storage any more.
        var original = isOfNewAccount ? default : slot.Original;
        var status = StatusOf(original, slot.Current, value);
        if (slot.Current != value)
        {
            _journal.RecordStorage(slot);
            slot.Current = value;
        }

        return status;
    }

    /// <summary>Sets every slot to zero, as the creation of an account over existing storage does.</summary>
    /// <param name="account">The account.</param>
    public void ClearStorage(Account account)
    {
        foreach (var slot in account.Slots.Values)
        {
            if (!slot.Current.IsZero)
            {
                _journal.RecordStorage(slot);
                slot.Current = default;
            }
        }
    }

    /// <summary>Transient storage value (EIP-1153).</summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value, zero when it was never set.</returns>
    public static Bytes32 GetTransient(Account account, in Bytes32 key)
    {
        Bytes32 value = default;
        account.Transient?.TryGetValue(key, out value);
        return value;
    }

    /// <summary>Sets a transient storage value (EIP-1153).</summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void SetTransient(Account account, in Bytes32 key, in Bytes32 value)
    {
        account.Transient ??= [];
        ref var current = ref CollectionsMarshal.GetValueRefOrAddDefault(account.Transient, key, out _);
        _journal.RecordTransient(account, key, current);
        current = value;
    }

    /// <summary>Adds a log record.</summary>
    /// <param name="log">The record.</param>
    public void AddLog(LogEntry log) => _logs.Add(log);

    private static EvmcStorageStatus StatusOf(in Bytes32 original, in Bytes32 current, in Bytes32 value)
    {
        if (current == value)
        {
            return EvmcStorageStatus.Assigned;
        }

        if (original == current)
        {
            if (current.IsZero)
            {
                return EvmcStorageStatus.Added;
            }

            return value.IsZero ? EvmcStorageStatus.Deleted : EvmcStorageStatus.Modified;
        }

        if (original == value)
        {
            if (current.IsZero)
            {
                return EvmcStorageStatus.DeletedRestored;
            }

            return value.IsZero ? EvmcStorageStatus.AddedDeleted : EvmcStorageStatus.ModifiedRestored;
        }

        if (original.IsZero)
        {
            return EvmcStorageStatus.Assigned;
        }

        if (current.IsZero)
        {
            return EvmcStorageStatus.DeletedAdded;
        }

        return value.IsZero ? EvmcStorageStatus.ModifiedDeleted : EvmcStorageStatus.Assigned;
    }

    private void ForgetLast()
    {
        _lastAccount = null;
        _lastSlotAccount = null;
        _lastSlot = null;
    }
}

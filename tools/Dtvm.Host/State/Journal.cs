// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.State;

/// <summary>A point of a world state to which it can go back.</summary>
/// <param name="JournalLength">Number of journal entries at that point.</param>
/// <param name="LogCount">Number of logs at that point.</param>
public readonly record struct Snapshot(int JournalLength, int LogCount);

/// <summary>The list of changes of a transaction, each with what it replaced, so that a failed call can be undone backwards.</summary>
internal sealed class Journal
{
    private JournalEntry[] _entries = new JournalEntry[64];

    public int Length { get; private set; }

    public void Clear()
    {
        Array.Clear(_entries, 0, Length);
        Length = 0;
    }

    public void RecordBalance(Account account)
    {
        ref var entry = ref Add(JournalKind.Balance, account);
        entry.Number = account.Balance;
    }

    public void RecordNonce(Account account)
    {
        ref var entry = ref Add(JournalKind.Nonce, account);
        entry.Number = account.Nonce;
    }

    public void RecordCode(Account account)
    {
        ref var entry = ref Add(JournalKind.Code, account);
        entry.Code = account.Code;
    }

    public void RecordFlags(Account account)
    {
        ref var entry = ref Add(JournalKind.Flags, account);
        entry.Flags = account.Flags;
    }

    public void RecordStorage(StorageSlot slot)
    {
        ref var entry = ref Add(JournalKind.Storage, slot);
        entry.Value = slot.Current;
    }

    public void RecordWarmSlot(StorageSlot slot) => Add(JournalKind.WarmSlot, slot);

    public void RecordTransient(Account account, in Bytes32 key, in Bytes32 value)
    {
        ref var entry = ref Add(JournalKind.Transient, account);
        entry.Key = key;
        entry.Value = value;
    }

    /// <summary>Undoes every change after the first <paramref name="length"/> ones, the last one first.</summary>
    public void RevertTo(int length)
    {
        while (Length > length)
        {
            ref var entry = ref _entries[--Length];
            entry.Undo();
            entry.Target = null!;
            entry.Code = null;
        }
    }

    private ref JournalEntry Add(JournalKind kind, object target)
    {
        if (Length == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _entries.Length);
        }

        ref var entry = ref _entries[Length++];
        entry.Kind = kind;
        entry.Target = target;
        return ref entry;
    }

    private enum JournalKind : byte
    {
        Balance,
        Nonce,
        Code,
        Flags,
        Storage,
        WarmSlot,
        Transient,
    }

    private struct JournalEntry
    {
        public object Target;
        public ContractCode? Code;
        public U256 Number;
        public Bytes32 Key;
        public Bytes32 Value;
        public AccountFlags Flags;
        public JournalKind Kind;

        public readonly void Undo()
        {
            switch (Kind)
            {
                case JournalKind.Balance:
                    ((Account)Target).Balance = Number;
                    break;
                case JournalKind.Nonce:
                    ((Account)Target).Nonce = Number.Low64;
                    break;
                case JournalKind.Code:
                    ((Account)Target).Code = Code!;
                    break;
                case JournalKind.Flags:
                    ((Account)Target).Flags = Flags;
                    break;
                case JournalKind.Storage:
                    ((StorageSlot)Target).Current = Value;
                    break;
                case JournalKind.WarmSlot:
                    ((StorageSlot)Target).IsWarm = false;
                    break;
                case JournalKind.Transient:
                    ((Account)Target).Transient![Key] = Value;
                    break;
            }
        }
    }
}

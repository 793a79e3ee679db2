// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Numerics;

namespace Dtvm.Host.State;

/// <summary>What is known about an account besides its balance, nonce, code and storage.</summary>
[Flags]
public enum AccountFlags
{
    /// <summary>A record without an account: something asked about the address.</summary>
    None = 0,

    /// <summary>The account is in the state.</summary>
    Exists = 1,

    /// <summary>The account is removed at the end of the transaction if it is empty then (EIP-161).</summary>
    Touched = 2,

    /// <summary>The address is in the accessed addresses (EIP-2929).</summary>
    Warm = 4,

    /// <summary>The account was created in this transaction (EIP-6780).</summary>
    Created = 8,

    /// <summary>SELFDESTRUCT was registered; the account is removed at the end of the transaction.</summary>
    Destroyed = 16,
}

/// <summary>A storage slot that has been looked at or set.</summary>
public sealed class StorageSlot
{
    /// <summary>Value at the beginning of the transaction (EIP-2200).</summary>
    public Bytes32 Original { get; internal set; }

    /// <summary>Value now.</summary>
    public Bytes32 Current { get; internal set; }

    /// <summary>Whether the slot is in the accessed storage keys (EIP-2929).</summary>
    public bool IsWarm { get; internal set; }
}

/// <summary>An account. It is read by anyone and changed only through <see cref="WorldState"/>, which journals the change.</summary>
public sealed class Account
{
    internal Account(in Address address) => Address = address;

    /// <summary>The address.</summary>
    public Address Address { get; }

    /// <summary>Balance in wei.</summary>
    public U256 Balance { get; internal set; }

    /// <summary>Nonce.</summary>
    public ulong Nonce { get; internal set; }

    /// <summary>Code; <see cref="ContractCode.Empty"/> when there is none.</summary>
    public ContractCode Code { get; internal set; } = ContractCode.Empty;

    /// <summary>Marks.</summary>
    public AccountFlags Flags { get; internal set; }

    /// <summary>Whether the account is in the state.</summary>
    public bool Exists => (Flags & AccountFlags.Exists) != 0;

    /// <summary>Whether nonce, balance and code are all absent (EIP-161).</summary>
    public bool IsEmpty => Nonce == 0 && Balance.IsZero && Code.Length == 0;

    /// <summary>Every slot that was set before or looked at since; slots with the value zero are not part of the state.</summary>
    public IReadOnlyDictionary<Bytes32, StorageSlot> Storage => Slots;

    internal Dictionary<Bytes32, StorageSlot> Slots { get; } = [];

    internal Dictionary<Bytes32, Bytes32>? Transient { get; set; }

    /// <summary>Whether some slot has a value other than zero: such an account cannot be created anew (EIP-7610).</summary>
    public bool HasStorage
    {
        get
        {
            foreach (var slot in Slots.Values)
            {
                if (!slot.Current.IsZero)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal StorageSlot GetSlot(in Bytes32 key)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(Slots, key, out var exists);
        if (!exists)
        {
            slot = new StorageSlot();
        }

        return slot!;
    }
}

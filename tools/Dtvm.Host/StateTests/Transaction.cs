// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Transaction types by their EIP-2718 number.</summary>
public enum TransactionType
{
    /// <summary>The type without number.</summary>
    Legacy = 0,

    /// <summary>EIP-2930.</summary>
    AccessList = 1,

    /// <summary>EIP-1559.</summary>
    FeeMarket = 2,

    /// <summary>EIP-4844.</summary>
    Blob = 3,

    /// <summary>EIP-7702.</summary>
    SetCode = 4,
}

/// <summary>An account that a transaction says it will use (EIP-2930).</summary>
/// <param name="Address">The account.</param>
/// <param name="StorageKeys">Slots of it.</param>
public sealed record AccessListEntry(Address Address, IReadOnlyList<Bytes32> StorageKeys);

/// <summary>An account's permission to set its code to a delegation (EIP-7702).</summary>
/// <param name="ChainId">The chain; 0 for any.</param>
/// <param name="Delegate">The account whose code is to be run; zero takes a delegation back.</param>
/// <param name="Nonce">Nonce that the authority must have.</param>
/// <param name="S">The signature's s.</param>
/// <param name="Authority">The account that signed; null when no key has the signature.</param>
public sealed record Authorization(U256 ChainId, Address Delegate, ulong Nonce, U256 S, Address? Authority)
{
    /// <summary>The parity of the signature's y.</summary>
    public U256 YParity { get; init; }

    /// <summary>The signature's r.</summary>
    public U256 R { get; init; }
}

/// <summary>A transaction with its sender instead of its signature.</summary>
public sealed record Transaction
{
    /// <summary>The type.</summary>
    public TransactionType Type { get; init; }

    /// <summary>The account that signed it.</summary>
    public Address Sender { get; init; }

    /// <summary>The recipient; null for a creation.</summary>
    public Address? To { get; init; }

    /// <summary>Nonce that the sender must have.</summary>
    public ulong Nonce { get; init; }

    /// <summary>Gas limit. A valid transaction's is below 2^63, as a block's is.</summary>
    public U256 GasLimit { get; init; }

    /// <summary>Most that a unit of gas may cost, in wei: the gas price of the types before EIP-1559.</summary>
    public U256 FeeCap { get; init; }

    /// <summary>Most that the coinbase gets for a unit of gas, in wei: the gas price of the types before EIP-1559.</summary>
    public U256 PriorityFee { get; init; }

    /// <summary>Value in wei.</summary>
    public U256 Value { get; init; }

    /// <summary>Call data or init code.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The access list.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>Versioned hashes of the blobs.</summary>
    public IReadOnlyList<Bytes32> BlobHashes { get; init; } = [];

    /// <summary>Most that a unit of blob gas may cost, in wei.</summary>
    public U256 BlobFeeCap { get; init; }

    /// <summary>The authorizations.</summary>
    public IReadOnlyList<Authorization> Authorizations { get; init; } = [];

    /// <summary>The chain it is signed for; null when it is for any.</summary>
    public U256? ChainId { get; init; }

    /// <summary>Whether some field was given with more bits than it has; what the field holds here is then meaningless.</summary>
    public bool HasOverflow { get; init; }

    /// <summary>Gas of all blobs (EIP-4844).</summary>
    public long BlobGas => BlobParameters.GasPerBlob * BlobHashes.Count;
}

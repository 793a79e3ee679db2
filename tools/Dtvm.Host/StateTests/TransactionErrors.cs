// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.StateTests;

/// <summary>Rules that a transaction breaks. A transaction that breaks any is refused; all that are broken are collected, since fixtures
/// name one of them.</summary>
[Flags]
public enum TransactionErrors
{
    /// <summary>The transaction is valid.</summary>
    None = 0,

    /// <summary>The type does not exist yet in the revision (EIP-2718).</summary>
    TypeNotSupported = 1 << 0,

    /// <summary>The gas limit is below the intrinsic gas (Yellow Paper, section 6.2).</summary>
    IntrinsicGasTooLow = 1 << 1,

    /// <summary>The gas limit is below the floor that the call data costs (EIP-7623).</summary>
    BelowFloor = 1 << 2,

    /// <summary>The sender cannot pay the highest possible fee and the value.</summary>
    InsufficientFunds = 1 << 3,

    /// <summary>The nonce is below the sender's.</summary>
    NonceTooLow = 1 << 4,

    /// <summary>The nonce is above the sender's.</summary>
    NonceTooHigh = 1 << 5,

    /// <summary>The sender's nonce cannot grow any more (EIP-2681).</summary>
    NonceIsMax = 1 << 6,

    /// <summary>The sender has code that is no delegation (EIP-3607, EIP-7702).</summary>
    SenderNotEoa = 1 << 7,

    /// <summary>The gas limit is above the block's.</summary>
    AboveBlockGasLimit = 1 << 8,

    /// <summary>The gas limit is above 2^24 (EIP-7825).</summary>
    AboveGasCap = 1 << 9,

    /// <summary>The fee cap is below the base fee (EIP-1559).</summary>
    FeeCapBelowBaseFee = 1 << 10,

    /// <summary>The priority fee is above the fee cap (EIP-1559).</summary>
    PriorityAboveFeeCap = 1 << 11,

    /// <summary>The init code is longer than 49152 bytes (EIP-3860).</summary>
    InitCodeTooLong = 1 << 12,

    /// <summary>A blob transaction without recipient (EIP-4844).</summary>
    BlobCreate = 1 << 13,

    /// <summary>A blob transaction without blobs (EIP-4844).</summary>
    NoBlobs = 1 << 14,

    /// <summary>More blobs than a block or a transaction may have (EIP-4844, EIP-7594).</summary>
    TooManyBlobs = 1 << 15,

    /// <summary>A versioned hash that does not begin with 1 (EIP-4844).</summary>
    BlobHashVersion = 1 << 16,

    /// <summary>The fee cap of a unit of blob gas is below the blob base fee (EIP-4844).</summary>
    BlobFeeCapTooLow = 1 << 17,

    /// <summary>A set-code transaction without recipient (EIP-7702).</summary>
    SetCodeCreate = 1 << 18,

    /// <summary>A set-code transaction without authorizations (EIP-7702).</summary>
    NoAuthorizations = 1 << 19,

    /// <summary>A field does not fit the number of bits that it has.</summary>
    FieldOverflow = 1 << 20,

    /// <summary>The highest possible fee does not fit 256 bits.</summary>
    FeeOverflow = 1 << 21,

    /// <summary>The chain id is another chain's (EIP-155).</summary>
    ChainId = 1 << 22,
}

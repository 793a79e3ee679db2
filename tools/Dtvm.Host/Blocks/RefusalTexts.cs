// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.StateTests;

namespace Dtvm.Host.Blocks;

/// <summary>What is said of a refused transaction: the words that other transition tools use, by which generators of tests know the
/// reason.</summary>
internal static class RefusalTexts
{
    /// <summary>The block has no gas left for a transaction.</summary>
    public const string GasLimitReached = "gas limit reached";

    /// <summary>The block has no room left for its blobs.</summary>
    public const string BlobGasLimitReached = "blob gas limit exceeded: would exceed maximum allowance";

    /// <summary>One reason is told of several: the first here.</summary>
    private static readonly (TransactionErrors Error, string Text)[] Texts =
    [
        (TransactionErrors.TypeNotSupported, "transaction type not supported"),
        (TransactionErrors.ChainId, "invalid chain id for signer"),
        (TransactionErrors.FieldOverflow, "a field does not fit its number of bits"),
        (TransactionErrors.NonceTooLow, "nonce too low"),
        (TransactionErrors.NonceTooHigh, "nonce too high"),
        (TransactionErrors.NonceIsMax, "nonce has max value"),
        (TransactionErrors.SenderNotEoa, "sender not an eoa"),
        (TransactionErrors.AboveGasCap, "transaction gas limit too high"),
        (TransactionErrors.PriorityAboveFeeCap, "max priority fee per gas higher than max fee per gas"),
        (TransactionErrors.FeeCapBelowBaseFee, "max fee per gas less than block base fee"),
        (TransactionErrors.BlobCreate, "blob transaction must not be a create transaction"),
        (TransactionErrors.NoBlobs, "empty blob hashes list: blob transaction missing blob hashes"),
        (TransactionErrors.TooManyBlobs, BlobGasLimitReached),
        (TransactionErrors.BlobHashVersion, "invalid blob hash version: has invalid hash version"),
        (TransactionErrors.BlobFeeCapTooLow,
            "max blob fee per gas less than block base fee: max fee per blob gas less than block blob gas fee"),
        (TransactionErrors.SetCodeCreate, "set code transaction must not be a create transaction"),
        (TransactionErrors.NoAuthorizations, "empty authorization list"),
        (TransactionErrors.FeeOverflow, "insufficient funds for gas * price + value: the fee does not fit 256 bits"),
        (TransactionErrors.InsufficientFunds, "insufficient funds for gas * price + value"),
        (TransactionErrors.AboveBlockGasLimit, GasLimitReached),
        (TransactionErrors.InitCodeTooLong, "max initcode size exceeded"),
        (TransactionErrors.IntrinsicGasTooLow, "intrinsic gas too low"),
        (TransactionErrors.BelowFloor, "insufficient gas for floor data gas cost: intrinsic gas too low"),
    ];

    /// <summary>The text for rules that are broken, at least one.</summary>
    public static string Of(TransactionErrors errors)
    {
        foreach (var (error, text) in Texts)
        {
            if ((errors & error) != 0)
            {
                return text;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(errors), errors, "there is no text for it");
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Dtvm.Host.StateTests;

/// <summary>Names that fixtures give to the reason for which a transaction is refused: those of ethereum/tests (<c>TR_...</c>) and of
/// execution-spec-tests.</summary>
public static class ExpectedException
{
    private const string Prefix = "TransactionException.";

    private static readonly FrozenDictionary<string, TransactionErrors> ByName = new Dictionary<string, TransactionErrors>
    {
        ["IntrinsicGas"] = TransactionErrors.IntrinsicGasTooLow,
        ["SenderNotEOA"] = TransactionErrors.SenderNotEoa,
        ["TR_BLOBCREATE"] = TransactionErrors.BlobCreate,
        ["TR_BLOBLIST_OVERSIZE"] = TransactionErrors.TooManyBlobs,
        ["TR_BLOBVERSION_INVALID"] = TransactionErrors.BlobHashVersion,
        ["TR_EMPTYBLOB"] = TransactionErrors.NoBlobs,
        ["TR_FeeCapLessThanBlocks"] = TransactionErrors.FeeCapBelowBaseFee,
        ["TR_GasLimitReached"] = TransactionErrors.AboveBlockGasLimit,
        ["TR_InitCodeLimitExceeded"] = TransactionErrors.InitCodeTooLong,
        ["TR_IntrinsicGas"] = TransactionErrors.IntrinsicGasTooLow,
        ["TR_NoFunds"] = TransactionErrors.InsufficientFunds,
        ["TR_NoFundsOrGas"] = TransactionErrors.InsufficientFunds | TransactionErrors.IntrinsicGasTooLow,
        ["TR_NoFundsX"] = TransactionErrors.InsufficientFunds | TransactionErrors.FeeOverflow,
        ["TR_NonceHasMaxValue"] = TransactionErrors.NonceIsMax,
        ["TR_NonceTooHigh"] = TransactionErrors.NonceTooHigh,
        ["TR_NonceTooLow"] = TransactionErrors.NonceTooLow,
        ["TR_RLP_WRONGVALUE"] = TransactionErrors.FieldOverflow,
        ["TR_TipGtFeeCap"] = TransactionErrors.PriorityAboveFeeCap,
        ["TR_TypeNotSupported"] = TransactionErrors.TypeNotSupported,
        ["GASLIMIT_OVERFLOW"] = TransactionErrors.FieldOverflow,
        ["GASLIMIT_PRICE_PRODUCT_OVERFLOW"] = TransactionErrors.FeeOverflow,
        ["GASPRICE_OVERFLOW"] = TransactionErrors.FieldOverflow,
        ["GAS_ALLOWANCE_EXCEEDED"] = TransactionErrors.AboveBlockGasLimit,
        ["GAS_LIMIT_EXCEEDS_MAXIMUM"] = TransactionErrors.AboveGasCap,
        ["INITCODE_SIZE_EXCEEDED"] = TransactionErrors.InitCodeTooLong,
        ["INSUFFICIENT_ACCOUNT_FUNDS"] = TransactionErrors.InsufficientFunds,
        ["INSUFFICIENT_MAX_FEE_PER_BLOB_GAS"] = TransactionErrors.BlobFeeCapTooLow,
        ["INSUFFICIENT_MAX_FEE_PER_GAS"] = TransactionErrors.FeeCapBelowBaseFee,
        ["INTRINSIC_GAS_BELOW_FLOOR_GAS_COST"] = TransactionErrors.BelowFloor,
        ["INTRINSIC_GAS_TOO_LOW"] = TransactionErrors.IntrinsicGasTooLow,
        ["INVALID_CHAINID"] = TransactionErrors.ChainId,
        ["NONCE_IS_MAX"] = TransactionErrors.NonceIsMax,
        ["NONCE_MISMATCH_TOO_HIGH"] = TransactionErrors.NonceTooHigh,
        ["NONCE_MISMATCH_TOO_LOW"] = TransactionErrors.NonceTooLow,
        ["NONCE_OVERFLOW"] = TransactionErrors.FieldOverflow,
        ["NONCE_TOO_BIG"] = TransactionErrors.NonceIsMax,
        ["PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS"] = TransactionErrors.PriorityAboveFeeCap,
        ["PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2"] = TransactionErrors.PriorityAboveFeeCap,
        ["PRIORITY_OVERFLOW"] = TransactionErrors.FieldOverflow,
        ["RLP_INVALID_GASLIMIT"] = TransactionErrors.FieldOverflow,
        ["RLP_INVALID_NONCE"] = TransactionErrors.FieldOverflow,
        ["RLP_INVALID_VALUE"] = TransactionErrors.FieldOverflow,
        ["SENDER_NOT_EOA"] = TransactionErrors.SenderNotEoa,
        ["TYPE_1_TX_PRE_FORK"] = TransactionErrors.TypeNotSupported,
        ["TYPE_2_TX_PRE_FORK"] = TransactionErrors.TypeNotSupported,
        ["TYPE_3_TX_BLOB_COUNT_EXCEEDED"] = TransactionErrors.TooManyBlobs,
        ["TYPE_3_TX_CONTRACT_CREATION"] = TransactionErrors.BlobCreate,
        ["TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH"] = TransactionErrors.BlobHashVersion,
        ["TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED"] = TransactionErrors.TooManyBlobs,
        ["TYPE_3_TX_PRE_FORK"] = TransactionErrors.TypeNotSupported,
        ["TYPE_3_TX_ZERO_BLOBS"] = TransactionErrors.NoBlobs,
        ["TYPE_3_TX_ZERO_BLOBS_PRE_FORK"] = TransactionErrors.TypeNotSupported,
        ["TYPE_4_EMPTY_AUTHORIZATION_LIST"] = TransactionErrors.NoAuthorizations,
        ["TYPE_4_TX_CONTRACT_CREATION"] = TransactionErrors.SetCodeCreate,
        ["TYPE_4_TX_PRE_FORK"] = TransactionErrors.TypeNotSupported,
        ["TYPE_NOT_SUPPORTED"] = TransactionErrors.TypeNotSupported,
        ["VALUE_OVERFLOW"] = TransactionErrors.FieldOverflow,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the names, several of which may be given with <c>|</c> between them.</summary>
    /// <param name="text">The text of <c>expectException</c>.</param>
    /// <param name="errors">The rules of which at least one must be broken.</param>
    /// <param name="unknown">The first name that is unknown; empty when the result is true.</param>
    /// <returns>Whether all names are known.</returns>
    public static bool TryParse(string text, out TransactionErrors errors, out string unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        errors = TransactionErrors.None;
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries))
        {
            var name = part.StartsWith(Prefix, StringComparison.Ordinal) ? part[Prefix.Length..] : part;
            if (!ByName.TryGetValue(name, out var error))
            {
                unknown = part;
                return false;
            }

            errors |= error;
        }

        unknown = "";
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Decides whether a transaction may be in a block on its own (Yellow Paper, section 6.2, and the EIPs named at each
/// rule).</summary>
/// <param name="revision">The revision.</param>
/// <param name="block">The block.</param>
/// <param name="blobs">The rules for blobs.</param>
public sealed class TransactionValidator(EvmcRevision revision, BlockEnvironment block, BlobParameters blobs)
{
    private const ulong GasCap = 1 << 24; // EIP-7825
    private const ulong GasLimitOfAmsterdam = uint.MaxValue; // EIP-8037
    private const byte BlobHashVersion = 1; // EIP-4844

    /// <summary>Collects the rules that a transaction breaks.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="sender">Its sender's account; null when there is none.</param>
    /// <param name="gas">Its intrinsic gas.</param>
    /// <returns>The broken rules; none for a valid transaction.</returns>
    public TransactionErrors Validate(Transaction transaction, Account? sender, IntrinsicGas gas)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return ValidateType(transaction) | ValidateFees(transaction, sender) | ValidateSender(transaction, sender)
            | ValidateGas(transaction, gas);
    }

    private TransactionErrors ValidateType(Transaction transaction)
    {
        var errors = TransactionErrors.None;
        var since = transaction.Type switch
        {
            TransactionType.Legacy => EvmcRevision.Frontier,
            TransactionType.AccessList => EvmcRevision.Berlin,
            TransactionType.FeeMarket => EvmcRevision.London,
            TransactionType.Blob => EvmcRevision.Cancun,
            TransactionType.SetCode => EvmcRevision.Prague,
            _ => (EvmcRevision)int.MaxValue,
        };
        if (revision < since)
        {
            errors |= TransactionErrors.TypeNotSupported;
        }

        if (transaction.HasOverflow)
        {
            errors |= TransactionErrors.FieldOverflow;
        }

        if (transaction.ChainId is { } chainId && chainId != block.ChainId)
        {
            errors |= TransactionErrors.ChainId;
        }

        if (transaction.To is null && transaction.Data.Length > GasSchedule.For((Revision)(int)revision).MaxInitCodeSize)
        {
            errors |= TransactionErrors.InitCodeTooLong;
        }

        if (transaction.Type == TransactionType.Blob)
        {
            if (transaction.To is null)
            {
                errors |= TransactionErrors.BlobCreate;
            }

            if (transaction.BlobHashes.Count == 0)
            {
                errors |= TransactionErrors.NoBlobs;
            }

            if (transaction.BlobHashes.Count > blobs.MaxPerTransaction)
            {
                errors |= TransactionErrors.TooManyBlobs;
            }

            foreach (var hash in transaction.BlobHashes)
            {
                if (hash.AsSpan()[0] != BlobHashVersion)
                {
                    errors |= TransactionErrors.BlobHashVersion;
                }
            }
        }

        if (transaction.Type == TransactionType.SetCode)
        {
            if (transaction.To is null)
            {
                errors |= TransactionErrors.SetCodeCreate;
            }

            if (transaction.Authorizations.Count == 0)
            {
                errors |= TransactionErrors.NoAuthorizations;
            }
        }

        return errors;
    }

    private TransactionErrors ValidateFees(Transaction transaction, Account? sender)
    {
        var errors = TransactionErrors.None;
        if (transaction.PriorityFee > transaction.FeeCap)
        {
            errors |= TransactionErrors.PriorityAboveFeeCap;
        }

        if (revision >= EvmcRevision.London && transaction.FeeCap < block.BaseFee)
        {
            errors |= TransactionErrors.FeeCapBelowBaseFee;
        }

        if (transaction.Type == TransactionType.Blob && transaction.BlobFeeCap < block.BlobBaseFee)
        {
            errors |= TransactionErrors.BlobFeeCapTooLow;
        }

        var overflows = false;
        var cost = MultiplyChecked(transaction.GasLimit, transaction.FeeCap, ref overflows);
        if (transaction.Type == TransactionType.Blob)
        {
            cost = AddChecked(cost, MultiplyChecked((ulong)transaction.BlobGas, transaction.BlobFeeCap, ref overflows), ref overflows);
        }

        cost = AddChecked(cost, transaction.Value, ref overflows);
        if (overflows)
        {
            errors |= TransactionErrors.FeeOverflow;
        }

        if (overflows || cost > (sender?.Balance ?? U256.Zero))
        {
            errors |= TransactionErrors.InsufficientFunds;
        }

        return errors;
    }

    private TransactionErrors ValidateSender(Transaction transaction, Account? sender)
    {
        var errors = TransactionErrors.None;
        var nonce = sender?.Nonce ?? 0;
        if (transaction.Nonce < nonce)
        {
            errors |= TransactionErrors.NonceTooLow;
        }

        if (transaction.Nonce > nonce)
        {
            errors |= TransactionErrors.NonceTooHigh;
        }

        if (nonce == ulong.MaxValue)
        {
            errors |= TransactionErrors.NonceIsMax;
        }

        // EIP-3607 holds for all revisions; EIP-7702 lets delegations send.
        var delegates = revision >= EvmcRevision.Prague && sender is not null && sender.Code.TryGetDelegate(out _);
        if (sender is { Code.Length: > 0 } && !delegates)
        {
            errors |= TransactionErrors.SenderNotEoa;
        }

        return errors;
    }

    private TransactionErrors ValidateGas(Transaction transaction, IntrinsicGas gas)
    {
        var errors = TransactionErrors.None;
        if (transaction.GasLimit < (ulong)gas.Intrinsic)
        {
            errors |= TransactionErrors.IntrinsicGasTooLow;
        }

        if (transaction.GasLimit < (ulong)gas.Floor)
        {
            errors |= TransactionErrors.BelowFloor;
        }

        if (transaction.GasLimit > (ulong)block.GasLimit)
        {
            errors |= TransactionErrors.AboveBlockGasLimit;
        }

        // With state gas the cap holds for execution gas alone (EIP-8037).
        var isAboveCap = revision >= EvmcUpcoming.Amsterdam
            ? transaction.GasLimit > GasLimitOfAmsterdam || gas.Intrinsic > (long)GasCap || gas.Floor > (long)GasCap
            : revision >= EvmcRevision.Osaka && transaction.GasLimit > GasCap;
        if (isAboveCap)
        {
            errors |= TransactionErrors.AboveGasCap;
        }

        return errors;
    }

    private static U256 MultiplyChecked(in U256 left, in U256 right, ref bool overflows)
    {
        var low = U256.BigMul(left, right, out var high);
        overflows |= !high.IsZero;
        return low;
    }

    private static U256 AddChecked(in U256 left, in U256 right, ref bool overflows)
    {
        var sum = left + right;
        overflows |= sum < left;
        return sum;
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.StateTests;

namespace Dtvm.Host.Blocks;

/// <summary>What stands in the place of a transaction in an input: one, or what could not be made one.</summary>
public sealed record BlockItem
{
    private BlockItem(SignedTransaction? transaction, string? refusal)
    {
        Transaction = transaction;
        Refusal = refusal;
    }

    /// <summary>The transaction; null when it is refused.</summary>
    public SignedTransaction? Transaction { get; }

    /// <summary>Why it is refused before anything of it is looked at; null when it is not.</summary>
    public string? Refusal { get; }

    /// <summary>What is refused.</summary>
    /// <param name="reason">Why.</param>
    public static BlockItem Refused(string reason) => new(null, reason);

    /// <summary>A transaction whose sender is known.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="signature">Its signature, which is not looked at.</param>
    public static BlockItem Sent(Transaction transaction, TransactionSignature signature) =>
        new(new SignedTransaction(transaction, signature), null);

    /// <summary>A transaction whose sender is found by its signature, or refused when there is none.</summary>
    /// <param name="transaction">The transaction without sender.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="revision">The revision.</param>
    public static BlockItem Of(Transaction transaction, TransactionSignature signature, EvmcRevision revision) =>
        TransactionEncoding.TryRecover(transaction, signature, revision, out var sender)
            ? Sent(transaction with { Sender = sender }, signature)
            : Refused("invalid transaction v, r, s values");
}

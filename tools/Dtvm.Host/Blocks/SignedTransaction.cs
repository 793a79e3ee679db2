// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.StateTests;

namespace Dtvm.Host.Blocks;

/// <summary>A transaction as a block holds it.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Signature">Its signature; an empty one where only the sender is known.</param>
public sealed record SignedTransaction(Transaction Transaction, TransactionSignature Signature)
{
    /// <summary>The encoding: RLP, behind the number of the type if it has one (EIP-2718).</summary>
    public ReadOnlyMemory<byte> Encoding { get; } = TransactionEncoding.Encode(Transaction, Signature);

    /// <summary>The hash of the encoding.</summary>
    public Bytes32 Hash => Bytes32Hash.Of(Encoding.Span);
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>What a block says of a transaction that it holds (Yellow Paper, section 4.3.1).</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Succeeds">Whether its message did.</param>
/// <param name="StateRoot">The state behind it, before Byzantium; null from then on (EIP-658).</param>
/// <param name="GasUsed">Gas that its sender paid for.</param>
/// <param name="CumulativeGasUsed">The same of all transactions up to it.</param>
/// <param name="Logs">Its logs.</param>
/// <param name="ContractAddress">The account that a creation is for; null for a call.</param>
/// <param name="EffectiveGasPrice">What a unit of gas cost, in wei.</param>
public sealed record Receipt(
    SignedTransaction Transaction, bool Succeeds, Bytes32? StateRoot, long GasUsed, long CumulativeGasUsed, IReadOnlyList<LogEntry> Logs,
    Address? ContractAddress, U256 EffectiveGasPrice)
{
    /// <summary>The filter of its logs.</summary>
    public ReadOnlyMemory<byte> Bloom { get; } = LogBloom.Of(Logs);

    /// <summary>The encoding of which the receipts' root is made.</summary>
    /// <returns>The bytes.</returns>
    public byte[] Encode()
    {
        var writer = new RlpWriter();
        var list = writer.BeginList();
        if (StateRoot is { } root)
        {
            writer.AppendString(root.AsSpan());
        }
        else
        {
            writer.AppendNumber(Succeeds ? U256.One : U256.Zero);
        }

        writer.AppendNumber((ulong)CumulativeGasUsed);
        writer.AppendString(Bloom.Span);
        LogEntry.AppendList(writer, Logs);
        writer.EndList(list);
        var type = Transaction.Transaction.Type;
        return type == TransactionType.Legacy ? writer.From(0).ToArray() : [(byte)type, .. writer.From(0)];
    }
}

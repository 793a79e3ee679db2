// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;

namespace Dtvm.Host.Blocks;

/// <summary>An ommer of a block, for its reward.</summary>
/// <param name="Delta">By how many blocks it is older.</param>
/// <param name="Address">The account that gets the reward.</param>
public sealed record Ommer(ulong Delta, Address Address);

/// <summary>A block to be made.</summary>
/// <param name="Environment">What code can see of it.</param>
/// <param name="Items">Its transactions in order; those that cannot be in it are refused.</param>
public sealed record TransitionInput(BlockEnvironment Environment, IReadOnlyList<BlockItem> Items)
{
    /// <summary>Excess blob gas; null when it is not known, so that transactions with blobs are refused.</summary>
    public ulong? ExcessBlobGas { get; init; }

    /// <summary>Root of the parent on the consensus layer (EIP-4788); null when it is not known.</summary>
    public Bytes32? ParentBeaconRoot { get; init; }

    /// <summary>Hash of the parent (EIP-2935); null when it is not known.</summary>
    public Bytes32? ParentHash { get; init; }

    /// <summary>Withdrawals (EIP-4895); null when the block has no list of them.</summary>
    public IReadOnlyList<Withdrawal>? Withdrawals { get; init; }

    /// <summary>Ommers.</summary>
    public IReadOnlyList<Ommer> Ommers { get; init; } = [];

    /// <summary>Reward of the block in wei; null for none, which leaves the coinbase untouched where 0 does not.</summary>
    public Numerics.U256? Reward { get; init; }

    /// <summary>Whether nothing but the transactions is done: as state tests want it, whose state lacks what blocks need.</summary>
    public bool TransactionsOnly { get; init; }

    /// <summary>Transactions with a lower gas limit get this one, for fixtures that were filled with other prices.</summary>
    public ulong LeastGas { get; init; }
}

/// <summary>A transaction that is not in the block.</summary>
/// <param name="Index">Its place in the input.</param>
/// <param name="Reason">Why, in words that generators of tests know.</param>
public sealed record RefusedTransaction(int Index, string Reason);

/// <summary>A block that was made.</summary>
/// <param name="State">The state behind it.</param>
/// <param name="StateRoot">That state's root.</param>
/// <param name="Receipts">Receipts of the transactions that are in it.</param>
/// <param name="Refused">The transactions that are not.</param>
/// <param name="GasUsed">Gas used, as the header has it.</param>
/// <param name="BlobGasUsed">Blob gas used.</param>
/// <param name="Requests">Requests (EIP-7685), type and data of each; null before Prague.</param>
public sealed record TransitionResult(
    WorldState State, Bytes32 StateRoot, IReadOnlyList<Receipt> Receipts, IReadOnlyList<RefusedTransaction> Refused, long GasUsed,
    long BlobGasUsed, IReadOnlyList<ReadOnlyMemory<byte>>? Requests)
{
    /// <summary>Root of the transactions.</summary>
    public Bytes32 TransactionsRoot => ListRoot.Of(Receipts.Select(receipt => receipt.Transaction.Encoding));

    /// <summary>Root of the receipts.</summary>
    public Bytes32 ReceiptsRoot => ListRoot.Of(Receipts.Select(receipt => (ReadOnlyMemory<byte>)receipt.Encode()));

    /// <summary>All logs.</summary>
    public IReadOnlyList<LogEntry> Logs => [.. Receipts.SelectMany(receipt => receipt.Logs)];

    /// <summary>The filter of all logs.</summary>
    public byte[] Bloom => LogBloom.Of(Logs);

    /// <summary>The hash of the requests; null before Prague.</summary>
    public Bytes32? RequestsHash => Requests is null ? null : ExecutionRequests.HashOf(Requests);

    /// <summary>Root of a list of withdrawals.</summary>
    /// <param name="withdrawals">The list.</param>
    /// <returns>The root.</returns>
    public static Bytes32 RootOf(IReadOnlyList<Withdrawal> withdrawals) =>
        ListRoot.Of(withdrawals.Select(withdrawal => (ReadOnlyMemory<byte>)withdrawal.Encode()));
}

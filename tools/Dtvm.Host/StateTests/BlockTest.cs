using Dtvm.Evmc.Abi;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>What of a blockchain test is compared.</summary>
public enum BlockTestScope
{
    /// <summary>Gas of the blocks, and balance, nonce, code and storage of all accounts but those that blocks write to.</summary>
    All,

    /// <summary>Storage of the accounts that the transactions are sent to, and whether the transactions succeeded: for fixtures that were
    /// filled with other prices.</summary>
    Storage,
}

/// <summary>A block of a blockchain test.</summary>
/// <param name="Environment">Its header, as far as code can see it.</param>
/// <param name="Blobs">The rules for blobs.</param>
/// <param name="Transactions">Its transactions.</param>
/// <param name="Succeeds">Which of them succeed, by the receipts; empty when the file has none.</param>
/// <param name="GasUsed">The header's gas used.</param>
public sealed record BlockTestBlock(
    BlockEnvironment Environment, BlobParameters Blobs, IReadOnlyList<Transaction> Transactions, IReadOnlyList<bool> Succeeds,
    long GasUsed);

/// <summary>A blockchain test, as far as a VM is concerned: what blocks do besides their transactions is left out.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Revision">The rules.</param>
/// <param name="Pre">The state before.</param>
/// <param name="Blocks">The blocks.</param>
/// <param name="Post">The state afterwards.</param>
public sealed record BlockTest(
    string Name, EvmcRevision Revision, IReadOnlyList<PreAccount> Pre, IReadOnlyList<BlockTestBlock> Blocks,
    IReadOnlyList<PreAccount> Post);

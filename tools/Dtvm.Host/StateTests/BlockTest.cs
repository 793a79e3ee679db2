// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.Blocks;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>What of a blockchain test is compared.</summary>
public enum BlockTestScope
{
    /// <summary>The blocks' headers, and balance, nonce, code and storage of all accounts.</summary>
    All,

    /// <summary>Storage of the accounts that the transactions are sent to, and whether the transactions succeeded: for fixtures that were
    /// filled with other prices.</summary>
    Storage,
}

/// <summary>What the header of a block says of its execution.</summary>
/// <param name="StateRoot">Root of the state behind it.</param>
/// <param name="TransactionsRoot">Root of its transactions.</param>
/// <param name="ReceiptsRoot">Root of their receipts.</param>
/// <param name="Bloom">The filter of their logs.</param>
/// <param name="GasUsed">Gas used.</param>
/// <param name="BlobGasUsed">Blob gas used; null before Cancun.</param>
/// <param name="WithdrawalsRoot">Root of the withdrawals; null before Shanghai.</param>
/// <param name="RequestsHash">Hash of the requests; null before Prague.</param>
public sealed record BlockTestHeader(
    Bytes32 StateRoot, Bytes32 TransactionsRoot, Bytes32 ReceiptsRoot, ReadOnlyMemory<byte> Bloom, long GasUsed, long? BlobGasUsed,
    Bytes32? WithdrawalsRoot, Bytes32? RequestsHash);

/// <summary>A block of a blockchain test.</summary>
/// <param name="Input">What it is made of.</param>
/// <param name="Succeeds">Which of its transactions succeed, by the receipts; empty when the file has none.</param>
/// <param name="Header">What its header says.</param>
public sealed record BlockTestBlock(TransitionInput Input, IReadOnlyList<bool> Succeeds, BlockTestHeader Header);

/// <summary>A blockchain test of blocks that follow each other.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Pre">The state before.</param>
/// <param name="Blocks">The blocks.</param>
/// <param name="Post">The state afterwards.</param>
public sealed record BlockTest(
    string Name, BlockRules Rules, IReadOnlyList<PreAccount> Pre, IReadOnlyList<BlockTestBlock> Blocks,
    IReadOnlyList<PreAccount> Post);

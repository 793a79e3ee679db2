// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Host.Blocks;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Makes the blocks of blockchain tests again and compares them. Not safe for concurrent use.</summary>
/// <param name="vm">The VM.</param>
/// <param name="scope">What is compared.</param>
/// <param name="leastGas">Transactions with a lower gas limit get this one, for fixtures filled with other prices.</param>
public sealed class BlockTestRunner(IVm vm, BlockTestScope scope, long leastGas = 0)
{
    private const int MaxDifferences = 20;

    /// <summary>Runs a test.</summary>
    /// <param name="test">The test.</param>
    /// <returns>What differs; nothing when it passed.</returns>
    public IReadOnlyList<string> Run(BlockTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var problems = new List<string>();
        var state = PreState.ToWorldState(test.Pre);
        var transition = new BlockTransition(vm, test.Rules);
        for (var i = 0; i < test.Blocks.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"block {i}");
            try
            {
                RunBlock(transition, test.Blocks[i], place, state, problems);
            }
            catch (BlockFaultException exception)
            {
                problems.Add($"{place}: {exception.Message}");
                return problems;
            }
        }

        if (scope == BlockTestScope.All)
        {
            problems.AddRange(StateListing.Compare(StateListing.Normalize(test.Post), StateListing.Of(state), MaxDifferences));
        }
        else
        {
            CompareStorage(test, state, problems);
        }

        return problems;
    }

    private void RunBlock(BlockTransition transition, BlockTestBlock block, string place, WorldState state, List<string> problems)
    {
        var index = 0;
        var result = transition.Run(
            block.Input with { LeastGas = (ulong)leastGas, TransactionsOnly = scope == BlockTestScope.Storage },
            state,
            (receipt, outcome) =>
            {
                if (index < block.Succeeds.Count && block.Succeeds[index] != receipt.Succeeds)
                {
                    problems.Add(
                        $"{place}, transaction {index}: ended with {StatusNames.Of(outcome.Status)}, the receipt says success: "
                        + block.Succeeds[index]);
                }

                index++;
            });
        foreach (var refused in result.Refused)
        {
            problems.Add($"{place}, transaction {refused.Index}: refused: {refused.Reason}");
        }

        if (scope == BlockTestScope.All)
        {
            CompareHeader(block, result, place, problems);
        }
    }

    private static void CompareHeader(BlockTestBlock block, TransitionResult result, string place, List<string> problems)
    {
        void Compare<T>(string what, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: {what}: expected {expected}, got {actual}"));
            }
        }

        var header = block.Header;
        Compare("gas used", header.GasUsed, result.GasUsed);
        Compare("state root", header.StateRoot, result.StateRoot);
        Compare("receipts root", header.ReceiptsRoot, result.ReceiptsRoot);
        Compare("logs bloom", Hex.Encode(header.Bloom.Span), Hex.Encode(result.Bloom));
        if (header.BlobGasUsed is { } blobGas)
        {
            Compare("blob gas used", blobGas, result.BlobGasUsed);
        }

        if (header.WithdrawalsRoot is { } withdrawals)
        {
            Compare("withdrawals root", withdrawals, TransitionResult.RootOf(block.Input.Withdrawals ?? []));
        }

        if (header.RequestsHash is { } requests)
        {
            Compare("requests hash", requests, result.RequestsHash);
        }

        if (block.Input.Items.All(item => item.Transaction is { Signature.IsEmpty: false }))
        {
            Compare("transactions root", header.TransactionsRoot, result.TransactionsRoot);
        }
    }

    private static void CompareStorage(BlockTest test, WorldState state, List<string> problems)
    {
        var targets = test.Blocks.SelectMany(block => block.Input.Items).Select(item => item.Transaction?.Transaction.To).ToHashSet();
        foreach (var expected in test.Post.Where(account => targets.Contains(account.Address)))
        {
            var actual = StateListing.Of(state).FirstOrDefault(account => account.Address == expected.Address);
            PreAccount StorageOf(PreAccount? account) =>
                new(expected.Address, U256.Zero, 0, ContractCode.Empty, account is null ? [] : account.Storage);
            problems.AddRange(StateListing.Compare(
                StateListing.Normalize([StorageOf(expected)]), StateListing.Normalize([StorageOf(actual)]), MaxDifferences));
        }
    }
}

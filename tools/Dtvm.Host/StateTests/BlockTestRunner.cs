using System.Collections.Frozen;
using System.Globalization;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Runs the transactions of blockchain tests. Not safe for concurrent use.</summary>
/// <param name="vm">The VM.</param>
/// <param name="scope">What is compared.</param>
/// <param name="leastGas">Transactions with a lower gas limit get this one, for fixtures filled with other prices.</param>
public sealed class BlockTestRunner(IVm vm, BlockTestScope scope, long leastGas = 0)
{
    private const int MaxDifferences = 20;

    /// <summary>Accounts that a block writes to before and after its transactions (EIP-2935, EIP-4788, EIP-7002, EIP-7251,
    /// EIP-8282).</summary>
    private static readonly FrozenSet<Address> SystemContracts = FrozenSet.Create(
        new Address(Convert.FromHexString("0000F90827F1C53a10cb7A02335B175320002935")),
        new Address(Convert.FromHexString("000F3df6D732807Ef1319fB7B8bB8522d0Beac02")),
        new Address(Convert.FromHexString("00000961Ef480Eb55e80D19ad83579A64c007002")),
        new Address(Convert.FromHexString("0000BBdDc7CE488642fb579F8B00f3a590007251")),
        new Address(Convert.FromHexString("0000bff46984e3725691fa540a8c7589300d8282")),
        new Address(Convert.FromHexString("000064d678505ad48f8ccb093bc65613800e8282")));

    /// <summary>Runs a test.</summary>
    /// <param name="test">The test.</param>
    /// <returns>What differs; nothing when it passed.</returns>
    public IReadOnlyList<string> Run(BlockTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var problems = new List<string>();
        var state = PreState.ToWorldState(test.Pre);
        for (var i = 0; i < test.Blocks.Count; i++)
        {
            RunBlock(test, i, state, problems);
        }

        if (scope == BlockTestScope.All)
        {
            problems.AddRange(StateListing.Compare(
                StateListing.Normalize(test.Post.Where(account => !SystemContracts.Contains(account.Address))),
                [.. StateListing.Of(state).Where(account => !SystemContracts.Contains(account.Address))], MaxDifferences));
        }
        else
        {
            CompareStorage(test, state, problems);
        }

        return problems;
    }

    private void RunBlock(BlockTest test, int index, WorldState state, List<string> problems)
    {
        var block = test.Blocks[index];
        var executor = new TransactionExecutor(vm, test.Revision, block.Environment, block.Blobs);
        long execution = 0, stateGas = 0;
        for (var i = 0; i < block.Transactions.Count; i++)
        {
            var transaction = block.Transactions[i];
            if (transaction.GasLimit < (ulong)leastGas)
            {
                transaction = transaction with { GasLimit = (ulong)leastGas };
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"block {index}, transaction {i}");
            var outcome = executor.Execute(state, transaction);
            if (outcome.Errors != TransactionErrors.None || outcome.Fault is not null)
            {
                problems.Add($"{place}: {outcome.Fault ?? $"refused: {outcome.Errors}"}");
            }
            else if (i < block.Succeeds.Count && block.Succeeds[i] != (outcome.Status == EvmcStatusCode.Success))
            {
                problems.Add($"{place}: ended with {StatusNames.Of(outcome.Status)}, the receipt says success: {block.Succeeds[i]}");
            }

            execution += test.Revision >= EvmcUpcoming.Amsterdam ? outcome.ExecutionGasUsed : outcome.GasUsed;
            stateGas += Math.Max(0, outcome.StateGasUsed);
        }

        // EIP-8037: a block is as full as the larger of both kinds of gas.
        var used = Math.Max(execution, stateGas);
        if (scope == BlockTestScope.All && used != block.GasUsed)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"block {index}: gas used: expected {block.GasUsed}, got {used}"));
        }
    }

    private static void CompareStorage(BlockTest test, WorldState state, List<string> problems)
    {
        var targets = test.Blocks.SelectMany(block => block.Transactions).Select(transaction => transaction.To).ToHashSet();
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

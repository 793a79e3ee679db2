// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>Runs single cases in a VM and compares them with what their file says.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
/// <param name="vm">The VM.</param>
/// <param name="reference">A VM that says, when a case fails and this one passes it, what the state and the logs should have been; null for
/// none.</param>
public sealed class StateTestCaseRunner(IVm vm, IVm? reference = null)
{
    private const int MaxDifferences = 20;

    private readonly StateRootCalculator _roots = new();

    /// <summary>Runs a case.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="test">The test.</param>
    /// <param name="testCase">The case.</param>
    /// <returns>How it ended; null when it passed.</returns>
    public CaseResult? Run(string file, StateTest test, StateTestCase testCase)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(testCase);
        var execution = Execute(vm, test, testCase);
        var problems = Check(execution, testCase);
        if (problems.Count == 0)
        {
            return null;
        }

        if (execution.Outcome?.UnavailablePrecompile is { } missing)
        {
            return new CaseResult(
                file, test.Name, testCase.Fork, testCase.Index, CaseVerdict.Skipped, $"precompiled contract {missing} is not available",
                []);
        }

        var details = Explain(file, test, testCase, execution, problems);
        return new CaseResult(
            file, test.Name, testCase.Fork, testCase.Index, CaseVerdict.Failed, details.Count > 0
                ? $"{problems[0]}; {details[0]}"
                : problems[0],
            [.. problems, .. details]);
    }

    private static Execution Execute(IVm vm, StateTest test, StateTestCase testCase)
    {
        var state = PreState.ToWorldState(test.Pre);
        try
        {
            var executor = new TransactionExecutor(vm, testCase.Revision, testCase.Block, testCase.Blobs);
            var outcome = executor.Execute(state, test.Transactions.Select(testCase.Index));
            if (test.RewardsCoinbase)
            {
                RewardCoinbase(state, testCase.Block.Coinbase, testCase.Revision);
            }

            return new Execution(state, outcome, null);
        }
        catch (InvalidOperationException exception)
        {
            // The host throws when a VM breaks its contract.
            return new Execution(state, null, exception.Message);
        }
    }

    /// <summary>Pays a block reward of zero: it touches the coinbase whatever became of the transaction.</summary>
    private static void RewardCoinbase(WorldState state, in Address coinbase, EvmcRevision revision)
    {
        var account = state.Find(coinbase);
        if (revision < EvmcRevision.SpuriousDragon)
        {
            if (account is not { Exists: true })
            {
                state.AddAccount(coinbase, 0, 0, ContractCode.Empty);
            }
        }
        else if (account is { IsEmpty: true })
        {
            state.AddFlags(account, AccountFlags.Touched);
            state.EndTransaction(revision);
        }
    }

    private List<string> Check(in Execution execution, StateTestCase testCase)
    {
        if (execution.Outcome is not { } outcome)
        {
            return [$"the host stopped: {execution.HostError}"];
        }

        var problems = new List<string>();
        if (outcome.Fault is { } fault)
        {
            problems.Add(fault);
        }

        CheckRefusal(outcome.Errors, testCase.ExpectException, problems);
        if (outcome.Errors == TransactionErrors.None
            && testCase.ExpectException is null
            && testCase.GasUsed is { } gasUsed
            && gasUsed != outcome.GasUsed)
        {
            problems.Add($"gas used: expected {gasUsed}, got {outcome.GasUsed}");
        }

        var root = _roots.RootOf(execution.State);
        if (root != testCase.StateRoot)
        {
            problems.Add($"state root: expected {testCase.StateRoot}, got {root}");
        }

        var logs = LogEntry.HashOf(execution.State.Logs);
        if (logs != testCase.LogsHash)
        {
            problems.Add($"logs hash: expected {testCase.LogsHash}, got {logs}");
        }

        return problems;
    }

    private static void CheckRefusal(TransactionErrors errors, string? expected, List<string> problems)
    {
        if (expected is null)
        {
            if (errors != TransactionErrors.None)
            {
                problems.Add($"the transaction was refused: {errors}");
            }
        }
        else if (errors == TransactionErrors.None)
        {
            problems.Add($"the transaction was executed, expected {expected}");
        }
        else if (!ExpectedException.TryParse(expected, out var wanted, out var unknown))
        {
            problems.Add($"expectException '{unknown}' is unknown; the transaction was refused: {errors}");
        }
        else if ((errors & wanted) == TransactionErrors.None)
        {
            problems.Add($"the transaction was refused for {errors}, expected {expected}");
        }
    }

    /// <summary>Finds the first differing account, slot, balance or log, as far as anything says what it should be.</summary>
    private List<string> Explain(string file, StateTest test, StateTestCase testCase, in Execution execution, List<string> problems)
    {
        var details = new List<string>();
        var actual = StateListing.Of(execution.State);
        var model = Model(test, testCase);
        string? unreadable = null;
        var expected = ReadExpectedState(file, test, testCase, ref unreadable) is { } given
            ? StateListing.Normalize(given)
            : model is { } run ? StateListing.Of(run.State) : null;
        if (expected is not null)
        {
            details.AddRange(StateListing.Compare(expected, actual, MaxDifferences));
        }

        if (model is { } passed && StateListing.CompareLogs(passed.State.Logs, execution.State.Logs) is { } logDifference)
        {
            details.Add(logDifference);
        }

        if (details.Count > 0)
        {
            if (unreadable is not null)
            {
                details.Insert(0, unreadable);
            }

            return details;
        }

        // Nothing says what should have been: tell what the case did instead.
        details.AddRange(StateListing.Compare(StateListing.Normalize(test.Pre), actual, MaxDifferences).Select(line => "change: " + line));
        for (var i = 0; i < Math.Min(execution.State.Logs.Count, MaxDifferences); i++)
        {
            details.Add($"log {i}: {StateListing.Summarize(execution.State.Logs[i])}");
        }

        if (execution.Outcome is { } outcome)
        {
            details.Add($"status {StatusNames.Of(outcome.Status)}, gas used {outcome.GasUsed}");
        }

        details.Insert(0, unreadable ?? "the file does not give the expected state");
        return details;
    }

    /// <summary>The state that the file gives; null when it gives none, or, with the reason, none that can be read.</summary>
    private static IReadOnlyList<PreAccount>? ReadExpectedState(string file, StateTest test, StateTestCase testCase, ref string? unreadable)
    {
        try
        {
            return StateTestReader.ReadExpectedState(file, test.Name, testCase.Fork, testCase.Position);
        }
        catch (JsonInputException exception)
        {
            unreadable = "the expected state cannot be read: " + exception.Place;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable = "the expected state cannot be read: " + exception.Message;
        }

        return null;
    }

    /// <summary>The case as the reference executes it, if it does so rightly.</summary>
    private Execution? Model(StateTest test, StateTestCase testCase)
    {
        if (reference is null)
        {
            return null;
        }

        var execution = Execute(reference, test, testCase);
        return Check(execution, testCase).Count == 0 ? execution : null;
    }

    private readonly record struct Execution(WorldState State, TransactionOutcome? Outcome, string? HostError);
}

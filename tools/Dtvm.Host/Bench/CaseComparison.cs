// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Runtime;

namespace Dtvm.Host.Bench;

/// <summary>A place where a run did something else than its case file says.</summary>
/// <param name="Where">The place, as in <c>logs[2].topics[0]</c>.</param>
/// <param name="Expected">What the case file says.</param>
/// <param name="Actual">What happened.</param>
public readonly record struct CaseDifference(string Where, string Expected, string Actual)
{
    /// <summary>The difference in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Where}: expected {Expected}, got {Actual}";
}

/// <summary>Compares what a run of a benchmark case did with what its case file says.</summary>
public static class CaseComparison
{
    /// <summary>Compares what a run did with what it must do: status, gas, refund, output, logs, storage.</summary>
    /// <param name="run">What it must do.</param>
    /// <param name="outcome">What it did.</param>
    /// <returns>Every difference; none when all is as it must be.</returns>
    public static IReadOnlyList<CaseDifference> Compare(BenchRun run, MessageOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(outcome);
        var differences = new List<CaseDifference>();
        var expected = run.Expected;
        if (outcome.UnavailablePrecompile is { } missing)
        {
            differences.Add(new("precompile", "available", $"{missing} is not implemented"));
        }

        var status = outcome.Status switch
        {
            EvmcStatusCode.Success => BenchStatus.Success,
            EvmcStatusCode.Revert => BenchStatus.Revert,
            _ => BenchStatus.Failure,
        };
        if (status != expected.Status)
        {
            differences.Add(new("status", Lower(expected.Status.ToString()), StatusNames.Of(outcome.Status)));
        }

        CompareNumber("gasUsed", expected.GasUsed, run.Request.Gas - outcome.GasLeft, differences);
        CompareNumber("gasRefund", expected.GasRefund, outcome.GasRefund, differences);
        CompareOutput(expected, outcome.Output.Span, differences);
        CompareLogs(expected, outcome.Logs, differences);
        CompareStorage(expected.Storage, outcome.Storage, differences);
        return differences;
    }

    private static void CompareOutput(BenchExpectation expected, ReadOnlySpan<byte> output, List<CaseDifference> differences)
    {
        CompareNumber("outputSize", expected.OutputSize, output.Length, differences);
        if (expected.Output is { } bytes)
        {
            CompareBytes("output", bytes, output, differences);
        }
        else if (expected.OutputHash is { } hash)
        {
            Span<byte> actual = stackalloc byte[EvmcBytes32.Size];
            Keccak256.Hash(output, actual);
            if (new Bytes32(actual) != hash)
            {
                differences.Add(new("outputKeccak256", hash.ToString(), Hex.Encode(actual)));
            }
        }
    }

    private static void CompareLogs(BenchExpectation expected, IReadOnlyList<LogEntry> logs, List<CaseDifference> differences)
    {
        CompareNumber("logsCount", expected.LogsCount, logs.Count, differences);
        var listed = Math.Min(expected.Logs?.Count ?? 0, logs.Count);
        for (var i = 0; i < listed; i++)
        {
            var wanted = expected.Logs![i];
            var log = logs[i];
            if (wanted.Address != log.Address)
            {
                differences.Add(new($"logs[{i}].address", wanted.Address.ToString(), log.Address.ToString()));
            }

            CompareNumber($"logs[{i}].topics.length", wanted.Topics.Count, log.Topics.Count, differences);
            for (var t = 0; t < Math.Min(wanted.Topics.Count, log.Topics.Count); t++)
            {
                if (wanted.Topics[t] != log.Topics[t])
                {
                    differences.Add(new($"logs[{i}].topics[{t}]", wanted.Topics[t].ToString(), log.Topics[t].ToString()));
                }
            }

            CompareBytes($"logs[{i}].data", wanted.Data.Span, log.Data.Span, differences);
        }

        var hash = LogEntry.HashOf(logs);
        if (hash != expected.LogsHash)
        {
            differences.Add(new("logsHash", expected.LogsHash.ToString(), hash.ToString()));
        }
    }

    private static void CompareStorage(
        IReadOnlyList<StorageChange> expected, IReadOnlyList<StorageChange> actual, List<CaseDifference> differences)
    {
        var rest = new Dictionary<(Address, Bytes32), Bytes32>();
        foreach (var change in actual)
        {
            rest[(change.Address, change.Key)] = change.Value;
        }

        foreach (var change in expected)
        {
            var where = $"storage[{change.Address}][{change.Key}]";
            if (!rest.Remove((change.Address, change.Key), out var value))
            {
                differences.Add(new(where, change.Value.ToString(), "no change"));
            }
            else if (value != change.Value)
            {
                differences.Add(new(where, change.Value.ToString(), value.ToString()));
            }
        }

        foreach (((var address, var key), var value) in rest)
        {
            differences.Add(new($"storage[{address}][{key}]", "no change", value.ToString()));
        }
    }

    private static void CompareBytes(string where, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, List<CaseDifference> differences)
    {
        if (expected.SequenceEqual(actual))
        {
            return;
        }

        var offset = expected.CommonPrefixLength(actual);
        differences.Add(new($"{where}[{offset}..]", Excerpt(expected[offset..]), Excerpt(actual[offset..])));
    }

    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        const int Shown = 32;
        return bytes.Length <= Shown ? Hex.Encode(bytes) : $"{Hex.Encode(bytes[..Shown])}... ({bytes.Length} bytes)";
    }

    private static void CompareNumber(string where, long expected, long actual, List<CaseDifference> differences)
    {
        if (expected != actual)
        {
            differences.Add(new(where, expected.ToString(CultureInfo.InvariantCulture), actual.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string Lower(string text) => text.ToLowerInvariant();
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;
using Dtvm.Runtime;

namespace Dtvm.Host.StateTests;

/// <summary>Lists states in a fixed order and finds where two of them differ.</summary>
public static class StateListing
{
    /// <summary>The accounts of a state by address, their slots by key, without zero values.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The accounts.</returns>
    public static IReadOnlyList<PreAccount> Of(WorldState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var accounts = new List<PreAccount>();
        foreach (var account in state.Records)
        {
            if (!account.Exists)
            {
                continue;
            }

            var storage = new List<KeyValuePair<Bytes32, Bytes32>>();
            foreach ((var key, var slot) in account.Storage)
            {
                storage.Add(new(key, slot.Current));
            }

            accounts.Add(new PreAccount(account.Address, account.Balance, account.Nonce, account.Code, storage));
        }

        return Normalize(accounts);
    }

    /// <summary>Sorts accounts and slots and drops zero values.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <returns>The same state in the order of <see cref="Of"/>.</returns>
    public static IReadOnlyList<PreAccount> Normalize(IEnumerable<PreAccount> accounts)
    {
        var sorted = new List<PreAccount>();
        foreach (var account in accounts)
        {
            List<KeyValuePair<Bytes32, Bytes32>> storage = [.. account.Storage];
            storage.RemoveAll(slot => slot.Value.IsZero);
            storage.Sort((a, b) => a.Key.CompareTo(b.Key));
            sorted.Add(account with { Storage = storage });
        }

        sorted.Sort((a, b) => a.Address.CompareTo(b.Address));
        return sorted;
    }

    /// <summary>Finds differences between two states.</summary>
    /// <param name="expected">The expected state, normalized.</param>
    /// <param name="actual">The actual state, normalized.</param>
    /// <param name="limit">How many to find at most.</param>
    /// <returns>The differences in the order of the addresses; none when the states are equal.</returns>
    public static IReadOnlyList<string> Compare(IReadOnlyList<PreAccount> expected, IReadOnlyList<PreAccount> actual, int limit)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        var differences = new List<string>();
        var e = 0;
        var a = 0;
        while ((e < expected.Count || a < actual.Count) && differences.Count < limit)
        {
            var order = e == expected.Count ? 1 : a == actual.Count ? -1 : expected[e].Address.CompareTo(actual[a].Address);
            if (order < 0)
            {
                differences.Add($"account {expected[e].Address}: expected {Summarize(expected[e++])}, got no account");
            }
            else if (order > 0)
            {
                differences.Add($"account {actual[a].Address}: expected no account, got {Summarize(actual[a++])}");
            }
            else
            {
                CompareAccounts(expected[e++], actual[a++], differences);
            }
        }

        if (differences.Count > limit)
        {
            differences.RemoveRange(limit, differences.Count - limit);
        }

        return differences;
    }

    private static void CompareAccounts(PreAccount expected, PreAccount actual, List<string> differences)
    {
        var where = $"account {expected.Address}";
        if (expected.Balance != actual.Balance)
        {
            differences.Add($"{where}: balance: expected {expected.Balance.ToDecimalString()}, got {actual.Balance.ToDecimalString()}");
        }

        if (expected.Nonce != actual.Nonce)
        {
            differences.Add($"{where}: nonce: expected {expected.Nonce}, got {actual.Nonce}");
        }

        if (!expected.Code.Bytes.SequenceEqual(actual.Code.Bytes))
        {
            differences.Add($"{where}: code: expected {Summarize(expected.Code)}, got {Summarize(actual.Code)}");
        }

        var e = 0;
        var a = 0;
        while (e < expected.Storage.Count || a < actual.Storage.Count)
        {
            var order = e == expected.Storage.Count ? 1
                : a == actual.Storage.Count ? -1
                : expected.Storage[e].Key.CompareTo(actual.Storage[a].Key);
            var key = order <= 0 ? expected.Storage[e].Key : actual.Storage[a].Key;
            var expectedValue = order <= 0 ? expected.Storage[e++].Value : default;
            var actualValue = order >= 0 ? actual.Storage[a++].Value : default;
            if (expectedValue != actualValue)
            {
                differences.Add($"{where}: storage[{Short(key)}]: expected {Short(expectedValue)}, got {Short(actualValue)}");
            }
        }
    }

    /// <summary>Compares two lists of log records.</summary>
    /// <param name="expected">The expected ones.</param>
    /// <param name="actual">The actual ones.</param>
    /// <returns>The first difference; null when there is none.</returns>
    public static string? CompareLogs(IReadOnlyList<LogEntry> expected, IReadOnlyList<LogEntry> actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            var e = expected[i];
            var a = actual[i];
            if (e.Address != a.Address)
            {
                return $"log {i}: address: expected {e.Address}, got {a.Address}";
            }

            if (e.Topics.Count != a.Topics.Count)
            {
                return $"log {i}: expected {e.Topics.Count} topics, got {a.Topics.Count}";
            }

            for (var t = 0; t < e.Topics.Count; t++)
            {
                if (e.Topics[t] != a.Topics[t])
                {
                    return $"log {i}: topic {t}: expected {Short(e.Topics[t])}, got {Short(a.Topics[t])}";
                }
            }

            if (!e.Data.Span.SequenceEqual(a.Data.Span))
            {
                return $"log {i}: data: expected {Shorten(e.Data.Span)}, got {Shorten(a.Data.Span)}";
            }
        }

        return expected.Count == actual.Count ? null : $"expected {expected.Count} logs, got {actual.Count}";
    }

    /// <summary>A log record in one line.</summary>
    /// <param name="log">The record.</param>
    /// <returns>The line.</returns>
    public static string Summarize(LogEntry log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return $"{log.Address} [{string.Join(", ", log.Topics.Select(topic => Short(topic)))}] {Shorten(log.Data.Span)}";
    }

    private static string Summarize(PreAccount account) =>
        $"balance {account.Balance.ToDecimalString()}, nonce {account.Nonce}, code {Summarize(account.Code)}, "
            + $"{account.Storage.Count} slots";

    private static string Summarize(ContractCode code) => code.Length == 0 ? "none" : $"{Shorten(code.Bytes)} ({code.Length} bytes)";

    private static string Short(in Bytes32 word) => word.ToNumber().ToString();

    private static string Shorten(ReadOnlySpan<byte> bytes) => bytes.Length <= 40 ? Hex.Encode(bytes) : Hex.Encode(bytes[..40]) + "...";
}

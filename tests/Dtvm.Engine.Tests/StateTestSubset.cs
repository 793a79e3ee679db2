// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>A choice of cases that every category and every fork has a part in: always the same one, by the hashes of names.</summary>
internal static class StateTestSubset
{
    /// <summary>Files that use more gas are left to whole runs: one of them can take longer than all others together.</summary>
    private const long MaxGasUsed = 30_000_000;

    /// <summary>Chooses files of a category and fork from the manifest.</summary>
    /// <param name="filesPerStratum">Files of each category and fork.</param>
    /// <returns>The forks to run of each file.</returns>
    public static SortedDictionary<string, HashSet<string>> Choose(int filesPerStratum)
    {
        var strata = new Dictionary<(string Category, string Fork), List<string>>();
        foreach (var line in File.ReadLines(SharedData.Path("ethereum/MANIFEST.tsv")).Skip(1))
        {
            var columns = line.Split('\t');
            if (!columns[0].StartsWith("state/", StringComparison.Ordinal) || long.Parse(columns[5]) > MaxGasUsed)
            {
                continue;
            }

            var category = columns[0][..columns[0].LastIndexOf('/')];
            foreach (var forkCount in columns[3].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                (string, string) key = (category, forkCount[..forkCount.IndexOf(':')]);
                if (!strata.TryGetValue(key, out var files))
                {
                    strata.Add(key, files = []);
                }

                files.Add(columns[0]);
            }
        }

        Assert.NotEmpty(strata);
        var chosen = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (((var _, var fork), var files) in strata)
        {
            foreach (var file in files.OrderBy(file => Rank(file + fork)).Take(filesPerStratum))
            {
                if (!chosen.TryGetValue(file, out var forks))
                {
                    chosen.Add(file, forks = []);
                }

                forks.Add(fork);
            }
        }

        return chosen;
    }

    /// <summary>A number that is as good as random and always the same for a name.</summary>
    public static ulong Rank(string name)
    {
        Span<byte> hash = stackalloc byte[Keccak256.DigestSize];
        Keccak256.Hash(Encoding.UTF8.GetBytes(name), hash);
        return BitConverter.ToUInt64(hash);
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.Bench;
using Dtvm.Host.State;

namespace Dtvm.Tool.Input;

/// <summary>The files that say what a message finds: states and benchmark cases.</summary>
internal static class MessageFiles
{
    /// <summary>Reads a state, the form of a case file's <c>pre</c>.</summary>
    /// <param name="path">Path of the file; null for no accounts.</param>
    /// <returns>The accounts.</returns>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static IReadOnlyList<PreAccount> ReadState(string? path) => path is null ? [] : Files.Guard(path, () => PreState.Read(path));

    /// <summary>Reads a case file and chooses one of its runs.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="label">Label of the run; null for the first.</param>
    /// <returns>The workload and the run.</returns>
    /// <exception cref="CliException">It cannot be read, or has no such run.</exception>
    public static (BenchCase Case, BenchRun Run) ReadCase(string path, string? label)
    {
        var benchCase = Files.Guard(path, () => BenchCaseReader.Read(path));
        var run = benchCase.Runs.FirstOrDefault(candidate => label is null || candidate.Label == label);
        if (run is not null)
        {
            return (benchCase, run);
        }

        var labels = string.Join(", ", benchCase.Runs.Select(candidate => candidate.Label));
        throw new CliException($"{path}: has no run '{label}'; its runs: {labels}");
    }
}

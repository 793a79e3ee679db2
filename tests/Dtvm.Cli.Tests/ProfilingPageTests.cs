// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>The commands of docs/profiling.md run as they stand; what they show depends on the machine and is not compared.</summary>
public sealed class ProfilingPageTests : IDisposable
{
    internal const string Page = "docs/profiling.md";
    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-page").FullName;

    [Fact]
    public void TheSessionsRun()
    {
        // What tracing costs is measured with C programs: DocumentedProgramsTests of Dtvm.Native.Tests runs that block.
        var blocks = Markdown.Blocks(Page, "sh").Where(block => !block.Contains("$plain/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, blocks.Count);
        foreach (var block in blocks)
        {
            var records = block.Contains("perf record", StringComparison.Ordinal);
            if (records && Shell.Run("perf record -q -o /dev/null -- true", "").ExitCode != 0)
            {
                Console.Error.WriteLine("SKIPPED: perf is missing or may not record here: the session of docs/profiling.md was not run");
                continue;
            }

            var commands = block
                .Replace("/tmp/", _directory + "/", StringComparison.Ordinal)
                .Replace("./dtvm", CommandLine.ShellCommand, StringComparison.Ordinal);
            var output = CommandLine.Sh("set -o pipefail\n" + commands, SourceTree.Root).Succeeded().Output;
            Assert.Contains(records ? "0x332d SDIV" : "fe52880d 0x38c6", output);
        }

        Assert.Contains("fe52880d;region 0x38c6;block 0x38e2;", File.ReadAllText(Path.Combine(_directory, "profile.folded")));
    }

    /// <summary>perf knows nearly all samples in our code by name in a managed host too.</summary>
    [Theory]
    [InlineData("baseline", "regions")]
    [InlineData("multipass", "blocks")]
    public void PerfNamesTheSamplesOfSnailtracer(string mode, string detail)
    {
        var path = SharedData.Path("ethereum/bench/cases/snailtracer.json");
        var result = CommandLine.Sh(
            $"'{SourceTree.Path("scripts/perf-check")}' '{_directory}' {detail} {CommandLine.ShellCommand} "
            + $"bench '{path}' --mode {mode} --seconds 2 --cold 1 "
            + $"--perf-jitdump {detail} --perf-directory '{_directory}'",
            SourceTree.Root);
        if (result.ExitCode == 77)
        {
            Console.Error.WriteLine(result.Error);
            return;
        }

        Assert.Contains("samples in our code", result.Succeeded().Output);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

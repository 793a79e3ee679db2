// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Dumps;

namespace Dtvm.Cli.Tests;

/// <summary>A dump (disassembly, MIR of all stages, LLVM IR, assembly) is the same bytes whatever else a machine does and however it is set
/// up.</summary>
public class DeterminismTests
{
    private const string Cpu = "x86-64-v3";

    private static readonly string[] InProcess = ["weth", "sha1_shifts", "Multicall3_3808", "swap_math", "curve_stableswap_2pool"];

    private static readonly string[] AsProcess = ["weth", "Multicall3_3808"];

    [Fact]
    public void DumpsMadeOnEightThreadsAtOnceAreThoseMadeOnOne()
    {
        const int Threads = 8;
        SortedDictionary<string, byte[]>[] alone = [.. InProcess.Select(Dump)];
        var together = new SortedDictionary<string, byte[]>[Threads, InProcess.Length];
        using var start = new Barrier(Threads);
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();

                // Half of them on the same contract at the same time, half on others.
                for (var i = 0; i < InProcess.Length; i++)
                {
                    var contract = (i + (number / 2)) % InProcess.Length;
                    together[number, contract] = Dump(InProcess[contract]);
                }
            }
#pragma warning disable CA1031 // Told by the test's own thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }))];
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        Assert.Null(failure);
        for (var i = 0; i < InProcess.Length; i++)
        {
            AssertDigests(InProcess[i], alone[i]);
            for (var number = 0; number < Threads; number++)
            {
                AssertSame(alone[i], together[number, i], $"{InProcess[i]} on thread {number}");
            }
        }
    }

    public static TheoryData<string, string?[]> Environments => new()
    {
        { "one processor", ["DOTNET_PROCESSOR_COUNT", "1"] },
        { "two processors", ["DOTNET_PROCESSOR_COUNT", "2"] },
        {
            "no tiers, no profiles, no precompiled code",
            ["DOTNET_TieredCompilation", "0", "DOTNET_TieredPGO", "0", "DOTNET_ReadyToRun", "0"]
        },
        { "another language and time zone", ["LC_ALL", "tr_TR.UTF-8", "LANG", "tr_TR.UTF-8", "TZ", "Asia/Kathmandu"] },
        { "no home", ["HOME", null] },
    };

    /// <summary>As processes, in another folder than that of the tests: all must have the digests that the snapshots have, and the same of
    /// what they have none of.</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void DumpsAreTheSameInEveryEnvironment(string what, string?[] variables)
    {
        using var folder = new TemporaryFolder();
        (string, string?)[] environment = [.. variables.Chunk(2).Select(pair => (pair[0]!, pair[1]))];
        foreach (var name in AsProcess)
        {
            File.Copy(Contracts.PathOf(name), folder[name]);
            CommandLine.RunIn(folder["."], environment, "mir", name, "--cpu", Cpu, "--dump-dir", "of-" + name).Succeeded();
            var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var path in Directory.GetFiles(folder["of-" + name]))
            {
                files.Add(Path.GetFileName(path), File.ReadAllBytes(path));
            }

            AssertDigests(name, files);
            AssertSame(Dump(name), files, $"{name} with {what}");
        }
    }

    private static SortedDictionary<string, byte[]> Dump(string name)
    {
        var settings = new CompileSettings(Revision.Osaka, true, RegionMode.Optimistic, 2, null, null, null, Processor.Named(Cpu));
        var steps = Pipelines.ForLevel(settings.Level);
        return StageDump.Make(ContractCompilation.Run(Contracts.Read(name), settings, steps, PassSettings.Default, records: true), null);
    }

    /// <summary>MIR has the digests of the snapshots, which every machine that ran the tests has agreed to.</summary>
    private static void AssertDigests(string name, SortedDictionary<string, byte[]> files)
    {
        string[] expected = [.. File.ReadLines(Path.Combine(SourceTree.Root, "tests/snapshots/digests.tsv"))
            .Where(row => row.StartsWith(name + "\t", StringComparison.Ordinal) && row.Contains(".mir\t", StringComparison.Ordinal))];
        Assert.Equal(
            expected,
            files.Where(file => file.Key.EndsWith(".mir", StringComparison.Ordinal))
                .Select(file => $"{name}\t{file.Key}\t{Convert.ToHexStringLower(SHA256.HashData(file.Value))}"));
        Assert.Equal(Pipelines.ForLevel(2).Length + 1, expected.Length);
    }

    private static void AssertSame(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual, string what)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Contains("90-code.s", actual.Keys);
        foreach (var file in expected.Keys)
        {
            Assert.True(expected[file].AsSpan().SequenceEqual(actual[file]), $"{what}: {file} differs");
        }
    }
}

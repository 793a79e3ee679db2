// SPDX-License-Identifier: Apache-2.0

using Xunit.Abstractions;

namespace Dtvm.Native.Tests;

/// <summary>perf knows nearly all samples in our machine code by name: <c>scripts/perf-check</c> with a C host.</summary>
[Collection(NativeCollection.Name)]
public sealed class PerfTests(NativePrograms programs, ITestOutputHelper output) : IDisposable
{
    private const int Skipped = 77;

    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-perf").FullName;

    [Theory]
    [InlineData("multipass", "regions")]
    [InlineData("multipass", "blocks")]
    [InlineData("baseline", "blocks")]
    public void PerfNamesTheSamplesOfSnailtracerInACHost(string mode, string detail)
    {
        Command.Require("perf");
        var cases = Path.Combine(_directory, "snailtracer.cases");
        CaseLines.Write(cases, [SharedData.Path("ethereum/bench/cases/snailtracer.json")]);
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode},perf_directory={_directory},perf_jitdump={detail}";
        var result = Command.Run(
            Repository.At("scripts/perf-check"), _directory, detail, programs.Program("run_cases"), vm, cases, "20");
        if (result.ExitCode == Skipped)
        {
            Skip(result.Error);
            return;
        }

        result.Succeeded();
        Assert.Contains("samples in our code", result.Output, StringComparison.Ordinal);
    }

    /// <summary>A call graph by unwinding leads from the host's functions to the code of ours that called them, which of SLOAD is its
    /// helper.</summary>
    [Fact]
    public void AnUnwoundCallGraphReachesOurCode() => CheckStacks("baseline", "dwarf", " evm_rt_sload");

    /// <summary>A call graph by frame pointers leads from the host's functions through the library and our regions to the host's
    /// beginning.</summary>
    [Theory]
    [InlineData("baseline")]
    [InlineData("multipass")]
    public void ACallGraphByFramePointersPassesThroughOurCode(string mode) =>
        CheckStacks(mode, "fp", " evm_fe52880d_pc_0x", " main\n");

    /// <summary>A fork of a process that tells perf compiles too, and waits for nobody who is not there; the files stay the
    /// parent's.</summary>
    [Fact]
    public void AForkDoesWithoutTheThreadThatWrites()
    {
        var vm = $"{Repository.ReleaseLibrary},mode=baseline,perf_directory={_directory},perf_jitdump=regions";
        Command.Run(programs.Program("forked"), vm).Succeeded();
        Assert.Single(Directory.GetFiles(_directory, "jit-*.dump"));
        Assert.Equal(2, Directory.GetFiles(_directory, "evm_*.evm").Length);
    }

    /// <summary>Records snailtracer; nearly all stacks from the host's <c>get_storage</c> must have these parts, in this order.</summary>
    private void CheckStacks(string mode, string graph, params string[] parts)
    {
        Command.Require("perf");
        var cases = Path.Combine(_directory, "snailtracer.cases");
        CaseLines.Write(cases, [SharedData.Path("ethereum/bench/cases/snailtracer.json")]);
        if (Command.Run("perf", "record", "-q", "-e", "cpu-clock", "-o", Path.Combine(_directory, "trial"), "--", "true") is
            { ExitCode: not 0 } refusal)
        {
            Skip(refusal.Error);
            return;
        }

        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode},perf_directory={_directory},perf_jitdump=regions";
        var data = Path.Combine(_directory, "perf.data");
        Command.Run(
            "perf", "record", "-q", "-e", "cpu-clock", "-k", "mono", "-F", "1000", "--call-graph", graph, "-o", data, "--",
            programs.Program("run_cases"), vm, cases, "10").Succeeded();
        var injected = Path.Combine(_directory, "perf.jit.data");
        Command.Run("perf", "inject", "--jit", "-i", data, "-o", injected).Succeeded();
        var stacks = Command.Run("perf", "script", "-i", injected, "-F", "ip,sym").Succeeded().Output.Split("\n\n");
        var loads = stacks.Select(stack => $"{stack}\n").Where(stack => stack.Contains(" get_storage\n", StringComparison.Ordinal))
            .ToList();
        var whole = loads.Count(stack => HasInOrder(stack, parts));
        output.WriteLine($"{whole} of {loads.Count} stacks from get_storage have {string.Join(" and", parts)}");
        Assert.InRange(loads.Count, 10, int.MaxValue);
        Assert.InRange(whole, loads.Count * 9 / 10, loads.Count);
    }

    private static bool HasInOrder(string text, string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            from = text.IndexOf(part, from, StringComparison.Ordinal);
            if (from < 0)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>The machine forbids it, which no package mends: said where nobody can miss it.</summary>
    private void Skip(string reason)
    {
        output.WriteLine(reason);
        Console.Error.WriteLine($"SKIPPED: perf may not record here: {reason}");
    }
}

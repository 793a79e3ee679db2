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
            // The machine forbids it, which no package mends: said where nobody can miss it.
            output.WriteLine(result.Error);
            Console.Error.WriteLine(result.Error);
            return;
        }

        result.Succeeded();
        Assert.Contains("samples in our code", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

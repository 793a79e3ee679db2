// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Xunit.Abstractions;

namespace Dtvm.Engine.Tests;

/// <summary>A campaign that shows no difference means something only if it would have shown one: miscompiles are planted and must be
/// found.</summary>
public sealed class FuzzSensitivityTests(ITestOutputHelper output)
{
    private const int MaxPrograms = 320;

    public static TheoryData<string> Faults() => [.. BrokenPass.All.Select(pass => pass.Info.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void PlantedMiscompileIsFoundShrunkAndReplayed(string fault)
    {
        var pass = BrokenPass.Named(fault);
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var options = new FuzzOptions
            {
                Count = MaxPrograms,
                Seed = 20260901,
                Directory = folder.FullName,
                ShrinkSeconds = 30,
                MaxFindings = 1,
            };
            var report = new FuzzCampaign(
                options,
                () => Engines.Create(ExecutionMode.Interpreter),
                level => Engines.Create(ExecutionMode.Multipass, level: level, compilation: pass.Planted()),
                output.WriteLine).Run();
            output.WriteLine($"{fault} ({pass.Info.Description}): found in program {report.Programs}, {report.Seconds:F1} s");
            Assert.Equal(1, report.Differences);
            Assert.Equal(0, report.Crashes);

            // The saved file shows the same kind of difference with the fault, and none without.
            var saved = Reproducer.Read(Assert.Single(report.Reproducers));
            var original = ProgramGenerator.Generate(saved.Seed, saved.Index, null);
            Assert.True(saved.Program.Code.Length <= original.Code.Length);
            Assert.InRange(saved.Program.Code.Length, 1, 200);
            Assert.Equal(saved.Kind, Replay(saved, pass.Planted())?.Kind);
            Assert.Null(Replay(saved, CompilationOptions.Default));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void ReproducerIsReadAsItWasWritten()
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var outcome = new Observation(null, 3, 4, ["call"], "broken");
            var difference = new FuzzDifference(
                DifferenceKind.Crash,
                new FuzzProgram([1, 2, 3], [4], Dtvm.Evm.Revision.Byzantium),
                new FuzzInput([5, 6], long.MaxValue, DifferentialRunner.SenderBalance, IsStatic: true),
                outcome,
                outcome);
            var read = Reproducer.Read(ReproducerFile.Write(folder.FullName, ulong.MaxValue, 7, 3, difference, mode: "baseline"));
            Assert.Equal(
                (ulong.MaxValue, 7UL, 3, "baseline", DifferenceKind.Crash), (read.Seed, read.Index, read.Level, read.Mode, read.Kind));
            Assert.Equal(difference.Program.Code, read.Program.Code);
            Assert.Equal(difference.Program.CalleeCode, read.Program.CalleeCode);
            Assert.Equal(difference.Program.Revision, read.Program.Revision);
            Assert.Equal(difference.Input with { CallData = [] }, read.Input with { CallData = [] });
            Assert.Equal(difference.Input.CallData, read.Input.CallData);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FuzzDifference? Replay(Reproducer reproducer, CompilationOptions compilation) => DeepStack.Run(() =>
    {
        using var reference = Engines.Create(ExecutionMode.Interpreter);
        using var subject = Engines.Create(ExecutionMode.Multipass, level: reproducer.Level, compilation: compilation);
        using var runner = new DifferentialRunner(reference, subject);
        return runner.Compare(reproducer.Program, reproducer.Input, out _);
    });
}

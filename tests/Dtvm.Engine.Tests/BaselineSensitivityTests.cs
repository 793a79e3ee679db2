// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Tool.Verification;
using Xunit.Abstractions;

namespace Dtvm.Engine.Tests;

/// <summary>Faults planted in the baseline compiler's code are found: those that would do harm by the verifier, before the code runs, the
/// others by the fuzzer.</summary>
public sealed class BaselineSensitivityTests(ITestOutputHelper output)
{
    private const int MaxPrograms = 640;

    public static TheoryData<string> Faults() => [.. BrokenCode.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void PlantedFaultIsFoundShrunkAndReplayed(string name)
    {
        var fault = BrokenCode.Named(name);
        using var broken = Create((module, code) =>
        {
            fault.Plant(code);
            return CodeVerifier.Check(module, code);
        });
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var options = new FuzzOptions
            {
                Count = MaxPrograms,
                Seed = 20261129,
                Mode = "baseline",
                Directory = folder.FullName,
                ShrinkSeconds = 30,
                MaxFindings = 1,
            };
            var lines = new List<string>();
            var report = new FuzzCampaign(
                options,
                () => Engines.Create(ExecutionMode.Interpreter),
                level => Engines.CreateBaseline(broken, level),
                lines.Add).Run();
            output.WriteLine($"{name} ({fault.Fault}): found in program {report.Programs}, {report.Seconds:F1} s");
            output.WriteLine(string.Join('\n', lines));
            Assert.Equal(1, report.Differences + report.Crashes);
            if (fault.Finder != Finder.Either)
            {
                Assert.Equal(fault.Finder == Finder.Verifier ? 1 : 0, report.Crashes);
            }

            var saved = Reproducer.Read(Assert.Single(report.Reproducers));
            var found = Replay(saved, broken);
            Assert.Equal(saved.Kind, found?.Kind);
            if (saved.Kind == DifferenceKind.Crash)
            {
                Assert.Contains("the verifier refuses the code", found!.Subject.Failure, StringComparison.Ordinal);
            }

            using var sound = Create(CodeVerifier.Check);
            Assert.Null(Replay(saved, sound));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static X64Backend Create(X64CodeCheck check)
    {
        var backend = X64Backend.TryCreate(out var error, check);
        Assert.True(backend is not null, error);
        return backend;
    }

    private static FuzzDifference? Replay(Reproducer reproducer, X64Backend backend) => DeepStack.Run(() =>
    {
        using var reference = Engines.Create(ExecutionMode.Interpreter);
        using var subject = Engines.CreateBaseline(backend, reproducer.Level);
        using var runner = new DifferentialRunner(reference, subject);
        return runner.Compare(reproducer.Program, reproducer.Input, out _);
    });
}

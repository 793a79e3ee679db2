// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.StateTests;

namespace Dtvm.Engine.Tests;

/// <summary>The VM tests of ethereum/tests: one call frame by the rules of Frontier.</summary>
public class StateTestVmTests
{
    private const int Cases = 609;

    public static TheoryData<string> Modes => StateTestModes.All;

    [Theory]
    [MemberData(nameof(Modes))]
    public void AllPass(string mode)
    {
        using var vm = StateTestModes.Create(mode);
        var files = Directory.GetFiles(SharedData.Path("ethereum/vmtests"), "*.json", SearchOption.AllDirectories);
        var report = new StateTestRunner(new StateTestOptions { Jobs = Environment.ProcessorCount }, _ => vm).Run(files);
        Assert.True(report.Failures.Count == 0, string.Join('\n', report.Failures.Take(20).Select(f => $"{f.File}: {f.Reason}")));
        Assert.Equal(new CaseCounts(Cases, 0, 0), report.Total);
    }
}

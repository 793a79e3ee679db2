// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Testing;
using Xunit.Abstractions;

namespace Dtvm.FileTests;

/// <summary>Printing or parsing the MIR of the largest contract takes under a second.</summary>
public sealed class LargestContractTests(ITestOutputHelper output)
{
    /// <summary>The best of several runs: a busy machine must not fail the test.</summary>
    private const int Runs = 5;

    [Fact]
    public void UnderASecond()
    {
        var largest = Directory.EnumerateFiles(SharedData.Path("ethereum/bench/contracts"), "*.hex")
            .MaxBy(file => DigestTests.CodeOf(file).Length)!;
        var (text, stage) = MirStages.Compile(DigestTests.CodeOf(largest), ContractOptions.Default).Stages
            .Select(stage => (stage.Text, Name: $"{Path.GetFileNameWithoutExtension(largest)} {stage.Name}"))
            .MaxBy(stage => stage.Text.Length);
        var module = MirParser.Parse(text, stage).Module!;
        var parsing = Best(() => MirParser.Parse(text, stage));
        var printing = Best(() => MirPrinter.Print(module));
        output.WriteLine($"{stage}: {text.Length} characters in {text.AsSpan().Count('\n')} lines, parsing {parsing.TotalMilliseconds:f1} "
            + $"ms, printing {printing.TotalMilliseconds:f1} ms");
        Assert.InRange(parsing, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(printing, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static TimeSpan Best(Func<object> work)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }
}

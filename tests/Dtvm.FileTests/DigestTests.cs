// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Testing;

namespace Dtvm.FileTests;

/// <summary>Real contracts: every stage has the accepted text, and every text is read back exactly.</summary>
public sealed class DigestTests
{
    private static string[] Files() =>
        [.. Directory.EnumerateFiles(SharedData.Path("ethereum/bench/contracts"), "*.hex").Order(StringComparer.Ordinal)];

    [Fact]
    public void EveryStageOfEveryContractHasItsDigest()
    {
        var digests = new Digests(SourceTree.Path("tests/snapshots/digests.tsv"));
        Parallel.ForEach(Files(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var (stages, module) = MirStages.Compile(CodeOf(file), ContractOptions.Default);
            for (var i = 0; i < stages.Length; i++)
            {
                var index = i;
                var stage = string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 10 : 19 + i)}-{stages[i].Name}.mir");
                digests.Add(name, stage, stages[i].Text, () => MirStages.Compile(CodeOf(file), ContractOptions.Default).Stages[index].Text);
                AssertRoundTrip(stages[i].Text, $"{name}/{stage}");
            }

            digests.Add(
                name, "80-unopt.ll", LlvmText.FunctionsOf(module), () =>
                    LlvmText.FunctionsOf(MirStages.Compile(CodeOf(file), ContractOptions.Default).Module));
        });
        digests.Verify();
    }

    [Fact]
    public void ConservativeCodeIsReadBackExactly()
    {
        foreach (var file in Files())
        {
            var options = ContractOptions.Default with { Mode = Frontend.RegionMode.Conservative };
            foreach (var stage in MirStages.Compile(CodeOf(file), options).Stages)
            {
                AssertRoundTrip(stage.Text, file);
            }
        }
    }

    /// <summary>The digest of the text compares the text with the MIR it was printed of; this compares the MIR.</summary>
    [Fact]
    public void ParsedMirEqualsThePrintedOne()
    {
        foreach (var file in Files())
        {
            var (_, module) = MirStages.Compile(CodeOf(file), ContractOptions.Default);
            var parsed = MirParser.Parse(MirPrinter.Print(module), file).Module!;
            Assert.Null(MirEquality.FirstDifference(module, parsed));
        }
    }

    internal static byte[] CodeOf(string file)
    {
        var text = File.ReadAllText(file).Trim();
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    private static void AssertRoundTrip(string text, string name)
    {
        var result = MirParser.Parse(text, name);
        Assert.True(result.Module is not null, string.Join('\n', result.Diagnostics));
        Assert.True(text == MirPrinter.Print(result.Module), $"{name}: printing what was parsed gives another text");
    }
}

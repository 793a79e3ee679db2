// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;
using Dtvm.Host;
using Dtvm.Host.Bench;

namespace Dtvm.Engine.Tests;

/// <summary>The contracts of <c>tests/contracts</c>: every mode does what their case files say, and that is what C# computes.</summary>
public sealed class OwnContractTests
{
    private static readonly string Folder = SourceTree.Path("tests/contracts");

    public static TheoryData<string> Names => [.. OwnContractAnswers.Names];

    [Fact]
    public void EveryContractHasACaseAndAnAnswer()
    {
        Assert.Equal(OwnContractAnswers.Names, Directory.EnumerateFiles(Path.Combine(Folder, "cases")).Order(StringComparer.Ordinal).Select(
            path => Path.GetFileNameWithoutExtension(path)));
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Folder, "src")).Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path)),
            OwnContractAnswers.Names.Select(name => Path.GetFileName(SourceOf(name).GetProperty("path").GetString())).Order(
                StringComparer.Ordinal));
    }

    /// <summary>A source that changed needs its case made anew (<c>scripts/contracts</c>, which needs the compiler).</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheCaseIsOfTheSourceAsItIs(string name)
    {
        var source = SourceOf(name);
        var text = File.ReadAllBytes(SourceTree.Path(source.GetProperty("path").GetString()!));
        Assert.Equal(source.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(text)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryModeDoesWhatTheFileSays(string name)
    {
        var benchCase = Read(name);
        var run = Assert.Single(benchCase.Runs);
        foreach (var mode in (ExecutionMode[])[ExecutionMode.Interpreter, ExecutionMode.Baseline, ExecutionMode.Multipass])
        {
            using var vm = Engines.Create(mode);
            var differences = DeepStack.Run(() =>
            {
                using var runner = new CaseRunner(benchCase, run, vm);
                return runner.Check(out _);
            });
            Assert.True(differences.Count == 0, $"{mode}: {string.Join("; ", differences)}");
            Assert.Equal(mode == ExecutionMode.Interpreter ? 0 : 1, vm.Runtime.Statistics.Compilations);
            Assert.Equal(0, vm.Runtime.Statistics.CompilationFailures);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheOutputIsWhatCSharpComputes(string name)
    {
        var run = Assert.Single(Read(name).Runs);
        OwnContractAnswers.Check(name, run.Request.Data.ToArray(), run.Expected.Output!);
    }

    private static BenchCase Read(string name) => BenchCaseReader.Read(PathOf(name));

    private static JsonElement SourceOf(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
        return document.RootElement.GetProperty("source").Clone();
    }

    private static string PathOf(string name) => Path.Combine(Folder, "cases", $"{name}.json");
}

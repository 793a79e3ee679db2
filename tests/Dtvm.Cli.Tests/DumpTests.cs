// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary><c>--dump-dir</c>, and dumps as CODE.</summary>
public class DumpTests
{
    /// <summary>Returns the sum of the first word of call data and what slot 1 holds.</summary>
    private const string Sum = "5f356001540160005260205ff3";

    [Fact]
    public void HasANumberedFileForEveryStage()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("mir", Sum, "-O1", "--dump-dir", folder["dump"]).Succeeded();
        Assert.Equal("", result.Output);
        var labels = PassesTests.LabelsOf(1);
        string[] stages = [.. labels.Select((label, index) => $"{20 + index}-{label}.mir")];
        Assert.Contains($"{stages.Length + 8} files written", result.Error);
        Assert.Equal(
            [
                "00-disasm.txt", "01-chunks.txt", "10-lift.mir", .. stages, "80-unopt.ll", "81-opt.ll", "90-code.s", "bytecode.bin",
                "meta.json",
            ],
            Directory.GetFiles(folder["dump"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(CommandLine.Run("mir", Sum, "-O1").Output, Read(stages[^1]));
        Assert.Equal(CommandLine.Run("mir", Sum, "-O1", "--stop-after", "sccp").Output, Read(stages[Array.IndexOf(labels, "sccp")]));
        Assert.Equal(CommandLine.Run("mir", Sum, "-O1", "--emit", "asm").Output, Read("90-code.s"));
        Assert.Equal(CommandLine.Run("disasm", Sum).Output, Read("00-disasm.txt"));
        Assert.Equal(Convert.FromHexString(Sum), File.ReadAllBytes(folder["dump/bytecode.bin"]));

        string Read(string name) => File.ReadAllText(folder["dump/" + name]);
    }

    [Fact]
    public void IsCodeForEveryVerbWithItsOptionsAsDefaults()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(
            "mir", Sum, "-O1", "--revision", "berlin", "--gas-metering", "off", "--mode", "conservative", "--dump-dir", folder["dump"])
            .Succeeded();
        Assert.Equal(
            CommandLine.Run("mir", Sum, "-O1", "--revision", "berlin", "--gas-metering", "off", "--mode", "conservative").Output,
            CommandLine.Run("mir", folder["dump"]).Succeeded().Output);
        Assert.Contains("revision=osaka", CommandLine.Run("mir", folder["dump"], "--revision", "osaka").Succeeded().Output);
        Assert.Equal("berlin", CommandLine.Run("disasm", folder["dump"], "--json").Succeeded().Json.GetProperty("revision").GetString());
        Assert.Equal(
            13,
            CommandLine.Run("run", folder["dump"], "--mode", "interpreter", "--json").Succeeded().Json.GetProperty("code_size").GetInt32());
        Assert.Equal(
            CommandLine.Run("mir", folder["dump"], "-O2").Succeeded().Output,
            CommandLine.Run("opt", folder["dump"], "-O2").Succeeded().Output);

        CommandLine.Run("mir", folder["dump"], "--dump-dir", folder["again"]).Succeeded();
        AssertSame(folder["dump"], folder["again"]);
    }

    [Fact]
    public void OfARunRepeatsIt()
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", "{\"0x000000000000000000000000000000000000c0de\":{\"storage\":{\"0x01\":\"0x29\"}}}");
        var one = "0x" + new string('0', 63) + "1";
        var first = CommandLine.Run(
            "run", Sum, "--calldata", one, "--state", state, "--gas", "50000", "--value", "3", "--revision", "cancun", "--dump-dir",
            folder["dump"], "--json").Succeeded();
        var again = CommandLine.Run("run", folder["dump"], "--json").Succeeded().Json;
        foreach (var name in (string[])["status", "gas_used", "gas_left", "output", "mode", "revision"])
        {
            Assert.Equal(first.Json.GetProperty(name).ToString(), again.GetProperty(name).ToString());
        }

        Assert.EndsWith("2a", again.GetProperty("output").GetString());
        Assert.Equal(
            "interpreter",
            CommandLine.Run("run", folder["dump"], "--mode", "interpreter", "--json").Succeeded().Json.GetProperty("mode").GetString());
        Assert.EndsWith(
            "29", CommandLine.Run("run", folder["dump"], "--calldata", "", "--json").Succeeded().Json.GetProperty("output").GetString());
    }

    [Fact]
    public void OfACaseRepeatsAndComparesIt()
    {
        using var folder = new TemporaryFolder();
        var path = SharedData.Path("ethereum/bench/cases/sha1_shifts.json");
        CommandLine.Run("run", "--case", path, "--label", "5311", "--mode", "interpreter", "--dump-dir", folder["dump"]).Succeeded();
        var again = CommandLine.Run("run", folder["dump"], "--json").Succeeded();
        Assert.True(again.Json.GetProperty("ok").GetBoolean());
        Assert.Equal("5311", again.Json.GetProperty("run").GetString());
    }

    [Fact]
    public void NeverOverwritesOtherContent()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run("mir", Sum, "-O1", "--dump-dir", folder["dump"]).Succeeded();
        Assert.Contains(
            "holds the same dump already, nothing written",
            CommandLine.Run("mir", Sum, "-O1", "--dump-dir", folder["dump"]).Succeeded().Error);
        CommandLine.Run("mir", Sum, "-O2", "--dump-dir", folder["dump"]).FailsWith("holds other content already (");
        File.WriteAllText(folder["dump/notes.txt"], "mine");
        CommandLine.Run("mir", Sum, "-O1", "--dump-dir", folder["dump"]).FailsWith("notes.txt is not part of this dump");
        Assert.Equal("mine", File.ReadAllText(folder["dump/notes.txt"]));
        Directory.CreateDirectory(folder["empty"]);
        CommandLine.Run("mir", Sum, "-O1", "--dump-dir", folder["empty"]).Succeeded();
        CommandLine.Run("mir", Sum, "--dump-dir", folder.Write("file", "x")).FailsWith("is a file");
        CommandLine.Run("mir", Sum, "--dump-dir", folder["new/folder"]).Succeeded();
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(Path.GetDirectoryName(folder["dump"])!),
            name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void HasTheAssemblyOfTheMachineThatWroteItOnEveryMachine()
    {
        // A product of 256 bits: with BMI2 its parts are products of MULX.
        const string Product = "5f35602035025f5260205ff3";
        using var folder = new TemporaryFolder();
        CommandLine.Run("mir", Product, "--dump-dir", folder["dump"]).Succeeded();
        var meta = File.ReadAllText(folder["dump/meta.json"]);
        var here = File.ReadAllText(folder["dump/90-code.s"]);
        Assert.Equal(here, CommandLine.Run("mir", folder["dump"], "--emit", "asm").Succeeded().Output);
        Assert.Equal(
            CommandLine.Run("opt", folder["dump"], "-O2", "--emit", "asm", "--cpu", "host").Succeeded().Output,
            CommandLine.Run("opt", folder["dump"], "-O2", "--emit", "asm").Succeeded().Output);

        // As if two other machines had written it: the processor's name is the same, only what it can do differs.
        foreach ((var features, var hasMulx) in (ReadOnlySpan<(string, bool)>)[("+bmi2", true), ("-bmi2", false)])
        {
            var changed = Regex.Replace(meta, "\"generated_for\": \"[^\"]*\"", "\"generated_for\": \"x86-64\"");
            changed = Regex.Replace(changed, "\"cpu_features\": \"[^\"]*\"", $"\"cpu_features\": \"{features}\"");
            Assert.NotEqual(meta, changed);
            File.WriteAllText(folder["dump/meta.json"], changed);
            var there = CommandLine.Run("mir", folder["dump"], "--emit", "asm").Succeeded().Output;
            Assert.Equal(hasMulx, there.Contains("mulx", StringComparison.Ordinal));
            Assert.Equal(
                hasMulx,
                CommandLine.Run("opt", folder["dump"], "-O2", "--emit", "asm").Succeeded().Output
                    .Contains("mulx", StringComparison.Ordinal));
            CommandLine.Run("mir", folder["dump"], "--dump-dir", folder["again" + features]).Succeeded();
            Assert.Equal(there, File.ReadAllText(folder[$"again{features}/90-code.s"]));
            Assert.Equal(changed, File.ReadAllText(folder[$"again{features}/meta.json"]));
            Assert.Equal(here, CommandLine.Run("mir", folder["dump"], "--emit", "asm", "--cpu", "host").Succeeded().Output);
        }

        CommandLine.Run("mir", folder["dump"], "--cpu", "x86-64-v3", "--dump-dir", folder["named"]).Succeeded();
        using var named = JsonDocument.Parse(File.ReadAllBytes(folder["named/meta.json"]));
        Assert.Equal("x86-64-v3", named.RootElement.GetProperty("cpu").GetString());
        Assert.Equal(JsonValueKind.Null, named.RootElement.GetProperty("cpu_features").ValueKind);
        CommandLine.Run("mir", folder["named"], "--dump-dir", folder["named2"]).Succeeded();
        AssertSame(folder["named"], folder["named2"]);
    }

    [Fact]
    public void WithDamageIsRefusedInOneLine()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run("mir", Sum, "--dump-dir", folder["dump"]).Succeeded();
        File.WriteAllText(folder["dump/meta.json"], "{}");
        CommandLine.Run("mir", folder["dump"]).FailsWith("meta.json: $.dump: expected a whole number, decimal or 0x hex, found nothing");
        File.WriteAllText(folder["dump/meta.json"], "{\"dump\":99}");
        CommandLine.Run("run", folder["dump"]).FailsWith("dump version 99");
        File.Delete(folder["dump/meta.json"]);
        CommandLine.Run("disasm", folder["dump"]).FailsWith("is a directory, and no dump");
    }

    private static void AssertSame(string left, string right)
    {
        string[] names = [.. Directory.GetFiles(left).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(names, Directory.GetFiles(right).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach (var name in names)
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(left, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(right, name))),
                $"{name} differs");
        }
    }
}

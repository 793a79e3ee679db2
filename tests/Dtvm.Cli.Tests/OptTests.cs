// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm opt</c> as a process, with the sample plugin too.</summary>
public class OptTests
{
    private const string Head = "mir 1\nmodule revision=osaka code_size=8 metered=true stack_exit=conservative\n\n";

    [Fact]
    public void RunsThePassesOfALevelAsMirDoes()
    {
        var code = Contracts.Largest("weth");
        using var folder = new TemporaryFolder();
        var path = folder.Write("code.bin", code);
        var lifted = folder.Write("lifted.mir", CommandLine.Run("mir", path, "--stop-after", "lift").Succeeded().Output);
        Assert.Equal(
            CommandLine.Run("mir", path, "-O2").Succeeded().Output,
            CommandLine.Run("opt", lifted, "-O2", "--verify-each").Succeeded().Output);
        var half = folder.Write("half.mir", CommandLine.Run("opt", lifted, "-O2", "--stop-after", "sccp.late").Succeeded().Output);
        var rest = PassesTests.LabelsOf(2).SkipWhile(label => label != "sccp.late").Skip(1).Select(label => label.Split('.')[0]);
        Assert.Equal(
            CommandLine.Run("mir", path, "-O2").Succeeded().Output,
            CommandLine.Run("opt", half, "--passes", string.Join(',', rest)).Succeeded().Output);
    }

    [Fact]
    public void WithoutPassesItPrintsWhatItRead()
    {
        using var folder = new TemporaryFolder();
        var lifted = CommandLine.Run("mir", "602a5f5260205ff3", "--stop-after", "lift").Succeeded().Output;
        Assert.Equal(lifted, CommandLine.Run("opt", folder.Write("lifted.mir", lifted)).Succeeded().Output);
    }

    [Fact]
    public void ReadsStandardInputAndEmitsCode()
    {
        var text = System.Text.Encoding.UTF8.GetBytes(Head + "func @pc_0x0 {\nblock0:\n    gas.charge 3\n    stop @0x5\n}\n");
        var result = CommandLine.RunWithInput(text, "opt", "-", "--passes", "dce", "--emit", "llvm").Succeeded();
        Assert.Contains("; pc 0x5\n", result.Output);
    }

    [Fact]
    public void FaultsInTheTextAreLocated()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bad.mir", Head + "func @pc_0x0 {\nblock0:\n    v0 = const i256\n    stop\n}\n");
        var result = CommandLine.Run("opt", path, "--passes", "dce", "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"dtvm: {path}:6:", result.Error);
        var diagnostic = result.Json.GetProperty("diagnostics")[0];
        Assert.Equal((path, 6), (diagnostic.GetProperty("file").GetString(), diagnostic.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void MalformedMirIsLocated()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bad.mir", Head + "func @pc_0x0 {\nblock0:\n    v0 = stack.load -1\n    v1 = mem.load v0\n    stop\n}\n");
        var result = CommandLine.Run("opt", path, "--passes", "dce");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"dtvm: {path}:7:", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void TheSamplePluginRunsAsItsReadmeSays()
    {
        var root = SourceTree.Root;
        var readme = File.ReadAllText(Path.Combine(root, "samples/local-cse/README.md"));
        var start = readme.IndexOf("```diff\n", StringComparison.Ordinal) + "```diff\n".Length;
        var expected = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        var result = CommandLine.Run(
            "opt", Path.Combine(root, "samples/local-cse/input.mir"), "--plugin", Plugin, "--passes", "local-cse", "--print-changed",
            "--verify-each").Succeeded();
        Assert.Equal(expected.TrimEnd(), result.Error.TrimEnd());
        Assert.Contains("v4 = mul i256 v2, v2", result.Output);
    }

    [Fact]
    public void APluginPassIsListedAndRunsAmongTheOthers()
    {
        Assert.Contains("\nlocal-cse ", CommandLine.Run("passes", "--plugin", Plugin).Succeeded().Output);
        using var folder = new TemporaryFolder();
        var code = folder.Write("code.bin", Contracts.Largest("weth"));
        var json = CommandLine.Run(
            "mir", code, "--plugin", Plugin, "--passes", "simplify-cfg,sccp,local-cse,dce,gas-metering", "--stats", "--verify-each",
            "--json").Succeeded().Json;
        var row = json.GetProperty("passes")[2];
        Assert.Equal("local-cse", row.GetProperty("label").GetString());
        Assert.True(row.GetProperty("instructions_after").GetInt32() < row.GetProperty("instructions_before").GetInt32());
    }

    public static TheoryData<string, string[]> BadInputs => new()
    {
        { "nowhere.mir: no such file", ["opt", "nowhere.mir", "--passes", "dce"] },
        { "opt: give either --passes a,b,c or a level with -O", ["opt", "nowhere.mir", "--passes", "dce", "-O1"] },
        { "--passes 'nonsense': no such pass", ["opt", "nowhere.mir", "--passes", "nonsense"] },
        { "--emit html: needs the bytecode", ["opt", "nowhere.mir", "--passes", "dce", "--emit", "html"] },
        {
            "System.Console.dll: no public class in it implements Dtvm.Mir.Passes.IMirPass",
            ["opt", "nowhere.mir", "--passes", "dce", "--plugin", Runtime("System.Console.dll")]
        },
        { "libSystem.Native.so: not a plugin", ["opt", "nowhere.mir", "--passes", "dce", "--plugin", Runtime("libSystem.Native.so")] },
    };

    [Theory]
    [MemberData(nameof(BadInputs))]
    public void BadInputIsNamedInOneLine(string expected, string[] arguments) => CommandLine.Run(arguments).FailsWith(expected);

    /// <summary>The sample's assembly, which this project builds.</summary>
    internal static string Plugin => Sample("local-cse", "LocalCse.dll");

    /// <summary>The passes that say what an analysis would bring, which this project builds.</summary>
    internal static string WhatIf => Sample("what-if", "WhatIf.dll");

    private static string Sample(string folder, string file) => Path.Combine(
        SourceTree.Root, "samples", folder, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", file);

    private static string Runtime(string file) => Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, file);
}

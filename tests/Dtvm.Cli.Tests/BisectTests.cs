using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm bisect</c> and <c>dtvm reduce</c> as processes, with a pass that is broken on purpose.</summary>
public class BisectTests
{
    private static readonly string[] Broken = ["--plugin", SwappedSubtraction.Plugin, "--passes", "simplify-cfg,swapped-sub,dce,gas-metering"];

    [Theory]
    [InlineData("jit")]
    [InlineData("mir")]
    public void The_broken_pass_is_named(string engine)
    {
        CliResult result = Cli.Run(["bisect", ExecTests.Subtract, "--engine", engine, "--json", .. Broken]);
        Assert.Equal(1, result.ExitCode);
        JsonElement json = result.Json;
        Assert.Equal("pass", json.GetProperty("kind").GetString());
        Assert.Equal("swapped-sub", json.GetProperty("pass").GetString());
        Assert.Equal("pc_0x0", json.GetProperty("function").GetString());
        Assert.Equal((2, 3), (json.GetProperty("application").GetInt32(), json.GetProperty("applications").GetInt32()));
    }

    [Fact]
    public void Nothing_to_bisect_is_said()
    {
        CliResult result = Cli.Run("bisect", ExecTests.Subtract).Succeeded();
        Assert.Contains("both do the same: there is nothing to bisect", result.Output);
    }

    [Fact]
    public void Reproducers_and_mir_are_bisected()
    {
        using var folder = new TemporaryFolder();
        string reproducer = folder.Write("1-2.json", $$"""
            {"seed": 1, "index": 2, "difference": "Output", "revision": "Osaka", "level": 2, "code": "{{ExecTests.Subtract}}", "callee_code": "0x",
             "calldata": "0x", "gas": 100000, "value": "0", "static": false}
            """);
        CliResult result = Cli.Run(["bisect", reproducer, "--engine", "mir", .. Broken]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass swapped-sub, function @pc_0x0, application 2 of 3", result.Output);

        string lifted = folder.Write("lifted.mir", Cli.Run("mir", ExecTests.Subtract, "--stop-after", "lift").Succeeded().Output);
        result = Cli.Run(["bisect", lifted, .. Broken]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass swapped-sub, function @pc_0x0", result.Output);
    }

    [Fact]
    public void Code_is_reduced_while_it_differs()
    {
        using var folder = new TemporaryFolder();

        // Much around a subtraction that matters.
        string code = folder.Write("code.hex", "600160020150" + "5f3560050360005560aa60bb0250" + "5f5460205260206020f3");
        string output = folder["small.hex"];
        JsonElement json = Cli.Run(["reduce", code, "--predicate", "differs", "--engine", "mir", "--output", output, "--json", .. Broken]).Succeeded().Json;
        Assert.Equal(output, json.GetProperty("output").GetString());
        Assert.InRange(json.GetProperty("after").GetInt32(), 2, 20);
        Assert.Contains("03", File.ReadAllText(output));
        Assert.Equal(1, Cli.Run(["bisect", output, "--engine", "mir", .. Broken]).ExitCode);
    }

    [Fact]
    public void Mir_is_reduced_with_a_command_of_the_shell_and_the_input_stays()
    {
        using var folder = new TemporaryFolder();
        string text = Cli.Run("mir", ExecTests.Subtract, "--stop-after", "lift").Succeeded().Output;
        string lifted = folder.Write("lifted.mir", text);
        Cli.Run("reduce", lifted, "--predicate", "grep -q ' = sub ' \"$1\"").Succeeded();
        Assert.Equal(text, File.ReadAllText(lifted));
        string reduced = File.ReadAllText(folder["lifted.reduced.mir"]);
        Assert.Contains(" = sub i256 ", reduced);
        Assert.InRange(reduced.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal)), 2, 5);
        Cli.Run("exec", folder["lifted.reduced.mir"]).Succeeded();

        CliResult refused = Cli.Run("reduce", lifted, "--predicate", "true", "--output", lifted);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("is the input, which is never overwritten", refused.Error);
        Assert.Equal(text, File.ReadAllText(lifted));
    }
}

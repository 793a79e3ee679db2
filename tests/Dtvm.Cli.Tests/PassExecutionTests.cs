// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>--execute-each</c> where passes are run: <c>dtvm mir</c> and <c>dtvm opt</c>.</summary>
public class PassExecutionTests
{
    private const string Passes = "simplify-cfg,swapped-sub,dce,gas-metering";

    private static readonly string[] Broken = ["--plugin", SwappedSubtraction.Plugin, "--passes", Passes, "--execute-each"];

    [Fact]
    public void SoundPassesChangeNeitherOutputNorExitCode()
    {
        using var folder = new TemporaryFolder();
        var lifted = folder.Write("lifted.mir", CommandLine.Run("mir", ExecTests.Subtract, "--stop-after", "lift").Succeeded().Output);
        foreach (var verb in (string[][])[["mir", ExecTests.Subtract, "-O2"], ["opt", lifted, "-O2"]])
        {
            var plain = CommandLine.Run(verb).Succeeded();
            var each = CommandLine.Run([.. verb, "--execute-each", "--calldata", "07", "--calldata", "0x"]).Succeeded();
            Assert.Equal(plain.Output, each.Output);
            Assert.Contains("no pass changes what the code does", each.Error);
            Assert.Contains($"\n{PassesTests.LabelsOf(2).Length} steps over 1 modules with 1 functions", each.Error);

            var one = CommandLine.Run([.. verb, "--execute-each", "--json"]).Succeeded().Json;
            var two = CommandLine.Run([.. verb, "--execute-each", "--calldata", "07", "--calldata", "0x", "--json"]).Succeeded().Json;
            Assert.Equal(plain.Output, two.GetProperty("output").GetString());
            Assert.Equal(JsonValueKind.Null, two.GetProperty("execute_each").GetProperty("change").ValueKind);
            Assert.Equal(2 * Runs(one), Runs(two));
        }

        static long Runs(JsonElement document) => document.GetProperty("execute_each").GetProperty("contract_runs").GetInt64();
    }

    [Fact]
    public void ABrokenPassIsNamedWithFunctionInputAndDifference()
    {
        using var folder = new TemporaryFolder();
        var lifted = folder.Write("lifted.mir", CommandLine.Run("mir", ExecTests.Subtract, "--stop-after", "lift").Succeeded().Output);
        foreach (var verb in (string[][])[["mir", ExecTests.Subtract], ["opt", lifted]])
        {
            // The call data is 5, and 5 - 5 is the same both ways: only the second message tells.
            string[] messages = ["--inputs", "0", "--calldata", Word(5), "--calldata", Word(7)];
            var text = CommandLine.Run([.. verb, .. Broken, .. messages, "-o", folder["out.mir"]]);
            Assert.Equal((1, ""), (text.ExitCode, text.Output));
            Assert.Contains("pass swapped-sub changes what @pc_0x0 does (Optimistic, message 1): byte 0 of output 0xff / 0x00", text.Error);
            Assert.False(File.Exists(folder["out.mir"]));

            var json = CommandLine.Run([.. verb, .. Broken, .. messages, "--json"]);
            Assert.Equal((1, ""), (json.ExitCode, json.Error));
            var change = json.Json.GetProperty("execute_each").GetProperty("change");
            Assert.Equal("swapped-sub", change.GetProperty("pass").GetString());
            Assert.Equal("pc_0x0", change.GetProperty("function").GetString());
            Assert.Equal("message 1", change.GetProperty("input").GetString());

            // Without the telling message nothing is found; with generated inputs the function alone shows it.
            CommandLine.Run([.. verb, .. Broken, "--inputs", "0", "--calldata", Word(5)]).Succeeded();
            Assert.Equal(1, CommandLine.Run([.. verb, .. Broken, "--calldata", Word(5)]).ExitCode);
        }
    }

    [Fact]
    public void GasOfTheMessageIsCompared()
    {
        using var folder = new TemporaryFolder();
        var mir = folder.Write("a.mir", """
            mir 1
            module revision=osaka code_size=1 metered=true stack_exit=conservative

            func @pc_0x0 {
            block0:
                gas.charge 7
                stop
            }
            """);
        var result = CommandLine.Run(
            "opt", mir, "--plugin", DroppedCharge.Plugin, "--passes", "dropped-charge", "--execute-each", "--inputs", "0", "--gas", "100");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass dropped-charge changes what @pc_0x0 does (Optimistic, message 0): gas left 93 / 100", result.Error);
        result = CommandLine.Run(
            "opt", mir, "--plugin", DroppedCharge.Plugin, "--passes", "dropped-charge", "--execute-each", "--inputs", "0", "--gas", "6");
        Assert.Contains("status out_of_gas / success", result.Error);
    }

    [Fact]
    public void AWholeCaseAndADumpAreExecuted()
    {
        using var folder = new TemporaryFolder();
        var code = folder.Write("code.bin", Contracts.Largest("weth"));
        var path = SharedData.Path("ethereum/bench/cases/weth.json");
        var json = CommandLine.Run("mir", code, "-O2", "--case", path, "--execute-each", "--json").Succeeded().Json;
        Assert.True(json.GetProperty("execute_each").GetProperty("function_runs").GetInt64() > 100);

        // A dump has code and message, and the MIR of opt is then that of the code.
        CommandLine.Run(
            "run", ExecTests.Subtract, "--calldata", Word(7), "--mode", "interpreter", "--dump-dir", folder["dump"]).Succeeded();
        Assert.Contains("message 0", CommandLine.Run(["mir", folder["dump"], .. Broken, "--inputs", "0"]).Error);
        Assert.Contains("message 0", CommandLine.Run(["opt", folder["dump"], .. Broken, "--inputs", "0"]).Error);
        CommandLine.Run(["opt", folder["dump"], .. Broken, "--inputs", "0", "--calldata", Word(5)]).Succeeded();
    }

    [Theory]
    [InlineData("--calldata: goes with --execute-each", "mir", "00", "--calldata", "00")]
    [InlineData("--max-steps: goes with --execute-each", "mir", "00", "--max-steps", "9")]
    [InlineData("--seed: goes with --execute-each", "exec", "00", "--seed", "9")]
    [InlineData("--code: goes with --execute-each", "opt", "x.mir", "-O1", "--code", "00")]
    [InlineData("--execute-each: there are no passes", "mir", "00", "--stop-after", "lift", "--execute-each")]
    [InlineData("--execute-each: takes all applications of passes", "mir", "00", "--bisect-limit", "1", "--execute-each")]
    [InlineData("--inputs 'x': must be a whole number from 0", "mir", "00", "--execute-each", "--inputs", "x")]
    public void BadInputIsNamedInOneLine(string expected, params string[] arguments) => CommandLine.Run(arguments).FailsWith(expected);

    internal static string Word(int value) => "0x" + value.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
}

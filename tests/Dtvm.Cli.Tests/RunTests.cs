// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm run</c> and <c>dtvm disasm</c> as processes.</summary>
public class RunTests
{
    private const string Account = "0x000000000000000000000000000000000000c0de";

    /// <summary>Stores 5 in slot 1, logs a byte with topic 7, returns the word 42.</summary>
    private const string StoreLogReturn = "600560015560ab6000536007600160" + "00a1602a60005260206000f3";

    [Fact]
    public void ReportsEverythingAsJson()
    {
        var json = Interpret(StoreLogReturn, "--revision", "cancun", "--gas", "100000").Json;
        Assert.Equal("success", json.GetProperty("status").GetString());
        var used = json.GetProperty("gas_used").GetInt64();
        Assert.Equal(100000, used + json.GetProperty("gas_left").GetInt64());

        // PUSH1 x11, SSTORE cold set 22100, MSTORE8 3 and 3 memory, LOG1 750 + 8, MSTORE 3; the memory is one word.
        Assert.Equal((11 * 3) + 22100 + 6 + 758 + 3, used);
        Assert.Equal(0, json.GetProperty("gas_refund").GetInt64());
        Assert.Equal("0x000000000000000000000000000000000000000000000000000000000000002a", json.GetProperty("output").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("created_address").ValueKind);
        var log = Assert.Single(json.GetProperty("logs").EnumerateArray());
        Assert.Equal(Account, log.GetProperty("address").GetString());
        Assert.Equal("0x" + new string('0', 63) + "7", Assert.Single(log.GetProperty("topics").EnumerateArray()).GetString());
        Assert.Equal("0xab", log.GetProperty("data").GetString());
        Assert.Equal(
            "0x" + new string('0', 63) + "5",
            json.GetProperty("storage").GetProperty(Account).GetProperty("0x" + new string('0', 63) + "1").GetString());
        Assert.Equal("interpreter", json.GetProperty("mode").GetString());
        Assert.Equal("cancun", json.GetProperty("revision").GetString());
        Assert.Equal(StoreLogReturn.Length / 2, json.GetProperty("code_size").GetInt32());
        Assert.Equal(JsonValueKind.Number, json.GetProperty("compile_ms").ValueKind);
        Assert.True(json.GetProperty("execute_ns").GetInt64() > 0);
    }

    [Theory]
    [InlineData("fe", "invalid_instruction")]
    [InlineData("0c", "undefined_instruction")]
    [InlineData("01", "stack_underflow")]
    [InlineData("600056", "bad_jump_destination")]
    [InlineData("5b600056", "out_of_gas")]
    [InlineData("60006000fd", "revert")]
    [InlineData("6001600060003e", "invalid_memory_access")]
    [InlineData("", "success")]
    public void NamesTheStatusAndSucceeds(string code, string status)
    {
        var result = Interpret(code, "--gas", "10000");
        Assert.Equal(status, result.Json.GetProperty("status").GetString());
    }

    [Fact]
    public void TakesCodeInEveryForm()
    {
        using var folder = new TemporaryFolder();
        var bytes = Convert.FromHexString(StoreLogReturn);
        var expected = Interpret("0x" + StoreLogReturn).Json.GetProperty("output").GetString()!;
        Assert.Equal(expected, Interpret(StoreLogReturn).Json.GetProperty("output").GetString());
        Assert.Equal(expected, Interpret(folder.Write("code.hex", $"0x{StoreLogReturn}\n")).Json.GetProperty("output").GetString());
        Assert.Equal(expected, Interpret(folder.Write("code.bin", bytes)).Json.GetProperty("output").GetString());
        foreach (var input in (byte[][])[bytes, System.Text.Encoding.ASCII.GetBytes(StoreLogReturn + "\n")])
        {
            var piped = CommandLine.RunWithInput(input, "run", "-", "--mode", "interpreter", "--json").Succeeded();
            Assert.Equal(expected, piped.Json.GetProperty("output").GetString());
        }
    }

    [Fact]
    public void NamesTheOffsetInAFileOfHex()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("run", folder.Write("code.hex", "0x6000x0"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("code.hex: 'x' at offset 6 is not a hex digit", result.Error);
    }

    [Fact]
    public void RunsAMegabyteOfCode()
    {
        using var folder = new TemporaryFolder();
        var code = new byte[1 << 20];
        code.AsSpan().Fill(0x5B);
        var json = Interpret(folder.Write("code.hex", Convert.ToHexString(code)), "--gas", "2000000").Json;
        Assert.Equal("success", json.GetProperty("status").GetString());
        Assert.Equal(1 << 20, json.GetProperty("gas_used").GetInt64());
    }

    [Fact]
    public void ReadsTheStateBeforeTheMessage()
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", $$$"""
            {"{{{Account}}}":{"balance":"0x7","storage":{"0x2":"0x9"}},
             "0x00000000000000000000000000000000000000aa":{"balance":"0x0","nonce":"0x1","code":"0x602a60005260206000f3"}}
            """);

        // Adds slot 2, the own balance with the value, and what the other account returns.
        const string Code = "60025447016020600060006000600060aa5af15060005101" + "60005260206000f3";
        var json = Interpret(Code, "--state", state, "--value", "3").Json;
        Assert.Equal("0x" + new string('0', 62) + "3d", json.GetProperty("output").GetString());
    }

    [Fact]
    public void GasMeteringOffChargesNoInstructions()
    {
        var json = Interpret("6001600201", "--gas-metering", "off").Json;
        Assert.Equal(0, json.GetProperty("gas_used").GetInt64());
    }

    [Fact]
    public void RunsAndComparesABenchmarkCase()
    {
        var path = SharedData.Path("ethereum/bench/cases/usdc_transfer.json");
        var json = CommandLine.Run("run", "--case", path, "--label", "transferFrom", "--mode", "interpreter", "--json").Succeeded().Json;
        Assert.True(json.GetProperty("ok").GetBoolean());
        Assert.Equal("usdc_transfer", json.GetProperty("case").GetString());
        Assert.Equal("transferFrom", json.GetProperty("run").GetString());
        Assert.Equal(0, json.GetProperty("differences").GetArrayLength());
    }

    [Fact]
    public void LocatesTheDifferencesFromABenchmarkCase()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(SharedData.Path("ethereum/bench/cases/counter.json"));
        var changed = text.Replace("\"gasUsed\":\"0x571b\"", "\"gasUsed\":\"0x571c\"", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        var result = CommandLine.Run("run", "--case", folder.Write("counter.json", changed), "--mode", "interpreter", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.False(result.Json.GetProperty("ok").GetBoolean());
        Assert.Equal(
            "gasUsed: expected 22300, got 22299", Assert.Single(result.Json.GetProperty("differences").EnumerateArray()).GetString());
        Assert.Contains("counter/main: 1 differences, first: gasUsed", result.Error);
    }

    [Fact]
    public void TracesEveryInstruction()
    {
        using var folder = new TemporaryFolder();
        var trace = folder["trace.json"];

        // Calls itself once: the inner call sees call data and stops.
        const string Code = "3615600657005b6000600060016000600030" + "5af1";
        Interpret(Code, "--trace", trace, "--gas", "100000");
        List<JsonElement> lines = [.. File.ReadLines(trace).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
        var summary = lines[^1];
        Assert.True(summary.GetProperty("pass").GetBoolean());
        lines.RemoveAt(lines.Count - 1);
        Assert.Equal("CALLDATASIZE", lines[0].GetProperty("opName").GetString());
        Assert.Equal("0x186a0", lines[0].GetProperty("gas").GetString());
        var call = lines.FindIndex(line => line.GetProperty("opName").GetString() == "CALL");
        Assert.Equal(7, lines[call].GetProperty("stack").GetArrayLength());
        Assert.Equal(1, lines[call].GetProperty("depth").GetInt32());
        Assert.Equal(2, lines[call + 1].GetProperty("depth").GetInt32());
        Assert.All(lines, line => Assert.StartsWith("0x", line.GetProperty("gasCost").GetString()));
        var used = Convert.ToInt64(summary.GetProperty("gasUsed").GetString(), 16);
        var sum = lines.Where(line => line.GetProperty("depth").GetInt32() == 1).Sum(
            line => Convert.ToInt64(line.GetProperty("gasCost").GetString(), 16));
        Assert.Equal(used, sum);
    }

    [Fact]
    public void TracesInTheInterpreterWhateverTheMode()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("run", "600160020100", "--mode", "multipass", "--trace", folder["trace.json"], "--json").Succeeded();
        Assert.Equal("interpreter", result.Json.GetProperty("mode").GetString());
        Assert.Contains("--trace", result.Error);
        Assert.Equal(5, File.ReadLines(folder["trace.json"]).Count());
    }

    [Theory]
    [InlineData("5b", 131_073, "interpreter", "larger than 131072 bytes: interpreted")]
    [InlineData("8002", 12_000, "baseline", "above the budget of 2 s: compiled in mode baseline")]
    public void SaysWhenCodeIsExecutedInAnotherMode(string repeated, int times, string mode, string reason)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("code.hex", "5f35" + string.Concat(Enumerable.Repeat(repeated, times)));
        var result = CommandLine.Run("run", file, "--mode", "multipass", "--json").Succeeded();
        Assert.Equal(mode, result.Json.GetProperty("mode").GetString());
        Assert.Contains(reason, result.Error);
    }

    [Fact]
    public void Disassembles()
    {
        var result = CommandLine.Run("disasm", "0x6003565b5e605b0c62005b", "--revision", "shanghai", "--json").Succeeded();
        List<JsonElement> lines = [.. result.Json.GetProperty("instructions").EnumerateArray()];
        Assert.Equal(
            ["PUSH1", "JUMP", "JUMPDEST", "MCOPY", "PUSH1", "UNDEFINED_0c", "PUSH3"],
            lines.Select(line => line.GetProperty("mnemonic").GetString()));
        Assert.Equal([0, 2, 3, 4, 5, 7, 8], lines.Select(line => line.GetProperty("pc").GetInt32()));
        Assert.Equal("to 00003", lines[0].GetProperty("note").GetString());
        Assert.True(lines[2].GetProperty("jumpdest").GetBoolean());
        Assert.False(lines[3].GetProperty("defined").GetBoolean());
        Assert.Equal("undefined before cancun", lines[3].GetProperty("note").GetString());
        Assert.False(lines[4].GetProperty("reachable").GetBoolean());
        Assert.Equal("0x5b", lines[4].GetProperty("immediate").GetString());
        Assert.Equal("0x62005b", lines[6].GetProperty("bytes").GetString());
        Assert.Contains("cut off by the end of the code, 1 zero bytes follow", lines[6].GetProperty("note").GetString());

        var text = CommandLine.Run("disasm", "0x6003565b00").Succeeded().Output;
        Assert.Equal(4, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("00003  5b              JUMPDEST                ; jump destination", text);
    }

    private static CommandLineResult Interpret(string code, params string[] options) =>
        CommandLine.Run(["run", code, "--mode", "interpreter", "--json", .. options]).Succeeded();
}

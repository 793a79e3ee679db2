// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm mir</c> as a process.</summary>
public class MirTests
{
    /// <summary>A loop that adds 3, 2 and 1, stores the sum in memory and returns it; jumps by constants on the stack.</summary>
    private const string Loop = "5f60035b80910190600190038060035750" + "5f5260205ff3";

    /// <summary>A call with a return address on the stack.</summary>
    private const string InternalCall = "6007600b565b00005f526020" + "5ff35b602a9056";

    [Fact]
    public void MirIsTheTextOfTheLevel()
    {
        var lifted = CommandLine.Run("mir", "0x602a5f5260205ff3", "--stop-after", "lift").Succeeded().Output;
        Assert.StartsWith("mir 1\nmodule revision=osaka code_size=8 metered=true stack_exit=conservative\n", lifted);
        Assert.Contains("gas.chunk 13, 0x8", lifted);
        var optimized = CommandLine.Run("mir", "0x602a5f5260205ff3", "-O1").Succeeded().Output;
        Assert.Contains("gas.charge 13", optimized);
        Assert.DoesNotContain("gas.chunk", optimized);
        Assert.Contains("v0 = const i256 0x2a @0x0", optimized);
    }

    [Fact]
    public void OptionsReachTheFrontend()
    {
        var text = CommandLine.Run("mir", Loop, "--revision", "cancun", "--gas-metering", "off", "--mode", "conservative", "-O0")
            .Succeeded().Output;
        Assert.Contains("revision=cancun", text);
        Assert.Contains("metered=false stack_exit=interpreter", text);
        Assert.DoesNotContain("gas.charge", text);
    }

    [Fact]
    public void ChunksAreListedWithTheirCost()
    {
        Assert.Equal(
            "; start    end      gas  instructions  first .. last\n"
            + "0x0      0x4          13             3  0x0 PUSH1 0x04 .. 0x3 JUMP\n"
            + "0x4      0x7           3             3  0x4 JUMPDEST .. 0x6 RETURN\n",
            CommandLine.Run("mir", "60045f56" + "5b5ff3", "--emit", "chunks").Succeeded().Output);
    }

    [Fact]
    public void ChunksAreAnArrayInJson()
    {
        var json = CommandLine.Run("mir", "60045600" + "5b5f5ff3", "--emit", "chunks", "--json").Succeeded().Json;
        Assert.Equal("chunks", json.GetProperty("emit").GetString());
        JsonElement[] chunks = [.. json.GetProperty("output").EnumerateArray()];
        Assert.Equal((0, 3, 11), Numbers(chunks[0]));
        Assert.Equal((4, 8, 5), Numbers(chunks[^1]));

        static (int Start, int End, int Cost) Numbers(JsonElement chunk) =>
            (chunk.GetProperty("start").GetInt32(), chunk.GetProperty("end").GetInt32(), chunk.GetProperty("cost").GetInt32());
    }

    [Theory]
    [InlineData("llvm", "define internal preserve_nonecc i32 @r0.pc_0x0", "; pc 0x3 MSTORE")]
    [InlineData("llvm-opt", "store i256", "; pc 0x7 RETURN")]
    [InlineData("asm", "r0.pc_0x0:", "# pc 0x3 MSTORE")]
    public void CodeCarriesTheEvmInstructionAsAComment(string kind, string code, string comment)
    {
        var text = CommandLine.Run("mir", "0x602a5f5260205ff3", "--emit", kind).Succeeded().Output;
        Assert.Contains(code, text);
        Assert.Contains(comment, text);
    }

    [Fact]
    public void AnObjectIsAnElfFile()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run("mir", "0x602a5f5260205ff3", "--emit", "obj", "-o", folder["code.o"]).Succeeded();
        Assert.Equal("\x7f" + "ELF", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(folder["code.o"]), 0, 4));
        var json = CommandLine.Run("mir", "0x602a5f5260205ff3", "--emit", "obj", "--json").Succeeded().Json;
        Assert.Equal("0x" + Convert.ToHexStringLower(File.ReadAllBytes(folder["code.o"])), json.GetProperty("output").GetString());
    }

    [Fact]
    public void DotHasANodeABlockAndAnEdgeABranch()
    {
        var text = CommandLine.Run("mir", InternalCall, "--emit", "dot", "-O0").Succeeded().Output;
        Assert.StartsWith("digraph mir {\n", text);
        Assert.Contains("f0_b0 -> f0_b1;", text);
        Assert.Matches(@"f0_b1 \[label=""block1\\l", text);
    }

    [Fact]
    public void PrintsAroundPassesGoToStandardError()
    {
        var result = CommandLine.Run("mir", Loop, "-O1", "--print-before", "sccp", "--print-after", "dce,gas-metering").Succeeded();
        Assert.Equal(CommandLine.Run("mir", Loop, "-O1").Succeeded().Output, result.Output);
        var heads = Regex.Matches(result.Error, "(?m)^; (?:before|after) .*$");
        Assert.Equal(["; before sccp", "; after dce", "; after gas-metering"], heads.Select(head => head.Value).Distinct());
        Assert.Contains("func @pc_0x0 {", result.Error);
    }

    [Fact]
    public void ChangesAreUnifiedDiffsThatLeadFromTheLiftedTextToTheLast()
    {
        var json = CommandLine.Run("mir", "0x602a5f5260205ff3", "-O1", "--print-changed", "--json").Succeeded().Json;
        JsonElement[] prints = [.. json.GetProperty("prints").EnumerateArray()];
        Assert.Equal(
            ["simplify-cfg.early", "touch-merging", "dce", "gas-metering"],
            prints.Select(print => print.GetProperty("pass").GetString()));
        Assert.All(prints, print => Assert.Equal("changed", print.GetProperty("kind").GetString()));
        var diff = prints[^1].GetProperty("text").GetString()!;
        Assert.StartsWith("--- @pc_0x0 before gas-metering\n+++ @pc_0x0 after gas-metering\n@@ -1,6 +1,6 @@\n", diff);
        Assert.Contains("-    gas.chunk 13, 0x8 @0x0\n+    gas.charge 13 @0x0\n", diff);
    }

    [Fact]
    public void StatsAndTimesAreThereWhenTheyAreAskedFor()
    {
        var plain = CommandLine.Run("mir", Loop, "-O1", "--json").Succeeded().Json.GetProperty("passes")[1];
        Assert.False(plain.TryGetProperty("ms", out _));
        Assert.False(plain.TryGetProperty("runs", out _));
        var full = CommandLine.Run("mir", Loop, "-O1", "--stats", "--time-passes", "--verify-each", "--json")
            .Succeeded().Json
            .GetProperty("passes")[1];
        Assert.Equal("sccp", full.GetProperty("label").GetString());
        Assert.True(full.GetProperty("ms").GetDouble() > 0);
        Assert.True(full.GetProperty("runs").GetInt32() > 0);
        Assert.True(full.GetProperty("instructions_before").GetInt32() > 0);
        var text = CommandLine.Run("mir", Loop, "-O1", "--stats", "--time-passes").Succeeded();
        Assert.Contains("us/function", text.Error);
        Assert.Contains("removed", text.Error);
    }

    [Fact]
    public void TheBisectLimitSaysWhichRunWasTheLast()
    {
        var all = CommandLine.Run("mir", Loop, "-O1", "--json").Succeeded().Json.GetProperty("optional_runs").GetInt32();
        Assert.True(all >= 6);
        var none = CommandLine.Run("mir", Loop, "-O1", "--bisect-limit", "0").Succeeded();
        Assert.Equal(CommandLine.Run("mir", Loop, "-O0").Succeeded().Output, none.Output);
        Assert.Contains($"optional pass runs: 0 of {all}", none.Error);
        Assert.Contains(
            $"optional pass runs: 2 of {all}; the last: sccp on @pc_0x0",
            CommandLine.Run("mir", Loop, "-O1", "--bisect-limit", "2").Succeeded().Error);
    }

    [Fact]
    public void PassesOfAListRunInItsOrder()
    {
        var json = CommandLine.Run("mir", Loop, "--passes", "dce,sccp,dce,gas-metering", "--json").Succeeded().Json;
        Assert.Equal(
            ["dce", "sccp", "dce.2", "gas-metering"],
            json.GetProperty("passes").EnumerateArray().Select(pass => pass.GetProperty("label").GetString()));
    }

    [Fact]
    public void EveryArtifactIsTheSameInEveryRunAndThreadCount()
    {
        var code = Contracts.Largest("weth");
        using var folder = new TemporaryFolder();
        var path = folder.Write("code.bin", code);
        foreach (var kind in (string[])["mir", "llvm", "llvm-opt", "asm", "html"])
        {
            var one = CommandLine.RunWith([("DOTNET_PROCESSOR_COUNT", "1")], "mir", path, "--emit", kind).Succeeded().Output;
            var two = CommandLine.RunWith([("DOTNET_PROCESSOR_COUNT", "2")], "mir", path, "--emit", kind).Succeeded().Output;
            Assert.True(one == two, $"{kind} differs");
        }
    }

    public static TheoryData<string, string[]> BadInputs => new()
    {
        { "--emit 'wasm': must be one of chunks, mir, llvm, llvm-opt, asm, obj, dot, html", ["mir", "00", "--emit", "wasm"] },
        { "-O '4': optimisation levels are 0 to 3", ["mir", "00", "-O4"] },
        { "--mode 'lazy': must be optimistic or conservative", ["mir", "00", "--mode", "lazy"] },
        { "--passes 'nonsense': no such pass; there are dce, ", ["mir", "00", "--passes", "dce,nonsense"] },
        { "--stop-after 'nonsense': no such pass in this list: lift, simplify-cfg.early", ["mir", "00", "--stop-after", "nonsense"] },
        { "--stop-after 'sccp': stands 2 times; say which: sccp.early, sccp.late", ["mir", "00", "-O2", "--stop-after", "sccp"] },
        { "--print-before 'nonsense': no such pass in this list", ["mir", "00", "--print-before", "nonsense"] },
        { "--bisect-limit '-1': must be a whole number", ["mir", "00", "--bisect-limit", "-1"] },
        { "--emit llvm: pc_0x0: gas.chunk is an annotation", ["mir", "00", "--emit", "llvm", "--stop-after", "lift"] },
        { "nowhere/out.mir: no such file or folder", ["mir", "00", "-o", "nowhere/out.mir"] },
        { "--revision 'atlantis': unknown", ["mir", "00", "--revision", "atlantis"] },
        { "CODE '60zz': 'z' at offset 2", ["mir", "60zz"] },
        { "nowhere.dll: no such file", ["mir", "00", "--plugin", "nowhere.dll"] },
    };

    [Theory]
    [MemberData(nameof(BadInputs))]
    public void BadInputIsNamedInOneLine(string expected, string[] arguments) => CommandLine.Run(arguments).FailsWith(expected);
}

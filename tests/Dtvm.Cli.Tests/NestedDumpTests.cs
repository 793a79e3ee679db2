// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>run --dump-dir</c> of a message that runs more than one code.</summary>
public class NestedDumpTests
{
    private const string Callee = "0x00000000000000000000000000000000000000cc";

    /// <summary>Call of an account with all gas and neither value nor data; leaves nothing.</summary>
    private const string CallCallee = "5f5f5f5f5f60cc5af150", CallItself = "5f5f5f5f5f61c0de61fffff150";

    /// <summary>Init code that returns the code 5b00 as runtime code; it is put into memory as a word and lies in its last 10
    /// bytes.</summary>
    private const string InitCode = "615b005f526002601ef3", Create = "69" + InitCode + "5f52600a60165ff0";

    /// <summary>Calls what is on the stack, as <see cref="Create"/> leaves it.</summary>
    private const string CallCreated = "5f5f5f5f5f855af150";

    /// <summary>Calls the callee twice and, unless it is called by itself, itself, creates a contract and calls that.</summary>
    private const string Code = CallCallee + CallCallee + "303314" + "604357" + CallItself + Create + CallCreated + "5b00";

    [Fact]
    public void EveryOtherCodeHasADumpOfItsOwnInTheOrderOfFirstExecution()
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", $$$"""{"{{{Callee}}}":{"code":"0x602a5f5260205ff3"}}""");
        var result = CommandLine.Run(
            "run", Code, "--state", state, "--mode", "interpreter", "--dump-dir", folder["dump"], "--json").Succeeded();
        Assert.Equal("success", result.Json.GetProperty("status").GetString());
        string[] nested =
            [.. Directory.GetDirectories(folder["dump/nested"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        string[] codes =
            [.. nested.Select(name => Convert.ToHexStringLower(File.ReadAllBytes(folder[$"dump/nested/{name}/bytecode.bin"])))];
        Assert.Equal(["602a5f5260205ff3", InitCode, "5b00"], codes);
        Assert.All(nested, (name, i) => Assert.Matches($"^00{i + 1}-[0-9a-f]{{16}}$", name));

        using var meta = JsonDocument.Parse(File.ReadAllBytes(folder["dump/meta.json"]));
        JsonElement[] listed = [.. meta.RootElement.GetProperty("nested").EnumerateArray()];
        Assert.Equal(nested.Select(name => "nested/" + name), listed.Select(code => code.GetProperty("directory").GetString()!));
        Assert.Equal(["call", "create", "call"], listed.Select(code => code.GetProperty("kind").GetString()!));
        Assert.Equal(Callee, listed[0].GetProperty("address").GetString());
        Assert.Equal(listed[1].GetProperty("address").GetString(), listed[2].GetProperty("address").GetString());
        Assert.Equal(0, meta.RootElement.GetProperty("nested_left_out").GetInt32());

        // Each is code as any other dump is, with the options of the run.
        foreach ((var name, var code) in nested.Zip(codes))
        {
            var dump = folder["dump/nested/" + name];
            Assert.Equal(CommandLine.Run("mir", code).Succeeded().Output, CommandLine.Run("mir", dump).Succeeded().Output);
            Assert.True(File.Exists(Path.Combine(dump, "90-code.s")));
        }

        Assert.EndsWith("2a", CommandLine.Run(
            "run",
            folder["dump/nested/" + nested[0]],
            "--mode",
            "interpreter",
            "--json").Succeeded().Json.GetProperty("output").GetString());
        Assert.Equal("success", CommandLine.Run("run", folder["dump"], "--json").Succeeded().Json.GetProperty("status").GetString());
    }

    [Fact]
    public void TheModeDoesNotMatterAndTheSameDumpIsRecognised()
    {
        using var folder = new TemporaryFolder();
        var path = SharedData.Path("ethereum/bench/cases/create2_deploy.json");
        string[] run = ["run", "--case", path, "--label", "deploy", "--dump-dir"];
        Assert.Contains("nested codes: ", CommandLine.Run([.. run, folder["machine"]]).Succeeded().Error);
        CommandLine.Run([.. run, folder["interpreter"], "--mode", "interpreter"]).Succeeded();
        string[] files = [.. Names("machine")];
        Assert.Equal(files, Names("interpreter"));
        Assert.Contains(files, name => name.StartsWith("nested/", StringComparison.Ordinal));
        foreach (var name in files.Where(name => name != "meta.json"))
        {
            Assert.True(
                File.ReadAllBytes(folder["machine/" + name]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["interpreter/" + name])),
                $"{name} differs");
        }

        Assert.Contains("holds the same dump already, nothing written", CommandLine.Run([.. run, folder["machine"]]).Succeeded().Error);
        File.AppendAllText(folder["machine/" + files.First(
            name => name.EndsWith("10-lift.mir", StringComparison.Ordinal) && name.StartsWith("nested/", StringComparison.Ordinal))], " ");
        CommandLine.Run([.. run, folder["machine"]]).FailsWith("10-lift.mir differs");

        IEnumerable<string> Names(string dump) => Directory.EnumerateFiles(folder[dump], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder[dump], file)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void WhatALoopCreatesIsBoundedAndTheRestIsCounted()
    {
        // Creates with init code PUSH1 n, for n from 0 to 0xff.
        using var folder = new TemporaryFolder();
        const string Loop = "5f" + "5b" + "806160001760f01b5f52" + "60025f5ff050" + "600101" + "80610100" + "11600157" + "00";
        var result = CommandLine.Run("run", Loop, "-O", "0", "--mode", "interpreter", "--dump-dir", folder["dump"]).Succeeded();
        Assert.Contains("nested codes: 200; codes left out: 56", result.Error);
        Assert.Equal(200, Directory.GetDirectories(folder["dump/nested"]).Length);
    }
}

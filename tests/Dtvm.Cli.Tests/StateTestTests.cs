// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm statetest</c>: exit codes, the JSON document, the table, the choice of cases.</summary>
public class StateTestTests
{
    private const string Example = "ethereum/state/eest-static/stExample/add11.json"; // Cancun, Prague, Osaka; one case each

    [Theory]
    [InlineData("interpreter")]
    [InlineData("multipass")]
    public void PassingCasesGiveExitCode0AndTheDocument(string mode)
    {
        var json = CommandLine.Run("statetest", SharedData.Path(Example), "--mode", mode, "--json").Succeeded().Json;
        Assert.Equal((3, 0, 0), Counts(json));
        Assert.Equal(["Cancun", "Prague", "Osaka"], json.GetProperty("by_fork").EnumerateObject().Select(fork => fork.Name));
        Assert.Equal((1, 0, 0), Counts(json.GetProperty("by_fork").GetProperty("Osaka")));
        Assert.Equal(0, json.GetProperty("failures").GetArrayLength());
        Assert.Equal(0, json.GetProperty("skips").GetArrayLength());
        Assert.True(json.GetProperty("seconds").GetDouble() > 0);
        Assert.EndsWith(Path.GetFileName(Example), json.GetProperty("slowest").GetProperty("file").GetString());
    }

    [Fact]
    public void PeopleGetATableAndTheTotals()
    {
        var result = CommandLine.Run("statetest", SharedData.Path(Example), "--mode", "interpreter").Succeeded();
        Assert.Contains("Prague", result.Output);
        Assert.Matches(@"\nslowest: [0-9]+\.[0-9]{2} s, .*::.* (Cancun|Prague|Osaka)\[0,0,0\]\n", result.Output);
        Assert.StartsWith("3 passed, 0 failed, 0 skipped in ", result.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void FoldersAreSearchedAndBrokenFilesDoNotStopTheRun()
    {
        using var folder = new TemporaryFolder();
        var good = File.ReadAllText(SharedData.Path(Example));
        folder.Write("a_broken.json", good[..(good.Length / 2)]);
        folder.Write("b_good.json", good);
        folder.Write("c_fork.json", good.Replace("\"Osaka\":[", "\"Atlantis\":[", StringComparison.Ordinal));
        folder.Write("d_field.json", good.Replace("\"currentCoinbase\"", "\"coinbase\"", StringComparison.Ordinal));
        folder.Write("e_other.txt", "not a fixture");

        var result = CommandLine.Run("statetest", folder["."], "--mode", "interpreter", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal((5, 5, 0), Counts(result.Json));
        List<JsonElement> failures = [.. result.Json.GetProperty("failures").EnumerateArray()];
        Assert.EndsWith("a_broken.json", failures[0].GetProperty("file").GetString());
        Assert.Matches(@"^\$\['.*: not JSON: line 1, byte [0-9]+$", failures[0].GetProperty("reason").GetString());
        Assert.Equal("Atlantis", failures[1].GetProperty("fork").GetString());
        Assert.EndsWith("'].post.Atlantis: the fork is unknown", failures[1].GetProperty("reason").GetString());
        foreach (var failure in failures[2..])
        {
            Assert.EndsWith("'].env.currentCoinbase: expected an address, found nothing", failure.GetProperty("reason").GetString());
        }

        Assert.Equal(3, failures[1].GetProperty("index").GetArrayLength());
    }

    [Fact]
    public void ADifferenceIsToldWithAccountAndSlot()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(SharedData.Path(Example));
        var wrong = text
            .Replace("{\"0x00\":\"0x02\"}", "{\"0x00\":\"0x07\"}", StringComparison.Ordinal)
            .Replace("\"hash\":\"0xe8", "\"hash\":\"0x00", StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        var path = folder.Write("wrong.json", wrong);

        var result = CommandLine.Run("statetest", path, "--mode", "interpreter", "--fork", "Osaka");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FAIL " + path, result.Output);
        Assert.Contains("account 0x095e7baea6a6c7c4c2dfeb977efac326af552d87: storage[0x0]: expected 0x7, got 0x2", result.Output);
        Assert.Contains("0 passed, 1 failed, 0 skipped", result.Output);
    }

    [Fact]
    public void ForksAndNamesChooseCases()
    {
        var path = SharedData.Path(Example);
        Assert.Equal(
            (1, 0, 0), Counts(CommandLine.Run("statetest", path, "--mode", "interpreter", "--fork", "prague", "--json").Succeeded().Json));
        Assert.Equal(
            (1, 0, 0),
            Counts(
                CommandLine.Run("statetest", path, "--mode", "interpreter", "--filter", "add11.*fork_Cancun", "--json").Succeeded().Json));
        Assert.Equal(
            (3, 0, 0),
            Counts(CommandLine.Run("statetest", path, "--mode", "interpreter", "--filter", "stExample/add11", "--json").Succeeded().Json));
    }

    [Theory]
    [InlineData("statetest: no case matches", "--fork", "Frontier")]
    [InlineData("statetest: no case matches", "--filter", "nothing like this")]
    [InlineData("--fork 'atlantis': unknown; one of frontier", "--fork", "atlantis")]
    [InlineData("--filter '(': ", "--filter", "(")]
    [InlineData("--jobs '0': must be a whole number", "--jobs", "0")]
    [InlineData("--mode 'turbo': not one of", "--mode", "turbo")]
    [InlineData("nowhere/vm.so: no such file", "--vm", "nowhere/vm.so")]
    [InlineData("statetest: --mode and --vm exclude each other", "--mode", "interpreter", "--vm", "x.so")]
    public void WrongOptionsAreNamedInOneLine(string expected, params string[] options)
    {
        var result = CommandLine.Run(["statetest", SharedData.Path(Example), .. options]);
        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("dtvm: ", line);
        Assert.Contains(expected, line);
    }

    [Fact]
    public void APathThatIsNotThereIsNamed()
    {
        var result = CommandLine.Run("statetest", "nowhere.json");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("dtvm: nowhere.json: no such file", result.Error.TrimEnd());
    }

    [Fact]
    public void AFolderWithoutFixturesIsNamed()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("statetest", folder["."]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("holds no fixture files", result.Error);
    }

    private static (int Passed, int Failed, int Skipped) Counts(JsonElement json) =>
        (json.GetProperty("passed").GetInt32(), json.GetProperty("failed").GetInt32(), json.GetProperty("skipped").GetInt32());
}

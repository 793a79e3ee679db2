// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Tool;
using Dtvm.Tool.Dumps;

namespace Dtvm.Cli.Tests;

/// <summary>JSON that cannot be read costs one line with file and place, and the run goes on with the other files.</summary>
public sealed class JsonInputTests : IDisposable
{
    private const string Meta = """
        {"dump":1,"revision":"osaka","gas_metering":true,"mode":"optimistic","level":2,"pass_list":"simplify-cfg,gas-metering",
         "stop_after":null,"bisect_limit":3,"cpu":null,"message":{
           "execution_mode":"interpreter","calldata":"0x01","gas":"1000","value":"5","sender":"0x000000000000000000000000000000000000ca11",
           "to":"0x000000000000000000000000000000000000c0de","state":"state.json","case":null,"label":null},
         "code_size":2,"code_sha256":"0x00","generated_for":"znver5","cpu_features":"+avx2"}
        """;

    private static readonly string StateTest = File.ReadAllText(SharedData.Path("ethereum/state/eest-static/stExample/add11.json"));

    private static readonly string Case = File.ReadAllText(SharedData.Path("ethereum/bench/cases/counter.json"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void StateTestsGoOn()
    {
        // The faults that were found in use, and a sample of all mutants.
        (string From, string To, string Place)[] found =
        [
            ("\"env\":{", "\"env\":null,\"was\":{", "'].env: expected an object, found null"),
            ("\"pre\":{", "\"pre\":[],\"was\":{", "'].pre: expected an object, found a list"),
            ("\"blobSchedule\":{", "\"blobSchedule\":7,\"was\":{", "'].config.blobSchedule: expected an object, found the number 7"),
            ("\"indexes\":{", "\"indexes\":[],\"was\":{", ".indexes: expected an object, found a list"),
        ];
        _folder.Write("good.json", StateTest);
        for (var i = 0; i < found.Length; i++)
        {
            var changed = StateTest.Replace(found[i].From, found[i].To, StringComparison.Ordinal);
            Assert.NotEqual(StateTest, changed);
            _folder.Write($"found-{i}.json", changed);
        }

        var state = StateTest.Replace("\"state\":{", "\"state\":\"x\",\"was\":{", StringComparison.Ordinal);
        _folder.Write("state.json", state);
        _folder.Write("state-wrong.json", state.Replace("\"logs\":\"0x1d", "\"logs\":\"0x1e", StringComparison.Ordinal));
        JsonMutant[] sample = [.. JsonMutant.Of(StateTest).Where((_, index) => index % 29 == 0)];
        for (var i = 0; i < sample.Length; i++)
        {
            _folder.Write($"mutant-{i}.json", sample[i].Text);
        }

        var result = CommandLine.Run("statetest", _folder["."], "--mode", "interpreter", "--json");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        JsonElement[] failures = [.. result.Json.GetProperty("failures").EnumerateArray()];
        Assert.Empty(FailuresOf("good.json"));
        Assert.Empty(FailuresOf("state.json"));
        Assert.True(result.Json.GetProperty("passed").GetInt32() >= 6);
        for (var i = 0; i < found.Length; i++)
        {
            Assert.NotEmpty(FailuresOf($"found-{i}.json"));
            Assert.All(FailuresOf($"found-{i}.json"), failure => Assert.EndsWith(found[i].Place, Text(failure, "reason")));
        }

        Assert.Equal(3, FailuresOf("state-wrong.json").Length);
        foreach (var failure in FailuresOf("state-wrong.json"))
        {
            var detail = failure.GetProperty("details")[1].GetString()!;
            Assert.StartsWith("the expected state cannot be read: $['", detail);
            Assert.EndsWith(".state: expected an object, found 'x'", detail);
        }

        Assert.True(sample.Length > 30 && failures.Length > 20);
        Assert.All(failures, failure => Assert.DoesNotContain("internal error", Text(failure, "reason")));

        JsonElement[] FailuresOf(string name) =>
            [.. failures.Where(failure => Text(failure, "file").EndsWith("/" + name, StringComparison.Ordinal))];
    }

    [Fact]
    public void BenchmarksGoOn()
    {
        _folder.Write("good.json", Case);
        (string From, string To, string Expected)[] faults =
        [
            ("\"runs\":[", "\"runs\":{},\"was\":[", "$.runs: expected a list, found an object"),
            ("\"runs\":[", "\"runs\":null,\"was\":[", "$.runs: expected a list, found null"),
            ("\"runs\":[", "\"runs\":[],\"was\":[", "$.runs: expected at least one run, found none"),
            ("\"logs\":[]", "\"logs\":{}", "$.runs[0].expected.logs: expected a list, found an object"),
            ("\"storage\":{}", "\"storage\":[]", ".storage: expected an object, found a list"),
            ("\"value\":\"0x0\"", "\"value\":\"0xffffffffffffffffffffffffffff\"", "$.runs[0].value: the sender 0x1111111111111111111111"),
            ("\"fork\":\"Prague\"", "\"fork\":\"Atlantis\"", "$.fork: expected a revision, found 'Atlantis'"),
            ("{", "{{", "$: not JSON: line 1, byte 2"),
        ];
        for (var i = 0; i < faults.Length; i++)
        {
            var changed = Case.Replace(faults[i].From, faults[i].To, StringComparison.Ordinal);
            Assert.NotEqual(Case, changed);
            var path = _folder.Write($"bad-{i}.json", changed);
            CommandLine.Run("run", "--case", path, "--mode", "interpreter").FailsWith($"dtvm: {path}: $");
        }

        var result = CommandLine.Run("bench", _folder["."], "--check", "--mode", "interpreter", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.Json.GetProperty("cases").EnumerateArray());
        JsonElement[] unreadable = [.. result.Json.GetProperty("unreadable").EnumerateArray()];
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < faults.Length; i++)
        {
            Assert.EndsWith($"bad-{i}.json", Text(unreadable[i], "file"));
            Assert.Contains(faults[i].Expected, Text(unreadable[i], "reason"));
            Assert.Equal("dtvm: " + Text(unreadable[i], "reason"), lines[i]);
        }

        Assert.Equal($"dtvm: bench: case files that cannot be read: {faults.Length}", lines[^1]);
        Assert.Contains("1 of 1 as expected", CommandLine.Run("bench", _folder["."], "--check", "--mode", "interpreter").Output);
        CommandLine.Run("bench", _folder["bad-0.json"], "--check").FailsWith(faults[0].Expected);
        var all = CommandLine.Run("bench", _folder["bad-0.json"], _folder["bad-1.json"], "--check");
        Assert.Equal((2, 3), (all.ExitCode, all.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    /// <summary>Balances and nonces are decimal unless they begin with <c>0x</c>, as in geth's genesis files.</summary>
    [Theory]
    [InlineData("\"1000000000000000000\"", "de0b6b3a7640000")]
    [InlineData("\"0xde0b6b3a7640000\"", "de0b6b3a7640000")]
    [InlineData("1000000000000000000", "de0b6b3a7640000")]
    [InlineData("\"10\"", "a")]
    [InlineData("\"0x10\"", "10")]
    public void BalancesAreDecimalWithout0x(string balance, string expected)
    {
        var path = _folder.Write("state.json", $"{{\"0x000000000000000000000000000000000000c0de\":{{\"balance\":{balance}}}}}");
        var json = CommandLine.Run("run", "475f5260205ff3", "--mode", "interpreter", "--state", path, "--json").Succeeded().Json;
        Assert.Equal("0x" + expected.PadLeft(64, '0'), json.GetProperty("output").GetString());
    }

    [Fact]
    public void NumbersOfACaseAreDecimalWithout0x()
    {
        var changed = Case.Replace("\"gas\":\"0x3b9aca00\"", "\"gas\":\"1000000000\"", StringComparison.Ordinal)
            .Replace("\"gasUsed\":\"0x571b\"", "\"gasUsed\":22299", StringComparison.Ordinal);
        Assert.NotEqual(Case, changed);
        var path = _folder.Write("case.json", changed);
        var json = CommandLine.Run("run", "--case", path, "--mode", "interpreter", "--json").Succeeded().Json;
        Assert.True(json.GetProperty("ok").GetBoolean());
        Assert.Equal(1_000_000_000 - 22299, json.GetProperty("gas_left").GetInt64());
    }

    [Fact]
    public void AFileInTheWrongPlaceIsToldWhereItBelongs()
    {
        var test = _folder.Write("test.json", StateTest);
        var benchCase = _folder.Write("case.json", Case);
        var state = _folder.Write("state.json", "{\"0x000000000000000000000000000000000000c0de\":{\"balance\":\"1\"}}");
        const string Replay = "expected a reproducer of dtvm fuzz";
        CommandLine.Run("run", "--case", test)
            .FailsWith($"{test}: $: expected a benchmark case, found a file of state tests: dtvm statetest FILE");
        CommandLine.Run("run", "00", "--state", benchCase)
            .FailsWith($"{benchCase}: $: expected a state, found a benchmark case: dtvm run --case");
        CommandLine.Run("exec", benchCase).FailsWith($"{benchCase}: $: {Replay}, found a benchmark case: dtvm run --case FILE");
        CommandLine.Run("exec", state).FailsWith($"{state}: $: {Replay}, found a state: dtvm run CODE --state FILE takes it");
        CommandLine.Run("fuzz", "--replay", test).FailsWith($"{test}: $: {Replay}, found a file of state tests");
        var result = CommandLine.Run("statetest", benchCase, "--mode", "interpreter");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("$: expected a file of state tests, found a benchmark case: dtvm run --case FILE and dtvm bench", result.Output);
    }

    [Fact]
    public void TheDescriptionOfADumpIsReadOrTold()
    {
        var path = _folder["meta.json"];
        var noticed = new HashSet<string>();
        foreach (var mutant in JsonMutant.Of(Meta))
        {
            File.WriteAllBytes(path, mutant.Text);
            try
            {
                DumpMeta.Read(path);
            }
            catch (CliException exception)
            {
                Assert.StartsWith($"{path}: $", exception.Message);
                Assert.DoesNotContain('\n', exception.Message);
                var place = exception.Message[(path.Length + 2)..];
                place = place[..place.IndexOf(": ", StringComparison.Ordinal)];
                Assert.True(
                    mutant.Place.StartsWith(place, StringComparison.Ordinal) || place.StartsWith(mutant.Parent, StringComparison.Ordinal),
                    $"{mutant.Place}: {mutant.Change}: {exception.Message}");
                if (exception.Message.Contains(": expected ", StringComparison.Ordinal))
                {
                    noticed.Add(mutant.Place);
                }
            }
        }

        string[] unread = [.. JsonMutant.PlacesOf(Meta).Where(place => !noticed.Contains(place)).Order(StringComparer.Ordinal)];
        Assert.Equal(["$.code_sha256", "$.code_size"], unread);
    }

    [Theory]
    [InlineData("\"gas\":\"1000\"", "\"gas\":\"much\"", "$.message.gas: expected a whole number, decimal or 0x hex, found 'much'")]
    [InlineData("\"gas\":\"1000\"", "\"gas\":\"0\"", "$.message.gas: expected a number above 0, found '0'")]
    [InlineData("\"state\":\"state.json\"", "\"state\":\"../x\"", "$.message.state: expected 'state.json' or null, found '../x'")]
    [InlineData("\"state\":\"state.json\"", "\"state\":\"\\u0000\"", "$.message.state: expected 'state.json' or null, found '\\u0000'")]
    [InlineData("\"sender\":\"0x", "\"sender\":\"0x1234", "$.message.sender: expected an address, found '0x1234")]
    [InlineData("\"execution_mode\":\"interpreter\"", "\"execution_mode\":7", "$.message.execution_mode: expected a mode, found")]
    [InlineData("\"message\":{", "\"message\":[],\"was\":{", "$.message: expected an object, found a list")]
    [InlineData("\"revision\":\"osaka\"", "\"revision\":\"atlantis\"", "$.revision: expected a revision, found 'atlantis'")]
    [InlineData("\"mode\":\"optimistic\"", "\"mode\":null", "$.mode: expected a string, found null")]
    [InlineData("\"dump\":1", "\"dump\":2", "$.dump: dump version 2; this dtvm reads version 1")]
    [InlineData("\"pass_list\":\"simplify-cfg,gas-metering\"", "\"pass_list\":\"frob\"", "$.pass_list: 'frob': no such pass; there are ")]
    public void ADumpWithDamageIsRefusedWithThePlace(string from, string to, string expected)
    {
        var changed = Meta.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Meta, changed);
        _folder.Write("meta.json", changed);
        _folder.Write("bytecode.bin", [0x5f, 0x00]);
        _folder.Write("state.json", "{}");
        var verb = expected.Contains("pass_list", StringComparison.Ordinal) ? "mir" : "run";
        CommandLine.Run(verb, _folder["."]).FailsWith($"meta.json: {expected}");
    }

    [Fact]
    public void MutantsNeverEndAProcessWithMoreThanALine()
    {
        const string State =
            """{"0x000000000000000000000000000000000000c0de":{"balance":"0x7","nonce":"1","code":"0x","storage":{"0x2":"0x9"}}}""";
        foreach (var mutant in JsonMutant.Of(State).Where((_, index) => index % 41 == 0))
        {
            var path = _folder.Write("state.json", mutant.Text);
            CheckLine(CommandLine.Run("run", "00", "--mode", "interpreter", "--state", path), path, mutant);
        }

        foreach (var mutant in JsonMutant.Of(Case).Where((_, index) => index % 173 == 0))
        {
            var path = _folder.Write("case.json", mutant.Text);
            CheckLine(CommandLine.Run("run", "--case", path, "--mode", "interpreter"), path, mutant);
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>A message may do something else than its case says (1), but what is refused (2) is so in a line with the place.</summary>
    private static void CheckLine(CommandLineResult result, string path, JsonMutant mutant)
    {
        var told = $"{mutant.Place}: {mutant.Change}: exit code {result.ExitCode}: {result.Error}";
        Assert.True(result.ExitCode is 0 or 1 or 2, told);
        if (result.ExitCode != 2)
        {
            return;
        }

        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"dtvm: {path}: $", result.Error);
    }
}

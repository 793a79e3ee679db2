using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Reads fixture files: GeneralStateTests of ethereum/tests and legacytests, state tests of execution-spec-tests, VM tests.</summary>
/// <remarks>Not safe for concurrent use: it remembers what is dear to compute from one file to the next.</remarks>
/// <param name="acceptsTest">Which tests to read, by path of the file and name; null for all.</param>
/// <param name="onlyFork">The only revision to read; null for all.</param>
public sealed class StateTestReader(Func<string, string, bool>? acceptsTest = null, EvmcRevision? onlyFork = null)
{
    private readonly TransactionReader _transactions = new();

    /// <summary>Reads a file. What cannot be read is among the errors of the result; the rest is read all the same.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The tests.</returns>
    public StateTestFile Read(string path)
    {
        var tests = new List<StateTest>();
        var vmTests = new List<VmTest>();
        var errors = new List<StateTestError>();
        try
        {
            using JsonDocument document = JsonFile.Read(path);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("a fixture file is an object of tests");
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (acceptsTest is null || acceptsTest(path, property.Name)) ReadTest(property.Name, property.Value, tests, vmTests, errors);
            }
        }
        catch (FormatException exception)
        {
            errors.Add(new StateTestError("", "", exception.Message, 1));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new StateTestError("", "", $"cannot be read: {exception.Message}", 1));
        }

        return new StateTestFile(path, tests, vmTests, errors);
    }

    /// <summary>Reads the expected state of a case again, which <see cref="Read"/> leaves aside because only a failure needs it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="test">Name of the test.</param>
    /// <param name="fork">Name of the fork.</param>
    /// <param name="position">Position in the fork's list.</param>
    /// <returns>The accounts; null when the file does not give them.</returns>
    public static IReadOnlyList<PreAccount>? ReadExpectedState(string path, string test, string fork, int position)
    {
        using JsonDocument document = JsonFile.Read(path);
        JsonElement entry = document.RootElement.GetProperty(test).GetProperty("post").GetProperty(fork)[position];
        return FixtureJson.TryGet(entry, "state", out JsonElement state) ? PreState.Parse(state) : null;
    }

    private void ReadTest(string name, JsonElement json, List<StateTest> tests, List<VmTest> vmTests, List<StateTestError> errors)
    {
        try
        {
            if (json.ValueKind != JsonValueKind.Object) throw new FormatException("a test is an object");
            if (json.TryGetProperty("exec", out _))
            {
                if (onlyFork is null or EvmcRevision.Frontier) vmTests.Add(VmTestReader.Read(name, json));
                return;
            }

            TransactionFamily family = _transactions.Read(FixtureJson.Required(json, "transaction"));
            List<StateTestCase> cases = ReadPost(name, json, family, errors);
            if (cases.Count == 0) return;
            tests.Add(new StateTest(name, PreState.Parse(FixtureJson.Required(json, "pre")), family, cases, !json.TryGetProperty("config", out _)));
        }
        catch (FormatException exception)
        {
            errors.Add(new StateTestError(name, "", exception.Message, 1));
        }
    }

    private List<StateTestCase> ReadPost(string name, JsonElement json, TransactionFamily family, List<StateTestError> errors)
    {
        JsonElement env = FixtureJson.Required(json, "env");
        FixtureJson.TryGet(json, "config", out JsonElement config);
        var cases = new List<StateTestCase>();
        foreach (JsonProperty fork in FixtureJson.Members(json, "post"))
        {
            try
            {
                if (!Revisions.TryParse(fork.Name, out Revision parsed))
                {
                    // A run that is limited to one fork has nothing to do with another, known or not.
                    if (onlyFork is null) throw new FormatException("the fork is unknown");
                    continue;
                }

                var revision = (EvmcRevision)(int)parsed;
                if (onlyFork is { } only && only != revision) continue;
                ReadFork(fork, revision, env, config, family, cases);
            }
            catch (FormatException exception)
            {
                int lost = fork.Value.ValueKind == JsonValueKind.Array ? Math.Max(1, fork.Value.GetArrayLength()) : 1;
                cases.RemoveAll(entry => entry.Fork == fork.Name);
                errors.Add(new StateTestError(name, fork.Name, $"post.{fork.Name}: {exception.Message}", lost));
            }
        }

        return cases;
    }

    private static void ReadFork(
        JsonProperty fork, EvmcRevision revision, JsonElement env, JsonElement config, TransactionFamily family, List<StateTestCase> cases)
    {
        BlobParameters blobs = EnvironmentReader.ReadBlobs(config, fork.Name, revision);
        BlockEnvironment block = EnvironmentReader.Read(env, config, revision, blobs);
        int position = 0;
        foreach (JsonElement entry in FixtureJson.Items(fork.Name, fork.Value))
        {
            try
            {
                cases.Add(ReadCase(fork.Name, revision, position, block, blobs, family, entry));
                position++;
            }
            catch (FormatException exception)
            {
                throw new FormatException($"[{position}]: {exception.Message}", exception);
            }
        }
    }

    private static StateTestCase ReadCase(
        string fork, EvmcRevision revision, int position, BlockEnvironment block, BlobParameters blobs, TransactionFamily family, JsonElement json)
    {
        JsonElement indexes = FixtureJson.Required(json, "indexes");
        var index = new CaseIndex(
            FixtureJson.Index(indexes, "data", family.Data.Count),
            FixtureJson.Index(indexes, "gas", family.GasLimits.Count),
            FixtureJson.Index(indexes, "value", family.Values.Count));
        return new StateTestCase(
            fork,
            revision,
            position,
            index,
            block,
            blobs,
            FixtureJson.Word("hash", FixtureJson.Required(json, "hash")),
            FixtureJson.Word("logs", FixtureJson.Required(json, "logs")),
            FixtureJson.TryGet(json, "gasUsed", out JsonElement gasUsed) ? FixtureJson.Long("gasUsed", gasUsed) : null,
            FixtureJson.TryGet(json, "expectException", out JsonElement exception) ? FixtureJson.Text("expectException", exception) : null);
    }
}

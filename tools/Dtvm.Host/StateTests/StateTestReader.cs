// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>Reads fixture files: GeneralStateTests of ethereum/tests and legacytests, state tests of execution-spec-tests, VM
/// tests.</summary>
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
            using var file = JsonFile.Read(path);
            if (JsonKinds.Of(file.Root) != JsonKind.BlockchainTest)
            {
                JsonKinds.Expect(file.Root, JsonKind.StateTest);
            }

            foreach (var test in file.Root.Members())
            {
                if (acceptsTest is null || acceptsTest(path, test.Name!))
                {
                    ReadTest(test, tests, vmTests, errors);
                }
            }
        }
        catch (JsonInputException exception)
        {
            errors.Add(new StateTestError("", "", exception.Place, 1));
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
    /// <exception cref="JsonInputException">The state has not its form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<PreAccount>? ReadExpectedState(string path, string test, string fork, int position)
    {
        using var file = JsonFile.Read(path);
        var entry = file.Root[test]["post"][fork].Items().ElementAtOrDefault(position);
        return entry?["state"] is { IsGiven: true } state ? PreState.Parse(state) : null;
    }

    private void ReadTest(JsonCursor json, List<StateTest> tests, List<VmTest> vmTests, List<StateTestError> errors)
    {
        try
        {
            if (JsonKinds.OfTest(json) == JsonKind.BlockchainTest)
            {
                throw json.Fault($"expected a state test, found a blockchain test: {JsonKinds.UseOf(JsonKind.BlockchainTest)}");
            }

            if (json["exec"].Exists)
            {
                if (onlyFork is null or EvmcRevision.Frontier)
                {
                    vmTests.Add(VmTestReader.Read(json));
                }

                return;
            }

            var family = _transactions.Read(json["transaction"]);
            var cases = ReadPost(json, family, errors);
            if (cases.Count == 0)
            {
                return;
            }

            tests.Add(new StateTest(json.Name!, PreState.Parse(json["pre"]), family, cases, !json["config"].Exists));
        }
        catch (JsonInputException exception)
        {
            errors.Add(new StateTestError(json.Name!, "", exception.Place, 1));
        }
    }

    private List<StateTestCase> ReadPost(JsonCursor json, TransactionFamily family, List<StateTestError> errors)
    {
        var cases = new List<StateTestCase>();
        foreach (var fork in json["post"].Members())
        {
            try
            {
                if (!Revisions.TryParse(fork.Name!, out var parsed))
                {
                    // A run that is limited to one fork has nothing to do with another, known or not.
                    if (onlyFork is null)
                    {
                        throw fork.Fault("the fork is unknown");
                    }

                    continue;
                }

                var revision = (EvmcRevision)(int)parsed;
                if (onlyFork is { } only && only != revision)
                {
                    continue;
                }

                ReadFork(fork, revision, json, family, cases);
            }
            catch (JsonInputException exception)
            {
                var lost = fork.IsList ? Math.Max(1, fork.Items().Count()) : 1;
                cases.RemoveAll(entry => entry.Fork == fork.Name);
                errors.Add(new StateTestError(json.Name!, fork.Name!, exception.Place, lost));
            }
        }

        return cases;
    }

    private static void ReadFork(
        JsonCursor fork, EvmcRevision revision, JsonCursor test, TransactionFamily family, List<StateTestCase> cases)
    {
        var config = test["config"];
        var blobs = EnvironmentReader.ReadBlobs(config, fork.Name!, revision);
        var block = EnvironmentReader.Read(test["env"], config, revision, blobs);
        var position = 0;
        foreach (var entry in fork.Items())
        {
            cases.Add(ReadCase(fork.Name!, revision, position++, block, blobs, family, entry));
        }
    }

    private static StateTestCase ReadCase(
        string fork,
        EvmcRevision revision,
        int position,
        BlockEnvironment block,
        BlobParameters blobs,
        TransactionFamily family,
        JsonCursor json)
    {
        var indexes = json["indexes"];
        var index = new CaseIndex(
            Choice(indexes["data"], family.Data.Count),
            Choice(indexes["gas"], family.GasLimits.Count),
            Choice(indexes["value"], family.Values.Count));
        return new StateTestCase(
            fork,
            revision,
            position,
            index,
            block,
            blobs,
            json["hash"].Word(),
            json["logs"].Word(),
            json["gasUsed"] is { IsGiven: true } gasUsed ? gasUsed.Long() : null,
            json["expectException"] is { IsGiven: true } exception ? exception.Text() : null);
    }

    private static int Choice(JsonCursor index, int count) =>
        count > 0 ? index.Int(0, count - 1) : throw index.Fault($"the transaction has no {index.Name} to choose from");
}

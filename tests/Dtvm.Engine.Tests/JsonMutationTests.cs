// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.Fuzzing;
using Dtvm.Host.Json;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>
/// Every place of every JSON format is changed in many ways. A reader then reads what is there or says which file is wrong and where;
/// nothing else comes out of it, and what is read runs.
/// </summary>
public sealed class JsonMutationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dtvm-mutants-").FullName;
    private readonly EngineVm _vm = StateTestModes.Create("interpreter");
    private readonly StateTestCaseRunner _cases;
    private readonly VmTestRunner _vmTests;

    public JsonMutationTests()
    {
        _cases = new StateTestCaseRunner(_vm);
        _vmTests = new VmTestRunner(_vm);
    }

    /// <summary>Small state tests and VM tests of Ethereum, some of each form.</summary>
    public static TheoryData<string> SharedTests =>
    [
        "state/eest/osaka/eip7825_transaction_gas_limit_cap/test_tx_gas_limit_cap_at_maximum.json",
        "state/eest/cancun/eip7516_blobgasfee/test_blobbasefee_before_fork.json",
        "state/eest/prague/eip7702_set_code_tx/test_signature_s_out_of_range.json",
        "state/eest-static/stExample/add11.json",
        "vmtests/vmTests/suicide.json",
    ];

    private string FilePath => Path.Combine(_folder, "mutant.json");

    public void Dispose()
    {
        _vm.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void OfAStateTestWithAccessLists()
    {
        // The expected state is looked at when its case fails, and told with the failure.
        var text = JsonMutationInputs.AccessListTest;
        var state = JsonMutant.PlacesOf(text).Where(IsOfExpectedState);
        Check(text, ReadAndRunTests, ["$.t._info", "$.t._info.comment", "$.t.post.Berlin[0].txbytes", .. state]);
    }

    [Fact]
    public void OfAStateTestWithBlobs() =>
        Check(JsonMutationInputs.BlobTest, ReadAndRunTests, "$.t.config.blobSchedule.Cancun.target");

    [Fact]
    public void OfAStateTestWithAuthorizations() => Check(JsonMutationInputs.SetCodeTest, ReadAndRunTests);

    [Fact]
    public void OfAVmTest() => Check(JsonMutationInputs.VmTest, ReadAndRunTests, "$.t.callcreates");

    /// <summary>A part of the mutants, of all places. Which are read is not told here: the forms are those of the tests above.</summary>
    [Theory]
    [MemberData(nameof(SharedTests))]
    public void OfASharedTest(string path)
    {
        var text = File.ReadAllText(SharedData.Path("ethereum/" + path));
        var part = JsonMutant.Of(text).Where((_, index) => index % 7 == 0);
        var failed = DeepStack.Run(() => part.Sum(mutant =>
        {
            Write(mutant);
            return ReadAndRunTests(mutant).Count;
        }));
        Assert.True(failed > 50, $"{failed} errors");
    }

    [Fact]
    public void OfAnExpectedState()
    {
        var unreadable = 0;
        DeepStack.Run(() =>
        {
            foreach (var mutant in JsonMutant.Of(JsonMutationInputs.AccessListTest).Where(mutant => IsOfExpectedState(mutant.Place)))
            {
                // A key that stands twice makes the file no JSON.
                if (!Write(mutant))
                {
                    continue;
                }

                var test = Assert.Single(new StateTestReader().Read(FilePath).Tests);
                var failure = _cases.Run(FilePath, test, test.Cases[0])!;
                const string Told = "the expected state cannot be read: ";
                string[] told = [.. failure.Details.Where(line => line.StartsWith(Told, StringComparison.Ordinal))];
                foreach (var line in told)
                {
                    CheckError(mutant, line[Told.Length..], []);
                }

                unreadable += told.Length;
            }

            return 0;
        });
        Assert.InRange(unreadable, 150, 400);
    }

    [Fact]
    public void OfABenchmarkCase() => Check(
        JsonMutationInputs.BenchmarkCase,
        mutant => Read(mutant, () =>
        {
            var benchCase = BenchCaseReader.Read(FilePath);
            foreach (var run in benchCase.Runs)
            {
                using var runner = new CaseRunner(benchCase, run, _vm);
                _ = runner.Check(out _);
            }
        }),
        "$.description", "$.source", "$.source.repo", "$.runs[0].expected.txGasUsed");

    [Fact]
    public void OfAState() =>
        Check(JsonMutationInputs.State, mutant => Read(mutant, () => PreState.ToWorldState(PreState.Read(FilePath))));

    [Fact]
    public void OfAReproducer() => Check(
        JsonMutationInputs.Reproducer,
        mutant => Read(mutant, () =>
        {
            var reproducer = Reproducer.Read(FilePath);
            using var observer = new Observer(_vm);
            Assert.NotNull(observer.Observe(DifferentialRunner.Scenario(reproducer.Program, reproducer.Input)).Outcome);
        }),
        "$.culprit", "$.culprit.kind", "$.reference", "$.reference.status", "$.subject");

    [Fact]
    public void CutOffOrWithAByteChanged()
    {
        var random = new Random(20260901);
        var failed = 0;
        string[] texts =
        [
            JsonMutationInputs.AccessListTest, JsonMutationInputs.VmTest, JsonMutationInputs.BenchmarkCase, JsonMutationInputs.State,
            JsonMutationInputs.Reproducer,
        ];
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var i = 0; i < 1000; i++)
            {
                var changed = i % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
                if (i % 2 != 0)
                {
                    changed[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                var mutant = new JsonMutant("$", "$", $"change {i} of {text[..20]}", changed);
                Write(mutant);
                Assert.All(new StateTestReader().Read(FilePath).Errors, error => CheckError(mutant, error.Message, []));
                failed += Read(mutant, () => BenchCaseReader.Read(FilePath)).Count;
                failed += Read(mutant, () => PreState.Read(FilePath)).Count;
                failed += Read(mutant, () => Reproducer.Read(FilePath)).Count;
            }
        }

        Assert.InRange(failed, 10_000, 15_000);
    }

    /// <summary>Checks the mutants of a file, and that a change of each of its places is noticed, but for the unread ones.</summary>
    private void Check(string text, Func<JsonMutant, List<string>> read, params string[] unread)
    {
        var noticed = new HashSet<string>();
        var mutants = 0;
        DeepStack.Run(() =>
        {
            foreach (var mutant in JsonMutant.Of(text))
            {
                mutants++;

                // What is no JSON is noticed wherever it stands.
                var isJson = Write(mutant);
                if (read(mutant).Count > 0 && isJson)
                {
                    noticed.Add(mutant.Place);
                }
            }

            return 0;
        });
        var places = JsonMutant.PlacesOf(text);
        Assert.True(mutants > 35 * places.Count, $"{mutants} mutants of {places.Count} places");
        Assert.Equal(unread.Order(StringComparer.Ordinal), places.Where(place => !noticed.Contains(place)).Order(StringComparer.Ordinal));
    }

    /// <summary>Writes a mutant to the file and says whether it is JSON.</summary>
    private bool Write(JsonMutant mutant)
    {
        // A new file: where one is written over, ext4 waits for the disk.
        File.Delete(FilePath);
        File.WriteAllBytes(FilePath, mutant.Text);
        try
        {
            JsonFile.Parse(mutant.Text, "").Dispose();
            return true;
        }
        catch (JsonInputException)
        {
            return false;
        }
    }

    private List<string> ReadAndRunTests(JsonMutant mutant)
    {
        var errors = new List<string>();
        var file = new StateTestReader().Read(FilePath);
        foreach (var error in file.Errors)
        {
            CheckError(mutant, error.Message, errors);
        }

        try
        {
            foreach (var test in file.Tests)
            {
                foreach (var testCase in test.Cases)
                {
                    _cases.Run(FilePath, test, testCase);
                }
            }

            foreach (var test in file.VmTests)
            {
                _vmTests.Run(FilePath, test);
            }
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{Describe(mutant)}: {exception}");
        }

        return errors;
    }

    private List<string> Read(JsonMutant mutant, Action read)
    {
        var errors = new List<string>();
        try
        {
            read();
        }
        catch (JsonInputException exception)
        {
            Assert.Equal(FilePath, exception.File);
            Assert.Equal($"{FilePath}: {exception.Place}", exception.Message);
            CheckError(mutant, exception.Place, errors);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{Describe(mutant)}: {exception}");
        }

        return errors;
    }

    /// <summary>An error is one short line, and its place is the changed one, one above it, or one beside it that misses it.</summary>
    private static void CheckError(JsonMutant mutant, string message, List<string> errors)
    {
        var told = $"{Describe(mutant)}: {message}";
        Assert.StartsWith("$", message);
        Assert.DoesNotContain('\n', message);
        Assert.True(message.Length < 1000, told);
        var path = message[..message.IndexOf(": ", StringComparison.Ordinal)];
        var place = mutant.Place;
        var isThere = place.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(mutant.Parent, StringComparison.Ordinal);

        // A choice is wrong when there is nothing left to choose from, and a value when its sender has nothing left.
        var isAfar = (place.Contains(".transaction", StringComparison.Ordinal) && path.Contains(".indexes.", StringComparison.Ordinal))
            || (place.StartsWith("$.pre", StringComparison.Ordinal) && path.EndsWith("].value", StringComparison.Ordinal));
        Assert.True(isThere || isAfar, told);
        errors.Add(told);
    }

    private static bool IsOfExpectedState(string place) => place.Contains("].state", StringComparison.Ordinal);

    private static string Describe(JsonMutant mutant) => $"{mutant.Place}: {mutant.Change[..Math.Min(60, mutant.Change.Length)]}";
}

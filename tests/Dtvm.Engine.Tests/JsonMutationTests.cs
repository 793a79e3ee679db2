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
    public void Of_a_state_test_with_access_lists()
    {
        // The expected state is looked at when its case fails, and told with the failure.
        string text = JsonMutationInputs.AccessListTest;
        IEnumerable<string> state = JsonMutant.PlacesOf(text).Where(IsOfExpectedState);
        Check(text, ReadAndRunTests, ["$.t._info", "$.t._info.comment", "$.t.post.Berlin[0].txbytes", .. state]);
    }

    [Fact]
    public void Of_a_state_test_with_blobs() =>
        Check(JsonMutationInputs.BlobTest, ReadAndRunTests, "$.t.config.blobSchedule.Cancun.target");

    [Fact]
    public void Of_a_state_test_with_authorizations()
    {
        const string List = "$.t.transaction.authorizationList";
        Check(JsonMutationInputs.SetCodeTest, ReadAndRunTests, $"{List}[0].v", $"{List}[0].r");
    }

    [Fact]
    public void Of_a_vm_test() => Check(JsonMutationInputs.VmTest, ReadAndRunTests, "$.t.callcreates");

    /// <summary>A part of the mutants, of all places. Which are read is not told here: the forms are those of the tests above.</summary>
    [Theory]
    [MemberData(nameof(SharedTests))]
    public void Of_a_shared_test(string path)
    {
        string text = File.ReadAllText(SharedData.Path("ethereum/" + path));
        IEnumerable<JsonMutant> part = JsonMutant.Of(text).Where((_, index) => index % 7 == 0);
        int failed = DeepStack.Run(() => part.Sum(mutant => ReadAndRunTests(mutant).Count));
        Assert.True(failed > 50, $"{failed} errors");
    }

    [Fact]
    public void Of_an_expected_state()
    {
        int unreadable = 0;
        DeepStack.Run(() =>
        {
            foreach (JsonMutant mutant in JsonMutant.Of(JsonMutationInputs.AccessListTest).Where(mutant => IsOfExpectedState(mutant.Place)))
            {
                // A key that stands twice makes the file no JSON.
                if (!Write(mutant)) continue;
                StateTest test = Assert.Single(new StateTestReader().Read(FilePath).Tests);
                CaseResult failure = _cases.Run(FilePath, test, test.Cases[0])!;
                const string Told = "the expected state cannot be read: ";
                string[] told = [.. failure.Details.Where(line => line.StartsWith(Told, StringComparison.Ordinal))];
                foreach (string line in told) CheckError(mutant, line[Told.Length..], []);
                unreadable += told.Length;
            }

            return 0;
        });
        Assert.InRange(unreadable, 150, 400);
    }

    [Fact]
    public void Of_a_benchmark_case() => Check(
        JsonMutationInputs.BenchmarkCase,
        mutant => Read(mutant, () =>
        {
            BenchCase benchCase = BenchCaseReader.Read(FilePath);
            foreach (BenchRun run in benchCase.Runs)
            {
                using var runner = new CaseRunner(benchCase, run, _vm);
                _ = runner.Check(out _);
            }
        }),
        "$.description", "$.source", "$.source.repo", "$.runs[0].expected.txGasUsed");

    [Fact]
    public void Of_a_state() =>
        Check(JsonMutationInputs.State, mutant => Read(mutant, () => PreState.ToWorldState(PreState.Read(FilePath))));

    [Fact]
    public void Of_a_reproducer() => Check(
        JsonMutationInputs.Reproducer,
        mutant => Read(mutant, () =>
        {
            Reproducer reproducer = Reproducer.Read(FilePath);
            using var observer = new Observer(_vm);
            Assert.NotNull(observer.Observe(DifferentialRunner.Scenario(reproducer.Program, reproducer.Input)).Outcome);
        }),
        "$.culprit", "$.culprit.kind", "$.reference", "$.reference.status", "$.subject");

    [Fact]
    public void Cut_off_or_with_a_byte_changed()
    {
        var random = new Random(20260901);
        int failed = 0;
        string[] texts =
        [
            JsonMutationInputs.AccessListTest, JsonMutationInputs.VmTest, JsonMutationInputs.BenchmarkCase, JsonMutationInputs.State,
            JsonMutationInputs.Reproducer,
        ];
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int i = 0; i < 1000; i++)
            {
                byte[] changed = i % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
                if (i % 2 != 0) changed[random.Next(bytes.Length)] = (byte)random.Next(256);
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
        int mutants = 0;
        DeepStack.Run(() =>
        {
            foreach (JsonMutant mutant in JsonMutant.Of(text))
            {
                mutants++;

                // What is no JSON is noticed wherever it stands.
                bool isJson = Write(mutant);
                if (read(mutant).Count > 0 && isJson) noticed.Add(mutant.Place);
            }

            return 0;
        });
        IReadOnlyList<string> places = JsonMutant.PlacesOf(text);
        Assert.True(mutants > 35 * places.Count, $"{mutants} mutants of {places.Count} places");
        Assert.Equal(unread.Order(StringComparer.Ordinal), places.Where(place => !noticed.Contains(place)).Order(StringComparer.Ordinal));
    }

    /// <summary>Writes a mutant to the file and says whether it is JSON.</summary>
    private bool Write(JsonMutant mutant)
    {
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
        Write(mutant);
        var errors = new List<string>();
        StateTestFile file = new StateTestReader().Read(FilePath);
        foreach (StateTestError error in file.Errors) CheckError(mutant, error.Message, errors);
        try
        {
            foreach (StateTest test in file.Tests)
            {
                foreach (StateTestCase testCase in test.Cases) _cases.Run(FilePath, test, testCase);
            }

            foreach (VmTest test in file.VmTests) _vmTests.Run(FilePath, test);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{Describe(mutant)}: {exception}");
        }

        return errors;
    }

    private List<string> Read(JsonMutant mutant, Action read)
    {
        Write(mutant);
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
        string told = $"{Describe(mutant)}: {message}";
        Assert.StartsWith("$", message);
        Assert.DoesNotContain('\n', message);
        Assert.True(message.Length < 1000, told);
        string path = message[..message.IndexOf(": ", StringComparison.Ordinal)];
        string place = mutant.Place;
        bool isThere = place.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(mutant.Parent, StringComparison.Ordinal);

        // A choice is wrong when there is nothing left to choose from, and a value when its sender has nothing left.
        bool isAfar = (place.Contains(".transaction", StringComparison.Ordinal) && path.Contains(".indexes.", StringComparison.Ordinal))
            || (place.StartsWith("$.pre", StringComparison.Ordinal) && path.EndsWith("].value", StringComparison.Ordinal));
        Assert.True(isThere || isAfar, told);
        errors.Add(told);
    }

    private static bool IsOfExpectedState(string place) => place.Contains("].state", StringComparison.Ordinal);

    private static string Describe(JsonMutant mutant) => $"{mutant.Place}: {mutant.Change[..Math.Min(60, mutant.Change.Length)]}";
}

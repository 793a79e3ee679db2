// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Dtvm.Host;
using Dtvm.Host.StateTests;

namespace Dtvm.Engine.Tests;

/// <summary>A part of the state tests that runs in about a minute; <c>dtvm statetest</c> runs all.</summary>
public class StateTestSubsetTests
{
    public static TheoryData<string, int, int, int> Modes => new()
    {
        // Mode, files of each category and fork, cases of each file and fork, least number of cases this must come to.
        { "interpreter", 4, 4, 4000 },
        { "baseline", 1, 1, 500 },
        { "multipass", 1, 1, 500 },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task EveryCategoryAndForkPasses(string mode, int filesPerStratum, int casesPerFile, int leastCases)
    {
        using var vm = StateTestModes.Create(mode);
        using var reference = StateTestModes.Create("interpreter");
        var chosen = StateTestSubset.Choose(filesPerStratum);
        var queue = new ConcurrentQueue<KeyValuePair<string, HashSet<string>>>(chosen);
        var failures = new ConcurrentBag<CaseResult>();
        var forks = new ConcurrentDictionary<string, int>();
        Task[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () => DeepStack.Run(() => Work(vm, mode == "interpreter" ? null : reference, queue, casesPerFile, forks, failures)),
            TaskCreationOptions.LongRunning))];
        await Task.WhenAll(workers);

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(20).Select(Describe)));
        Assert.True(mode != "baseline" || vm.Statistics.CompilationFailures == 0, vm.Statistics.LastFailure);
        Assert.Equal(15, forks.Count);
        Assert.InRange(forks.Values.Sum(), leastCases, int.MaxValue);
    }

    private static int Work(
        IVm vm,
        IVm? reference,
        ConcurrentQueue<KeyValuePair<string, HashSet<string>>> queue,
        int casesPerFile,
        ConcurrentDictionary<string, int> forks,
        ConcurrentBag<CaseResult> failures)
    {
        var reader = new StateTestReader();
        var runner = new StateTestCaseRunner(vm, reference);
        var run = 0;
        while (queue.TryDequeue(out var entry))
        {
            var file = reader.Read(SharedData.Path("ethereum/" + entry.Key));
            foreach (var error in file.Errors)
            {
                failures.Add(new CaseResult(file.Path, error.Test, error.Fork, default, CaseVerdict.Failed, error.Message, []));
            }

            foreach (var fork in entry.Value)
            {
                foreach ((var test, var testCase) in Select(file, fork, casesPerFile))
                {
                    var result = runner.Run(file.Path, test, testCase);
                    if (result is { Verdict: CaseVerdict.Failed })
                    {
                        failures.Add(result);
                    }

                    forks.AddOrUpdate(fork, 1, (_, count) => count + 1);
                    run++;
                }
            }
        }

        return run;
    }

    private static IEnumerable<(StateTest Test, StateTestCase Case)> Select(StateTestFile file, string fork, int count) =>
        file.Tests
            .SelectMany(test => test.Cases.Where(testCase => testCase.Fork == fork).Select(testCase => (test, testCase)))
            .OrderBy(pair => StateTestSubset.Rank($"{pair.test.Name}{pair.testCase.Position}"))
            .Take(count);

    private static string Describe(CaseResult result) =>
        $"{result.File} {result.Test} {result.Fork} [{result.Index.Data},{result.Index.Gas},{result.Index.Value}]: {result.Reason}";
}

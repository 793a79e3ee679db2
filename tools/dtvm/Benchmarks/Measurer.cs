// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Host;
using Dtvm.Host.Bench;

namespace Dtvm.Tool.Benchmarks;

/// <summary>How long and how often to measure.</summary>
/// <param name="WarmSeconds">Time for the warm samples of one run in one VM.</param>
/// <param name="ColdSamples">Cold samples of one run in one VM, fewer when they take long.</param>
internal sealed record MeasureOptions(double WarmSeconds, int ColdSamples);

/// <summary>Measures runs in several VMs side by side: every round takes one sample of each VM, so that drift of the machine hits all
/// alike.</summary>
/// <param name="vms">The VMs with the names to report.</param>
/// <param name="options">How long and how often.</param>
/// <param name="cancellation">When it is cancelled no further sample is taken.</param>
internal sealed class Measurer(IReadOnlyList<(string Name, IVm Vm)> vms, MeasureOptions options, CancellationToken cancellation)
{
    private const int MaxWarmSamples = 1000;
    private const int MinWarmSamples = 5;

    /// <summary>A sample lasts at least so long: shorter runs are repeated within it.</summary>
    private const double SampleNanoseconds = 100_000;

    /// <summary>Runs it once in each VM and compares.</summary>
    public RunMeasurements Check(BenchCase benchCase, BenchRun run)
    {
        var results = new List<Measurement>();
        foreach ((var name, var vm) in vms)
        {
            vm.Reset();
            using var runner = new CaseRunner(benchCase, run, vm);
            var differences = runner.Check(out _);
            results.Add(
                new Measurement(name, MeasurementKind.Check, [], vm.Statistics.CompileMilliseconds, vm.Statistics.CodeBytes, differences));
        }

        return new RunMeasurements(benchCase.Name, run.Label, run.Expected.GasUsed, results);
    }

    /// <summary>Measures it cold and warm in each VM; what does not do as the case file says is not measured further. Null when it was
    /// interrupted.</summary>
    public RunMeasurements? Measure(BenchCase benchCase, BenchRun run)
    {
        var subjects = new List<Subject>();
        try
        {
            foreach ((var name, var vm) in vms)
            {
                subjects.Add(new Subject(name, vm, new CaseRunner(benchCase, run, vm)));
            }

            foreach (var subject in subjects)
            {
                subject.Check();
            }

            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            var sound = subjects.FindAll(subject => subject.Differences.Count == 0);
            MeasureCold(sound);
            MeasureWarm(sound);
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            return new RunMeasurements(
                benchCase.Name, run.Label, run.Expected.GasUsed, [.. subjects.SelectMany(subject => subject.Results())]);
        }
        finally
        {
            foreach (var subject in subjects)
            {
                subject.Dispose();
            }
        }
    }

    private void MeasureCold(List<Subject> subjects)
    {
        for (var round = 0; round < options.ColdSamples; round++)
        {
            foreach (var subject in subjects)
            {
                // The whole of the cold samples gets no more time than the warm ones.
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                if (subject.ColdTimes.Sum() / 1e9 <= options.WarmSeconds)
                {
                    subject.SampleCold();
                }
            }
        }
    }

    private void MeasureWarm(List<Subject> subjects)
    {
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        foreach (var subject in subjects)
        {
            subject.WarmUp();
        }

        GC.Collect();
        for (var round = 0; round < MaxWarmSamples; round++)
        {
            var sampled = false;
            foreach (var subject in subjects)
            {
                var enough = subject.WarmTimes.Count >= MinWarmSamples || subject.Spent >= 5 * options.WarmSeconds;
                if (enough && subject.Spent >= options.WarmSeconds)
                {
                    continue;
                }

                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                subject.Sample();
                sampled = true;
            }

            if (!sampled)
            {
                return;
            }
        }
    }

    private sealed class Subject(string name, IVm vm, CaseRunner runner) : IDisposable
    {
        private const int WarmUpRuns = 3;
        private int _repetitions = 1;
        private VmStatistics _statistics;

        public List<double> ColdTimes { get; } = [];

        public List<double> WarmTimes { get; } = [];

        public IReadOnlyList<CaseDifference> Differences { get; private set; } = [];

        /// <summary>Seconds spent on warm samples.</summary>
        public double Spent { get; private set; }

        /// <summary>Compares. Not a sample: the first run of a process also loads the program itself.</summary>
        public void Check() => Differences = runner.Check(out _);

        public void SampleCold()
        {
            vm.Reset();
            ColdTimes.Add(runner.Time());
            _statistics = vm.Statistics;
        }

        public void WarmUp()
        {
            var shortest = double.MaxValue;
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < WarmUpRuns && Stopwatch.GetElapsedTime(start).TotalSeconds < 2; i++)
            {
                shortest = Math.Min(shortest, runner.Time());
            }

            _repetitions = (int)Math.Clamp(SampleNanoseconds / shortest, 1, 1000);
        }

        public void Sample()
        {
            double sum = 0;
            for (var i = 0; i < _repetitions; i++)
            {
                sum += runner.Time();
            }

            WarmTimes.Add(sum / _repetitions);
            Spent += sum / 1e9;
        }

        public void Dispose() => runner.Dispose();

        public IEnumerable<Measurement> Results()
        {
            WarmTimes.Sort();
            ColdTimes.Sort();
            yield return new Measurement(
                name, MeasurementKind.Warm, WarmTimes, _statistics.CompileMilliseconds, _statistics.CodeBytes, Differences);
            yield return new Measurement(
                name, MeasurementKind.Cold, ColdTimes, _statistics.CompileMilliseconds, _statistics.CodeBytes, Differences);
        }
    }
}

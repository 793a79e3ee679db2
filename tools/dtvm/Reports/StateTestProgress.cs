using System.Globalization;
using Dtvm.Host.StateTests;
using Spectre.Console;

namespace Dtvm.Tool.Reports;

/// <summary>Runs state tests behind a progress bar on standard error; without one when that is not a terminal.</summary>
internal static class StateTestProgress
{
    private const int RefreshMilliseconds = 100;

    /// <summary>Runs files.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="files">Paths of the files.</param>
    /// <param name="cancellation">When it is cancelled no further case is begun.</param>
    /// <returns>What was found.</returns>
    public static StateTestReport Show(StateTestRunner runner, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected)
        {
            return runner.Run(files, cancellation);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var run = Task.Factory.StartNew(
            () => runner.Run(files, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .AutoClear(true)
            .Start(context =>
            {
                var task = context.AddTask("state tests", maxValue: files.Count);
                while (!((IAsyncResult)run).AsyncWaitHandle.WaitOne(RefreshMilliseconds))
                {
                    task.Value = runner.FilesDone;
                    task.Description = string.Create(
                        CultureInfo.InvariantCulture, $"{runner.CasesDone} cases, {runner.CasesFailed} failed");
                }
            });
        return run.GetAwaiter().GetResult();
    }
}

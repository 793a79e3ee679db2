// SPDX-License-Identifier: Apache-2.0

using Spectre.Console;

namespace Dtvm.Tool.Reports;

/// <summary>How far long work is.</summary>
/// <param name="Done">What is done, in the unit of <paramref name="Total"/>.</param>
/// <param name="Total">All there is to do; infinite where no end is known, so that no bar is drawn.</param>
/// <param name="Text">What was counted and found, in a few words.</param>
internal readonly record struct WorkState(double Done, double Total, string Text);

/// <summary>Shows how far long work is, on standard error, while it runs on another thread; nothing where that is no terminal.</summary>
internal static class LiveProgress
{
    private const int RefreshMilliseconds = 100;

    /// <summary>Shown while there is nothing to say; a task must have a text.</summary>
    private const string Beginning = "...";

    /// <summary>Runs work to its end. However short it is, its beginning and its end are shown.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work. It is given a function for lines of standard error, which stand above what is shown.</param>
    /// <param name="state">Tells how far it is; called while it runs.</param>
    /// <returns>What the work gives.</returns>
    public static T Show<T>(Func<Action<string>, T> work, Func<WorkState> state)
    {
        if (Console.IsErrorRedirected)
        {
            return work(Console.Error.WriteLine);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var run = Task.Factory.StartNew(
            () => work(console.WriteLine), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var total = state().Total;
        var isEndless = double.IsPositiveInfinity(total);
        ProgressColumn[] columns = isEndless
            ? [new SpinnerColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        console.Progress().Columns(columns).AutoClear(true).Start(context =>
        {
            var task = context.AddTask(Beginning, maxValue: isEndless ? 1 : Math.Max(total, 1));
            var hasEnded = false;
            while (true)
            {
                var now = state();
                task.Value = isEndless ? 0 : Math.Min(now.Done, total);
                task.Description = now.Text.Length == 0 ? Beginning : Markup.Escape(now.Text);
                if (hasEnded)
                {
                    return; // The progress draws what stands there a last time.
                }

                hasEnded = ((IAsyncResult)run).AsyncWaitHandle.WaitOne(RefreshMilliseconds);
            }
        });
        return run.GetAwaiter().GetResult();
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.ExceptionServices;

namespace Dtvm.Host;

/// <summary>Runs work on several threads with deep stacks at once, which can be asked to come to its end.</summary>
public static class DeepWorkers
{
    /// <summary>How long work may go on after it was asked to end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs the work of all threads and waits for it.</summary>
    /// <param name="count">Number of threads.</param>
    /// <param name="work">The work of a thread, by its number from 0. It is to end soon after the token is cancelled, which also happens
    /// when another thread's work fails. The first exception is thrown again here when all work has ended.</param>
    /// <param name="cancellation">Asks the work to end.</param>
    /// <returns>Whether all work has ended; false when some still runs <see cref="Grace"/> after it was asked to end. What it uses must not
    /// be disposed then.</returns>
    public static bool Run(int count, Action<int, CancellationToken> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);

        // Not disposed: work that goes on after its time still looks at the token.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ExceptionDispatchInfo? failure = null;
        var all = Task.WhenAll(Enumerable.Range(0, count).Select(worker => Task.Factory.StartNew(
            () => Work(worker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        try
        {
            all.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            if (!all.Wait(Grace, CancellationToken.None))
            {
                return false;
            }
        }

        failure?.Throw();
        return true;

        void Work(int worker)
        {
            try
            {
                DeepStack.Run(() =>
                {
                    work(worker, stop.Token);
                    return true;
                });
            }
#pragma warning disable CA1031 // The exception is thrown again by the waiting thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
            }
        }
    }
}

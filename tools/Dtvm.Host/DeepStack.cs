// SPDX-License-Identifier: Apache-2.0

using System.Runtime.ExceptionServices;

namespace Dtvm.Host;

/// <summary>Runs work on a thread whose stack is large enough for 1024 nested calls of any VM, however large its native frames
/// are.</summary>
public static class DeepStack
{
    /// <summary>Stack size of the thread in bytes: 512 MiB of address space, of which only touched pages are used.</summary>
    public const int StackSize = 512 * 1024 * 1024;

    /// <summary>Runs the work on a new thread and waits for it.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="work">The work. Its exception, if any, is thrown again on the caller's thread.</param>
    /// <returns>The result of the work.</returns>
    public static T Run<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
#pragma warning disable CA1031 // The exception is rethrown by the waiting thread.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}

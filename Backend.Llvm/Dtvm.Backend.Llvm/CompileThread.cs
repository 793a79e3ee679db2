using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;

namespace Dtvm.Backend.Llvm;

/// <summary>Runs a compilation on a thread of its own, so that a fatal error inside LLVM costs that thread and not the process.</summary>
/// <remarks>
/// LLVM calls its fatal error handler and ends the process when the handler returns; no exception may be thrown through LLVM's frames. So
/// the handler reports to whoever waits for the compilation and then sleeps for ever. LLVM may hold locks at that point: nothing may be
/// compiled after it. The thread also has a known stack size, which LLVM's recursion over deep expressions needs; a client's thread may
/// not.
/// </remarks>
internal sealed unsafe class CompileThread
{
    private const int StackBytes = 32 << 20;

    // LLVM's handler gets no context of the caller's, so the thread itself must say which compilation it runs.
    private static readonly ThreadLocal<CompileThread?> Current = new();

    private readonly Action _work;
    private readonly object _gate = new();
    private ExceptionDispatchInfo? _failure;
    private string? _fatalError;
    private bool _isFinished;

    private CompileThread(Action work) => _work = work;

    /// <summary>Installs the handler of LLVM's fatal errors; doing it again changes nothing.</summary>
    internal static void InstallHandler()
    {
        LLVM.ResetFatalErrorHandler();
        LLVM.InstallFatalErrorHandler(&OnFatalError);
    }

    /// <summary>Runs some work and waits for it; its exceptions come out here.</summary>
    /// <returns>LLVM's message when it met a fatal error, after which LLVM must not be used again; otherwise null.</returns>
    internal static string? Run(Action work)
    {
        var run = new CompileThread(work);
        new Thread(run.Work, StackBytes) { IsBackground = true, Name = "dtvm compile" }.Start();
        lock (run._gate)
        {
            while (!run._isFinished)
            {
                Monitor.Wait(run._gate);
            }
        }

        run._failure?.Throw();
        return run._fatalError;
    }

    private void Work()
    {
        Current.Value = this;
        try
        {
            _work();
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }

        Current.Value = null;
        Finish();
    }

    private void Finish()
    {
        lock (_gate)
        {
            _isFinished = true;
            Monitor.Pulse(_gate);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason)
    {
        if (Current.Value is not { } run)
        {
            return;
        }

        run._fatalError = Marshal.PtrToStringUTF8((nint)reason) ?? "fatal error";
        run.Finish();
        Thread.Sleep(Timeout.Infinite);
    }
}

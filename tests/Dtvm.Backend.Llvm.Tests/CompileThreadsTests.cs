// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>The threads that work with LLVM: few, long-lived, with a queue of a bounded length, and not lost with the process when LLVM
/// gives up.</summary>
public sealed unsafe class CompileThreadsTests
{
    /// <summary>The threads belong to a backend, which has loaded LLVM before it makes them.</summary>
    public CompileThreadsTests() => Assert.True(LlvmLibrary.TryLoad(out var error), error);

    [Fact]
    public void OneThreadServesOneCallerForEver()
    {
        using var threads = new CompileThreads(4, 16);
        Assert.Equal(0, threads.Count);
        var ids = new HashSet<int>();
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(CompileOutcome.Done, threads.Run(() => ids.Add(Environment.CurrentManagedThreadId), mayRefuse: true));
        }

        Assert.Single(ids);
        Assert.Equal(1, threads.Count);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, ids);
    }

    [Fact]
    public void ManyCallersAreServedByNoMoreThreadsThanAllowed()
    {
        using var threads = new CompileThreads(3, 1000);
        int running = 0, most = 0, done = 0;
        Parallel.For(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            Assert.Equal(CompileOutcome.Done, threads.Run(
                () =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    Interlocked.Increment(ref done);
                    Interlocked.Decrement(ref running);
                },
                mayRefuse: true));
        });
        Assert.Equal(300, done);
        Assert.InRange(most, 1, 3);
        Assert.InRange(threads.Count, 1, 3);
    }

    [Fact]
    public void AFullQueueRefusesAtOnceWhatMayBeRefused()
    {
        using var threads = new CompileThreads(1, 1);
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var first = new Thread(() => threads.Run(
            () =>
            {
                begun.Set();
                release.Wait();
            },
            mayRefuse: true));
        first.Start();
        begun.Wait();
        var second = CompileOutcome.Busy;
        var waiting = new Thread(() => second = threads.Run(() => { }, mayRefuse: false));
        waiting.Start();
        while (threads.Waiting == 0)
        {
            Thread.Yield();
        }

        Assert.Equal(CompileOutcome.Busy, threads.Run(() => Assert.Fail("it was refused"), mayRefuse: true));
        release.Set();
        first.Join();
        waiting.Join();
        Assert.Equal(CompileOutcome.Done, second);
        Assert.Equal(CompileOutcome.Done, threads.Run(() => { }, mayRefuse: true));
    }

    [Fact]
    public void AnExceptionComesOutAtTheCallerAndTheThreadGoesOn()
    {
        using var threads = new CompileThreads(1, 4);
        Assert.Throws<LlvmException>(() => threads.Run(() => throw new LlvmException("no"), mayRefuse: true));
        Assert.Equal(CompileOutcome.Done, threads.Run(() => { }, mayRefuse: true));
        Assert.Equal(1, threads.Count);
    }

    [Fact]
    public void DisposingWaitsForTheThreads()
    {
        Thread? worker = null;
        using (var threads = new CompileThreads(1, 4))
        {
            threads.Run(() => worker = Thread.CurrentThread, mayRefuse: true);
            Assert.True(worker!.IsAlive);
        }

        Assert.False(worker!.IsAlive);
    }

    [Fact]
    public void AFatalErrorOfLlvmIsReportedAndTheProcessLives()
    {
        using var threads = new CompileThreads(1, 8);
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var failing = Start(() =>
        {
            begun.Set();
            release.Wait();
            FailInLlvm();
        });
        begun.Wait();
        var waiting = Enumerable.Range(0, 3).Select(_ => Start(() => Assert.Fail("LLVM is not used any more"))).ToList();
        while (threads.Waiting < 3)
        {
            Thread.Yield();
        }

        release.Set();
        Assert.Equal(CompileOutcome.Fatal, failing());
        Assert.All(waiting, wait => Assert.Equal(CompileOutcome.Fatal, wait()));
        Assert.Contains("Cannot select", threads.FatalError);
        Assert.Equal(CompileOutcome.Fatal, threads.Run(() => Assert.Fail("LLVM is not used any more"), mayRefuse: false));

        Func<CompileOutcome> Start(Action work)
        {
            var outcome = CompileOutcome.Done;
            var thread = new Thread(() => outcome = threads.Run(work, mayRefuse: true));
            thread.Start();
            return () =>
            {
                thread.Join();
                return outcome;
            };
        }
    }

    /// <summary>What a backend says when all its threads are taken: whoever asked interprets, and may ask again.</summary>
    [Fact]
    public void ABackendWithAFullQueueIsBusy()
    {
        using var began = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var options = new LlvmOptions
        {
            MaxThreads = 1,
            MaxWaiting = 0,
            StageEnded = _ => began.Set(),
        };
        using var backend = LlvmBackend.TryCreate(options, out _)!;
        var refused = backend.Generate(Module(), new CodegenRequest());
        Assert.Equal(CodegenStatus.Busy, refused.Status);
        Assert.Contains("waiting", refused.Error);
        Assert.Null(refused.Artifact);
        Assert.False(began.IsSet);
    }

    private static MirModule Module()
    {
        var module = ModuleFactory.New();
        module.Function(0).Stop();
        return module;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private static void FailInLlvm()
    {
        // No instruction of this processor matches another architecture's intrinsic: the code generator gives up.
        var context = LLVM.ContextCreate();
        var module = LLVM.ModuleCreateWithNameInContext(LlvmText.Literal("fatal\0"u8), context);
        var type = LLVM.FunctionType(LLVM.VoidTypeInContext(context), null, 0, 0);
        var function = LLVM.AddFunction(module, LlvmText.Literal("f\0"u8), type);
        var builder = LLVM.CreateBuilderInContext(context);
        LLVM.PositionBuilderAtEnd(builder, LLVM.AppendBasicBlockInContext(context, function, LlvmText.NoName));
        var foreign = LLVM.AddFunction(module, LlvmText.Literal("llvm.aarch64.clrex\0"u8), type);
        LLVM.BuildCall2(builder, type, foreign, null, 0, LlvmText.NoName);
        LLVM.BuildRetVoid(builder);
        var targets = new TargetMachinePool("");
        LLVM.SetModuleDataLayout(module, targets.DataLayout);
        LLVMMemoryBufferRef buffer;
        sbyte* text = null;
        _ = LLVM.TargetMachineEmitToMemoryBuffer(
            targets.Rent(TargetMachinePool.AnyLevel), module, LLVMCodeGenFileType.LLVMObjectFile, &text, &buffer);
    }
}

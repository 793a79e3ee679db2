using System.Diagnostics;
using System.Text;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir;

namespace Dtvm.Backend.Llvm.Tests;

public sealed unsafe class BackendTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    [Fact]
    public void AnotherVersionIsRefusedByName()
    {
        // Every process has libc; it has no LLVMGetVersion. A name that does not exist is passed over.
        Assert.Equal(0, LlvmLibrary.Find(["libc.so.6", "libLLVM-none.so"], out var error));
        Assert.Contains("LLVM 22 was not found", error);
        Assert.Contains("apt-get install libllvm22", error);
        Assert.NotEqual(0, LlvmLibrary.Find(["libLLVM-none.so", "libLLVM.so.22.1", "libLLVM-22.so"], out error));
        Assert.Null(error);
    }

    [Fact]
    public void AnAnnotationThatNoPassConsumedIsAnError()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.EmitImmediate(MirOp.GasChunk, MirType.Void, 3);
        builder.Stop();
        using var memory = new TestCodeMemory();
        Assert.Null(fixture.Backend.Compile(module, memory, out var error));
        Assert.Contains("gas.chunk", error);
        Assert.Contains("pc_0x0", error);
        Assert.False(memory.IsSealed);
    }

    [Fact]
    public void MemoryThatRefusesIsAnErrorAndNotTheEnd()
    {
        using var full = new TestCodeMemory { RefusesAllocation = true };
        Assert.Null(fixture.Backend.Compile(Small(), full, out var error));
        Assert.Contains("used up", error);
        using var closed = new TestCodeMemory { Throws = true };
        Assert.Null(fixture.Backend.Compile(Small(), closed, out error));
        Assert.Contains("the pool is closed", error);
        using var unsealable = new TestCodeMemory { RefusesSeal = true };
        Assert.Null(fixture.Backend.Compile(Small(), unsealable, out error));
        Assert.Contains("sealed", error);
        using var good = new TestCodeMemory();
        Assert.NotNull(fixture.Backend.Compile(Small(), good, out error));
        Assert.Null(error);
    }

    [Fact]
    public void ArtifactsAreTextOrAnObject()
    {
        var text = Encoding.UTF8.GetString(fixture.Backend.Emit(Small(), LlvmArtifact.Ir, out _)!);
        Assert.Contains("define internal preserve_nonecc i32 @r0.pc_0x0", text);
        Assert.Contains("@dtvm.table = constant [4 x ptr]", text);
        Assert.Contains("preserve_nonecc", Encoding.UTF8.GetString(fixture.Backend.Emit(Small(), LlvmArtifact.OptimizedIr, out _)!));
        Assert.Contains("r0.pc_0x0:", Encoding.UTF8.GetString(fixture.Backend.Emit(Small(), LlvmArtifact.Assembly, out _)!));
        Assert.Equal("\u007fELF", Encoding.ASCII.GetString(fixture.Backend.Emit(Small(), LlvmArtifact.ObjectFile, out _)!, 0, 4));
    }

    [Fact]
    public void AnUnknownPassIsAnError()
    {
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(Passes: "no-such-pass"), out _)!;
        using var memory = new TestCodeMemory();
        Assert.Null(backend.Compile(Small(), memory, out var error));
        Assert.Contains("no-such-pass", error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void EveryLevelRunsTheSameCode(int level)
    {
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(level), out _)!;
        using var harness = new JitHarness(backend, Small());
        harness.Gas = 10;
        Assert.Equal(0, harness.Run());
        Assert.Equal(3, harness.Gas);
    }

    [Fact]
    public void ThreadsCompileConcurrently()
    {
        var failures = 0;
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var harness = new JitHarness(fixture.Backend, Small());
            harness.Gas = 10;
            if (harness.Run() != 0 || harness.Gas != 3)
            {
                Interlocked.Increment(ref failures);
            }
        });
        Assert.Equal(0, failures);
    }

    [Fact]
    public void CompilingLeavesNothingBehind()
    {
        void Compile(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var memory = new TestCodeMemory();
                Assert.NotNull(fixture.Backend.Compile(Small(), memory, out _));
            }
        }

        // Other tests of the process allocate at the same time; a leak shows in every batch, they do not.
        const int Batch = 150;
        Compile(Batch);
        var least = long.MaxValue;
        for (var batch = 0; batch < 4; batch++)
        {
            GC.Collect();
            var before = Process.GetCurrentProcess().PrivateMemorySize64;
            Compile(Batch);
            GC.Collect();
            least = Math.Min(least, Process.GetCurrentProcess().PrivateMemorySize64 - before);
        }

        Assert.True(least < Batch * 20_000, $"{least} bytes stay after every {Batch} compilations");
    }

    [Fact]
    public void AFatalErrorOfLlvmIsReportedAndTheProcessLives()
    {
        var message = CompileThread.Run(() =>
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
            var targets = new TargetMachinePool(LLVMCodeGenOptLevel.LLVMCodeGenLevelLess, "");
            LLVM.SetModuleDataLayout(module, targets.DataLayout);
            LLVMMemoryBufferRef buffer;
            sbyte* text = null;
            _ = LLVM.TargetMachineEmitToMemoryBuffer(targets.Rent(), module, LLVMCodeGenFileType.LLVMObjectFile, &text, &buffer);
        });
        Assert.Contains("Cannot select", message);
    }

    private static MirModule Small()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Charge(7);
        builder.Store(0, builder.Emit(MirOp.Caller, MirType.I256));
        builder.Stop();
        return module;
    }
}

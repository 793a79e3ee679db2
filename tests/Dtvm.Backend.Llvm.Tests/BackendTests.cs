// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

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
        Assert.Null(CompiledModule.TryMake(fixture.Backend, module, memory, out var error));
        Assert.Contains("gas.chunk", error);
        Assert.Contains("pc_0x0", error);
        Assert.False(memory.IsSealed);
    }

    [Fact]
    public void MemoryThatRefusesIsAnErrorAndNotTheEnd()
    {
        using var full = new TestCodeMemory { RefusesAllocation = true };
        Assert.Null(CompiledModule.TryMake(fixture.Backend, Small(), full, out var error));
        Assert.Contains("used up", error);
        using var closed = new TestCodeMemory { Throws = true };
        Assert.Null(CompiledModule.TryMake(fixture.Backend, Small(), closed, out error));
        Assert.Contains("the pool is closed", error);
        using var unsealable = new TestCodeMemory { RefusesSeal = true };
        Assert.Null(CompiledModule.TryMake(fixture.Backend, Small(), unsealable, out error));
        Assert.Contains("sealed", error);
        using var good = new TestCodeMemory();
        Assert.NotNull(CompiledModule.TryMake(fixture.Backend, Small(), good, out error));
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
        Assert.Null(CompiledModule.TryMake(backend, Small(), memory, out var error));
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
    public void TheLevelThatIsAskedForReachesLlvm()
    {
        var objects = Enumerable.Range(0, 4).Select(level =>
            Convert.ToHexString(fixture.Backend.Emit(Small(), LlvmArtifact.ObjectFile, out _, level)!)).ToList();
        Assert.NotEqual(objects[0], objects[2]);
        for (var level = 0; level < 4; level++)
        {
            var artifact = fixture.Backend.Generate(Small(), new CodegenRequest(level)).Artifact!;
            Assert.Equal(objects[level], Convert.ToHexString(artifact.Bytes.Span));
        }
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
                Assert.NotNull(CompiledModule.TryMake(fixture.Backend, Small(), memory, out _));
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

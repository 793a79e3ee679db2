// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Backend.Llvm.Interop;
using Xunit.Abstractions;

namespace Dtvm.Backend.Llvm.Tests;

public sealed unsafe class OrcProofTests(ITestOutputHelper output)
{
    private static readonly bool Loaded = LlvmLibrary.TryLoad(out _);

    [Fact]
    public void RegionsThatTailCallEachOtherRunInTheCallersMemory()
    {
        Assert.True(Loaded);
        using var machines = new TargetMachinePool("");
        for (var round = 0; round < 3; round++)
        {
            using var memory = new TestCodeMemory();
            var clock = Stopwatch.StartNew();
            var machine = machines.Rent(TargetMachinePool.AnyLevel);
            var module = Build(machines, machine, out var context);
            var built = clock.Elapsed.TotalMilliseconds;
            sbyte* message = null;
            Assert.Equal(0, LLVM.VerifyModule(module, LLVMVerifierFailureAction.LLVMReturnStatusAction, &message));
            LLVM.DisposeMessage(message);
            var options = LLVM.CreatePassBuilderOptions();
            LlvmText.ThrowOnError(
                LLVM.RunPasses(module, LlvmText.Literal("function(simplifycfg,sroa,early-cse,instcombine)\0"u8), machine, options),
                "passes");
            LLVM.DisposePassBuilderOptions(options);
            var optimized = clock.Elapsed.TotalMilliseconds;
            LLVMMemoryBufferRef buffer;
            message = null;
            Assert.Equal(0, LLVM.TargetMachineEmitToMemoryBuffer(machine, module, LLVMCodeGenFileType.LLVMObjectFile, &message, &buffer));
            LLVM.DisposeModule(module);
            LLVM.ContextDispose(context);
            machines.Return(machine, TargetMachinePool.AnyLevel);
            var emitted = clock.Elapsed.TotalMilliseconds;
            nint enter;
            double opened;
            using (var session = new OrcSession(machines.Create(TargetMachinePool.AnyLevel)))
            {
                opened = clock.Elapsed.TotalMilliseconds;
                var bytes = new ReadOnlySpan<byte>(LLVM.GetBufferStart(buffer), (int)LLVM.GetBufferSize(buffer));
                enter = session.Link(bytes, memory, "enter");
                LLVM.DisposeMemoryBuffer(buffer);
                Assert.NotEqual(0U, memory.CodeBytes);
            }

            var linked = clock.Elapsed.TotalMilliseconds;
            output.WriteLine($"build {built:f2} passes {optimized - built:f2} emit {emitted - optimized:f2} session {opened - emitted:f2} "
            + $"link {linked - opened:f2} ms");
            Assert.True(memory.IsSealed);
            Assert.True(memory.Contains(enter));
            long counter = 0;
            var run = (delegate* unmanaged[Cdecl]<long*, long, int>)enter;
            Assert.Equal(7, run(&counter, 1_000_000));
            Assert.Equal(1_000_000, counter);
        }
    }

    /// <summary>ping counts a round in the frame and tail-calls pong, which tail-calls ping until the rounds are used up.</summary>
    private static LLVMModuleRef Build(TargetMachinePool machines, LLVMTargetMachineRef machine, out LLVMContextRef context)
    {
        context = LLVM.ContextCreate();
        var module = LLVM.ModuleCreateWithNameInContext(LlvmText.Literal("proof\0"u8), context);
        LLVM.SetModuleDataLayout(module, machines.DataLayout);
        var i32 = LLVM.Int32TypeInContext(context);
        var i64 = LLVM.Int64TypeInContext(context);
        var pointer = LLVM.PointerTypeInContext(context, 0);
        var parameters = stackalloc LLVMTypeRef[] { pointer, i64 };
        var type = LLVM.FunctionType(i32, parameters, 2, 0);
        var ping = LLVM.AddFunction(module, LlvmText.Literal("ping\0"u8), type);
        var pong = LLVM.AddFunction(module, LlvmText.Literal("pong\0"u8), type);
        var enter = LLVM.AddFunction(module, LlvmText.Literal("enter\0"u8), type);
        foreach (var function in new[] { ping, pong })
        {
            LLVM.SetFunctionCallConv(function, 21);
            LLVM.SetLinkage(function, LLVMLinkage.LLVMInternalLinkage);
        }

        var builder = LLVM.CreateBuilderInContext(context);
        var none = LlvmText.NoName;

        LLVM.PositionBuilderAtEnd(builder, LLVM.AppendBasicBlockInContext(context, ping, none));
        var count = LLVM.BuildLoad2(builder, i64, LLVM.GetParam(ping, 0), none);
        LLVM.BuildStore(builder, LLVM.BuildAdd(builder, count, LLVM.ConstInt(i64, 1, 0), none), LLVM.GetParam(ping, 0));
        TailCall(
            builder, type, pong, LLVM.GetParam(ping, 0), LLVM.BuildSub(builder, LLVM.GetParam(ping, 1), LLVM.ConstInt(i64, 1, 0), none));

        LLVM.PositionBuilderAtEnd(builder, LLVM.AppendBasicBlockInContext(context, pong, none));
        var again = LLVM.AppendBasicBlockInContext(context, pong, none);
        var done = LLVM.AppendBasicBlockInContext(context, pong, none);
        var left = LLVM.GetParam(pong, 1);
        LLVM.BuildCondBr(builder, LLVM.BuildICmp(builder, LLVMIntPredicate.LLVMIntEQ, left, LLVM.ConstInt(i64, 0, 0), none), done, again);
        LLVM.PositionBuilderAtEnd(builder, again);
        TailCall(builder, type, ping, LLVM.GetParam(pong, 0), left);
        LLVM.PositionBuilderAtEnd(builder, done);
        LLVM.BuildRet(builder, LLVM.ConstInt(i32, 7, 0));

        LLVM.PositionBuilderAtEnd(builder, LLVM.AppendBasicBlockInContext(context, enter, none));
        var arguments = stackalloc LLVMValueRef[] { LLVM.GetParam(enter, 0), LLVM.GetParam(enter, 1) };
        var call = LLVM.BuildCall2(builder, type, ping, arguments, 2, none);
        LLVM.SetInstructionCallConv(call, 21);
        LLVM.BuildRet(builder, call);
        LLVM.DisposeBuilder(builder);
        return module;
    }

    private static void TailCall(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef callee, LLVMValueRef frame, LLVMValueRef left)
    {
        var arguments = stackalloc LLVMValueRef[] { frame, left };
        var call = LLVM.BuildCall2(builder, type, callee, arguments, 2, LlvmText.NoName);
        LLVM.SetInstructionCallConv(call, 21);
        LLVM.SetTailCallKind(call, LLVMTailCallKind.LLVMTailCallKindMustTail);
        LLVM.BuildRet(builder, call);
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dtvm.Backend.Llvm.Interop;

namespace Dtvm.Backend.Llvm;

/// <summary>Fills an empty LLVM module that has a data layout.</summary>
/// <exception cref="LlvmException">What it is made from has no lowering.</exception>
internal delegate void EmitModule(LLVMContextRef context, LLVMModuleRef module);

/// <summary>One LLVM module with its context on its way to an object; both are freed by <see cref="Dispose"/>.</summary>
internal sealed unsafe class LlvmModule : IDisposable
{
    private readonly LLVMContextRef _context;
    private readonly LLVMModuleRef _module;
    private readonly LLVMTargetMachineRef _machine;
    private GCHandle _self;
    private LateSubprograms? _late;
    private string? _diagnostic;

    /// <summary>Makes a module.</summary>
    /// <param name="emit">What fills it.</param>
    /// <param name="targets">For the triple and the data layout.</param>
    /// <param name="machine">A machine that no other thread uses while this module lives.</param>
    /// <param name="keepsNames">Whether values keep their names, for a listing.</param>
    /// <exception cref="LlvmException">What it is made from has no lowering.</exception>
    internal LlvmModule(EmitModule emit, TargetMachinePool targets, LLVMTargetMachineRef machine, bool keepsNames)
    {
        _machine = machine;
        _context = LLVM.ContextCreate();
        _self = GCHandle.Alloc(this);

        // Without a handler LLVM prints errors of the code generator to stderr and exits the process.
        LLVM.ContextSetDiagnosticHandler(_context, &Diagnose, (void*)GCHandle.ToIntPtr(_self));
        LLVM.ContextSetDiscardValueNames(_context, keepsNames ? 0 : 1);
        _module = LLVM.ModuleCreateWithNameInContext(LlvmText.Literal("dtvm\0"u8), _context);
        fixed (byte* triple = Encoding.UTF8.GetBytes(targets.Triple + '\0'))
        {
            LLVM.SetTarget(_module, (sbyte*)triple);
        }

        LLVM.SetModuleDataLayout(_module, targets.DataLayout);
        try
        {
            emit(_context, _module);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs LLVM's verifier.</summary>
    /// <exception cref="LlvmException">The IR is malformed.</exception>
    internal void Verify()
    {
        sbyte* message = null;
        var failed = LLVM.VerifyModule(_module, LLVMVerifierFailureAction.LLVMReturnStatusAction, &message) != 0;
        var text = LlvmText.Take(message);
        if (failed)
        {
            throw new LlvmException($"malformed IR: {text.Trim().ReplaceLineEndings("; ")}");
        }
    }

    /// <summary>Runs middle-end passes.</summary>
    /// <exception cref="LlvmException">The description is no pass pipeline, or a pass failed.</exception>
    internal void RunPasses(string passes)
    {
        if (passes.Length == 0)
        {
            return;
        }

        var options = LLVM.CreatePassBuilderOptions();
        LLVMErrorRef error;
        fixed (byte* text = Encoding.UTF8.GetBytes(passes + '\0'))
        {
            error = LLVM.RunPasses(_module, (sbyte*)text, _machine, options);
        }

        LLVM.DisposePassBuilderOptions(options);
        LlvmText.ThrowOnError(error, "passes");
    }

    /// <summary>Generates code; the module can be used no further.</summary>
    /// <param name="form">What is wanted.</param>
    /// <param name="hasLateSubprograms">Whether <see cref="LateSubprograms"/> are to be used.</param>
    /// <returns>An object or assembly text, the caller's.</returns>
    /// <exception cref="LlvmException">The code generator reported an error.</exception>
    internal LLVMMemoryBufferRef Emit(LLVMCodeGenFileType form, bool hasLateSubprograms = false)
    {
        _late = hasLateSubprograms ? LateSubprograms.Take(_module) : null;
        LLVMMemoryBufferRef buffer = default;
        sbyte* message = null;
        if (LLVM.TargetMachineEmitToMemoryBuffer(_machine, _module, form, &message, &buffer) != 0)
        {
            throw new LlvmException($"code generation: {LlvmText.Take(message)}");
        }

        if (_diagnostic is not null)
        {
            LLVM.DisposeMemoryBuffer(buffer);
            throw new LlvmException($"code generation: {_diagnostic}");
        }

        return buffer;
    }

    /// <summary>The module as LLVM IR text.</summary>
    internal string Print() => LlvmText.Take(LLVM.PrintModuleToString(_module));

    /// <inheritdoc/>
    public void Dispose()
    {
        LLVM.DisposeModule(_module);
        LLVM.ContextDispose(_context);
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Diagnose(LLVMDiagnosticInfoRef info, void* context)
    {
        var module = (LlvmModule)GCHandle.FromIntPtr((nint)context).Target!;
        switch (LLVM.GetDiagInfoSeverity(info))
        {
            case LLVMDiagnosticSeverity.LLVMDSError:
                module._diagnostic ??= LlvmText.Take(LLVM.GetDiagInfoDescription(info));
                break;
            case LLVMDiagnosticSeverity.LLVMDSRemark:
                module._late?.Hear(info);
                break;
        }
    }
}

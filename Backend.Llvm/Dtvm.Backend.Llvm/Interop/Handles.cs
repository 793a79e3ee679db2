// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.Llvm.Interop;

// The opaque pointers of llvm-c/Types.h, Error.h, Orc.h, LLJIT.h, Object.h and TargetMachine.h: one word each, so that they pass
// through a P/Invoke as they are. Ownership is LLVM-C's: nothing here frees anything.

internal readonly record struct LLVMAttributeRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMBasicBlockRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMBinaryRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMBuilderRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMContextRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMDIBuilderRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMDiagnosticInfoRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMErrorRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMMemoryBufferRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMMetadataRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMModuleRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcExecutionSessionRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcJITDylibRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcJITTargetMachineBuilderRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcLLJITBuilderRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcLLJITRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcObjectLayerRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMOrcResourceTrackerRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMPassBuilderOptionsRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMSymbolIteratorRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMTargetDataRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMTargetMachineOptionsRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMTargetMachineRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMTargetRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMTypeRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

internal readonly record struct LLVMValueRef(nint Handle)
{
    internal bool IsNull => Handle == 0;
}

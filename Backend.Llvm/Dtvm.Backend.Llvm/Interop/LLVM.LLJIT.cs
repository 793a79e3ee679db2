// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// ORC: LLJIT: llvm-c/LLJIT.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcCreateLLJITBuilder")]
    internal static partial LLVMOrcLLJITBuilderRef OrcCreateLLJITBuilder();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcLLJITBuilderSetJITTargetMachineBuilder")]
    internal static partial void OrcLLJITBuilderSetJITTargetMachineBuilder(
        LLVMOrcLLJITBuilderRef builder, LLVMOrcJITTargetMachineBuilderRef jtmb);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcLLJITBuilderSetObjectLinkingLayerCreator")]
    internal static partial void OrcLLJITBuilderSetObjectLinkingLayerCreator(
        LLVMOrcLLJITBuilderRef builder,
        delegate* unmanaged[Cdecl]<void*, LLVMOrcExecutionSessionRef, sbyte*, LLVMOrcObjectLayerRef> f, void* ctx);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcCreateLLJIT")]
    internal static partial LLVMErrorRef OrcCreateLLJIT(LLVMOrcLLJITRef* result, LLVMOrcLLJITBuilderRef builder);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcDisposeLLJIT")]
    internal static partial LLVMErrorRef OrcDisposeLLJIT(LLVMOrcLLJITRef j);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcLLJITGetExecutionSession")]
    internal static partial LLVMOrcExecutionSessionRef OrcLLJITGetExecutionSession(LLVMOrcLLJITRef j);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcLLJITGetMainJITDylib")]
    internal static partial LLVMOrcJITDylibRef OrcLLJITGetMainJITDylib(LLVMOrcLLJITRef j);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcLLJITAddObjectFileWithRT")]
    internal static partial LLVMErrorRef OrcLLJITAddObjectFileWithRT(
        LLVMOrcLLJITRef j, LLVMOrcResourceTrackerRef rt, LLVMMemoryBufferRef objBuffer);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcLLJITLookup")]
    internal static partial LLVMErrorRef OrcLLJITLookup(LLVMOrcLLJITRef j, ulong* result, sbyte* name);
}

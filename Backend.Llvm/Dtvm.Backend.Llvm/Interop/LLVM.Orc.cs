// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// ORC: sessions, dylibs, symbols: llvm-c/Orc.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcExecutionSessionSetErrorReporter")]
    internal static partial void OrcExecutionSessionSetErrorReporter(
        LLVMOrcExecutionSessionRef es, delegate* unmanaged[Cdecl]<void*, LLVMErrorRef, void> reportError, void* ctx);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine")]
    internal static partial LLVMOrcJITTargetMachineBuilderRef OrcJITTargetMachineBuilderCreateFromTargetMachine(
        LLVMTargetMachineRef tm);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcJITDylibCreateResourceTracker")]
    internal static partial LLVMOrcResourceTrackerRef OrcJITDylibCreateResourceTracker(LLVMOrcJITDylibRef jd);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcResourceTrackerRemove")]
    internal static partial LLVMErrorRef OrcResourceTrackerRemove(LLVMOrcResourceTrackerRef rt);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcReleaseResourceTracker")]
    internal static partial void OrcReleaseResourceTracker(LLVMOrcResourceTrackerRef rt);
}

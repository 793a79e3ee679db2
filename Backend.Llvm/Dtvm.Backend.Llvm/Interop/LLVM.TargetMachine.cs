// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Target machines and emission of objects and assembly: llvm-c/TargetMachine.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetTargetFromTriple")]
    internal static partial int GetTargetFromTriple(sbyte* triple, LLVMTargetRef* t, sbyte** errorMessage);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateTargetMachineOptions")]
    internal static partial LLVMTargetMachineOptionsRef CreateTargetMachineOptions();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeTargetMachineOptions")]
    internal static partial void DisposeTargetMachineOptions(LLVMTargetMachineOptionsRef options);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineOptionsSetCPU")]
    internal static partial void TargetMachineOptionsSetCPU(LLVMTargetMachineOptionsRef options, sbyte* cpu);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineOptionsSetFeatures")]
    internal static partial void TargetMachineOptionsSetFeatures(LLVMTargetMachineOptionsRef options, sbyte* features);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineOptionsSetCodeGenOptLevel")]
    internal static partial void TargetMachineOptionsSetCodeGenOptLevel(LLVMTargetMachineOptionsRef options, LLVMCodeGenOptLevel level);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineOptionsSetRelocMode")]
    internal static partial void TargetMachineOptionsSetRelocMode(LLVMTargetMachineOptionsRef options, LLVMRelocMode reloc);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineOptionsSetCodeModel")]
    internal static partial void TargetMachineOptionsSetCodeModel(LLVMTargetMachineOptionsRef options, LLVMCodeModel codeModel);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateTargetMachineWithOptions")]
    internal static partial LLVMTargetMachineRef CreateTargetMachineWithOptions(
        LLVMTargetRef t, sbyte* triple, LLVMTargetMachineOptionsRef options);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeTargetMachine")]
    internal static partial void DisposeTargetMachine(LLVMTargetMachineRef t);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateTargetDataLayout")]
    internal static partial LLVMTargetDataRef CreateTargetDataLayout(LLVMTargetMachineRef t);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer")]
    internal static partial int TargetMachineEmitToMemoryBuffer(
        LLVMTargetMachineRef t, LLVMModuleRef m, LLVMCodeGenFileType codegen, sbyte** errorMessage, LLVMMemoryBufferRef* outMemBuf);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetDefaultTargetTriple")]
    internal static partial sbyte* GetDefaultTargetTriple();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetHostCPUName")]
    internal static partial sbyte* GetHostCPUName();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetHostCPUFeatures")]
    internal static partial sbyte* GetHostCPUFeatures();
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Data layouts and the X86 target's registration: llvm-c/Target.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetModuleDataLayout")]
    internal static partial void SetModuleDataLayout(LLVMModuleRef m, LLVMTargetDataRef dl);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeTargetData")]
    internal static partial void DisposeTargetData(LLVMTargetDataRef td);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86TargetInfo")]
    internal static partial void InitializeX86TargetInfo();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86Target")]
    internal static partial void InitializeX86Target();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86TargetMC")]
    internal static partial void InitializeX86TargetMC();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86AsmPrinter")]
    internal static partial void InitializeX86AsmPrinter();
}

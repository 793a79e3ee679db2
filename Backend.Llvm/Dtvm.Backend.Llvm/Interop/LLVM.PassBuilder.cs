// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Pass pipelines by their textual description: llvm-c/Transforms/PassBuilder.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMRunPasses")]
    internal static partial LLVMErrorRef RunPasses(
        LLVMModuleRef m, sbyte* passes, LLVMTargetMachineRef tm, LLVMPassBuilderOptionsRef options);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreatePassBuilderOptions")]
    internal static partial LLVMPassBuilderOptionsRef CreatePassBuilderOptions();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposePassBuilderOptions")]
    internal static partial void DisposePassBuilderOptions(LLVMPassBuilderOptionsRef options);
}

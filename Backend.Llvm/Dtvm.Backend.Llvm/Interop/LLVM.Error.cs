// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Error values: llvm-c/Error.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetErrorMessage")]
    internal static partial sbyte* GetErrorMessage(LLVMErrorRef err);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeErrorMessage")]
    internal static partial void DisposeErrorMessage(sbyte* errMsg);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConsumeError")]
    internal static partial void ConsumeError(LLVMErrorRef err);
}

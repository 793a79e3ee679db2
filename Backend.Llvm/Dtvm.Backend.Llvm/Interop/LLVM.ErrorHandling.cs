// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// The handler of fatal errors: llvm-c/ErrorHandling.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInstallFatalErrorHandler")]
    internal static partial void InstallFatalErrorHandler(delegate* unmanaged[Cdecl]<sbyte*, void> handler);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMResetFatalErrorHandler")]
    internal static partial void ResetFatalErrorHandler();
}

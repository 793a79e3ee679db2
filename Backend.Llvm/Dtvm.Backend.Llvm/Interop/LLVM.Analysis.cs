// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// The module verifier: llvm-c/Analysis.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMVerifyModule")]
    internal static partial int VerifyModule(LLVMModuleRef m, LLVMVerifierFailureAction action, sbyte** outMessage);
}

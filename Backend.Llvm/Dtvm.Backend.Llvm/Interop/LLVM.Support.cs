// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// The process's switches: llvm-c/Support.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMParseCommandLineOptions")]
    internal static partial void ParseCommandLineOptions(int argc, sbyte** argv, sbyte* overview);
}

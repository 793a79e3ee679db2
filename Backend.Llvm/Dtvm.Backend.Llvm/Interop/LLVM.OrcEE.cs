// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// ORC: the object linking layer over caller-supplied memory: llvm-c/OrcEE.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks")]
    internal static partial LLVMOrcObjectLayerRef OrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks(
        LLVMOrcExecutionSessionRef es, void* createContextCtx, delegate* unmanaged[Cdecl]<void*, void*> createContext,
        delegate* unmanaged[Cdecl]<void*, void> notifyTerminating,
        delegate* unmanaged[Cdecl]<void*, nuint, uint, uint, sbyte*, byte*> allocateCodeSection,
        delegate* unmanaged[Cdecl]<void*, nuint, uint, uint, sbyte*, int, byte*> allocateDataSection,
        delegate* unmanaged[Cdecl]<void*, sbyte**, int> finalizeMemory, delegate* unmanaged[Cdecl]<void*, void> destroy);
}

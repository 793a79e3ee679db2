using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Object files: the symbols of an emitted object: llvm-c/Object.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateBinary")]
    internal static partial LLVMBinaryRef CreateBinary(LLVMMemoryBufferRef memBuf, LLVMContextRef context, sbyte** errorMessage);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeBinary")]
    internal static partial void DisposeBinary(LLVMBinaryRef br);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMObjectFileCopySymbolIterator")]
    internal static partial LLVMSymbolIteratorRef ObjectFileCopySymbolIterator(LLVMBinaryRef br);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMObjectFileIsSymbolIteratorAtEnd")]
    internal static partial int ObjectFileIsSymbolIteratorAtEnd(LLVMBinaryRef br, LLVMSymbolIteratorRef si);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMoveToNextSymbol")]
    internal static partial void MoveToNextSymbol(LLVMSymbolIteratorRef si);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeSymbolIterator")]
    internal static partial void DisposeSymbolIterator(LLVMSymbolIteratorRef si);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetSymbolName")]
    internal static partial sbyte* GetSymbolName(LLVMSymbolIteratorRef si);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetSymbolAddress")]
    internal static partial ulong GetSymbolAddress(LLVMSymbolIteratorRef si);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetSymbolSize")]
    internal static partial ulong GetSymbolSize(LLVMSymbolIteratorRef si);
}

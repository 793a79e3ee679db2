// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Source locations: llvm-c/DebugInfo.h, and what of llvm-c/Core.h only dumps need.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateDIBuilder")]
    internal static partial LLVMDIBuilderRef CreateDIBuilder(LLVMModuleRef m);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeDIBuilder")]
    internal static partial void DisposeDIBuilder(LLVMDIBuilderRef builder);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderFinalize")]
    internal static partial void DIBuilderFinalize(LLVMDIBuilderRef builder);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateFile")]
    internal static partial LLVMMetadataRef DIBuilderCreateFile(
        LLVMDIBuilderRef builder, sbyte* filename, nuint filenameLen, sbyte* directory, nuint directoryLen);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateCompileUnit")]
    internal static partial LLVMMetadataRef DIBuilderCreateCompileUnit(
        LLVMDIBuilderRef builder,
        int lang,
        LLVMMetadataRef fileRef,
        sbyte* producer,
        nuint producerLen,
        int isOptimized,
        sbyte* flags,
        nuint flagsLen,
        uint runtimeVer,
        sbyte* splitName,
        nuint splitNameLen,
        int kind,
        uint dwoId,
        int splitDebugInlining,
        int debugInfoForProfiling,
        sbyte* sysRoot,
        nuint sysRootLen,
        sbyte* sdk,
        nuint sdkLen);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateSubroutineType")]
    internal static partial LLVMMetadataRef DIBuilderCreateSubroutineType(
        LLVMDIBuilderRef builder, LLVMMetadataRef file, LLVMMetadataRef* parameterTypes, uint numParameterTypes, int flags);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateFunction")]
    internal static partial LLVMMetadataRef DIBuilderCreateFunction(
        LLVMDIBuilderRef builder,
        LLVMMetadataRef scope,
        sbyte* name,
        nuint nameLen,
        sbyte* linkageName,
        nuint linkageNameLen,
        LLVMMetadataRef file,
        uint lineNo,
        LLVMMetadataRef ty,
        int isLocalToUnit,
        int isDefinition,
        uint scopeLine,
        int flags,
        int isOptimized);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateDebugLocation")]
    internal static partial LLVMMetadataRef DIBuilderCreateDebugLocation(
        LLVMContextRef ctx, uint line, uint column, LLVMMetadataRef scope, LLVMMetadataRef inlinedAt);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetSubprogram")]
    internal static partial LLVMMetadataRef GetSubprogram(LLVMValueRef func);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetSubprogram")]
    internal static partial void SetSubprogram(LLVMValueRef func, LLVMMetadataRef sp);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetCurrentDebugLocation2")]
    internal static partial void SetCurrentDebugLocation2(LLVMBuilderRef builder, LLVMMetadataRef loc);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddModuleFlag")]
    internal static partial void AddModuleFlag(LLVMModuleRef m, int behavior, sbyte* key, nuint keyLen, LLVMMetadataRef val);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBasicBlockParent")]
    internal static partial LLVMValueRef GetBasicBlockParent(LLVMBasicBlockRef bb);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBasicBlockAsValue")]
    internal static partial LLVMValueRef BasicBlockAsValue(LLVMBasicBlockRef bb);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMIsAInstruction")]
    internal static partial LLVMValueRef IsAInstruction(LLVMValueRef val);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetValueName2")]
    internal static partial sbyte* GetValueName2(LLVMValueRef val, nuint* length);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetValueName2")]
    internal static partial void SetValueName2(LLVMValueRef val, sbyte* name, nuint nameLen);
}

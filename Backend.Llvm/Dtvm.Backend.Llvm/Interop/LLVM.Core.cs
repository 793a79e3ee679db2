// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

// Contexts, types, values, instructions and memory buffers: llvm-c/Core.h.
internal static unsafe partial class LLVM
{
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetVersion")]
    internal static partial void GetVersion(uint* major, uint* minor, uint* patch);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeMessage")]
    internal static partial void DisposeMessage(sbyte* message);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMContextCreate")]
    internal static partial LLVMContextRef ContextCreate();

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMContextDispose")]
    internal static partial void ContextDispose(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMContextSetDiagnosticHandler")]
    internal static partial void ContextSetDiagnosticHandler(
        LLVMContextRef c, delegate* unmanaged[Cdecl]<LLVMDiagnosticInfoRef, void*, void> handler, void* diagnosticContext);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMContextSetDiscardValueNames")]
    internal static partial void ContextSetDiscardValueNames(LLVMContextRef c, int discard);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNamedFunction")]
    internal static partial LLVMValueRef GetNamedFunction(LLVMModuleRef m, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetFirstFunction")]
    internal static partial LLVMValueRef GetFirstFunction(LLVMModuleRef m);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNextFunction")]
    internal static partial LLVMValueRef GetNextFunction(LLVMValueRef f);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetDiagInfoDescription")]
    internal static partial sbyte* GetDiagInfoDescription(LLVMDiagnosticInfoRef di);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetDiagInfoSeverity")]
    internal static partial LLVMDiagnosticSeverity GetDiagInfoSeverity(LLVMDiagnosticInfoRef di);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetMDKindIDInContext")]
    internal static partial uint GetMDKindIDInContext(LLVMContextRef c, sbyte* name, uint sLen);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetEnumAttributeKindForName")]
    internal static partial uint GetEnumAttributeKindForName(sbyte* name, nuint sLen);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateEnumAttribute")]
    internal static partial LLVMAttributeRef CreateEnumAttribute(LLVMContextRef c, uint kindID, ulong val);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateStringAttribute")]
    internal static partial LLVMAttributeRef CreateStringAttribute(LLVMContextRef c, sbyte* k, uint kLength, sbyte* v, uint vLength);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMModuleCreateWithNameInContext")]
    internal static partial LLVMModuleRef ModuleCreateWithNameInContext(sbyte* moduleID, LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeModule")]
    internal static partial void DisposeModule(LLVMModuleRef m);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetTarget")]
    internal static partial void SetTarget(LLVMModuleRef m, sbyte* triple);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPrintModuleToString")]
    internal static partial sbyte* PrintModuleToString(LLVMModuleRef m);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddFunction")]
    internal static partial LLVMValueRef AddFunction(LLVMModuleRef m, sbyte* name, LLVMTypeRef functionTy);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMIntTypeInContext")]
    internal static partial LLVMTypeRef IntTypeInContext(LLVMContextRef c, uint numBits);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt1TypeInContext")]
    internal static partial LLVMTypeRef Int1TypeInContext(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt8TypeInContext")]
    internal static partial LLVMTypeRef Int8TypeInContext(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt32TypeInContext")]
    internal static partial LLVMTypeRef Int32TypeInContext(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt64TypeInContext")]
    internal static partial LLVMTypeRef Int64TypeInContext(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMFunctionType")]
    internal static partial LLVMTypeRef FunctionType(LLVMTypeRef returnType, LLVMTypeRef* paramTypes, uint paramCount, int isVarArg);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMArrayType2")]
    internal static partial LLVMTypeRef ArrayType2(LLVMTypeRef elementType, ulong elementCount);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPointerTypeInContext")]
    internal static partial LLVMTypeRef PointerTypeInContext(LLVMContextRef c, uint addressSpace);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMVoidTypeInContext")]
    internal static partial LLVMTypeRef VoidTypeInContext(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMStructTypeInContext")]
    internal static partial LLVMTypeRef StructTypeInContext(LLVMContextRef c, LLVMTypeRef* elementTypes, uint elementCount, int packed);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTypeOf")]
    internal static partial LLVMTypeRef TypeOf(LLVMValueRef val);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstNull")]
    internal static partial LLVMValueRef ConstNull(LLVMTypeRef ty);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstInt")]
    internal static partial LLVMValueRef ConstInt(LLVMTypeRef intTy, ulong n, int signExtend);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstIntOfArbitraryPrecision")]
    internal static partial LLVMValueRef ConstIntOfArbitraryPrecision(LLVMTypeRef intTy, uint numWords, ulong* words);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstArray2")]
    internal static partial LLVMValueRef ConstArray2(LLVMTypeRef elementTy, LLVMValueRef* constantVals, ulong length);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetLinkage")]
    internal static partial void SetLinkage(LLVMValueRef global, LLVMLinkage linkage);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetAlignment")]
    internal static partial void SetAlignment(LLVMValueRef v, uint bytes);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddGlobal")]
    internal static partial LLVMValueRef AddGlobal(LLVMModuleRef m, LLVMTypeRef ty, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetInitializer")]
    internal static partial void SetInitializer(LLVMValueRef globalVar, LLVMValueRef constantVal);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetGlobalConstant")]
    internal static partial void SetGlobalConstant(LLVMValueRef globalVar, int isConstant);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetFunctionCallConv")]
    internal static partial void SetFunctionCallConv(LLVMValueRef fn, uint cc);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddAttributeAtIndex")]
    internal static partial void AddAttributeAtIndex(LLVMValueRef f, uint idx, LLVMAttributeRef a);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetParam")]
    internal static partial LLVMValueRef GetParam(LLVMValueRef fn, uint index);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetInstructionCallConv")]
    internal static partial void SetInstructionCallConv(LLVMValueRef instr, uint cc);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetTailCallKind")]
    internal static partial void SetTailCallKind(LLVMValueRef callInst, LLVMTailCallKind kind);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAppendBasicBlockInContext")]
    internal static partial LLVMBasicBlockRef AppendBasicBlockInContext(LLVMContextRef c, LLVMValueRef fn, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetEntryBasicBlock")]
    internal static partial LLVMBasicBlockRef GetEntryBasicBlock(LLVMValueRef fn);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetInsertBlock")]
    internal static partial LLVMBasicBlockRef GetInsertBlock(LLVMBuilderRef builder);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddIncoming")]
    internal static partial void AddIncoming(
        LLVMValueRef phiNode, LLVMValueRef* incomingValues, LLVMBasicBlockRef* incomingBlocks, uint count);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMDStringInContext2")]
    internal static partial LLVMMetadataRef MDStringInContext2(LLVMContextRef c, sbyte* str, nuint sLen);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMDNodeInContext2")]
    internal static partial LLVMMetadataRef MDNodeInContext2(LLVMContextRef c, LLVMMetadataRef* mDs, nuint count);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMetadataAsValue")]
    internal static partial LLVMValueRef MetadataAsValue(LLVMContextRef c, LLVMMetadataRef md);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMValueAsMetadata")]
    internal static partial LLVMMetadataRef ValueAsMetadata(LLVMValueRef val);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetMetadata")]
    internal static partial void SetMetadata(LLVMValueRef val, uint kindID, LLVMValueRef node);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateBuilderInContext")]
    internal static partial LLVMBuilderRef CreateBuilderInContext(LLVMContextRef c);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeBuilder")]
    internal static partial void DisposeBuilder(LLVMBuilderRef builder);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPositionBuilderAtEnd")]
    internal static partial void PositionBuilderAtEnd(LLVMBuilderRef builder, LLVMBasicBlockRef block);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildRet")]
    internal static partial LLVMValueRef BuildRet(LLVMBuilderRef builder, LLVMValueRef v);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildRetVoid")]
    internal static partial LLVMValueRef BuildRetVoid(LLVMBuilderRef builder);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAggregateRet")]
    internal static partial LLVMValueRef BuildAggregateRet(LLVMBuilderRef builder, LLVMValueRef* retVals, uint n);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildBr")]
    internal static partial LLVMValueRef BuildBr(LLVMBuilderRef builder, LLVMBasicBlockRef dest);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildCondBr")]
    internal static partial LLVMValueRef BuildCondBr(
        LLVMBuilderRef builder, LLVMValueRef @if, LLVMBasicBlockRef then, LLVMBasicBlockRef @else);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSwitch")]
    internal static partial LLVMValueRef BuildSwitch(LLVMBuilderRef builder, LLVMValueRef v, LLVMBasicBlockRef @else, uint numCases);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddCase")]
    internal static partial void AddCase(LLVMValueRef @switch, LLVMValueRef onVal, LLVMBasicBlockRef dest);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAdd")]
    internal static partial LLVMValueRef BuildAdd(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSub")]
    internal static partial LLVMValueRef BuildSub(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildMul")]
    internal static partial LLVMValueRef BuildMul(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildUDiv")]
    internal static partial LLVMValueRef BuildUDiv(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSDiv")]
    internal static partial LLVMValueRef BuildSDiv(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildURem")]
    internal static partial LLVMValueRef BuildURem(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSRem")]
    internal static partial LLVMValueRef BuildSRem(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildShl")]
    internal static partial LLVMValueRef BuildShl(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildLShr")]
    internal static partial LLVMValueRef BuildLShr(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAShr")]
    internal static partial LLVMValueRef BuildAShr(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAnd")]
    internal static partial LLVMValueRef BuildAnd(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildOr")]
    internal static partial LLVMValueRef BuildOr(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildXor")]
    internal static partial LLVMValueRef BuildXor(LLVMBuilderRef builder, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildNot")]
    internal static partial LLVMValueRef BuildNot(LLVMBuilderRef builder, LLVMValueRef v, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildLoad2")]
    internal static partial LLVMValueRef BuildLoad2(LLVMBuilderRef builder, LLVMTypeRef ty, LLVMValueRef pointerVal, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildStore")]
    internal static partial LLVMValueRef BuildStore(LLVMBuilderRef builder, LLVMValueRef val, LLVMValueRef ptr);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildInBoundsGEP2")]
    internal static partial LLVMValueRef BuildInBoundsGEP2(
        LLVMBuilderRef b, LLVMTypeRef ty, LLVMValueRef pointer, LLVMValueRef* indices, uint numIndices, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildTrunc")]
    internal static partial LLVMValueRef BuildTrunc(LLVMBuilderRef builder, LLVMValueRef val, LLVMTypeRef destTy, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSExt")]
    internal static partial LLVMValueRef BuildSExt(LLVMBuilderRef builder, LLVMValueRef val, LLVMTypeRef destTy, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildZExt")]
    internal static partial LLVMValueRef BuildZExt(LLVMBuilderRef builder, LLVMValueRef val, LLVMTypeRef destTy, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildICmp")]
    internal static partial LLVMValueRef BuildICmp(
        LLVMBuilderRef builder, LLVMIntPredicate op, LLVMValueRef lhs, LLVMValueRef rhs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildPhi")]
    internal static partial LLVMValueRef BuildPhi(LLVMBuilderRef builder, LLVMTypeRef ty, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildCall2")]
    internal static partial LLVMValueRef BuildCall2(
        LLVMBuilderRef builder, LLVMTypeRef ty, LLVMValueRef fn, LLVMValueRef* args, uint numArgs, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetInlineAsm")]
    internal static partial LLVMValueRef GetInlineAsm(
        LLVMTypeRef ty, sbyte* asmString, nuint asmStringSize, sbyte* constraints, nuint constraintsSize, int hasSideEffects,
        int isAlignStack, int dialect, int canThrow);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSelect")]
    internal static partial LLVMValueRef BuildSelect(
        LLVMBuilderRef builder, LLVMValueRef @if, LLVMValueRef then, LLVMValueRef @else, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildIntToPtr")]
    internal static partial LLVMValueRef BuildIntToPtr(LLVMBuilderRef builder, LLVMValueRef val, LLVMTypeRef destTy, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildPtrToInt")]
    internal static partial LLVMValueRef BuildPtrToInt(LLVMBuilderRef builder, LLVMValueRef val, LLVMTypeRef destTy, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildExtractValue")]
    internal static partial LLVMValueRef BuildExtractValue(LLVMBuilderRef builder, LLVMValueRef aggVal, uint index, sbyte* name);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMLookupIntrinsicID")]
    internal static partial uint LookupIntrinsicID(sbyte* name, nuint nameLen);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetIntrinsicDeclaration")]
    internal static partial LLVMValueRef GetIntrinsicDeclaration(LLVMModuleRef mod, uint id, LLVMTypeRef* paramTypes, nuint paramCount);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBufferStart")]
    internal static partial sbyte* GetBufferStart(LLVMMemoryBufferRef memBuf);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBufferSize")]
    internal static partial nuint GetBufferSize(LLVMMemoryBufferRef memBuf);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRangeCopy")]
    internal static partial LLVMMemoryBufferRef CreateMemoryBufferWithMemoryRangeCopy(
        sbyte* inputData, nuint inputDataLength, sbyte* bufferName);

    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeMemoryBuffer")]
    internal static partial void DisposeMemoryBuffer(LLVMMemoryBufferRef memBuf);
}

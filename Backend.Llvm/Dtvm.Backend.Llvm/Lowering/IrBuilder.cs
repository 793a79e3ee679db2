// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>The types, constants and instructions that the lowering needs, in one LLVM module.</summary>
/// <remarks>A thin layer over the C API: every method makes one instruction, or none where LLVM's builder folds constants.</remarks>
internal sealed unsafe class IrBuilder : IDisposable
{
    /// <summary>LLVM's number of <c>preserve_nonecc</c> (llvm/IR/CallingConv.h): arguments in registers, no register preserved.</summary>
    internal const uint PreserveNone = 21;

    /// <summary>LLVM's number of <c>preserve_mostcc</c> (llvm/IR/CallingConv.h): the caller keeps nearly all its registers.</summary>
    internal const uint PreserveMost = 14;

    // Frame fields and stack slots are at least 8-aligned; nothing is gained by claiming more.
    private const uint WordAlignment = 8;

    // UWTableKind::Async of llvm/Support/CodeGen.h: right at every instruction.
    private const ulong AsynchronousTables = 2;

    private readonly bool _hasUnwindTables;
    private readonly bool _hasFramePointers;
    private readonly LLVMBuilderRef _builder;
    private readonly LLVMValueRef _emptyMetadata;
    private readonly LLVMValueRef _firstUnlikely;
    private readonly LLVMAttributeRef _noUnwind;
    private readonly uint _invariantLoad;
    private readonly uint _profile;
    private LLVMValueRef _leadingZeros;
    private LLVMValueRef _funnelLeft;
    private LLVMValueRef _funnelRight;
    private LLVMValueRef _markedFunction;
    private LLVMMetadataRef _markScope;
    private LLVMMetadataRef _mark;
    private uint _markedLine;
    private bool _marksAll;
    private bool _isMarking;
    private bool _beginsBlock;

    internal IrBuilder(LLVMContextRef context, LLVMModuleRef module, bool hasUnwindTables, bool hasFramePointers)
    {
        _hasUnwindTables = hasUnwindTables;
        _hasFramePointers = hasFramePointers;
        Context = context;
        Module = module;
        _builder = LLVM.CreateBuilderInContext(context);
        I1 = LLVM.Int1TypeInContext(context);
        I8 = LLVM.Int8TypeInContext(context);
        I32 = LLVM.Int32TypeInContext(context);
        I64 = LLVM.Int64TypeInContext(context);
        I128 = LLVM.IntTypeInContext(context, 128);
        I256 = LLVM.IntTypeInContext(context, 256);
        Pointer = LLVM.PointerTypeInContext(context, 0);
        var words = stackalloc LLVMTypeRef[] { I64, I64 };
        Pair = LLVM.StructTypeInContext(context, words, 2, 0);
        Void = LLVM.VoidTypeInContext(context);
        Zero256 = LLVM.ConstNull(I256);
        _noUnwind = Attribute("nounwind"u8);
        _invariantLoad = MetadataKind("invariant.load"u8);
        _profile = MetadataKind("prof"u8);
        _emptyMetadata = LLVM.MetadataAsValue(context, LLVM.MDNodeInContext2(context, null, 0));
        var weights = stackalloc LLVMMetadataRef[]
        {
            LLVM.MDStringInContext2(context, LlvmText.Literal("branch_weights"u8), 14),
            LLVM.ValueAsMetadata(LLVM.ConstInt(I32, 1, 0)),
            LLVM.ValueAsMetadata(LLVM.ConstInt(I32, 4000, 0)),
        };
        _firstUnlikely = LLVM.MetadataAsValue(context, LLVM.MDNodeInContext2(context, weights, 3));
    }

    internal LLVMContextRef Context { get; }

    internal LLVMModuleRef Module { get; }

    internal LLVMTypeRef I1 { get; }

    internal LLVMTypeRef I8 { get; }

    internal LLVMTypeRef I32 { get; }

    internal LLVMTypeRef I64 { get; }

    internal LLVMTypeRef I128 { get; }

    internal LLVMTypeRef I256 { get; }

    internal LLVMTypeRef Pointer { get; }

    /// <summary>Two 64-bit integers, returned in registers.</summary>
    internal LLVMTypeRef Pair { get; }

    internal LLVMTypeRef Void { get; }

    internal LLVMValueRef Zero256 { get; }

    /// <summary>The block that instructions are appended to.</summary>
    internal LLVMBasicBlockRef Block => LLVM.GetInsertBlock(_builder);

    internal LLVMTypeRef TypeOf(MirType type) => type switch
    {
        MirType.I1 => I1,
        MirType.I64 => I64,
        MirType.I256 => I256,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no LLVM type"),
    };

    internal LLVMBasicBlockRef NewBlock(LLVMValueRef function) => LLVM.AppendBasicBlockInContext(Context, function, LlvmText.NoName);

    internal void SetBlock(LLVMBasicBlockRef block)
    {
        LLVM.PositionBuilderAtEnd(_builder, block);
        if (!_markedFunction.IsNull)
        {
            // Functions made on the way to another one have no source.
            Locate(_marksAll && LLVM.GetBasicBlockParent(block) == _markedFunction);
        }
    }

    /// <summary>From now on instructions of a function get the location of the last <see cref="Mark"/>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="scope">Its debug information.</param>
    /// <param name="line">Where it begins.</param>
    /// <param name="marksAll">Whether all instructions do. Otherwise those of the first line of a block do, and those behind
    /// <see cref="MarkHere"/>; the others share the line of what lies before them: a location costs time wherever LLVM copies it.</param>
    internal void BeginMarking(LLVMValueRef function, LLVMMetadataRef scope, uint line, bool marksAll)
    {
        _markedFunction = function;
        _markScope = scope;
        _markedLine = line;
        _marksAll = marksAll;
        _mark = default;
        Locate(true);
    }

    /// <summary>Sets the source line of what follows in the marked function.</summary>
    internal void Mark(uint line)
    {
        if (line != _markedLine)
        {
            _markedLine = line;
            _mark = default;
            Locate(_marksAll || _beginsBlock);
        }

        _beginsBlock = false;
    }

    /// <summary>A basic block of the source begins: its first line is marked in any case.</summary>
    internal void BeginBlock() => _beginsBlock = true;

    /// <summary>What follows up to the next line is marked in any case.</summary>
    internal void MarkHere() => Locate(true);

    /// <summary>From now on instructions get no location.</summary>
    internal void EndMarking()
    {
        _markedFunction = default;
        Locate(false);
    }

    /// <summary>Gives what follows the location of the last mark, or none.</summary>
    private void Locate(bool isMarked)
    {
        if (isMarked)
        {
            if (_mark.IsNull)
            {
                _mark = LLVM.DIBuilderCreateDebugLocation(Context, _markedLine, 0, _markScope, default);
                _isMarking = false;
            }

            if (!_isMarking)
            {
                LLVM.SetCurrentDebugLocation2(_builder, _mark);
            }
        }
        else if (_isMarking)
        {
            LLVM.SetCurrentDebugLocation2(_builder, default);
        }

        _isMarking = isMarked;
    }

    internal LLVMTypeRef FunctionType(LLVMTypeRef result, params ReadOnlySpan<LLVMTypeRef> parameters)
    {
        fixed (LLVMTypeRef* first = parameters)
        {
            return LLVM.FunctionType(result, first, (uint)parameters.Length, 0);
        }
    }

    /// <summary>Adds a function that only this module sees, with an empty entry block.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="convention">Its calling convention; 0 is C's.</param>
    internal LLVMValueRef AddFunction(string name, LLVMTypeRef type, uint convention = 0)
    {
        LLVMValueRef function;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(name + '\0'))
        {
            function = LLVM.AddFunction(Module, (sbyte*)bytes, type);
        }

        LLVM.SetLinkage(function, LLVMLinkage.LLVMInternalLinkage);
        LLVM.SetFunctionCallConv(function, convention);
        LLVM.AddAttributeAtIndex(function, uint.MaxValue, _noUnwind);
        if (_hasUnwindTables)
        {
            LLVM.AddAttributeAtIndex(function, uint.MaxValue, Attribute("uwtable"u8, AsynchronousTables));
        }

        // What is entered from outside keeps rbp as it was, whatever regions do to it. Regions leave it alone, which is cheaper than frames
        // of their own: none calls another one and comes back.
        if (_hasFramePointers && convention != 0)
        {
            LLVM.AddAttributeAtIndex(
                function, uint.MaxValue, Attribute("frame-pointer"u8, convention == PreserveNone ? "reserved"u8 : "all"u8));
        }

        NewBlock(function);
        return function;
    }

    internal LLVMValueRef Intrinsic(ReadOnlySpan<byte> name, LLVMTypeRef overload)
    {
        var id = LLVM.LookupIntrinsicID(LlvmText.Literal(name), (nuint)name.Length);
        return LLVM.GetIntrinsicDeclaration(Module, id, &overload, 1);
    }

    internal LLVMValueRef Const32(long value) => LLVM.ConstInt(I32, (ulong)value, 1);

    internal LLVMValueRef Const64(long value) => LLVM.ConstInt(I64, (ulong)value, 1);

    internal LLVMValueRef Const(MirType type, in U256 value)
    {
        if (type != MirType.I256)
        {
            return LLVM.ConstInt(TypeOf(type), value.Low64, 0);
        }

        var limbs = stackalloc ulong[] { value.U0, value.U1, value.U2, value.U3 };
        return LLVM.ConstIntOfArbitraryPrecision(I256, 4, limbs);
    }

    internal LLVMValueRef Add(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildAdd(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef Sub(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildSub(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef Mul(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildMul(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef UDiv(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildUDiv(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef SDiv(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildSDiv(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef URem(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildURem(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef SRem(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildSRem(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef And(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildAnd(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef Or(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildOr(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef Xor(LLVMValueRef a, LLVMValueRef b) => LLVM.BuildXor(_builder, a, b, LlvmText.NoName);

    internal LLVMValueRef Not(LLVMValueRef a) => LLVM.BuildNot(_builder, a, LlvmText.NoName);

    internal LLVMValueRef Shl(LLVMValueRef a, LLVMValueRef amount) => LLVM.BuildShl(_builder, a, amount, LlvmText.NoName);

    internal LLVMValueRef LShr(LLVMValueRef a, LLVMValueRef amount) => LLVM.BuildLShr(_builder, a, amount, LlvmText.NoName);

    internal LLVMValueRef AShr(LLVMValueRef a, LLVMValueRef amount) => LLVM.BuildAShr(_builder, a, amount, LlvmText.NoName);

    internal LLVMValueRef Trunc(LLVMValueRef a, LLVMTypeRef type) => LLVM.BuildTrunc(_builder, a, type, LlvmText.NoName);

    internal LLVMValueRef SExt(LLVMValueRef a, LLVMTypeRef type) => LLVM.BuildSExt(_builder, a, type, LlvmText.NoName);

    internal LLVMValueRef ZExt(LLVMValueRef a, LLVMTypeRef type) => LLVM.BuildZExt(_builder, a, type, LlvmText.NoName);

    /// <summary>Limb 0..3 of 256 bits.</summary>
    internal LLVMValueRef Limb(LLVMValueRef value, int index) =>
        Trunc(index == 0 ? value : LShr(value, Wide(64UL * (ulong)index)), I64);

    /// <summary>A small 256-bit constant.</summary>
    internal LLVMValueRef Wide(ulong value) => LLVM.ConstInt(I256, value, 0);

    /// <summary>The upper half of two limbs that are shifted to the left by an amount below 64.</summary>
    internal LLVMValueRef FunnelShiftLeft(LLVMValueRef high, LLVMValueRef low, LLVMValueRef amount) =>
        FunnelShift(ref _funnelLeft, "llvm.fshl"u8, high, low, amount);

    /// <summary>The lower half of two limbs that are shifted to the right by an amount below 64.</summary>
    internal LLVMValueRef FunnelShiftRight(LLVMValueRef high, LLVMValueRef low, LLVMValueRef amount) =>
        FunnelShift(ref _funnelRight, "llvm.fshr"u8, high, low, amount);

    internal LLVMValueRef IntToPtr(LLVMValueRef a) => LLVM.BuildIntToPtr(_builder, a, Pointer, LlvmText.NoName);

    internal LLVMValueRef PtrToInt(LLVMValueRef a) => LLVM.BuildPtrToInt(_builder, a, I64, LlvmText.NoName);

    internal LLVMValueRef Compare(LLVMIntPredicate predicate, LLVMValueRef a, LLVMValueRef b) =>
        LLVM.BuildICmp(_builder, predicate, a, b, LlvmText.NoName);

    internal LLVMValueRef Select(LLVMValueRef condition, LLVMValueRef a, LLVMValueRef b) =>
        LLVM.BuildSelect(_builder, condition, a, b, LlvmText.NoName);

    internal LLVMValueRef Phi(LLVMTypeRef type) => LLVM.BuildPhi(_builder, type, LlvmText.NoName);

    internal static void AddIncoming(LLVMValueRef phi, LLVMValueRef value, LLVMBasicBlockRef block) =>
        LLVM.AddIncoming(phi, &value, &block, 1);

    /// <summary>The address <paramref name="offset"/> bytes behind a pointer.</summary>
    internal LLVMValueRef Offset(LLVMValueRef pointer, long offset) => offset == 0 ? pointer : Offset(pointer, Const64(offset));

    /// <summary>The address <paramref name="offset"/> bytes behind a pointer.</summary>
    internal LLVMValueRef Offset(LLVMValueRef pointer, LLVMValueRef offset) =>
        LLVM.BuildInBoundsGEP2(_builder, I8, pointer, &offset, 1, LlvmText.NoName);

    /// <summary>The address of element <paramref name="index"/> of an array of pointers.</summary>
    internal LLVMValueRef Element(LLVMValueRef pointer, LLVMValueRef index) =>
        LLVM.BuildInBoundsGEP2(_builder, Pointer, pointer, &index, 1, LlvmText.NoName);

    /// <summary>Loads from memory of 64-bit words: the frame, the stack, a table.</summary>
    internal LLVMValueRef Load(LLVMTypeRef type, LLVMValueRef pointer)
    {
        var load = LLVM.BuildLoad2(_builder, type, pointer, LlvmText.NoName);
        LLVM.SetAlignment(load, type == I32 ? 4 : WordAlignment);
        return load;
    }

    /// <summary>Loads something that does not change while the function runs.</summary>
    internal LLVMValueRef LoadInvariant(LLVMTypeRef type, LLVMValueRef pointer)
    {
        var load = Load(type, pointer);
        LLVM.SetMetadata(load, _invariantLoad, _emptyMetadata);
        return load;
    }

    /// <summary>Loads from bytes.</summary>
    internal LLVMValueRef LoadUnaligned(LLVMTypeRef type, LLVMValueRef pointer)
    {
        var load = LLVM.BuildLoad2(_builder, type, pointer, LlvmText.NoName);
        LLVM.SetAlignment(load, 1);
        return load;
    }

    /// <summary>Stores to memory of 64-bit words.</summary>
    internal void Store(LLVMValueRef value, LLVMValueRef pointer)
    {
        var store = LLVM.BuildStore(_builder, value, pointer);
        LLVM.SetAlignment(store, LLVM.TypeOf(value) == I32 ? 4 : WordAlignment);
    }

    /// <summary>Stores to bytes.</summary>
    internal void StoreUnaligned(LLVMValueRef value, LLVMValueRef pointer) =>
        LLVM.SetAlignment(LLVM.BuildStore(_builder, value, pointer), 1);

    internal LLVMValueRef Call(LLVMTypeRef type, LLVMValueRef callee, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        fixed (LLVMValueRef* first = arguments)
        {
            return LLVM.BuildCall2(_builder, type, callee, first, (uint)arguments.Length, LlvmText.NoName);
        }
    }

    internal LLVMValueRef Call(uint convention, LLVMTypeRef type, LLVMValueRef callee, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        var call = Call(type, callee, arguments);
        LLVM.SetInstructionCallConv(call, convention);
        return call;
    }

    /// <summary>Says that a register is changed here, by no instruction.</summary>
    /// <param name="constraint">LLVM's syntax for it: <c>~{rbp}</c>.</param>
    internal void Clobber(ReadOnlySpan<byte> constraint)
    {
        fixed (byte* text = constraint)
        {
            var type = FunctionType(Void);
            Call(type, LLVM.GetInlineAsm(type, LlvmText.NoName, 0, (sbyte*)text, (nuint)constraint.Length, 1, 0, 0, 0));
        }
    }

    /// <summary>Leaves the function by a call in its place, which needs no stack.</summary>
    internal void TailCall(LLVMTypeRef type, LLVMValueRef callee, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        var call = Call(PreserveNone, type, callee, arguments);
        LLVM.SetTailCallKind(call, LLVMTailCallKind.LLVMTailCallKindMustTail);
        Return(call);
    }

    internal void Return(LLVMValueRef value) => LLVM.BuildRet(_builder, value);

    internal void ReturnPair(LLVMValueRef first, LLVMValueRef second)
    {
        var values = stackalloc LLVMValueRef[] { first, second };
        LLVM.BuildAggregateRet(_builder, values, 2);
    }

    internal LLVMValueRef Extract(LLVMValueRef pair, uint index) => LLVM.BuildExtractValue(_builder, pair, index, LlvmText.NoName);

    internal void ReturnVoid() => LLVM.BuildRetVoid(_builder);

    internal void Return(long status) => LLVM.BuildRet(_builder, Const32(status));

    internal void Branch(LLVMBasicBlockRef target) => LLVM.BuildBr(_builder, target);

    internal LLVMValueRef Branch(LLVMValueRef condition, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise) =>
        LLVM.BuildCondBr(_builder, condition, then, otherwise);

    /// <summary>Branches to a block that is hardly ever reached when the condition holds.</summary>
    internal void BranchUnlikely(LLVMValueRef condition, LLVMBasicBlockRef unlikely, LLVMBasicBlockRef otherwise) =>
        LLVM.SetMetadata(Branch(condition, unlikely, otherwise), _profile, _firstUnlikely);

    internal LLVMValueRef Switch(LLVMValueRef value, LLVMBasicBlockRef otherwise, int cases) =>
        LLVM.BuildSwitch(_builder, value, otherwise, (uint)cases);

    private LLVMValueRef FunnelShift(
        ref LLVMValueRef intrinsic, ReadOnlySpan<byte> name, LLVMValueRef high, LLVMValueRef low, LLVMValueRef amount)
    {
        if (intrinsic.IsNull)
        {
            intrinsic = Intrinsic(name, I64);
        }

        return Call(FunctionType(I64, I64, I64, I64), intrinsic, high, low, amount);
    }

    /// <summary>The leading zero bits of a 256-bit integer, 256 for zero.</summary>
    internal LLVMValueRef LeadingZeros256(LLVMValueRef value)
    {
        if (_leadingZeros.IsNull)
        {
            _leadingZeros = Intrinsic("llvm.ctlz"u8, I256);
        }

        return Call(FunctionType(I256, I256, I1), _leadingZeros, value, LLVM.ConstInt(I1, 0, 0));
    }

    /// <summary>Adds a constant with external linkage: the addresses of functions.</summary>
    internal void EmitAddressTable(string symbol, ReadOnlySpan<LLVMValueRef> functions)
    {
        LLVMValueRef table;
        fixed (byte* name = Encoding.UTF8.GetBytes(symbol + '\0'))
        {
            table = LLVM.AddGlobal(Module, LLVM.ArrayType2(Pointer, (ulong)functions.Length), (sbyte*)name);
        }

        fixed (LLVMValueRef* first = functions)
        {
            LLVM.SetInitializer(table, LLVM.ConstArray2(Pointer, first, (ulong)functions.Length));
        }

        LLVM.SetGlobalConstant(table, 1);
    }

    /// <summary>An enum attribute without a value.</summary>
    internal LLVMAttributeRef Attribute(ReadOnlySpan<byte> name, ulong value = 0) =>
        LLVM.CreateEnumAttribute(Context, LLVM.GetEnumAttributeKindForName(LlvmText.Literal(name), (nuint)name.Length), value);

    private LLVMAttributeRef Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        LLVM.CreateStringAttribute(Context, LlvmText.Literal(name), (uint)name.Length, LlvmText.Literal(value), (uint)value.Length);

    /// <inheritdoc/>
    public void Dispose() => LLVM.DisposeBuilder(_builder);

    private uint MetadataKind(ReadOnlySpan<byte> name) => LLVM.GetMDKindIDInContext(Context, LlvmText.Literal(name), (uint)name.Length);
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>What is marked with where it comes from.</summary>
internal enum Marking
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Values, blocks and instructions, for a listing.</summary>
    Listing,

    /// <summary>Instructions, and frames can be unwound, for code that runs.</summary>
    Code,

    /// <summary>As <see cref="Code"/>; rbp stays the frame pointer.</summary>
    FramedCode,
}

/// <summary>Turns a MIR module into an LLVM module: a function for each MIR function, the entry, the stubs and the table of their
/// addresses.</summary>
/// <remarks>
/// Every MIR function becomes <c>preserve_nonecc i32 (ptr frame, ptr sp, i64 gas, i64 pc)</c>. It leaves by returning an exit reason or by
/// a <c>musttail call</c> of another one, so frame, stack pointer and gas stay in registers from region to region.
/// </remarks>
internal sealed unsafe class ModuleLowering : IDisposable
{
    /// <summary>The one symbol with external linkage that a linker has to look up: the table of addresses.</summary>
    internal const string TableSymbol = "dtvm.table";

    private readonly LLVMAttributeRef _noAlias;
    private readonly LLVMValueRef[] _functions;
    private readonly Dictionary<long, LLVMValueRef> _growMemory = [];
    private readonly Dictionary<MirOp, LLVMValueRef> _variableShifts = [];
    private readonly Dictionary<RuntimeCall, LLVMValueRef> _rareCalls = [];
    private LLVMValueRef _subtractSaturating;

    private ModuleLowering(MirModule source, LLVMContextRef context, LLVMModuleRef module, Marking marking, bool marksAll)
    {
        Source = source;
        Builder = new IrBuilder(context, module, marking >= Marking.Code, marking == Marking.FramedCode);
        Marks = marking == Marking.None ? null : new SourceMarks(Builder, marking == Marking.Listing, marksAll);
        RegionType = Builder.FunctionType(Builder.I32, Builder.Pointer, Builder.Pointer, Builder.I64, Builder.I64);
        PlainType = Builder.FunctionType(Builder.Void, Builder.Pointer);
        GasType = Builder.FunctionType(Builder.I64, Builder.Pointer, Builder.I64);
        GrowHelperType = Builder.FunctionType(Builder.I64, Builder.Pointer, Builder.I64, Builder.I64, Builder.I64);
        VariableShiftType = Builder.FunctionType(Builder.I256, Builder.I64, Builder.I256);
        GrowType = Builder.FunctionType(Builder.Pair, Builder.Pointer, Builder.I64, Builder.I64, Builder.I64);
        ByteSwap = Builder.Intrinsic("llvm.bswap"u8, Builder.I256);
        ByteSwapType = Builder.FunctionType(Builder.I256, Builder.I256);
        _noAlias = Builder.Attribute("noalias"u8);
        _functions = new LLVMValueRef[source.Functions.Count];
    }

    internal MirModule Source { get; }

    internal IrBuilder Builder { get; }

    /// <summary>What marks instructions with their source; null for code that only runs.</summary>
    internal SourceMarks? Marks { get; }

    internal LLVMTypeRef RegionType { get; }

    internal LLVMTypeRef PlainType { get; }

    internal LLVMTypeRef GasType { get; }

    internal LLVMTypeRef GrowHelperType { get; }

    internal LLVMTypeRef GrowType { get; }

    internal LLVMTypeRef VariableShiftType { get; }

    internal LLVMValueRef ByteSwap { get; }

    internal LLVMTypeRef ByteSwapType { get; }

    /// <summary>The lowering of a module, to be done.</summary>
    /// <param name="source">Verified MIR without annotations.</param>
    /// <param name="marking">What instructions carry of where they come from.</param>
    /// <param name="marksAll">Whether all instructions carry that, and not only calls and what basic blocks begin with.</param>
    /// <param name="cancellation">Ends it between two functions, by an <see cref="OperationCanceledException"/>.</param>
    internal static EmitModule Lowering(
        MirModule source, Marking marking, bool marksAll = true, CancellationToken cancellation = default) =>
        (context, module) => Lower(source, context, module, marking, marksAll, cancellation);

    /// <summary>The names of the LLVM functions that are entered from outside, in the order of the table.</summary>
    /// <param name="source">The MIR.</param>
    internal static IReadOnlyList<(CodeSymbolKind Kind, int Index, string Name)> SymbolNames(MirModule source)
    {
        var names = new List<(CodeSymbolKind Kind, int Index, string Name)>(CodeArtifact.ModuleSymbols + source.Functions.Count)
        {
            (CodeSymbolKind.Enter, 0, "enter"), (CodeSymbolKind.BadJump, 0, "bad_jump"), (CodeSymbolKind.JumpMiss, 0, "jump_miss"),
        };
        foreach (var function in source.Functions)
        {
            names.Add((CodeSymbolKind.Region, function.Index, NameOf(function)));
        }

        return names;
    }

    private static string NameOf(MirFunction function) => $"r{function.Index}.{function.Name}";

    private static void Lower(
        MirModule source, LLVMContextRef context, LLVMModuleRef module, Marking marking, bool marksAll, CancellationToken cancellation)
    {
        using var lowering = new ModuleLowering(source, context, module, marking, marksAll);
        foreach (var function in source.Functions)
        {
            lowering._functions[function.Index] = lowering.AddRegion(NameOf(function));
        }

        foreach (var function in source.Functions)
        {
            cancellation.ThrowIfCancellationRequested();
            new FunctionLowering(lowering, function, lowering._functions[function.Index]).Lower();
        }

        lowering.Marks?.Complete();
        lowering.EmitTable();
    }

    /// <summary>The LLVM function of a MIR function.</summary>
    internal LLVMValueRef FunctionAt(long index) => _functions[index];

    /// <summary>The function that grows memory to the end of a range of one size (<see cref="GrowthLowering"/>).</summary>
    internal LLVMValueRef GrowMemory(long size)
    {
        if (!_growMemory.TryGetValue(size, out var function))
        {
            function = new GrowthLowering(this).Lower(size);
            _growMemory.Add(size, function);
        }

        return function;
    }

    /// <summary>max(MemorySize - 31, 0): a word at an offset below it lies inside memory.</summary>
    internal LLVMValueRef LoadMemoryLimit(LLVMValueRef frame) =>
        SubtractSaturating(Builder.Load(Builder.I64, Builder.Offset(frame, FrameLayout.MemorySize)), Builder.Const64(31));

    /// <summary><c>preserve_mostcc void (ptr frame)</c>: a plain runtime call that is hardly ever needed, for which the caller's registers
    /// are spared.</summary>
    internal LLVMValueRef CallRarely(RuntimeCall call)
    {
        if (_rareCalls.TryGetValue(call, out var known))
        {
            return known;
        }

        var resume = Builder.Block;
        var function = Builder.AddFunction(RuntimeCalls.NameOf(call), PlainType, IrBuilder.PreserveMost);
        _rareCalls.Add(call, function);
        var frame = LLVM.GetParam(function, 0);
        Builder.SetBlock(LLVM.GetEntryBasicBlock(function));
        Builder.Call(PlainType, LoadHelper(frame, call), frame);
        Builder.ReturnVoid();
        Builder.SetBlock(resume);
        return function;
    }

    /// <summary><c>preserve_mostcc i256 (i64 amount, i256 value)</c>: a shift by a variable amount below 256, or for SIGNEXTEND the shift
    /// to the left and back with the sign.</summary>
    /// <remarks>Inline, each is a quarter of a KiB of machine code; code made of nothing else would cost tens of seconds to
    /// compile.</remarks>
    /// <param name="op">Shl, Shr, Sar or SignExtend.</param>
    internal LLVMValueRef VariableShift(MirOp op)
    {
        if (_variableShifts.TryGetValue(op, out var known))
        {
            return known;
        }

        var resume = Builder.Block;
        var function = Builder.AddFunction($"variable.{MirOpTable.Get(op).Name}", VariableShiftType, IrBuilder.PreserveMost);
        _variableShifts.Add(op, function);
        Builder.SetBlock(LLVM.GetEntryBasicBlock(function));
        Builder.Return(new VariableShifts(Builder).Emit(op, LLVM.GetParam(function, 0), LLVM.GetParam(function, 1)));
        Builder.SetBlock(resume);
        return function;
    }

    /// <summary>max(a - b, 0) of unsigned 64-bit integers.</summary>
    internal LLVMValueRef SubtractSaturating(LLVMValueRef a, LLVMValueRef b)
    {
        if (_subtractSaturating.IsNull)
        {
            _subtractSaturating = Builder.Intrinsic("llvm.usub.sat"u8, Builder.I64);
        }

        return Builder.Call(Builder.FunctionType(Builder.I64, Builder.I64, Builder.I64), _subtractSaturating, a, b);
    }

    /// <summary>The address of a helper, from the frame's helper table.</summary>
    internal LLVMValueRef LoadHelper(LLVMValueRef frame, RuntimeCall call)
    {
        var table = Builder.LoadInvariant(Builder.Pointer, Builder.Offset(frame, FrameLayout.Helpers));
        return Builder.LoadInvariant(Builder.Pointer, Builder.Offset(table, 8L * (int)call));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Marks?.Dispose();
        Builder.Dispose();
    }

    private LLVMValueRef AddRegion(string name)
    {
        var function = Builder.AddFunction(name, RegionType, IrBuilder.PreserveNone);

        // The frame and the EVM stack are reached through these two parameters only, never through EVM memory or call data.
        LLVM.AddAttributeAtIndex(function, 1, _noAlias);
        LLVM.AddAttributeAtIndex(function, 2, _noAlias);
        return function;
    }

    /// <summary><c>i32 enter(ptr frame, i64 pc, ptr function)</c> in the C convention.</summary>
    /// <remarks>In LLVM's <c>preserve_nonecc</c> a callee keeps rbp, which regions of other backends do not: it is saved here.</remarks>
    private LLVMValueRef EmitEnter()
    {
        var enter = Builder.AddFunction("enter", Builder.FunctionType(Builder.I32, Builder.Pointer, Builder.I64, Builder.Pointer), 0);
        Builder.SetBlock(LLVM.GetEntryBasicBlock(enter));
        Builder.Clobber("~{rbp}"u8);
        var frame = LLVM.GetParam(enter, 0);
        var stack = Builder.Load(Builder.Pointer, Builder.Offset(frame, FrameLayout.StackTop));
        var gas = Builder.Load(Builder.I64, Builder.Offset(frame, FrameLayout.Gas));
        Builder.Return(
            Builder.Call(IrBuilder.PreserveNone, RegionType, LLVM.GetParam(enter, 2), frame, stack, gas, LLVM.GetParam(enter, 1)));
        return enter;
    }

    private LLVMValueRef EmitBadJump()
    {
        var stub = AddRegion("bad_jump");
        Builder.SetBlock(LLVM.GetEntryBasicBlock(stub));
        Builder.Return(EvmcStatus.BadJumpDestination);
        return stub;
    }

    private LLVMValueRef EmitJumpMiss()
    {
        var stub = AddRegion("jump_miss");
        Builder.SetBlock(LLVM.GetEntryBasicBlock(stub));
        EmitResume(stub, LLVM.GetParam(stub, 3), ExitReason.ResumeConservative);
        return stub;
    }

    /// <summary>Leaves with the state of a function's entry in the frame.</summary>
    internal void EmitResume(LLVMValueRef function, LLVMValueRef pc, int reason)
    {
        var frame = LLVM.GetParam(function, 0);
        Builder.Store(LLVM.GetParam(function, 1), Builder.Offset(frame, FrameLayout.StackTop));
        Builder.Store(LLVM.GetParam(function, 2), Builder.Offset(frame, FrameLayout.Gas));
        Builder.Store(pc, Builder.Offset(frame, FrameLayout.Pc));
        Builder.Return(reason);
    }

    private void EmitTable()
    {
        var entries = new LLVMValueRef[CodeArtifact.ModuleSymbols + _functions.Length];
        entries[0] = EmitEnter();
        entries[1] = EmitBadJump();
        entries[2] = EmitJumpMiss();
        _functions.CopyTo(entries, CodeArtifact.ModuleSymbols);
        Builder.EmitAddressTable(TableSymbol, entries);
    }
}

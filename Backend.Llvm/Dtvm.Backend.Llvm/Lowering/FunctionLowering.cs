// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>Lowers one MIR function. This part holds control flow and the implicit state: gas and the limit of memory.</summary>
/// <remarks>
/// Gas left and the limit of memory are SSA values of their own, carried along every edge, so that LLVM needs no promotion pass for them.
/// The limit is max(MemorySize - 31, 0): a word at an offset below it lies inside memory. It is computed from the frame at entry and again
/// after each call that may change the size.
/// </remarks>
internal sealed unsafe partial class FunctionLowering
{
    private const int WordBytes = ExecutionLimits.WordBytes;

    /// <summary>Operations after which straight code goes on in a new basic block: the time that LLVM takes for one is superlinear in its
    /// length, and only hostile or unrolled code has longer ones.</summary>
    private const int MaxBlockLength = 256;

    /// <summary>Reads of the transaction context in a function that stand in place. LLVM compares each with all before it.</summary>
    private const int MaxContextReads = 32;

    /// <summary>A program counter that no code has.</summary>
    private const long NoPc = -1;

    private readonly ModuleLowering _module;
    private readonly IrBuilder _ir;
    private readonly MirFunction _source;
    private readonly LLVMValueRef _function;
    private readonly LLVMValueRef _frame;
    private readonly LLVMValueRef _stack;
    private readonly LLVMValueRef[] _values;
    private readonly MirInst?[] _constants;
    private readonly BlockState?[] _blocks;
    private readonly bool _usesMemoryLimit;
    private readonly ControlFlowGraph _graph;
    private LLVMValueRef _gas;
    private LLVMValueRef _memoryLimit;
    private LLVMValueRef _memoryBase;
    private BlockState _current = null!;
    private int _contextReads;
    private LLVMBasicBlockRef _outOfGas;
    private LLVMBasicBlockRef _badJump;
    private LLVMBasicBlockRef _isStatic;
    private LLVMBasicBlockRef _halted;

    internal FunctionLowering(ModuleLowering module, MirFunction source, LLVMValueRef function)
    {
        _module = module;
        _ir = module.Builder;
        _source = source;
        _function = function;
        _frame = LLVM.GetParam(function, 0);
        _stack = LLVM.GetParam(function, 1);
        _gas = LLVM.GetParam(function, 2);
        _values = new LLVMValueRef[source.ValueCount];
        _constants = new MirInst?[source.ValueCount];
        _blocks = new BlockState?[source.BlockIdCount];
        _graph = new ControlFlowGraph(source);
        var loopEnd = -1;
        foreach (var block in _graph.ReversePostorder)
        {
            foreach (var edge in _graph.Incoming(block))
            {
                var from = _graph.NumberOf(edge.From);
                loopEnd = from >= _graph.NumberOf(block) ? Math.Max(loopEnd, from) : loopEnd;
            }

            var checks = 0;
            foreach (var inst in block.Instructions)
            {
                if (inst.Op == MirOp.MemTouch)
                {
                    _usesMemoryLimit |= inst.Immediate >= WordBytes;
                    checks += source.IsConstant(inst.Operands[0], out _) ? 0 : 1;
                }
            }

            var isInLoop = loopEnd >= _graph.NumberOf(block);
            _blocks[block.Id] = new BlockState
            {
                Edges = _graph.Incoming(block).Length,
                IsInLoop = isInLoop,
                GrowsInPlace = GrowthPlacement.IsInPlace(checks, isInLoop),
            };
        }
    }

    /// <summary>Emits the function's blocks that can be reached.</summary>
    internal void Lower()
    {
        _module.Marks?.Begin(_source, _function);
        var entry = _blocks[_source.Entry.Id]!;
        entry.Start = LLVM.GetEntryBasicBlock(_function);
        _ir.SetBlock(entry.Start);
        entry.Gas = _gas;
        if (_usesMemoryLimit)
        {
            entry.MemoryLimit = _module.LoadMemoryLimit(_frame);
        }

        var order = _graph.ReversePostorder;
        foreach (var block in order[1..])
        {
            Declare(block);
        }

        foreach (var block in order)
        {
            var state = _blocks[block.Id]!;
            _module.Marks?.Name(block, state.Start);

            _ir.SetBlock(state.Start);
            _module.Marks?.BeginBlock();
            _gas = state.Gas;
            _memoryLimit = state.MemoryLimit;
            _memoryBase = default;
            _current = state;
            var start = _ir.Block;
            var length = 0;
            for (var i = 0; i < block.Instructions.Count; i++)
            {
                var inst = block.Instructions[i];
                if (inst.Op == MirOp.StaticCheck && StaticChecks.IsNeedless(block.Instructions, i))
                {
                    continue;
                }

                if (inst.Op != MirOp.Const)
                {
                    _module.Marks?.At(inst.Pc);
                }

                length = _ir.Block.Equals(start) ? length + (inst.Op == MirOp.Const ? 0 : 1) : 0;
                start = _ir.Block;
                if (length == MaxBlockLength && !inst.Info.IsTerminator)
                {
                    Separate();
                    start = _ir.Block;
                    length = 0;
                }

                Lower(inst);
            }
        }

        _module.Marks?.At(-1);
        EmitExits();
    }

    /// <summary>Goes on in a new basic block that LLVM cannot join to this one: it does not know that the test fails.</summary>
    private void Separate() =>
        ExitWhen(_ir.Compare(LLVMIntPredicate.LLVMIntEQ, LLVM.GetParam(_function, 3), _ir.Const64(NoPc)), Shared(ref _outOfGas));

    /// <summary>Makes the LLVM block of a MIR block, with phis where edges meet.</summary>
    private void Declare(MirBlock block)
    {
        var state = _blocks[block.Id]!;
        state.Start = _ir.NewBlock(_function);
        if (state.Edges == 1)
        {
            return;
        }

        _ir.SetBlock(state.Start);
        _module.Marks?.At(block.Pc);
        state.Gas = _ir.Phi(_ir.I64);
        if (_usesMemoryLimit)
        {
            state.MemoryLimit = _ir.Phi(_ir.I64);
        }

        foreach (var parameter in block.Parameters)
        {
            _values[parameter.Id] = _ir.Phi(_ir.TypeOf(_source.TypeOf(parameter)));
            _module.Marks?.Name(parameter, _values[parameter.Id]);
        }
    }

    /// <summary>Notes that the block being built leads to a target, and gives the LLVM block to branch to.</summary>
    /// <param name="target">The target and its arguments.</param>
    /// <param name="isRepeated">Whether the same terminator has led to the block before: a phi has one value for a predecessor, so the
    /// second edge needs a block of its own.</param>
    private LLVMBasicBlockRef Edge(in BlockTarget target, bool isRepeated)
    {
        var state = _blocks[target.Block.Id]!;
        var parameters = target.Block.Parameters;
        if (state.Edges == 1)
        {
            state.Gas = _gas;
            state.MemoryLimit = _memoryLimit;
            for (var i = 0; i < parameters.Count; i++)
            {
                _values[parameters[i].Id] = Get(target.Arguments[i]);
            }

            return state.Start;
        }

        var from = _ir.Block;
        var result = state.Start;
        if (isRepeated)
        {
            var back = from;
            from = result = _ir.NewBlock(_function);
            _ir.SetBlock(from);
            _ir.Branch(state.Start);
            _ir.SetBlock(back);
        }

        IrBuilder.AddIncoming(state.Gas, _gas, from);
        if (_usesMemoryLimit)
        {
            IrBuilder.AddIncoming(state.MemoryLimit, _memoryLimit, from);
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            IrBuilder.AddIncoming(_values[parameters[i].Id], Get(target.Arguments[i]), from);
        }

        return result;
    }

    private void LowerControl(MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.Br:
                _ir.Branch(Edge(inst.Targets[0], false));
                break;
            case MirOp.BrIf:
                var then = Edge(inst.Targets[0], false);
                var otherwise = Edge(inst.Targets[1], inst.Targets[0].Block == inst.Targets[1].Block);
                _ir.Branch(Get(inst.Operands[0]), then, otherwise);
                break;
            case MirOp.Switch:
                LowerSwitch(inst);
                break;
            case MirOp.JumpRegion:
                var callee = _module.FunctionAt(inst.Immediate);
                var pc = _module.Source.Functions[(int)inst.Immediate].EntryPc;
                _module.Marks?.BeginCall();
                _ir.TailCall(_module.RegionType, callee, _frame, StackAt(inst.Immediate2), _gas, _ir.Const64(pc));
                break;
            case MirOp.JumpDynamic:
                LowerJumpDynamic(inst);
                break;
            case MirOp.Stop:
                EmitSuccess(EvmcStatus.Success);
                break;
            case MirOp.Return:
                CallGas(RuntimeCall.Return, inst.Operands);
                EmitSuccess(EvmcStatus.Success);
                break;
            case MirOp.Revert:
                CallGas(RuntimeCall.Revert, inst.Operands);
                EmitSuccess(EvmcStatus.Revert);
                break;
            case MirOp.SelfDestruct:
                CallGas(RuntimeCall.SelfDestruct, inst.Operands);
                EmitSuccess(EvmcStatus.Success);
                break;
            case MirOp.Trap:
                _ir.Return(inst.Immediate);
                break;
            default:
                throw new LlvmException($"{_source.Name}: no lowering for {inst.Info.Name}");
        }
    }

    /// <summary>Case values nearly always fit in 64 bits; then only the low limb is compared case by case.</summary>
    private void LowerSwitch(MirInst inst)
    {
        var cases = inst.Cases;
        var narrow = true;
        foreach (var value in cases)
        {
            narrow &= value.FitsUlong;
        }

        var operand = Get(inst.Operands[0]);
        var head = _ir.Block;
        var otherwise = _ir.NewBlock(_function);
        _ir.SetBlock(otherwise);
        _ir.Branch(Edge(inst.Targets[^1], false));
        _ir.SetBlock(head);
        if (narrow)
        {
            var low = _ir.NewBlock(_function);
            var isLow = _ir.Compare(LLVMIntPredicate.LLVMIntULT, operand, _ir.Const(MirType.I256, new U256(0, 1, 0, 0)));
            _ir.Branch(isLow, low, otherwise);
            _ir.SetBlock(low);
            operand = _ir.Trunc(operand, _ir.I64);
        }

        var lowered = _ir.Switch(operand, otherwise, cases.Length);
        for (var i = 0; i < cases.Length; i++)
        {
            var isRepeated = false;
            for (var j = 0; j < i && !isRepeated; j++)
            {
                isRepeated = inst.Targets[j].Block == inst.Targets[i].Block;
            }

            LLVM.AddCase(lowered, _ir.Const(narrow ? MirType.I64 : MirType.I256, cases[i]), Edge(inst.Targets[i], isRepeated));
        }
    }

    private void LowerJumpDynamic(MirInst inst)
    {
        var target = Get(inst.Operands[0]);
        var inCode = _ir.NewBlock(_function);
        var isOutside = _ir.Compare(LLVMIntPredicate.LLVMIntUGE, target, _ir.Const(MirType.I256, new U256((ulong)_module.Source.CodeSize)));
        _ir.BranchUnlikely(isOutside, Shared(ref _badJump), inCode);
        _ir.SetBlock(inCode);
        var pc = _ir.Trunc(target, _ir.I64);
        var table = _ir.LoadInvariant(_ir.Pointer, FrameField(FrameLayout.JumpTable));
        var callee = _ir.Load(_ir.Pointer, _ir.Element(table, pc));
        _module.Marks?.BeginCall();
        _ir.TailCall(_module.RegionType, callee, _frame, StackAt(inst.Immediate2), _gas, pc);
    }

    /// <summary>Ends with the gas left in the frame.</summary>
    private void EmitSuccess(int status)
    {
        _ir.Store(_gas, FrameField(FrameLayout.Gas));
        _ir.Return(status);
    }

    /// <summary>Goes on in a new block unless the condition holds, which leads to a cold exit.</summary>
    private void ExitWhen(LLVMValueRef condition, LLVMBasicBlockRef exit)
    {
        var next = _ir.NewBlock(_function);
        _ir.BranchUnlikely(condition, exit, next);
        _ir.SetBlock(next);
    }

    private void LowerGasCharge(long cost)
    {
        // The flags of the subtraction are the check.
        _gas = _ir.Sub(_gas, _ir.Const64(cost));
        ExitWhen(_ir.Compare(LLVMIntPredicate.LLVMIntSLT, _gas, _ir.Const64(0)), Shared(ref _outOfGas));
    }

    private void LowerStaticCheck()
    {
        var isStatic = _ir.LoadInvariant(_ir.I32, FrameField(FrameLayout.IsStatic));
        ExitWhen(_ir.Compare(LLVMIntPredicate.LLVMIntNE, isStatic, _ir.Const32(0)), Shared(ref _isStatic));
    }

    private void LowerStackCheck(long need, long growth)
    {
        var top = _ir.PtrToInt(_stack);
        LLVMValueRef fails = default;
        if (need > 0)
        {
            var bottom = _ir.LoadInvariant(_ir.I64, FrameField(FrameLayout.StackBase));
            fails = _ir.Compare(LLVMIntPredicate.LLVMIntULT, _ir.Sub(top, _ir.Const64(32 * need)), bottom);
        }

        if (growth > 0)
        {
            var limit = _ir.LoadInvariant(_ir.I64, FrameField(FrameLayout.StackLimit));
            var overflows = _ir.Compare(LLVMIntPredicate.LLVMIntUGT, _ir.Add(top, _ir.Const64(32 * growth)), limit);
            fails = fails.IsNull ? overflows : _ir.Or(fails, overflows);
        }

        if (fails.IsNull)
        {
            return;
        }

        var back = _ir.Block;
        var exit = _ir.NewBlock(_function);
        _ir.SetBlock(exit);
        var reason = _module.Source.StackCheckExit == StackCheckExit.Interpreter
            ? ExitReason.ResumeInInterpreter
            : ExitReason.ResumeConservative;
        _module.EmitResume(_function, _ir.Const64(_source.EntryPc), reason);
        _ir.SetBlock(back);
        ExitWhen(fails, exit);
    }

    /// <summary>The function's block for an exit that all its instructions share; filled by <see cref="EmitExits"/>.</summary>
    private LLVMBasicBlockRef Shared(ref LLVMBasicBlockRef exit)
    {
        if (exit.IsNull)
        {
            exit = _ir.NewBlock(_function);
        }

        return exit;
    }

    private void EmitExits()
    {
        if (!_outOfGas.IsNull)
        {
            _ir.SetBlock(_outOfGas);
            _ir.Return(EvmcStatus.OutOfGas);
        }

        if (!_badJump.IsNull)
        {
            _ir.SetBlock(_badJump);
            _ir.Return(EvmcStatus.BadJumpDestination);
        }

        if (!_isStatic.IsNull)
        {
            _ir.SetBlock(_isStatic);
            _ir.Return(EvmcStatus.StaticModeViolation);
        }

        if (!_halted.IsNull)
        {
            _ir.SetBlock(_halted);
            _ir.Return(_ir.Load(_ir.I32, FrameField(FrameLayout.Status)));
        }
    }

    /// <summary>The address of the stack slot that becomes the first free one at a height above the entry's.</summary>
    private LLVMValueRef StackAt(long height) => _ir.Offset(_stack, 32 * height);

    private LLVMValueRef FrameField(int offset) => _ir.Offset(_frame, offset);

    private LLVMValueRef Get(Value value) => _values[value.Id];

    /// <summary>What is known of a block: where it starts, the edges into it, and the implicit state at its start.</summary>
    private sealed class BlockState
    {
        internal LLVMBasicBlockRef Start { get; set; }

        internal int Edges { get; init; }

        internal bool IsInLoop { get; init; }

        internal bool GrowsInPlace { get; init; }

        internal LLVMValueRef Gas { get; set; }

        internal LLVMValueRef MemoryLimit { get; set; }
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>Lowers MIR functions one after the other, each in one forward pass. This part holds the order of things.</summary>
/// <remarks>
/// <para>Frame, EVM stack pointer and gas are in fixed registers, as in LLVM's code (its convention <c>preserve_none</c>); so is the base
/// of
/// EVM memory. A value is where it is cheapest: nowhere when it is a constant, in the EVM stack slot it was loaded from, in a field of the
/// frame, or in registers and in a home slot of the native stack frame, each of its limbs on its own. Limbs that are zero whenever the code
/// runs are known and take part in nothing.</para>
/// <para>Inside a trace registers keep their values from block to block. Between traces a value is in memory: in its home slot, to which
/// it is
/// stored where it is defined.</para>
/// </remarks>
internal sealed partial class FunctionLowering
{
    private const Gpr FrameRegister = ModuleLowering.FrameRegister;
    private const Gpr StackRegister = ModuleLowering.StackRegister;
    private const Gpr GasRegister = ModuleLowering.GasRegister;
    private const Gpr MemoryRegister = Gpr.Rbx;
    private const int WordBytes = ExecutionLimits.WordBytes, LimbBytes = 8;

    private readonly ModuleLowering _module;
    private readonly Assembler _asm;
    private readonly FunctionPlan _plan = new();
    private readonly List<int> _framePatches = [];
    private readonly Label[] _exits = new Label[(int)ExitKind.Count];
    private ValueState[] _values = [];
    private U256[] _constants = [];
    private MirFunction _source = null!;
    private MirBlock _block = null!;
    private int _position;

    internal FunctionLowering(ModuleLowering module)
    {
        _module = module;
        _asm = module.Assembler;
    }

    /// <summary>Emits a function.</summary>
    /// <param name="source">MIR after all passes.</param>
    /// <exception cref="X64Exception">It holds something that has no lowering.</exception>
    internal void Lower(MirFunction source)
    {
        _source = source;
        _plan.Make(source);
        _values = _plan.Values;
        if (_constants.Length < source.ValueCount)
        {
            _constants = new U256[_values.Length];
        }

        ResetRegisters();
        ResetHomes();
        ResetSlots();
        _framePatches.Clear();
        _asm.MarkEntry(source.EntryPc);
        _asm.Bind(ref _module.FunctionAt(source.Index));
        _asm.MarkStack(0);
        EmitPrologue();
        for (_position = 0; _position < _plan.Order.Count; _position++)
        {
            LowerBlock(_plan.Order[_position]);
        }

        EmitColdCode();
        CompleteFrame();
    }

    private void LowerBlock(MirBlock block)
    {
        _block = block;
        ref var plan = ref _plan[block];
        if (plan.Trace == _position)
        {
            ResetRegisters();
        }

        _asm.Bind(ref plan.Label);
        _asm.MarkStack(StackMarks.Frame);
        var instructions = block.Instructions;
        for (var i = 0; i < instructions.Count; i++)
        {
            var inst = instructions[i];
            if (inst.Op == MirOp.Const)
            {
                DefineConstant(inst.Result.Id, inst.Constant);
                continue;
            }

            if (inst.Op == MirOp.StaticCheck && StaticChecks.IsNeedless(instructions, i))
            {
                continue;
            }

            if (_asm.PcMarks is not null)
            {
                _asm.MarkPc(inst.Pc, inst.Result.IsValid ? inst.Result.Id : -1);
            }

            Lower(inst);
            _locked = 0;
        }

        RestoreSlots();
        FreeLoopHomes(_position);
    }

    /// <summary>The stack check, before there is a native stack frame, and then the frame, whose size is known at the end.</summary>
    private void EmitPrologue()
    {
        var instructions = _source.Entry.Instructions;
        for (var i = 0; i < instructions.Count && instructions[i].Op is MirOp.StackCheck or MirOp.Const; i++)
        {
            if (instructions[i].Op == MirOp.StackCheck)
            {
                EmitStackCheck(instructions[i].Immediate, instructions[i].Immediate2);
            }
        }

        _framePatches.Add(_asm.PatchableImmediate(X64Op.Sub, Gpr.Rsp));
        _asm.MarkStack(StackMarks.Frame);
        if (_plan.UsesMemory)
        {
            _asm.Rm(X64Op.Mov, MemoryRegister, new Mem(FrameRegister, FrameLayout.MemoryBase));
        }
    }

    private void CompleteFrame()
    {
        var size = FrameSize();
        _asm.Stack?.Settle(size);
        foreach (var position in _framePatches)
        {
            if (size == 0)
            {
                _asm.PatchToNothing(position);
            }
            else
            {
                _asm.Patch(position, size);
            }
        }

        for (var kind = 0; kind < _exits.Length; kind++)
        {
            if (_exits[kind].IsAwaited)
            {
                _asm.Redirect(ref _exits[kind], ref _module.Exit((ExitKind)kind, size));
            }
        }
    }

    private void Lower(MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.Add:
                LowerAdd(inst);
                break;
            case MirOp.Sub:
                LowerSub(inst);
                break;
            case MirOp.Mul:
                LowerMul(inst);
                break;
            case MirOp.And or MirOp.Or or MirOp.Xor:
                LowerLogic(inst);
                break;
            case MirOp.Not:
                LowerNot(inst);
                break;
            case MirOp.Shl or MirOp.Shr or MirOp.Sar:
                LowerShift(inst);
                break;
            case MirOp.Byte:
                LowerByte(inst);
                break;
            case MirOp.SignExtend:
                LowerSignExtend(inst);
                break;
            case MirOp.Clz:
                LowerClz(inst);
                break;
            case MirOp.Eq or MirOp.Ne or MirOp.Ult or MirOp.Ugt or MirOp.Slt or MirOp.Sgt:
                LowerComparison(inst);
                break;
            case MirOp.Zext or MirOp.Trunc:
                LowerConversion(inst);
                break;
            case MirOp.Select:
                LowerSelect(inst);
                break;
            case MirOp.Address:
                DefineInFrame(inst, FrameLayout.Address);
                break;
            case MirOp.Caller:
                DefineInFrame(inst, FrameLayout.Caller);
                break;
            case MirOp.CallValue:
                DefineInFrame(inst, FrameLayout.Value);
                break;
            case MirOp.CallDataSize:
                DefineInFrame(inst, FrameLayout.CallDataSize);
                break;
            case MirOp.ReturnDataSize:
                DefineByLoad(inst, FrameLayout.ReturnDataSize);
                break;
            case MirOp.MemorySize:
                DefineByLoad(inst, FrameLayout.MemorySize);
                break;
            case MirOp.GasLeft:
                DefineGasLeft(inst);
                break;
            default:
                LowerEffect(inst);
                break;
        }
    }

    private void LowerEffect(MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.CallDataLoad:
                LowerCallDataLoad(inst);
                break;
            case MirOp.MemTouch:
                LowerMemTouch(inst);
                break;
            case MirOp.MemRange:
                LowerMemRange(inst);
                break;
            case MirOp.MemLoad:
                LowerMemLoad(inst);
                break;
            case MirOp.MemStore:
                LowerMemStore(inst);
                break;
            case MirOp.MemStore8:
                LowerMemStore8(inst);
                break;
            case MirOp.StaticCheck:
                LowerStaticCheck();
                break;
            case MirOp.RuntimeCall:
                LowerRuntimeCall(inst);
                break;
            case MirOp.StackCheck:
                break;
            case MirOp.StackLoad:
                LowerStackLoad(inst);
                break;
            case MirOp.StackStore:
                LowerStackStore(inst);
                break;
            case MirOp.GasCharge:
                LowerGasCharge(inst.Immediate);
                break;
            case MirOp.GasChunk:
                throw new X64Exception($"{_source.Name}: gas.chunk is an annotation: gas-metering must run before code generation");
            default:
                LowerControl(inst);
                break;
        }
    }

    /// <summary>The value of an operand, computed if it was put off.</summary>
    private int Operand(MirInst inst, int index)
    {
        var id = _plan.Resolve(inst.Operands[index]);
        Settle(id);
        return id;
    }

    private void ReleaseOperands(MirInst inst)
    {
        foreach (var operand in inst.Operands)
        {
            Release(_plan.Resolve(operand));
        }
    }

    /// <summary>Begins a result whose limbs are computed.</summary>
    private ref ValueState Begin(MirInst inst)
    {
        ref var state = ref _values[inst.Result.Id];
        state.Place = Place.Computed;
        return ref state;
    }

    /// <summary>Ends an instruction: its operands are used, its result is where it is.</summary>
    private void End(MirInst inst)
    {
        ReleaseOperands(inst);
        Finish(inst.Result.Id);
    }

    /// <summary>Frees a result that nobody uses, and stores one that other traces use to its home.</summary>
    private void Finish(int id)
    {
        ref var state = ref _values[id];
        if (state.Uses == 0)
        {
            Free(id);
            return;
        }

        if (!state.IsGlobal || state.Place is Place.Constant or Place.Frame || (state.Place == Place.Slot && !_plan.HasEarlyStores))
        {
            return;
        }

        if (state.Place != Place.Computed)
        {
            MoveToHome(id);
        }

        for (var i = 0; i < state.Limbs; i++)
        {
            if (((state.Zero >> i) & 1) == 0 && ((state.InHome >> i) & 1) == 0)
            {
                SaveLimb(id, i);
            }
        }
    }

    private void DefineConstant(int id, in U256 value)
    {
        _values[id].Place = Place.Constant;
        _constants[id] = value;
    }

    private void DefineInFrame(MirInst inst, int offset)
    {
        ref var state = ref _values[inst.Result.Id];
        state.Place = Place.Frame;
        state.Displacement = offset;
    }

    private void DefineByLoad(MirInst inst, int offset)
    {
        Begin(inst);
        var register = Allocate();
        _asm.Rm(X64Op.Mov, register, new Mem(FrameRegister, offset));
        SetLimb(inst.Result.Id, 0, register);
        Finish(inst.Result.Id);
    }

    private void DefineGasLeft(MirInst inst)
    {
        Begin(inst);
        var register = Allocate();
        _asm.Rr(X64Op.Mov, register, GasRegister);
        SetLimb(inst.Result.Id, 0, register);
        Finish(inst.Result.Id);
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers the ways out of blocks and regions.</summary>
internal sealed partial class FunctionLowering
{
    private MirInst? _comparison;
    private Label _stackExit;

    private void LowerControl(MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.Br:
                SettleArguments(inst);
                Go(inst.Targets[0]);
                ReleaseArguments(inst);
                break;
            case MirOp.BrIf:
                LowerBranch(inst);
                break;
            case MirOp.Switch:
                LowerSwitch(inst);
                break;
            case MirOp.JumpRegion:
                LeaveFrame((int)inst.Immediate2);
                _asm.Jump(ref _module.FunctionAt((int)inst.Immediate));
                break;
            case MirOp.JumpDynamic:
                LowerJumpDynamic(inst);
                break;
            case MirOp.Stop:
                _asm.Jump(ref _exits[(int)ExitKind.Success]);
                break;
            case MirOp.Return:
                CallRuntime(inst, RuntimeCall.Return, true);
                _asm.Jump(ref _exits[(int)ExitKind.Success]);
                break;
            case MirOp.Revert:
                CallRuntime(inst, RuntimeCall.Revert, true);
                _asm.Jump(ref _exits[(int)ExitKind.Revert]);
                break;
            case MirOp.SelfDestruct:
                CallRuntime(inst, RuntimeCall.SelfDestruct, true);
                _asm.Jump(ref _exits[(int)ExitKind.Success]);
                break;
            case MirOp.Trap:
                _asm.MovImmediate(Gpr.Rax, (ulong)inst.Immediate);
                LeaveFrame(0);
                _asm.Ret();
                break;
            default:
                throw new X64Exception($"{_source.Name}: no lowering for {inst.Info.Name}");
        }
    }

    private void LowerBranch(MirInst inst)
    {
        SettleArguments(inst);
        var id = _plan.Resolve(inst.Operands[0]);
        Condition condition;
        if (_values[id].Place == Place.Comparison)
        {
            condition = Compare(_comparison!.Value);
            Branch(condition, inst.Targets[0], inst.Targets[1]);
            ReleaseOperands(_comparison!.Value);
            _comparison = null;
        }
        else
        {
            Settle(id);
            CompareLimbs(LimbOf(id, 0), new Limb(0UL), Gpr.Rax);
            Branch(Condition.NotEqual, inst.Targets[0], inst.Targets[1]);
        }

        Release(id);
        ReleaseArguments(inst);
    }

    private void Branch(Condition condition, in BlockTarget then, in BlockTarget otherwise)
    {
        var thenMoves = NeedsMoves(then);
        var otherwiseMoves = NeedsMoves(otherwise);
        if (!otherwiseMoves && (thenMoves || IsNext(then.Block)))
        {
            _asm.Jump(condition.Negate(), ref _plan[otherwise.Block].Label);
            Go(then);
        }
        else if (!thenMoves)
        {
            _asm.Jump(condition, ref _plan[then.Block].Label);
            Go(otherwise);
        }
        else
        {
            var skip = default(Label);
            _asm.Jump(condition.Negate(), ref skip);
            Move(then);
            _asm.Jump(ref _plan[then.Block].Label);
            _asm.Bind(ref skip);
            Go(otherwise);
        }
    }

    private void Go(in BlockTarget target)
    {
        if (NeedsMoves(target))
        {
            Move(target);
        }

        if (!IsNext(target.Block))
        {
            _asm.Jump(ref _plan[target.Block].Label);
        }
    }

    private bool IsNext(MirBlock block) => _plan[block].Position == _position + 1;

    private bool NeedsMoves(in BlockTarget target)
    {
        if (_plan[target.Block].Edges == 1)
        {
            return false;
        }

        for (var i = 0; i < target.Arguments.Length; i++)
        {
            if (IsMove(target, i))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMove(in BlockTarget target, int index)
    {
        var parameter = target.Block.Parameters[index].Id;
        return _values[parameter].IsUsed && _plan.Resolve(target.Arguments[index]) != parameter;
    }

    /// <summary>
    /// Writes the parameters of a block, as if all at once, in their order: an argument that is itself a parameter which is written
    /// before it
    /// is read is put aside first. Changes rax, registers that hold no value, and the homes of the parameters only.
    /// </summary>
    private void Move(in BlockTarget target)
    {
        var count = target.Arguments.Length;
        var aside = count <= 64 ? stackalloc int[count] : new int[count];
        var limbs = Allocatable & ~_owned;
        var vectors = ~_vectors & (uint)((1 << VectorCount) - (1 << FirstVector));
        for (var i = 0; i < count; i++)
        {
            aside[i] = Nobody;
            var argument = _plan.Resolve(target.Arguments[i]);
            ref var state = ref _values[argument];
            if (IsMove(target, i) && state.ParameterOf == target.Block.Id && state.Link < i)
            {
                aside[i] = PutAside(in state, ref limbs, ref vectors);
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (IsMove(target, i))
            {
                MoveTo(HomeOf(target.Block.Parameters[i].Id), _plan.Resolve(target.Arguments[i]), aside[i]);
            }
        }
    }

    /// <summary>Copies the home of a parameter to registers; when there are none left, to a home that nobody has.</summary>
    /// <param name="state">The parameter.</param>
    /// <param name="limbs">The general-purpose registers that are free; those that are used are taken out.</param>
    /// <param name="vectors">The vector registers that are free.</param>
    /// <returns>Where it is now: a vector register, a home above <see cref="VectorCount"/>, or general-purpose registers below
    /// <see cref="Nobody"/>, each in a nibble of the complement.</returns>
    private int PutAside(in ValueState state, ref uint limbs, ref uint vectors)
    {
        var home = MemoryOf(in state);
        if (BitOperations.PopCount(limbs) >= state.Limbs)
        {
            // Limb by limb, as it was stored: see MoveTo.
            var packed = 0;
            for (var i = 0; i < state.Limbs; i++)
            {
                var register = BitOperations.TrailingZeroCount(limbs);
                limbs &= limbs - 1;
                _asm.Rm(X64Op.Mov, (Gpr)register, home.Plus(i * LimbBytes));
                packed |= register << (i * 4);
            }

            return ~packed;
        }

        var vector = vectors != 0 ? BitOperations.TrailingZeroCount(vectors) : 0;
        vectors &= vectors - 1;
        _asm.Rm(state.Limbs == 4 ? X64Op.Vmovdqu256 : X64Op.Vmovq, (Ymm)vector, home);
        if (vector != 0)
        {
            return vector;
        }

        vectors = 0;
        var other = TakeHome(true);
        _asm.Mr(X64Op.Vmovdqu256, new Mem(Gpr.Rsp, other), Ymm.Y0);
        return VectorCount + other;
    }

    private void MoveTo(in Mem target, int argument, int aside)
    {
        var isWord = _values[argument].Limbs == 4;
        if (aside < Nobody)
        {
            for (var i = 0; i < _values[argument].Limbs; i++)
            {
                _asm.Mr(X64Op.Mov, target.Plus(i * LimbBytes), (Gpr)((~aside >> (i * 4)) & 15));
            }
        }
        else if (aside != Nobody)
        {
            var vector = Ymm.Y0;
            if (aside < VectorCount)
            {
                vector = (Ymm)aside;
            }
            else
            {
                _asm.Rm(X64Op.Vmovdqu256, Ymm.Y0, new Mem(Gpr.Rsp, aside - VectorCount));
                _freeWords.Add(aside - VectorCount);
            }

            _asm.Mr(isWord ? X64Op.Vmovdqu256 : X64Op.Vmovq, target, vector);
        }
        else if (isWord && _values[argument].Place == Place.Computed)
        {
            // Limb by limb, as it was stored: a processor forwards no stores of limbs to a load of them all, and in a loop they are recent.
            StoreLimbs(target, argument);
        }
        else if (isWord)
        {
            StoreWord(target, argument);
        }
        else
        {
            StoreLimb(target, LimbOf(argument, 0));
        }
    }

    private void SettleArguments(MirInst inst)
    {
        foreach (var target in inst.Targets)
        {
            if (_plan[target.Block].Edges > 1)
            {
                foreach (var argument in target.Arguments)
                {
                    Settle(_plan.Resolve(argument));
                }
            }
        }
    }

    private void ReleaseArguments(MirInst inst)
    {
        foreach (var target in inst.Targets)
        {
            if (_plan[target.Block].Edges > 1)
            {
                foreach (var argument in target.Arguments)
                {
                    Release(_plan.Resolve(argument));
                }
            }
        }
    }

    /// <summary>Case values nearly always fit in 64 bits; then only the low limb is compared case by case.</summary>
    private void LowerSwitch(MirInst inst)
    {
        SettleArguments(inst);
        var value = Operand(inst, 0);
        var isNarrow = true;
        foreach (ref readonly var number in inst.Cases)
        {
            isNarrow &= number.FitsUlong;
        }

        var otherwise = default(Label);
        if (isNarrow && WidthOf(value) > 1)
        {
            OrHighLimbs(value);
            _asm.Jump(Condition.NotEqual, ref otherwise);
        }

        for (var i = 0; i < inst.Cases.Length; i++)
        {
            var next = default(Label);
            for (var limb = 0; limb < (isNarrow ? 1 : 4); limb++)
            {
                var number = new Limb(LimbOf(inst.Cases[i], limb));
                CompareLimbs(LimbOf(value, limb), number, Gpr.Rax);
                if (isNarrow && !NeedsMoves(inst.Targets[i]))
                {
                    _asm.Jump(Condition.Equal, ref _plan[inst.Targets[i].Block].Label);
                }
                else
                {
                    _asm.Jump(Condition.NotEqual, ref next);
                }
            }

            if (next.IsAwaited)
            {
                Move(inst.Targets[i]);
                _asm.Jump(ref _plan[inst.Targets[i].Block].Label);
                _asm.Bind(ref next);
            }
        }

        _asm.Bind(ref otherwise);
        Go(inst.Targets[^1]);
        ReleaseOperands(inst);
        ReleaseArguments(inst);
    }

    private void LowerJumpDynamic(MirInst inst)
    {
        var target = Operand(inst, 0);
        if (WidthOf(target) > 1)
        {
            OrHighLimbs(target);
            _asm.Jump(Condition.NotEqual, ref _exits[(int)ExitKind.BadJump]);
        }

        Load(ModuleLowering.PcRegister, LimbOf(target, 0));
        _asm.Ri(X64Op.Cmp, ModuleLowering.PcRegister, _module.Source.CodeSize);
        _asm.Jump(Condition.AboveOrEqual, ref _exits[(int)ExitKind.BadJump]);
        ReleaseOperands(inst);
        LeaveFrame((int)inst.Immediate2);
        _asm.Rm(X64Op.Mov, Gpr.Rax, new Mem(FrameRegister, FrameLayout.JumpTable));
        _asm.M(X64Op.Jmp, new Mem(Gpr.Rax, ModuleLowering.PcRegister, LimbBytes, 0));
    }

    /// <summary>Moves the EVM stack pointer and gives the native stack frame back.</summary>
    private void LeaveFrame(int height)
    {
        if (height != 0)
        {
            _asm.Ri(X64Op.Add, StackRegister, height * WordBytes);
        }

        _framePatches.Add(_asm.PatchableImmediate(X64Op.Add, Gpr.Rsp));
        _asm.MarkStack(0);
    }

    private void LowerGasCharge(long cost)
    {
        Alu(X64Op.Sub, GasRegister, new Limb((ulong)cost));
        _asm.Jump(Condition.Less, ref _exits[(int)ExitKind.OutOfGas]);
    }

    private void LowerStaticCheck()
    {
        _asm.Mi(X64Op.Cmp32, new Mem(FrameRegister, FrameLayout.IsStatic), 0);
        _asm.Jump(Condition.NotEqual, ref _exits[(int)ExitKind.StaticMode]);
    }

    private void EmitStackCheck(long need, long growth)
    {
        if (need > 0)
        {
            _asm.Rm(X64Op.Lea, Gpr.Rax, new Mem(StackRegister, (int)-need * WordBytes));
            _asm.Rm(X64Op.Cmp, Gpr.Rax, new Mem(FrameRegister, FrameLayout.StackBase));
            _asm.Jump(Condition.Below, ref _stackExit);
        }

        if (growth > 0)
        {
            _asm.Rm(X64Op.Lea, Gpr.Rax, new Mem(StackRegister, (int)growth * WordBytes));
            _asm.Rm(X64Op.Cmp, Gpr.Rax, new Mem(FrameRegister, FrameLayout.StackLimit));
            _asm.Jump(Condition.Above, ref _stackExit);
        }
    }

    /// <summary>What lies behind the function because it is hardly ever executed.</summary>
    private void EmitColdCode()
    {
        _asm.MarkPc(-1);
        _asm.MarkStack(StackMarks.Frame);
        EmitGrowths();
        EmitSlowLoads();
        if (_stackExit.IsAwaited)
        {
            _asm.MarkStack(0);
            _asm.Bind(ref _stackExit);
            _asm.MovImmediate(ModuleLowering.PcRegister, (ulong)_source.EntryPc);
            _asm.Jump(ref _module.StackCheckFailed);
        }

        _stackExit = default;
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers access to the EVM stack in memory, and calls of the runtime.</summary>
internal sealed partial class FunctionLowering
{
    private readonly List<(int Id, int Displacement)> _movedFromSlots = [];
    private int[] _slotHeads = [];

    private void ResetSlots()
    {
        var (lowest, highest) = _plan.LoadedSlots;
        var count = highest - lowest + 1;
        if (_slotHeads.Length < count)
        {
            _slotHeads = new int[Math.Max(count, 64)];
        }

        _slotHeads.AsSpan(0, count).Fill(Nobody);
    }

    /// <summary>Nothing is loaded: the value is used in its slot, as long as the slot does not change.</summary>
    private void LowerStackLoad(MirInst inst)
    {
        ShareSlot(inst.Result.Id, (int)inst.Immediate * WordBytes);
        Finish(inst.Result.Id);
    }

    private void ShareSlot(int id, int displacement)
    {
        ref var state = ref _values[id];
        ref var head = ref _slotHeads[(displacement / WordBytes) - _plan.LoadedSlots.Lowest];
        state.Place = Place.Slot;
        state.Displacement = displacement;
        state.Link = head;
        head = id;
    }

    private void LowerStackStore(MirInst inst)
    {
        var displacement = (int)inst.Immediate * WordBytes;
        var id = _plan.Resolve(inst.Operands[0]);
        if (_values[id] is { Place: Place.Slot, Zero: 0 } state && state.Displacement == displacement)
        {
            Release(id);
            return;
        }

        VacateSlot(displacement);
        StoreWord(new Mem(StackRegister, displacement), id);
        Release(id);
    }

    /// <summary>Copies the values that are still to be used out of a slot that is about to change.</summary>
    private void VacateSlot(int displacement)
    {
        var (lowest, highest) = _plan.LoadedSlots;
        var slot = displacement / WordBytes;
        if (slot < lowest || slot > highest)
        {
            return;
        }

        ref var head = ref _slotHeads[slot - lowest];
        var id = head;
        head = Nobody;
        while (id != Nobody)
        {
            ref var state = ref _values[id];
            var next = state.Link;
            if (state.Place == Place.Slot && state.Uses > 0)
            {
                if (state.IsGlobal)
                {
                    _movedFromSlots.Add((id, displacement));
                }

                if (state.Limbs == 1 || state.Zero != 0)
                {
                    var register = Allocate();
                    _asm.Rm(X64Op.Mov, register, new Mem(StackRegister, displacement));
                    state.Place = Place.Computed;
                    state.InHome = 0;
                    SetLimb(id, 0, register);
                }
                else
                {
                    MoveToVector(id);
                }
            }

            id = next;
        }
    }

    /// <summary>Slots change where a function is left; for the blocks that come next in the order they have not.</summary>
    private void RestoreSlots()
    {
        for (var i = _movedFromSlots.Count - 1; i >= 0; i--)
        {
            var (id, displacement) = _movedFromSlots[i];
            if (_values[id].Uses > 0)
            {
                _values[id].InHome = 0;
                for (var limb = 0; limb < 4; limb++)
                {
                    if (_values[id].TryRegister(limb, out var register))
                    {
                        _values[id].ClearRegister(limb);
                        _owned &= ~(1u << (int)register);
                    }
                }

                ShareSlot(id, displacement);
            }
        }

        _movedFromSlots.Clear();
    }

    private void LowerRuntimeCall(MirInst inst)
    {
        ref readonly var info = ref RuntimeCallTable.Get(inst.Call);
        if (info.Kind == RuntimeCallKind.MemGrow)
        {
            throw new X64Exception($"{_source.Name}: rt.{info.Name} is made by mem.touch only");
        }

        CallRuntime(inst, inst.Call, info.Kind == RuntimeCallKind.Gas);
        if (info.HasResult)
        {
            ref var state = ref _values[inst.Result.Id];
            state.Place = Place.Scratch;
            _scratchOwner = inst.Result.Id;

            // The quick ways of arithmetic store limbs.
            _isScratchWhole = !RuntimeCalls.IsDivision(inst.Call) && inst.Call is not (RuntimeCall.AddMod or RuntimeCall.MulMod);
            Finish(inst.Result.Id);
        }
    }

    /// <summary>Calls a helper with the operands, and leaves when it says that it halted.</summary>
    private void CallRuntime(MirInst inst, RuntimeCall call, bool mayHalt)
    {
        StoreArguments(inst);
        ReleaseOperands(inst);
        SpillForCall();
        _asm.Call(ref _module.Helper(call));
        if (mayHalt)
        {
            _asm.Jump(Condition.Sign, ref _exits[(int)ExitKind.Halted]);
        }
    }

    private void StoreArguments(MirInst inst)
    {
        var operands = inst.Operands;
        var isInPlace = _scratchOwner != Nobody && operands.Length > 0 && _plan.Resolve(operands[0]) == _scratchOwner
            && _values[_scratchOwner].Uses == 1;
        if (!isInPlace)
        {
            VacateScratch();
        }

        for (var i = isInPlace ? 1 : 0; i < operands.Length; i++)
        {
            StoreWord(new Mem(FrameRegister, FrameLayout.Scratch + (i * WordBytes)), Operand(inst, i));
        }
    }

    /// <summary>Copies the value in the first scratch word, which is about to change, to its home.</summary>
    private void VacateScratch()
    {
        if (_scratchOwner != Nobody)
        {
            MoveToHome(_scratchOwner);
        }
    }
}

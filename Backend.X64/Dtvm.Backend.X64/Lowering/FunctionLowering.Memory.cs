// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers access to EVM memory and call data.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>What lets the halves of a vector register change places.</summary>
    internal const int SwapHalves = 0x4e;

    private const int MaxDisplacement = 1 << 30;

    /// <summary>What turns the bytes of each half of a vector register around.</summary>
    internal static readonly U256 ReverseHalves =
        new(0x08090a0b0c0d0e0f, 0x0001020304050607, 0x08090a0b0c0d0e0f, 0x0001020304050607);

    private readonly List<Growth> _growths = [];
    private readonly List<SlowLoad> _slowLoads = [];

    /// <summary>A growth of memory, out of line.</summary>
    private struct Growth
    {
        /// <summary>Where it begins: rax is the end of the range, unless the offset is known.</summary>
        internal Label Entry;

        /// <summary>Where it goes on afterwards.</summary>
        internal int Back;

        /// <summary>Bytes of the range.</summary>
        internal long Size;

        /// <summary>The offset when it is known, else -1.</summary>
        internal long Offset;
    }

    /// <summary>A load of call data that passes the end, out of line.</summary>
    private struct SlowLoad
    {
        /// <summary>Where it begins.</summary>
        internal Label Entry;

        /// <summary>Where it goes on afterwards.</summary>
        internal int Back;

        /// <summary>The limbs of the offset.</summary>
        internal Limb[] Offset;

        /// <summary>The registers of the result.</summary>
        internal Gpr[] Result;
    }

    /// <summary>A range inside memory is the expected case: a comparison and a branch that is not taken, or is where growths stand in
    /// place.</summary>
    private void LowerMemTouch(MirInst inst)
    {
        var offset = Operand(inst, 0);
        SpillVectors();
        var size = inst.Immediate;
        var isKnown = IsConstant(offset, out var known);
        if (size > (long)ExecutionLimits.MaxMemoryOffset || (isKnown && (!known.FitsUlong || known.U0 > ExecutionLimits.MaxMemoryOffset)))
        {
            _asm.Jump(ref _exits[(int)ExitKind.OutOfGas]);
            DefineConstant(inst.Result.Id, U256.Zero);
            ReleaseOperands(inst);
            return;
        }

        var growth = new Growth { Size = size, Offset = isKnown ? (long)known.U0 : -1 };
        if (isKnown)
        {
            DefineConstant(inst.Result.Id, known);
            var end = (long)known.U0 + size;
            var memorySize = new Limb(new Mem(FrameRegister, FrameLayout.MemorySize));
            CompareLimbs(memorySize, new Limb((ulong)end), Gpr.Rax);
            _asm.Jump(Condition.Below, ref growth.Entry);
        }
        else
        {
            var isNarrow = WidthOf(offset) <= 1;
            if (!isNarrow)
            {
                Load(Gpr.Rax, LimbOf(offset, 0));
                _asm.Rc(X64Op.Shr, Gpr.Rax, 32);
                for (var i = 1; i < WidthOf(offset); i++)
                {
                    Alu(X64Op.Or, Gpr.Rax, LimbOf(offset, i));
                }

                _asm.Jump(Condition.NotEqual, ref _exits[(int)ExitKind.OutOfGas]);
            }

            ShareLowLimb(inst.Result.Id, offset);
            EndOfRange(inst.Result.Id, (int)size, isNarrow);
            _asm.Rm(X64Op.Cmp, Gpr.Rax, new Mem(FrameRegister, FrameLayout.MemorySize));
            if (GrowthPlacement.IsInPlace(_plan[_block].Checks, _plan[_block].LoopEnd >= 0))
            {
                var isInside = _asm.JumpNear(Condition.BelowOrEqual);
                Grow(size);
                _asm.BindNear(isInside);
                End(inst);
                return;
            }

            _asm.Jump(Condition.Above, ref growth.Entry);
        }

        growth.Back = _asm.Length;
        _growths.Add(growth);
        End(inst);
    }

    /// <summary>A range inside memory, or of size 0, is the expected case. What is 2^32 or more is out of gas.</summary>
    private void LowerMemRange(MirInst inst)
    {
        var offset = Operand(inst, 0);
        var size = Operand(inst, 1);
        SpillVectors();
        var result = inst.Result.Id;
        if (IsConstant(offset, out var known))
        {
            DefineConstant(result, known.U0);
        }
        else
        {
            ShareLowLimb(result, offset);
        }

        // From here on no register is given out, so that all ways to the end find the same.
        var done = default(Label);
        RequireBelow4G(LimbOf(size, 0), size);
        CompareLimbs(LimbOf(size, 0), new Limb(0UL), Gpr.Rax);
        _asm.Jump(Condition.Equal, ref done);
        RequireBelow4G(LimbOf(result, 0), offset);
        Load(Gpr.Rax, LimbOf(result, 0));
        Alu(X64Op.Add, Gpr.Rax, LimbOf(size, 0));
        _asm.Rm(X64Op.Cmp, Gpr.Rax, new Mem(FrameRegister, FrameLayout.MemorySize));

        // Memory that reaches to the last byte of the range reaches over all of it.
        var growth = new Growth { Size = 1, Offset = -1 };
        _asm.Jump(Condition.Above, ref growth.Entry);
        _asm.Bind(ref done);
        growth.Back = _asm.Length;
        _growths.Add(growth);
        End(inst);
    }

    /// <summary>Out of gas unless a value, whose low limb may be somewhere else by now, is below 2^32.</summary>
    private void RequireBelow4G(in Limb low, int id)
    {
        Load(Gpr.Rax, low);
        _asm.Rc(X64Op.Shr, Gpr.Rax, 32);
        for (var i = 1; i < WidthOf(id); i++)
        {
            Alu(X64Op.Or, Gpr.Rax, LimbOf(id, i));
        }

        _asm.Jump(Condition.NotEqual, ref _exits[(int)ExitKind.OutOfGas]);
    }

    /// <summary>Rax becomes offset plus size; out of gas when that does not fit in 64 bits.</summary>
    private void EndOfRange(int offset, int size, bool mayOverflow)
    {
        var low = LimbOf(offset, 0);
        if (!mayOverflow && low.Kind == LimbKind.Register)
        {
            _asm.Rm(X64Op.Lea, Gpr.Rax, new Mem(low.Register, size));
            return;
        }

        Load(Gpr.Rax, low);
        _asm.Ri(X64Op.Add, Gpr.Rax, size);
        if (mayOverflow)
        {
            _asm.Jump(Condition.Below, ref _exits[(int)ExitKind.OutOfGas]);
        }
    }

    /// <summary>Defines an I64 as the low limb of a value, without a copy when that can be.</summary>
    private void ShareLowLimb(int result, int value)
    {
        ref var state = ref _values[result];
        ref var source = ref _values[value];
        if (source.Place == Place.Frame)
        {
            state.Place = Place.Frame;
            state.Displacement = source.Displacement;
        }
        else if (source.Place == Place.Slot)
        {
            ShareSlot(result, source.Displacement);
        }
        else
        {
            state.Place = Place.Computed;
            SetLimb(result, 0, Take(value, 0));
        }
    }

    private void EmitGrowths()
    {
        for (var i = 0; i < _growths.Count; i++)
        {
            var growth = _growths[i];
            _asm.Bind(ref growth.Entry);
            if (growth.Offset >= 0)
            {
                _asm.MovImmediate(Gpr.Rax, (ulong)(growth.Offset + growth.Size));
            }

            Grow(growth.Size);
            JumpBack(growth.Back);
        }

        _growths.Clear();
    }

    /// <summary>Grows memory to the address in rax, the end of a range.</summary>
    private void Grow(long size)
    {
        _asm.Call(ref _module.GrowMemory(size));
        _asm.Jump(Condition.Sign, ref _exits[(int)ExitKind.Halted]);
    }

    private void JumpBack(int position)
    {
        var back = new Label { Position = position };
        _asm.Jump(ref back);
    }

    /// <summary>The native address of a touched EVM memory address. It holds until the end of the instruction; rax may be part of
    /// it.</summary>
    private Mem Address(MirInst inst)
    {
        var id = _plan.Resolve(inst.Operands[0]);
        var displacement = 0;
        if (_values[id].Place == Place.Sum)
        {
            displacement = _values[id].Displacement;
            id = _values[id].Link;
        }

        var limb = LimbOf(id, 0);
        switch (limb.Kind)
        {
            case LimbKind.Constant when limb.Constant <= (ulong)(MaxDisplacement - displacement):
                return new Mem(MemoryRegister, (int)limb.Constant + displacement);
            case LimbKind.Register:
                _locked |= 1u << (int)limb.Register;
                return new Mem(MemoryRegister, limb.Register, 1, displacement);
            default:
                Load(Gpr.Rax, limb);
                return new Mem(MemoryRegister, Gpr.Rax, 1, displacement);
        }
    }

    private void LowerMemLoad(MirInst inst)
    {
        var address = Address(inst);
        Begin(inst);
        for (var i = 0; i < 4; i++)
        {
            var register = Allocate();
            _asm.Rm(X64Op.Movbe, register, address.Plus(WordBytes - LimbBytes - (i * LimbBytes)));
            SetLimb(inst.Result.Id, i, register);
        }

        End(inst);
    }

    private void LowerMemStore(MirInst inst)
    {
        var value = Operand(inst, 1);
        var address = Address(inst);
        if (IsConstant(value, out var number))
        {
            if (number.IsZero)
            {
                _asm.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
            }
            else
            {
                _asm.Rm(X64Op.Vmovdqu256, Ymm.Y0, Mem.Pool(_asm.Pool.Word(ReverseBytes(number))));
            }

            _asm.Mr(X64Op.Vmovdqu256, address, Ymm.Y0);
        }
        else if (IsWholeInMemory(value, out var source))
        {
            _module.ReverseWord(address, source);
        }
        else
        {
            StoreReversed(address, value);
        }

        ReleaseOperands(inst);
    }

    private void StoreReversed(in Mem address, int value)
    {
        var limbs = 4;
        if ((_values[value].Zero & 12) == 12)
        {
            // The high limbs come first.
            _asm.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
            _asm.Mr(X64Op.Vmovdqu, address, Ymm.Y0);
            limbs = 2;
        }

        for (var i = 0; i < limbs; i++)
        {
            var target = address.Plus(WordBytes - LimbBytes - (i * LimbBytes));
            if (LimbOf(value, i).IsZero)
            {
                _asm.MovImmediate(target, 0);
                continue;
            }

            var limb = LimbOf(value, i);
            if (limb.Kind != LimbKind.Register)
            {
                var register = Allocate();
                Load(register, LimbOf(value, i));
                _asm.Mr(X64Op.Movbe, target, register);
                Unlock(register);
            }
            else
            {
                _asm.Mr(X64Op.Movbe, target, limb.Register);
            }
        }
    }

    private void LowerMemStore8(MirInst inst)
    {
        var value = Operand(inst, 1);
        var address = Address(inst);
        var limb = LimbOf(value, 0);
        if (limb.Kind == LimbKind.Constant)
        {
            _asm.MovImmediate8(address, (byte)limb.Constant);
        }
        else if (limb.Kind == LimbKind.Register)
        {
            _asm.Mr(X64Op.Mov8, address, limb.Register);
        }
        else
        {
            var register = Allocate();
            Load(register, LimbOf(value, 0));
            _asm.Mr(X64Op.Mov8, address, register);
        }

        ReleaseOperands(inst);
    }

    /// <summary>A word inside the call data is read in place; what passes the end is left to the runtime.</summary>
    private void LowerCallDataLoad(MirInst inst)
    {
        var offset = Operand(inst, 0);
        VacateScratch();
        SpillVectors();
        Begin(inst);
        var result = new Gpr[4];
        for (var i = 0; i < 4; i++)
        {
            result[i] = Allocate();
        }

        var limbs = new Limb[4];
        for (var i = 0; i < 4; i++)
        {
            limbs[i] = LimbOf(offset, i);
        }

        var slow = new SlowLoad { Offset = limbs, Result = result };
        var size = new Mem(FrameRegister, FrameLayout.CallDataSize);
        var data = new Mem(FrameRegister, FrameLayout.CallData);
        var displacement = 0;
        if (IsConstant(offset, out var known))
        {
            if (known.FitsUlong && known.U0 < MaxDisplacement)
            {
                displacement = (int)known.U0;
                _asm.Mi(X64Op.Cmp, size, displacement + WordBytes);
                _asm.Jump(Condition.Below, ref slow.Entry);
                _asm.Rm(X64Op.Mov, Gpr.Rax, data);
            }
            else
            {
                _asm.Jump(ref slow.Entry);
            }
        }
        else
        {
            if (WidthOf(offset) > 1)
            {
                OrHighLimbs(offset);
                _asm.Jump(Condition.NotEqual, ref slow.Entry);
            }

            _asm.Rm(X64Op.Mov, Gpr.Rax, size);
            _asm.Ri(X64Op.Sub, Gpr.Rax, WordBytes);
            _asm.Jump(Condition.Below, ref slow.Entry);
            Alu(X64Op.Cmp, Gpr.Rax, limbs[0]);
            _asm.Jump(Condition.Below, ref slow.Entry);
            Load(Gpr.Rax, limbs[0]);
            _asm.Rm(X64Op.Add, Gpr.Rax, data);
        }

        for (var i = 0; i < 4; i++)
        {
            _asm.Rm(X64Op.Movbe, result[i], new Mem(Gpr.Rax, displacement + WordBytes - LimbBytes - (i * LimbBytes)));
            SetLimb(inst.Result.Id, i, result[i]);
        }

        slow.Back = _asm.Length;
        _slowLoads.Add(slow);
        End(inst);
    }

    private void EmitSlowLoads()
    {
        for (var i = 0; i < _slowLoads.Count; i++)
        {
            var slow = _slowLoads[i];
            var scratch = new Mem(FrameRegister, FrameLayout.Scratch);
            _asm.Bind(ref slow.Entry);
            for (var limb = 0; limb < 4; limb++)
            {
                StoreLimb(scratch.Plus(limb * LimbBytes), slow.Offset[limb]);
            }

            _asm.Call(ref _module.LoadCallData);
            for (var limb = 0; limb < 4; limb++)
            {
                _asm.Rm(X64Op.Mov, slow.Result[limb], scratch.Plus(limb * LimbBytes));
            }

            JumpBack(slow.Back);
        }

        _slowLoads.Clear();
    }

    private static U256 ReverseBytes(in U256 value) => new(
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value.U3),
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value.U2),
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value.U1),
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value.U0));
}

// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that reads operands where they are and copies whole values.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>The vector registers before the first one are scratch: of every operation the lowest, of code out of line all.</summary>
    private const int FirstVector = 4, VectorCount = 16;

    private readonly int[] _vectorOwners = new int[VectorCount];

    /// <summary>What a limb of a value is read from at the moment. It holds until a register is allocated.</summary>
    private Limb LimbOf(int id, int limb)
    {
        ref var state = ref _values[id];
        if (state.Place == Place.Constant)
        {
            return new Limb(LimbOf(_constants[id], limb));
        }

        if (((state.Zero >> limb) & 1) != 0)
        {
            return new Limb(0UL);
        }

        if (state.TryRegister(limb, out var register))
        {
            return new Limb(register);
        }

        return new Limb(MemoryOf(in state).Plus(limb * LimbBytes));
    }

    /// <summary>The memory that holds those limbs of a value that are in no register.</summary>
    private static Mem MemoryOf(in ValueState state) => state.Place switch
    {
        Place.Slot => new Mem(StackRegister, state.Displacement),
        Place.Frame => new Mem(FrameRegister, state.Displacement),
        Place.Scratch => new Mem(FrameRegister, FrameLayout.Scratch),
        _ => new Mem(Gpr.Rsp, state.Home),
    };

    private static ulong LimbOf(in U256 value, int limb) => limb switch
    {
        0 => value.U0,
        1 => value.U1,
        2 => value.U2,
        _ => value.U3,
    };

    /// <summary>Brings a value to where its limbs can be read.</summary>
    private void Settle(int id)
    {
        ref var state = ref _values[id];
        switch (state.Place)
        {
            case Place.Vector:
                MoveToHome(id);
                break;
            case Place.Sum:
                ComputeSum(id);
                break;
            case Place.Comparison:
                throw new X64Exception($"{_source.Name}: v{id} is used before the branch that compares");
        }
    }

    private void ComputeSum(int id)
    {
        ref var state = ref _values[id];
        var addend = state.Link;
        var register = Allocate();
        var limb = LimbOf(addend, 0);
        if (limb.Kind == LimbKind.Register)
        {
            _asm.Rm(X64Op.Lea, register, new Mem(limb.Register, state.Displacement));
        }
        else
        {
            Load(register, limb);
            _asm.Ri(X64Op.Add, register, state.Displacement);
        }

        state.Place = Place.Computed;
        SetLimb(id, 0, register);
        Release(addend);
    }

    /// <summary>Copies a value that is in a slot, in the scratch word or in a vector register to its home.</summary>
    private void MoveToHome(int id)
    {
        ref var state = ref _values[id];
        var home = HomeOf(id);
        if (state.Place == Place.Vector)
        {
            _asm.Mr(X64Op.Vmovdqu256, home, (Ymm)state.Displacement);
            _vectors &= ~(1u << state.Displacement);
        }
        else if (state.Limbs == 1)
        {
            _asm.Rm(X64Op.Mov, Gpr.Rax, MemoryOf(in state));
            _asm.Mr(X64Op.Mov, home, Gpr.Rax);
        }
        else if (state.Place == Place.Scratch && !_isScratchWhole)
        {
            StoreLimbs(home, id);
        }
        else
        {
            _asm.Rm(X64Op.Vmovdqu256, Ymm.Y0, MemoryOf(in state));
            _asm.Mr(X64Op.Vmovdqu256, home, Ymm.Y0);
        }

        state.IsHomeWhole = state.Place != Place.Scratch || _isScratchWhole;
        if (state.Place == Place.Scratch)
        {
            _scratchOwner = Nobody;
        }

        state.Place = Place.Computed;
        state.InHome = 15;
    }

    /// <summary>Stores what is in vector registers to its homes, before what may call C code.</summary>
    private void SpillVectors()
    {
        for (var vectors = _vectors; vectors != 0; vectors &= vectors - 1)
        {
            MoveToHome(_vectorOwners[BitOperations.TrailingZeroCount(vectors)]);
        }
    }

    /// <summary>Copies a value from memory that is about to change to a vector register, or to its home when there is none left.</summary>
    private void MoveToVector(int id)
    {
        ref var state = ref _values[id];
        var free = ~_vectors & (uint)((1 << VectorCount) - (1 << FirstVector));
        if (free == 0 || state.Limbs == 1)
        {
            MoveToHome(id);
            return;
        }

        var vector = BitOperations.TrailingZeroCount(free);
        _asm.Rm(X64Op.Vmovdqu256, (Ymm)vector, MemoryOf(in state));
        _vectors |= 1u << vector;
        _vectorOwners[vector] = id;
        state.Place = Place.Vector;
        state.Displacement = vector;
    }

    /// <summary>Defines a value as what is in vector register 0: in another one, or in its home when there is none left.</summary>
    private void DefineInVector(int id)
    {
        ref var state = ref _values[id];
        var free = ~_vectors & (uint)((1 << VectorCount) - (1 << FirstVector));
        if (free == 0)
        {
            _asm.Mr(X64Op.Vmovdqu256, HomeOf(id), Ymm.Y0);
            state.Place = Place.Computed;
            state.InHome = 15;
            state.IsHomeWhole = true;
        }
        else
        {
            var vector = BitOperations.TrailingZeroCount(free);
            _asm.Rr(X64Op.Vmovdqu256, (Ymm)vector, Ymm.Y0);
            _vectors |= 1u << vector;
            _vectorOwners[vector] = id;
            state.Place = Place.Vector;
            state.Displacement = vector;
        }

        Finish(id);
    }

    /// <summary><c>mov reg, limb</c>; leaves the flags alone.</summary>
    private void Load(Gpr target, in Limb limb)
    {
        switch (limb.Kind)
        {
            case LimbKind.Constant:
                _asm.MovImmediate(target, limb.Constant);
                break;
            case LimbKind.Register:
                if (limb.Register != target)
                {
                    _asm.Rr(X64Op.Mov, target, limb.Register);
                }

                break;
            default:
                _asm.Rm(X64Op.Mov, target, limb.Memory);
                break;
        }
    }

    /// <summary><c>op reg, limb</c></summary>
    private void Alu(X64Op op, Gpr target, in Limb limb)
    {
        switch (limb.Kind)
        {
            case LimbKind.Register:
                _asm.Rr(op, target, limb.Register);
                break;
            case LimbKind.Memory:
                _asm.Rm(op, target, limb.Memory);
                break;
            default:
                if (limb.Constant == (ulong)(int)limb.Constant)
                {
                    _asm.Ri(op, target, (int)limb.Constant);
                }
                else
                {
                    _asm.Rm(op, target, Mem.Pool(_asm.Pool.Limb(limb.Constant)));
                }

                break;
        }
    }

    /// <summary>The register that a limb is in, or a register that it is loaded to.</summary>
    private Gpr InRegister(int id, int limb, Gpr otherwise)
    {
        var operand = LimbOf(id, limb);
        if (operand.Kind == LimbKind.Register)
        {
            return operand.Register;
        }

        Load(otherwise, operand);
        return otherwise;
    }

    /// <summary>A locked register with a limb that may be changed: the limb's own when this is the last use of the value and the
    /// limb.</summary>
    private Gpr Take(int id, int limb)
    {
        ref var state = ref _values[id];
        if (state.Uses == 1 && state.Place == Place.Computed && state.TryRegister(limb, out var own))
        {
            state.ClearRegister(limb);
            _owned &= ~(1u << (int)own);
            _locked |= 1u << (int)own;
            return own;
        }

        var register = Allocate();
        Load(register, LimbOf(id, limb));
        return register;
    }

    /// <summary>Makes a limb of a result equal to one of an operand.</summary>
    private void CopyLimb(int result, int limb, int operand, int operandLimb)
    {
        if (LimbOf(operand, operandLimb).IsZero)
        {
            _values[result].Zero |= (byte)(1 << limb);
        }
        else
        {
            SetLimb(result, limb, Take(operand, operandLimb));
        }
    }

    private bool IsConstant(int id, out U256 value)
    {
        value = _values[id].Place == Place.Constant ? _constants[id] : default;
        return _values[id].Place == Place.Constant;
    }

    /// <summary>Number of limbs below the highest that may be other than zero.</summary>
    private int WidthOf(int id)
    {
        if (!IsConstant(id, out var value))
        {
            return _values[id].Width;
        }

        return value.U3 != 0 ? 4 : value.U2 != 0 ? 3 : value.U1 != 0 ? 2 : value.U0 != 0 ? 1 : 0;
    }

    /// <summary>Whether the 32 bytes of a value lie in memory and in no register, and where.</summary>
    private bool IsInMemory(int id, out Mem memory)
    {
        ref var state = ref _values[id];
        memory = default;
        if (state.Place is not (Place.Slot or Place.Frame or Place.Scratch or Place.Computed) || state.Limbs != 4 || state.Zero != 0
            || !state.HasNoRegister)
        {
            return false;
        }

        memory = MemoryOf(in state);
        return true;
    }

    /// <summary>Whether the 32 bytes of a value lie in memory, in no register, and were written at once: a processor forwards no stores of
    /// limbs to a load of them all, and waits until they are in the cache.</summary>
    private bool IsWholeInMemory(int id, out Mem memory)
    {
        ref var state = ref _values[id];
        return IsInMemory(id, out memory) && (state.Place != Place.Computed || state.IsHomeWhole)
            && (state.Place != Place.Scratch || _isScratchWhole);
    }

    /// <summary>Stores a word to 32 bytes of memory. Changes rax and vector register 0 only.</summary>
    private void StoreWord(in Mem target, int id)
    {
        ref var state = ref _values[id];
        if (state.Place == Place.Constant)
        {
            StoreConstant(target, _constants[id]);
        }
        else if (state.Place == Place.Vector)
        {
            _asm.Mr(X64Op.Vmovdqu256, target, (Ymm)state.Displacement);
        }
        else if (IsWholeInMemory(id, out var source))
        {
            _asm.Rm(X64Op.Vmovdqu256, Ymm.Y0, source);
            _asm.Mr(X64Op.Vmovdqu256, target, Ymm.Y0);
        }
        else if (state.Width <= 1)
        {
            LoadNarrowVector(LimbOf(id, 0));
            _asm.Mr(X64Op.Vmovdqu256, target, Ymm.Y0);
        }
        else
        {
            StoreLimbs(target, id);
        }
    }

    private void StoreLimbs(in Mem target, int id)
    {
        var limbs = 4;
        if ((_values[id].Zero & 12) == 12)
        {
            _asm.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
            _asm.Mr(X64Op.Vmovdqu, target.Plus(2 * LimbBytes), Ymm.Y0);
            limbs = 2;
        }

        for (var i = 0; i < limbs; i++)
        {
            StoreLimb(target.Plus(i * LimbBytes), LimbOf(id, i));
        }
    }

    private void StoreLimb(in Mem target, in Limb limb)
    {
        switch (limb.Kind)
        {
            case LimbKind.Register:
                _asm.Mr(X64Op.Mov, target, limb.Register);
                break;
            case LimbKind.Constant when limb.Constant == (ulong)(int)limb.Constant:
                _asm.MovImmediate(target, (int)limb.Constant);
                break;
            default:
                Load(Gpr.Rax, limb);
                _asm.Mr(X64Op.Mov, target, Gpr.Rax);
                break;
        }
    }

    private void StoreConstant(in Mem target, in U256 value)
    {
        if (value.FitsUlong)
        {
            LoadNarrowVector(new Limb(value.U0));
        }
        else
        {
            _asm.Rm(X64Op.Vmovdqu256, Ymm.Y0, Mem.Pool(_asm.Pool.Word(value)));
        }

        _asm.Mr(X64Op.Vmovdqu256, target, Ymm.Y0);
    }

    /// <summary>Vector register 0 becomes a limb with zeros above: all instructions with a VEX prefix clear what they do not set.</summary>
    private void LoadNarrowVector(in Limb limb)
    {
        switch (limb.Kind)
        {
            case LimbKind.Register:
                _asm.Rr(X64Op.Vmovq, Ymm.Y0, limb.Register);
                break;
            case LimbKind.Memory:
                _asm.Rm(X64Op.Vmovq, Ymm.Y0, limb.Memory);
                break;
            case LimbKind.Constant when limb.Constant == 0:
                _asm.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
                break;
            case LimbKind.Constant when limb.Constant <= uint.MaxValue:
                _asm.MovImmediate(Gpr.Rax, limb.Constant);
                _asm.Rr(X64Op.Vmovd, Ymm.Y0, Gpr.Rax);
                break;
            default:
                _asm.Rm(X64Op.Vmovq, Ymm.Y0, Mem.Pool(_asm.Pool.Limb(limb.Constant)));
                break;
        }
    }
}

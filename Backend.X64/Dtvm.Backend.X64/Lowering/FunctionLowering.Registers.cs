// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Backend.X64.Encoding;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that gives out registers and home slots. Rax and vector register 0 are never given out: every operation may use
/// them.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>Registers that values may be in.</summary>
    private uint Allocatable => CallerSaved | (1u << (int)Gpr.R15) | (_module.KeepsFramePointer ? 0 : 1u << (int)Gpr.Rbp);

    /// <summary>Those of them that a C function may change.</summary>
    private const uint CallerSaved = Preferred | (1u << (int)Gpr.Rcx) | (1u << (int)Gpr.Rdx);

    /// <summary>Those that no instruction asks for by name: given out first.</summary>
    private const uint Preferred =
        (1u << (int)Gpr.Rsi) | (1u << (int)Gpr.Rdi) | (1u << (int)Gpr.R8) | (1u << (int)Gpr.R9)
        | (1u << (int)Gpr.R10) | (1u << (int)Gpr.R11);

    private const int Nobody = -1;

    private readonly int[] _owners = new int[16];
    private readonly int[] _stamps = new int[16];
    private readonly List<int> _freeWords = [];
    private readonly List<int> _freeLimbs = [];
    private readonly List<(int Home, bool IsWord)> _loopHomes = [];
    private uint _owned;
    private uint _locked;
    private uint _vectors;
    private int _clock;
    private int _scratchOwner = Nobody;
    private bool _isScratchWhole;
    private int _homeBytes;

    private void ResetRegisters()
    {
        for (var owned = _owned; owned != 0; owned &= owned - 1)
        {
            _values[_owners[BitOperations.TrailingZeroCount(owned)] >> 2].ClearRegisters();
        }

        _owned = 0;
        _locked = 0;
        _vectors = 0;
        _scratchOwner = Nobody;
    }

    private void ResetHomes()
    {
        _freeWords.Clear();
        _freeLimbs.Clear();
        _loopHomes.Clear();
        _homeBytes = 0;
    }

    /// <summary>Bytes of the native stack frame: a multiple of 16, so that the stack is aligned where a stub calls C code.</summary>
    private int FrameSize()
    {
        var size = (_homeBytes + 15) & ~15;
        return size <= ModuleLowering.MaxFrameBytes
            ? size
            : throw new X64Exception($"{_source.Name}: {size} bytes of values live at once, more than {ModuleLowering.MaxFrameBytes}");
    }

    /// <summary>A register for the instruction that is lowered, locked until its end; what was in it goes to its home.</summary>
    private Gpr Allocate()
    {
        var free = Allocatable & ~_owned & ~_locked;
        Gpr register;
        if (free != 0)
        {
            var preferred = free & Preferred;
            register = (Gpr)BitOperations.TrailingZeroCount(preferred != 0 ? preferred : free);
        }
        else
        {
            register = Victim();
            Evict(register);
        }

        _locked |= 1u << (int)register;
        _stamps[(int)register] = ++_clock;
        return register;
    }

    /// <summary>Locks a certain register; what was in it goes to another or to its home.</summary>
    private void Reserve(Gpr register)
    {
        var bit = 1u << (int)register;
        if ((_owned & bit) != 0)
        {
            var free = Preferred & ~_owned & ~_locked;
            if (free == 0)
            {
                Evict(register);
            }
            else
            {
                var other = (Gpr)BitOperations.TrailingZeroCount(free);
                var owner = _owners[(int)register];
                _asm.Rr(X64Op.Mov, other, register);
                _owned &= ~bit;
                SetLimb(owner >> 2, owner & 3, other);
                _stamps[(int)other] = _stamps[(int)register];
            }
        }

        _locked |= bit;
        _stamps[(int)register] = ++_clock;
    }

    /// <summary>Of the registers in use the one to be given up: best one whose value is in memory too, else the one given out longest
    /// ago.</summary>
    private Gpr Victim()
    {
        var best = -1;
        var bestStamp = int.MaxValue;
        for (var candidates = _owned & ~_locked; candidates != 0; candidates &= candidates - 1)
        {
            var register = BitOperations.TrailingZeroCount(candidates);
            var owner = _owners[register];
            var isSaved = ((_values[owner >> 2].InHome >> (owner & 3)) & 1) != 0;
            var stamp = isSaved ? _stamps[register] - (1 << 30) : _stamps[register];
            if (stamp < bestStamp)
            {
                best = register;
                bestStamp = stamp;
            }
        }

        return (Gpr)best;
    }

    private void Evict(Gpr register)
    {
        var owner = _owners[(int)register];
        var id = owner >> 2;
        var limb = owner & 3;
        ref var state = ref _values[id];
        if (((state.InHome >> limb) & 1) == 0)
        {
            SaveLimb(id, limb);
        }

        state.ClearRegister(limb);
        _owned &= ~(1u << (int)register);
    }

    /// <summary>Moves everything out of the registers that a C function may change.</summary>
    private void SpillForCall()
    {
        for (var owned = _owned & CallerSaved; owned != 0; owned &= owned - 1)
        {
            Evict((Gpr)BitOperations.TrailingZeroCount(owned));
        }

        SpillVectors();
    }

    /// <summary>Stores a limb that is in a register to the value's home.</summary>
    private void SaveLimb(int id, int limb)
    {
        ref var state = ref _values[id];
        if (state.TryRegister(limb, out var register))
        {
            _asm.Mr(X64Op.Mov, HomeOf(id).Plus(limb * LimbBytes), register);
            state.InHome |= (byte)(1 << limb);
        }
    }

    /// <summary>Says that a register holds a limb.</summary>
    private void SetLimb(int id, int limb, Gpr register)
    {
        _values[id].SetRegister(limb, register);
        _owners[(int)register] = (id << 2) | limb;
        _owned |= 1u << (int)register;
    }

    /// <summary>The home slot of a value; given out at the first use.</summary>
    private Mem HomeOf(int id)
    {
        ref var state = ref _values[id];
        if (state.Home < 0)
        {
            state.Home = TakeHome(state.Limbs == 4);
        }

        return new Mem(Gpr.Rsp, state.Home);
    }

    private int TakeHome(bool isWord)
    {
        var free = isWord ? _freeWords : _freeLimbs;
        if (free.Count > 0)
        {
            var home = free[^1];
            free.RemoveAt(free.Count - 1);
            return home;
        }

        var next = _homeBytes;
        _homeBytes += isWord ? WordBytes : LimbBytes;
        return next;
    }

    private void Release(int id)
    {
        if (--_values[id].Uses == 0)
        {
            Free(id);
        }
    }

    /// <summary>Takes back everything that a value holds.</summary>
    private void Free(int id)
    {
        ref var state = ref _values[id];
        switch (state.Place)
        {
            case Place.Computed:
                for (var i = 0; i < state.Limbs; i++)
                {
                    if (state.TryRegister(i, out var register))
                    {
                        _owned &= ~(1u << (int)register);
                    }
                }

                state.ClearRegisters();
                break;
            case Place.Vector:
                _vectors &= ~(1u << state.Displacement);
                break;
            case Place.Scratch:
                _scratchOwner = Nobody;
                break;
            case Place.Sum:
                state.Place = Place.None;
                Release(state.Link);
                break;
        }

        if (state.Home >= 0)
        {
            FreeHome(ref state);
        }
    }

    /// <summary>A home that other traces use may be given out again when no loop leads back to where it was written or read.</summary>
    /// <remarks>Until then it stays the value's: the end of the loop may write a parameter of its head.</remarks>
    private void FreeHome(ref ValueState state)
    {
        var isWord = state.Limbs == 4;
        if (state.IsGlobal && _plan[_block].LoopEnd >= 0)
        {
            _loopHomes.Add((state.Home, isWord));
        }
        else
        {
            (isWord ? _freeWords : _freeLimbs).Add(state.Home);
            state.Home = -1;
        }
    }

    private void FreeLoopHomes(int position)
    {
        if (_loopHomes.Count > 0 && _plan[_block].LoopEnd <= position)
        {
            foreach (var (home, isWord) in _loopHomes)
            {
                (isWord ? _freeWords : _freeLimbs).Add(home);
            }

            _loopHomes.Clear();
        }
    }
}

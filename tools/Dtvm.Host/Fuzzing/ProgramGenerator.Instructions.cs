// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host.Fuzzing;

/// <summary>Single instructions with operands, calls, creations and subroutines.</summary>
public sealed partial class ProgramGenerator
{
    private static readonly Opcode[] Arithmetic =
    [
        Opcode.ADD, Opcode.MUL, Opcode.SUB, Opcode.DIV, Opcode.SDIV, Opcode.MOD, Opcode.SMOD, Opcode.ADDMOD, Opcode.MULMOD, Opcode.EXP,
        Opcode.SIGNEXTEND, Opcode.LT, Opcode.GT, Opcode.SLT, Opcode.SGT, Opcode.EQ, Opcode.ISZERO, Opcode.AND, Opcode.OR, Opcode.XOR,
        Opcode.NOT,
        Opcode.BYTE, Opcode.SHL, Opcode.SHR, Opcode.SAR, Opcode.CLZ,
    ];

    private static readonly Opcode[] Environment =
    [
        Opcode.ADDRESS, Opcode.BALANCE, Opcode.ORIGIN, Opcode.CALLER, Opcode.CALLVALUE, Opcode.CALLDATALOAD, Opcode.CALLDATASIZE,
        Opcode.CODESIZE,
        Opcode.GASPRICE, Opcode.EXTCODESIZE, Opcode.RETURNDATASIZE, Opcode.EXTCODEHASH, Opcode.BLOCKHASH, Opcode.COINBASE, Opcode.TIMESTAMP,
        Opcode.NUMBER, Opcode.PREVRANDAO, Opcode.GASLIMIT, Opcode.CHAINID, Opcode.SELFBALANCE, Opcode.BASEFEE, Opcode.BLOBHASH,
        Opcode.BLOBBASEFEE,
        Opcode.PC, Opcode.MSIZE, Opcode.GAS, Opcode.PUSH0,
    ];

    private static readonly Opcode[] Memory =
    [
        Opcode.MLOAD, Opcode.MSTORE, Opcode.MSTORE8, Opcode.KECCAK256, Opcode.CALLDATACOPY, Opcode.CODECOPY, Opcode.EXTCODECOPY,
        Opcode.RETURNDATACOPY, Opcode.MCOPY, Opcode.LOG0, Opcode.LOG1, Opcode.LOG2, Opcode.LOG3, Opcode.LOG4,
    ];

    private static readonly Opcode[] Storage = [Opcode.SLOAD, Opcode.SSTORE, Opcode.TLOAD, Opcode.TSTORE];

    /// <summary>Small init codes: returns nothing, one byte, 32 bytes, reverts, halts, destroys itself, returns a reserved first byte, uses
    /// the stack badly.</summary>
    private static readonly string[] InitCodes =
    [
        "", "00", "600160005360016000f3", "60206000f3", "60006000fd", "fe", "33ff", "60ef60005360016000f3", "50", "36600052" + "60206000f3",
        "5b600056", "30315952595bf3", "600054600101600055",
    ];

    private int Available => _height - _floor;

    private void Emit(Opcode opcode)
    {
        ref readonly var info = ref OpcodeTable.Get(opcode);
        _writer.Op(opcode);
        _height += info.StackChange;
    }

    /// <summary>Emits the instruction <paramref name="offset"/> places behind the first of a family.</summary>
    private void EmitFrom(Opcode first, int offset) => Emit((Opcode)((int)first + offset));

    private void Push(in U256 value)
    {
        if (value.IsZero && _random.Chance(50) && OpcodeTable.IsDefined(Opcode.PUSH0, _revision))
        {
            _writer.Op(Opcode.PUSH0);
        }
        else
        {
            _writer.Push(value, _random.Chance(5) ? _random.Next(1, 33) : 0);
        }

        _height++;
    }

    private Opcode Defined(Opcode[] set)
    {
        var opcode = _random.Pick<Opcode>(set);

        // Now and then an instruction of a later revision: it is undefined here.
        return OpcodeTable.IsDefined(opcode, _revision) || _random.Chance(1) ? opcode : Defined(set);
    }

    private void Instruction()
    {
        if (Available > MaxHeight || (Available > 24 && _random.Chance(20)))
        {
            Settle(_floor + _random.Next(4, 20));
        }

        switch (_random.Next(20))
        {
            case < 3:
                Push(_random.Operand());
                break;
            case < 7:
                Shuffle();
                break;
            case < 13:
                WithOperands(Defined(Arithmetic));
                break;
            case < 16:
                WithOperands(Defined(Environment));
                break;
            case < 19:
                MemoryInstruction(Defined(Memory));
                break;
            default:
                StorageWrite();
                break;
        }
    }

    private void Shuffle()
    {
        if (Available < 2)
        {
            Push(_random.Operand());
            Push(_random.Operand());
        }

        if (OpcodeTable.IsDefined(Opcode.DUPN, _revision) && _random.Chance(30))
        {
            DeepShuffle();
            return;
        }

        var reach = Math.Min(Available, 16);
        switch (_random.Next(5))
        {
            case 0:
                Emit(Opcode.POP);
                break;
            case < 3:
                EmitFrom(Opcode.DUP1, _random.Next(reach));
                break;
            default:
                EmitFrom(Opcode.SWAP1, _random.Next(Math.Min(Available - 1, 16)));
                break;
        }
    }

    /// <summary>DUPN, SWAPN or EXCHANGE (EIP-8024), now and then with an immediate that is invalid or too deep; or SLOTNUM.</summary>
    private void DeepShuffle()
    {
        if (_random.Chance(10))
        {
            Emit(Opcode.SLOTNUM);
            return;
        }

        if (_random.Chance(3))
        {
            Emit(_random.Pick<Opcode>([Opcode.DUPN, Opcode.SWAPN, Opcode.EXCHANGE]));
            _writer.Raw((byte)_random.NextBits());
            return;
        }

        if (Available < 19 && _random.Chance(30))
        {
            for (var count = _random.Next(20, 40); count > 0; count--)
            {
                EmitFrom(Opcode.DUP1, 0);
            }
        }

        if (Available >= 19 && _random.Chance(70))
        {
            var isSwap = _random.Chance(50);
            var most = Math.Min(Available - (isSwap ? 1 : 0), StackImmediate.MaxReach);
            Emit(isSwap ? Opcode.SWAPN : Opcode.DUPN);
            _writer.Raw(StackImmediate.EncodeSingle(_random.Next(17, most + 1)));
            return;
        }

        if (Available >= 3)
        {
            var n = _random.Next(1, Math.Min(Available - 1, 15));
            var m = _random.Next(n + 1, Math.Min(Available, 31 - n));
            Emit(Opcode.EXCHANGE);
            _writer.Raw(StackImmediate.EncodePair(n, m));
        }
    }

    /// <summary>An instruction whose operands are fresh or what lies on the stack.</summary>
    private void WithOperands(Opcode opcode)
    {
        int pops = OpcodeTable.Get(opcode).Pops;
        if (opcode is Opcode.BALANCE or Opcode.EXTCODESIZE or Opcode.EXTCODEHASH && _random.Chance(80))
        {
            PushAddress();
        }
        else if (opcode is Opcode.CALLDATALOAD or Opcode.BLOCKHASH && _random.Chance(70))
        {
            Push(new U256((ulong)(opcode == Opcode.BLOCKHASH ? _random.Next(740, 1002) : _random.Next(70))));
        }
        else if (opcode is Opcode.SHL or Opcode.SHR or Opcode.SAR or Opcode.BYTE or Opcode.SIGNEXTEND && _random.Chance(60))
        {
            // Of operands that know nothing of each other nearly all are too large for an amount, or have no bits where it matters.
            if (Available < 1 || _random.Chance(60))
            {
                Push(_random.Chance(50) ? ~_random.Operand() : _random.Operand());
            }

            Push(new U256((ulong)_random.Next(opcode is Opcode.BYTE or Opcode.SIGNEXTEND ? 33 : 257)));
            if (_random.Chance(40))
            {
                // An amount that no compiler knows is shifted by in another way.
                Emit(Opcode.CALLDATASIZE);
                Emit(Opcode.ADD);
            }
        }
        else
        {
            var fresh = _random.Next(pops + 1);
            while (Available < pops - fresh)
            {
                Push(_random.Operand());
            }

            for (var i = 0; i < fresh; i++)
            {
                Push(_random.Operand());
            }
        }

        Emit(opcode);
    }

    private void PushOffset()
    {
        switch (_random.Next(100))
        {
            case 0:
                Push(_random.Operand());
                break;
            case 1:
                Push(new U256((ulong)_random.Next(1000, 70000)));
                break;
            case < 6 when Available > 0:
                EmitFrom(Opcode.DUP1, _random.Next(Math.Min(Available, 16)));
                Push(new U256(0xFF));
                Emit(Opcode.AND);
                break;
            default:
                Push(new U256((ulong)(_random.Chance(60) ? 32 * _random.Next(12) : _random.Next(400))));
                break;
        }
    }

    private void PushSize()
    {
        switch (_random.Next(100))
        {
            case 0:
                Push(_random.Operand());
                break;
            case < 20:
                Push(U256.Zero);
                break;
            default:
                Push(new U256((ulong)_random.Next(100)));
                break;
        }
    }

    /// <summary>Pushes a size and above it an offset.</summary>
    private void PushRange()
    {
        PushSize();
        PushOffset();
    }

    private void PushAddress()
    {
        switch (_random.Next(8))
        {
            case 0:
                Emit(Opcode.ADDRESS);
                break;
            case 1:
                Emit(Opcode.CALLER);
                break;
            case 2:
                Push(new U256((ulong)_random.Next(12)));
                break;
            case 3:
                Push(new U256(0x9999));
                break;
            case 4:
                // The upper 96 bits of an address operand do not count.
                Push((U256.MaxValue << 160) | DifferentialRunner.Callee.ToNumber());
                break;
            case 5:
                Push(_random.Operand());
                break;
            default:
                Push(DifferentialRunner.Callee.ToNumber());
                break;
        }
    }

    private void MemoryInstruction(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.MLOAD:
                PushOffset();
                break;
            case Opcode.MSTORE or Opcode.MSTORE8:
                if (Available < 1 || _random.Chance(30))
                {
                    Push(_random.Operand());
                }

                PushOffset();
                break;
            case Opcode.KECCAK256:
                PushRange();
                break;
            case >= Opcode.LOG0 and <= Opcode.LOG4:
                for (int i = opcode - Opcode.LOG0; i > 0; i--)
                {
                    Push(_random.Operand());
                }

                PushRange();
                break;
            case Opcode.RETURNDATACOPY:
                // Reading beyond the end is a halt: mostly nothing or all of it.
                if (_random.Chance(50))
                {
                    Emit(Opcode.RETURNDATASIZE);
                }
                else
                {
                    Push(new U256((ulong)(_random.Chance(80) ? 0 : _random.Next(40))));
                }

                Push(_random.Chance(90) ? U256.Zero : _random.Operand());
                PushOffset();
                break;
            default:
                PushSize();
                if (_random.Chance(10))
                {
                    Push(_random.Operand());
                }
                else
                {
                    PushOffset();
                }

                PushOffset();
                if (opcode == Opcode.EXTCODECOPY)
                {
                    PushAddress();
                }

                break;
        }

        Emit(opcode);
    }

    private void StorageWrite()
    {
        var opcode = Defined(Storage);
        if (opcode is Opcode.SSTORE or Opcode.TSTORE && (Available < 1 || _random.Chance(40)))
        {
            Push(_random.Chance(50) ? new U256((ulong)_random.Next(3)) : _random.Operand());
        }

        if (_random.Chance(90))
        {
            Push(new U256((ulong)_random.Next(4)));
        }
        else
        {
            Push(_random.Operand());
        }

        Emit(opcode);
    }

    private void CallFamily()
    {
        var opcode = Defined([Opcode.CALL, Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL]);
        PushRange();
        PushRange();
        if (opcode is Opcode.CALL or Opcode.CALLCODE)
        {
            if (_random.Chance(70))
            {
                Push(U256.Zero);
            }
            else
            {
                Push(_random.Chance(80) ? new U256((ulong)_random.Next(1, 100)) : _random.Operand());
            }
        }

        if (_revision >= Revision.AmsterdamWithoutStateGas && _random.Chance(25))
        {
            // Mostly an account that does not exist: what has a price of its own, in state gas, from there on.
            Push(new U256((ulong)_random.Next(0x1000, 0x1004)));
        }
        else
        {
            PushAddress();
        }

        switch (_random.Next(10))
        {
            case < 5:
                Push(new U256((ulong)_random.Next(30_000)));
                break;
            case < 8:
                Emit(Opcode.GAS);
                if (_revision >= Revision.TangerineWhistle && _random.Chance(60))
                {
                    break;
                }

                Push(U256.One);
                Emit(OpcodeTable.IsDefined(Opcode.SHR, _revision) ? Opcode.SHR : Opcode.DIV);
                break;
            default:
                Push(_random.Operand());
                break;
        }

        Emit(opcode);
    }

    private void Create()
    {
        var opcode = Defined([Opcode.CREATE, Opcode.CREATE, Opcode.CREATE2]);
        var code = Convert.FromHexString(_random.Pick<string>(InitCodes));
        var size = code.Length;
        if (size > 0)
        {
            Push(U256.ReadBigEndian(code) << (8 * (32 - size)));
            Push(U256.Zero);
            Emit(Opcode.MSTORE);
        }

        if (opcode == Opcode.CREATE2)
        {
            Push(_random.Operand());
        }

        if (_random.Chance(95))
        {
            Push(new U256((ulong)size));
        }
        else
        {
            var limit = _revision >= Revision.AmsterdamWithoutStateGas ? 131_072 : 49_152;
            Push(new U256((ulong)_random.Pick<int>([limit, limit + 1, 33, 24577])));
        }

        Push(_random.Chance(95) ? U256.Zero : _random.Operand());
        Push(_random.Chance(80) ? U256.Zero : new U256((ulong)_random.Next(10)));
        Emit(opcode);
    }

    private void CallSubroutine()
    {
        if (_subroutines.Count == 0)
        {
            Straight(3);
            return;
        }

        var subroutine = _subroutines[_random.Next(_subroutines.Count)];
        var back = _writer.NewLabel();
        var returnFirst = _random.Chance(50);
        while (Available < subroutine.Arguments)
        {
            Push(_random.Operand());
        }

        if (returnFirst)
        {
            for (var i = 0; i < subroutine.Arguments; i++)
            {
                Push(_random.Operand());
            }
        }

        _writer.PushLabel(back, Width());
        _height++;
        JumpTo(subroutine.Label, Opcode.JUMP);
        _writer.Bind(back);
        _height += subroutine.Change - 1;
    }

    /// <summary>Bodies of subroutines: entered with the return address on top, they leave it to its caller and change the height by a fixed
    /// amount.</summary>
    private void EmitSubroutines()
    {
        List<Subroutine> all = [.. _subroutines];
        for (var i = 0; i < all.Count; i++)
        {
            var subroutine = all[i];
            _subroutines.Remove(subroutine); // No recursion: a body calls only those behind it.
            _writer.Bind(subroutine.Label);
            _height = subroutine.Arguments + 1;
            _floor = _height;
            _nesting = 1;
            for (var statements = _random.Next(1, 3); statements > 0; statements--)
            {
                if (_writer.Size < _target + 300)
                {
                    Statement();
                }
            }

            _floor = 0;
            Settle(subroutine.Arguments + 1);
            switch (subroutine.Change)
            {
                case 0:
                    Emit(Opcode.SWAP1);
                    Push(_random.Operand());
                    Emit(_random.Pick<Opcode>([Opcode.ADD, Opcode.MUL, Opcode.XOR, Opcode.SUB]));
                    Emit(Opcode.SWAP1);
                    break;
                case 1:
                    Push(_random.Operand());
                    Emit(Opcode.SWAP1);
                    break;
                default:
                    Emit(Opcode.SWAP1);
                    Emit(Opcode.POP);
                    break;
            }

            _writer.Op(Opcode.JUMP);
        }
    }

    /// <param name="Label">Its entry.</param>
    /// <param name="Arguments">Items it uses below the return address.</param>
    /// <param name="Form">0 keeps the number of items, 1 adds one, 2 takes one away.</param>
    private sealed record Subroutine(int Label, int Arguments, int Form)
    {
        /// <summary>Change of the height apart from the return address.</summary>
        public int Change => Form == 2 ? -1 : Form;
    }
}

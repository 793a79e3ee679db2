// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>Loops, and what narrows values: counters, masks, constant divisors, walks through memory.</summary>
public sealed partial class ProgramGenerator
{
    /// <summary>Divisors that compilers treat in ways of their own, and their neighbours.</summary>
    private static readonly ulong[] Divisors =
        [1, 2, 3, 5, 7, 10, 20, 31, 32, 33, 100, 255, 256, 1000, 1UL << 32, (1UL << 63) + 1, ulong.MaxValue];

    private void Loop()
    {
        var head = _writer.NewLabel();
        Push(new U256((ulong)_random.Next(1, _random.Chance(10) ? 200 : 12)));
        _writer.Bind(head);
        var height = _height;
        var floor = _floor;
        _floor = _height;
        Body();
        Settle(height);
        _floor = floor;
        Push(U256.One);
        Emit(Opcode.SWAP1);
        Emit(Opcode.SUB);
        Emit(Opcode.DUP1);
        JumpTo(head, Opcode.JUMPI);
        Emit(Opcode.POP);
    }

    /// <summary>A loop that leaves something on the stack in every turn; its counter is in memory.</summary>
    private void GrowingLoop()
    {
        var head = _writer.NewLabel();
        var turns = _random.Next(1, _random.Chance(5) ? 600 : 8);
        var slot = _counterSlot;
        _counterSlot += 32;
        Push(new U256((ulong)turns));
        Push(new U256((ulong)slot));
        Emit(Opcode.MSTORE);
        _writer.Bind(head);
        var height = _height;
        Straight(_random.Next(1, 4));
        var change = _random.Next(1, 4);
        Settle(height + change);
        Push(U256.One);
        Push(new U256((ulong)slot));
        Emit(Opcode.MLOAD);
        Emit(Opcode.SUB);
        Emit(Opcode.DUP1);
        Push(new U256((ulong)slot));
        Emit(Opcode.MSTORE);
        JumpTo(head, Opcode.JUMPI);
        // Knowing less of a tall stack than is there keeps it valid.
        _height = height + Math.Min(change * turns, 24);
    }

    /// <summary>A loop whose counter goes up to a bound, as those of high-level languages do; the counter is used in it. Now and then it
    /// begins just below what fits into 64 bits, or passes it.</summary>
    private void CountedLoop()
    {
        var head = _writer.NewLabel();
        var end = _writer.NewLabel();
        var step = new U256((ulong)_random.Pick<int>([1, 1, 1, 2, 3, 32, 32, 160]));
        var turns = new U256((ulong)_random.Next(1, _random.Chance(5) ? 300 : 10));
        var isNearZero = _random.Chance(70);
        var start = isNearZero ? new U256(_random.Chance(70) ? 0 : (ulong)_random.Next(0x800)) : AtBorder(_random.Next(500));
        var bound = start + (step * turns) - new U256((ulong)_random.Next(2));
        var boundDepth = -1;
        if (_random.Chance(40))
        {
            PushBound(bound);
            boundDepth = _height - 1;
        }

        Push(start);
        _writer.Bind(head);
        var counter = _height - 1;
        var height = _height;
        var floor = _floor;
        var isLess = _random.Chance(50);
        if (!isLess)
        {
            EmitFrom(Opcode.DUP1, 0);
        }

        if (boundDepth >= 0)
        {
            EmitFrom(Opcode.DUP1, _height - 1 - boundDepth);
        }
        else
        {
            Push(bound);
        }

        if (isLess)
        {
            EmitFrom(Opcode.DUP1, 1);
        }

        Emit(isLess ? Opcode.LT : Opcode.GT);
        Emit(Opcode.ISZERO);
        JumpTo(end, Opcode.JUMPI);
        _floor = _height;
        var walk = isNearZero ? _random.Pick<int>([0, 0x20, 0x80, 0x81, 0x200]) : -1;
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            UseCounter(counter, walk);
        }

        if (_random.Chance(40))
        {
            Body();
        }

        Settle(height);
        _floor = floor;
        Push(step);
        if (_random.Chance(50))
        {
            Emit(Opcode.SWAP1);
        }

        Emit(Opcode.ADD);
        JumpTo(head, Opcode.JUMP);
        _writer.Bind(end);
        _height = height;
        Emit(Opcode.POP);
    }

    /// <summary>A bound that is not a constant of the loop: mostly what the loop is to have, else out of call data.</summary>
    private void PushBound(in U256 bound)
    {
        switch (_random.Next(4))
        {
            case 0:
                Emit(Opcode.CALLDATASIZE);
                break;
            case 1:
                Push(U256.Zero);
                Emit(Opcode.CALLDATALOAD);
                Push(new U256(0xff));
                Emit(Opcode.AND);
                break;
            default:
                Push(bound);
                break;
        }
    }

    /// <summary>A number so much below one that has a bit more than fits somewhere.</summary>
    private U256 AtBorder(int below) =>
        (U256.One << _random.Pick<int>([8, 32, 62, 63, 64, 64, 64, 127, 128, 160, 255])) - new U256((ulong)below);

    /// <summary>Computes with a counter what compilers narrow.</summary>
    /// <param name="counter">Its slot, counted from the bottom.</param>
    /// <param name="walk">Where in memory it walks from; negative when it is too large for that.</param>
    private void UseCounter(int counter, int walk)
    {
        if (_height - counter > 14)
        {
            return;
        }

        switch (_random.Next(walk >= 0 ? 6 : 3))
        {
            case 0:
                Copy(counter);
                Narrow();
                break;
            case 1:
                Copy(counter);
                Copy(counter);
                Emit(_random.Pick<Opcode>([Opcode.MUL, Opcode.ADD, Opcode.SUB, Opcode.XOR]));
                Narrow();
                break;
            case 2:
                Copy(counter);
                Push(_random.Chance(50) ? AtBorder(_random.Next(3)) : _random.Operand());
                Emit(_random.Pick<Opcode>([Opcode.LT, Opcode.GT, Opcode.EQ, Opcode.SLT, Opcode.SGT]));
                break;
            case 3:
                PushWalk(counter, walk);
                Emit(Opcode.MLOAD);
                break;
            default:
                Copy(counter);
                Narrow();
                PushWalk(counter, walk);
                Emit(_random.Pick<Opcode>([Opcode.MSTORE, Opcode.MSTORE, Opcode.MSTORE8]));
                break;
        }
    }

    private void Copy(int slot) => EmitFrom(Opcode.DUP1, _height - 1 - slot);

    /// <summary>An address that goes with a counter.</summary>
    private void PushWalk(int counter, int walk)
    {
        Copy(counter);
        if ((walk & 0x20) != 0)
        {
            Push(new U256(32));
            Emit(Opcode.MUL);
        }

        Push(new U256((ulong)walk));
        Emit(Opcode.ADD);
    }

    /// <summary>Masks, shifts or divides the top of the stack.</summary>
    private void Narrow()
    {
        switch (_random.Next(3))
        {
            case 0:
                Push((U256.One << _random.Pick<int>([1, 8, 16, 31, 32, 63, 64, 65, 128, 160])) - U256.One);
                Emit(Opcode.AND);
                break;
            case 1:
                Push(new U256(_random.Pick<ulong>(Divisors)));
                Emit(Opcode.SWAP1);
                Emit(_random.Pick<Opcode>([Opcode.DIV, Opcode.MOD, Opcode.SDIV, Opcode.SMOD]));
                break;
            default:
                Push(new U256((ulong)_random.Pick<int>([1, 5, 8, 32, 63, 64, 96, 192, 224, 248, 256])));
                if (OpcodeTable.IsDefined(Opcode.SHL, _revision))
                {
                    Emit(_random.Pick<Opcode>([Opcode.SHL, Opcode.SHR, Opcode.SAR]));
                }
                else
                {
                    Emit(Opcode.MUL);
                }

                break;
        }
    }

    /// <summary>Two values that fit, or nearly fit, into what a processor computes with, and an operation on them.</summary>
    private void NarrowArithmetic()
    {
        for (var i = 0; i < 2; i++)
        {
            Push(_random.Chance(50) ? AtBorder(_random.Next(3)) : _random.Operand());
            if (_random.Chance(60))
            {
                Push(new U256((ulong)_random.Next(3) * 32));
                Emit(Opcode.CALLDATALOAD);
                Emit(_random.Pick<Opcode>([Opcode.AND, Opcode.ADD, Opcode.XOR]));
            }

            Narrow();
        }

        Emit(_random.Pick<Opcode>([Opcode.ADD, Opcode.SUB, Opcode.MUL, Opcode.DIV, Opcode.MOD, Opcode.LT, Opcode.SLT, Opcode.SDIV]));
        Narrow();
    }
}

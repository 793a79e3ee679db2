// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>
/// Makes programs from (seed, index): structured control flow around straight pieces, a stack that is valid in most programs, operands at
/// edges, and now and then something that must halt.
/// </summary>
public sealed partial class ProgramGenerator
{
    /// <summary>Programs in a row that share revision and second contract, so that the latter is compiled once for all of them.</summary>
    public const int BatchSize = 16;

    private const int MaxHeight = 900;

    private readonly FuzzRandom _random;
    private readonly Revision _revision;
    private readonly CodeWriter _writer = new();
    private readonly List<Subroutine> _subroutines = [];
    private readonly int _target;
    private int _height;
    private int _floor;
    private int _nesting;
    private int _counterSlot = 0x400;

    private ProgramGenerator(FuzzRandom random, Revision revision, int target)
    {
        _random = random;
        _revision = revision;
        _target = target;
    }

    /// <summary>The revisions taken in turn: the final ones, which other VMs have too.</summary>
    private const ulong FinalRevisions = (ulong)Revisions.Latest + 1;

    /// <summary>Makes a program.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="index">Number of the program.</param>
    /// <param name="revision">The revision; null to take those that are final in turn.</param>
    /// <returns>The same program for the same arguments, always.</returns>
    public static FuzzProgram Generate(ulong seed, ulong index, Revision? revision)
    {
        var batch = index / BatchSize;
        var chosen = revision ?? Revisions.All[(int)((batch * 7 + seed) % FinalRevisions)];
        var random = new FuzzRandom(seed, index, 0);
        var size = random.Next(100) switch
        {
            < 25 => random.Next(10, 60),
            < 95 => random.Next(40, 400),
            < 98 => random.Next(400, 1200),
            _ => random.Next(2000, 6000),
        };
        var code = random.Chance(2) ? random.Bytes(random.Next(1, 200)) : new ProgramGenerator(random, chosen, size).Build();
        var calleeRandom = new FuzzRandom(seed, batch, 1);
        var callee = calleeRandom.Chance(10) ? [] : new ProgramGenerator(calleeRandom, chosen, calleeRandom.Next(10, 120)).Build();
        return new FuzzProgram(code, callee, chosen);
    }

    /// <summary>Makes an execution of a program.</summary>
    /// <param name="random">The numbers.</param>
    /// <returns>The execution, with plenty of gas.</returns>
    public static FuzzInput GenerateInput(FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var data = random.Bytes(random.Pick<int>([0, 0, 4, 31, 32, 36, 64, 100]));
        if (random.Chance(50) && data.Length >= 32)
        {
            Span<byte> word = stackalloc byte[32];
            random.Operand().WriteBigEndian(word);
            word.CopyTo(data);
        }

        var gas = random.Next(10) switch
        {
            0 => random.NextLong(3_000),
            1 => random.NextLong(50_000),
            < 8 => 100_000 + random.NextLong(300_000),
            _ => 1_000_000,
        };
        return new FuzzInput(data, gas, random.Chance(25) ? new U256((ulong)random.Next(1, 1000)) : U256.Zero, random.Chance(10));
    }

    private byte[] Build()
    {
        var count = _random.Next(4);
        for (var i = 0; i < count; i++)
        {
            _subroutines.Add(new Subroutine(_writer.NewLabel(), _random.Next(1, 4), _random.Next(3)));
        }

        while (_writer.Size < _target)
        {
            Statement();
        }

        Epilogue();
        EmitSubroutines();
        if (_random.Chance(10))
        {
            // A PUSH whose immediate bytes reach beyond the end: the missing ones are zero.
            _writer.Raw((byte)((int)Opcode.PUSH1 + _random.Next(32)));
            for (var i = _random.Next(3); i > 0; i--)
            {
                _writer.Raw((byte)_random.NextBits());
            }
        }

        return _writer.ToArray();
    }

    private void Statement()
    {
        var choice = _random.Next(100);
        if (_nesting >= 3 && choice is >= 40 and < 62)
        {
            choice = 0;
        }

        switch (choice)
        {
            case < 40:
                Straight(_random.Next(2, 14));
                break;
            case < 48:
                IfElse();
                break;
            case < 54:
                CountedLoop();
                break;
            case < 57:
                Loop();
                break;
            case < 59:
                GrowingLoop();
                break;
            case < 62:
                JumpTable();
                break;
            case < 70:
                CallSubroutine();
                break;
            case < 74:
                for (var i = _random.Next(1, 10); i > 0; i--)
                {
                    _writer.Op(Opcode.JUMPDEST);
                }

                break;
            case < 77:
                DeadCode();
                break;
            case < 84:
                CallFamily();
                break;
            case < 86:
                Create();
                break;
            case < 90:
                StorageWrite();
                break;
            case < 95:
                Straight(_random.Next(1, 5));
                break;
            case < 97:
                NarrowArithmetic();
                break;
            case < 99:
                ConditionalHalt();
                break;
            default:
                Mistake();
                break;
        }
    }

    private void Straight(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Instruction();
        }
    }

    private void Condition()
    {
        switch (_random.Next(5))
        {
            case 0:
                Push(U256.Zero);
                break;
            case 1:
                Push(_random.Operand());
                break;
            case 2:
                Push(new U256((ulong)_random.Next(3) * 32));
                Emit(Opcode.CALLDATALOAD);
                break;
            default:
                if (Available < 1)
                {
                    Push(_random.Operand());
                }

                EmitFrom(Opcode.DUP1, _random.Next(Math.Min(Available, 16)));
                if (_random.Chance(50))
                {
                    Push(_random.Operand());
                    Emit(_random.Pick<Opcode>([Opcode.LT, Opcode.GT, Opcode.SLT, Opcode.SGT, Opcode.EQ, Opcode.AND]));
                }

                break;
        }

        if (_random.Chance(40))
        {
            Emit(Opcode.ISZERO);
        }
    }

    private void Body()
    {
        _nesting++;
        for (var i = _random.Next(3); i >= 0; i--)
        {
            if (_writer.Size < _target + 100)
            {
                Statement();
            }
        }

        _nesting--;
    }

    /// <summary>Brings the stack to a height.</summary>
    private void Settle(int height)
    {
        while (_height > height)
        {
            Emit(Opcode.POP);
        }

        while (_height < height)
        {
            Push(_random.Operand());
        }
    }

    private void IfElse()
    {
        var otherwise = _writer.NewLabel();
        var end = _writer.NewLabel();
        Condition();
        JumpTo(otherwise, Opcode.JUMPI);
        var height = _height;
        Body();
        var after = Math.Clamp(_height, Math.Max(height - 3, _floor), height + 4);
        Settle(after);
        if (_random.Chance(30))
        {
            // Without an else branch.
            Settle(height);
            _writer.Bind(otherwise);
            return;
        }

        JumpTo(end, Opcode.JUMP);
        _writer.Bind(otherwise);
        _height = height;
        Body();
        Settle(after);
        _writer.Bind(end);
    }

    private void JumpTable()
    {
        var count = _random.Next(2, 6);
        var end = _writer.NewLabel();
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = _writer.NewLabel();
        }

        var inMemory = _random.Chance(40);
        if (inMemory)
        {
            for (var i = 0; i < count; i++)
            {
                _writer.PushLabel(labels[i]);
                _height++;
                Push(new U256((ulong)(0x600 + 32 * i)));
                Emit(Opcode.MSTORE);
            }
        }

        // A selector beyond the table is a bad jump.
        Push(new U256((ulong)(_random.Chance(95) ? count : count + 1)));
        Condition();
        if (_random.Chance(60))
        {
            Push(new U256(_random.NextBits()));
            Emit(Opcode.ADD);
        }

        Emit(Opcode.MOD);
        Push(new U256(inMemory ? 32u : 5u));
        Emit(Opcode.MUL);
        if (inMemory)
        {
            Push(new U256(0x600));
            Emit(Opcode.ADD);
            Emit(Opcode.MLOAD);
        }
        else
        {
            _writer.PushLabel(labels[0]);
            _height++;
            Emit(Opcode.ADD);
        }

        Emit(Opcode.JUMP);
        var height = _height;
        if (inMemory)
        {
            foreach (var label in labels)
            {
                _writer.Bind(label);
                _height = height;
                Straight(_random.Next(1, 4));
                Settle(height);
                JumpTo(end, Opcode.JUMP);
            }
        }
        else
        {
            // Entries of five bytes: JUMPDEST, PUSH2 end, JUMP.
            foreach (var label in labels)
            {
                _writer.Bind(label);
                _writer.PushLabel(end);
                _writer.Op(Opcode.JUMP);
            }
        }

        _height = height;
        _writer.Bind(end);
    }

    private void DeadCode()
    {
        var end = _writer.NewLabel();
        JumpTo(end, Opcode.JUMP);
        var height = _height;
        if (_random.Chance(30))
        {
            foreach (var value in _random.Bytes(_random.Next(1, 20)))
            {
                _writer.Raw(value is >= 0x60 and <= 0x7F ? (byte)0x5B : value);
            }
        }
        else
        {
            Straight(_random.Next(1, 6));
        }

        _height = height;
        _writer.Bind(end);
    }

    private void ConditionalHalt()
    {
        var label = _writer.NewLabel();
        Condition();
        JumpTo(label, Opcode.JUMPI);
        var height = _height;
        Halt();
        _height = height;
        _writer.Bind(label);
    }

    private void Halt()
    {
        switch (_random.Next(8))
        {
            case 0:
                Emit(Opcode.STOP);
                break;
            case 1:
                _writer.Op(Opcode.INVALID);
                break;
            case 2:
                Push(_random.Operand());
                _writer.Op(Opcode.JUMP);
                break;
            case 3:
                _writer.Raw(_random.Pick<byte>([0x0C, 0x21, 0x4F, 0xB0, 0xEF, 0xFB]));
                break;
            case 4:
                PushAddress();
                Emit(Opcode.SELFDESTRUCT);
                break;
            case 5 when OpcodeTable.IsDefined(Opcode.REVERT, _revision):
                PushRange();
                Emit(Opcode.REVERT);
                break;
            default:
                PushRange();
                Emit(Opcode.RETURN);
                break;
        }
    }

    /// <summary>Something that a correct compiler never writes.</summary>
    private void Mistake()
    {
        switch (_random.Next(5))
        {
            case 0:
                for (var i = _height + _random.Next(1, 3); i > 0; i--)
                {
                    _writer.Op(Opcode.POP);
                }

                break;
            case 1:
                _writer.Op(Opcode.DUP16);
                break;
            case 2:
                _writer.Raw((byte)_random.NextBits());
                break;
            case 3:
                Push(_random.Operand());
                Push(_random.Operand());
                Emit(_random.Pick<Opcode>([Opcode.MSTORE, Opcode.RETURN, Opcode.JUMPI, Opcode.LOG0, Opcode.KECCAK256]));
                break;
            default:
                _writer.PushLabel(_subroutines.Count > 0 ? _subroutines[0].Label : BindHere());
                _writer.Op(Opcode.JUMP);
                break;
        }
    }

    private int BindHere()
    {
        var label = _writer.NewLabel();
        _writer.Bind(label);
        return label;
    }

    /// <summary>Makes the stack visible: stores its top to memory and returns all of it.</summary>
    private void Epilogue()
    {
        if (_random.Chance(15))
        {
            Halt();
            return;
        }

        var count = Math.Min(_height, _random.Next(1, 17));
        for (var i = 0; i < count; i++)
        {
            Push(new U256((ulong)(32 * i)));
            Emit(Opcode.MSTORE);
        }

        if (_random.Chance(30))
        {
            Push(new U256((ulong)(32 * count)));
            Emit(Opcode.GAS);
            Emit(Opcode.SWAP1);
            Emit(Opcode.MSTORE);
        }

        if (_random.Chance(50))
        {
            Emit(Opcode.MSIZE);
        }
        else
        {
            Push(new U256((ulong)(32 * (count + 1))));
        }

        Push(U256.Zero);
        Emit(Opcode.RETURN);
    }

    private void JumpTo(int label, Opcode jump)
    {
        if (jump == Opcode.JUMPI)
        {
            // The condition is on top already.
            _writer.PushLabel(label, Width());
            _height++;
            Emit(Opcode.JUMPI);
            return;
        }

        _writer.PushLabel(label, Width());
        _height++;
        Emit(Opcode.JUMP);
    }

    private int Width() => _random.Chance(10) ? _random.Next(2, 33) : 2;
}

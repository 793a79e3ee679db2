// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Makes programs: bytes at random, or code whose stack is valid as long as no jump goes astray.</summary>
internal sealed class RandomProgram(Random random, Revision revision)
{
    private readonly EvmProgram _program = new();
    private readonly List<int> _destinations = [];
    private int _height;

    /// <summary>Bytes at random, with the frequent instructions more frequent.</summary>
    public static byte[] Bytes(Random random, int size)
    {
        var code = new byte[size];
        random.NextBytes(code);
        ReadOnlySpan<byte> frequent = [0x5b, 0x60, 0x61, 0x50, 0x80, 0x81, 0x90, 0x52, 0x51, 0x01, 0x56, 0x57, 0x15, 0x5a, 0x54, 0x55];
        for (var i = 0; i < size; i++)
        {
            if (random.Next(2) == 0)
            {
                code[i] = frequent[random.Next(frequent.Length)];
            }
        }

        return code;
    }

    /// <summary>Code with a valid stack.</summary>
    public byte[] Generate(int instructions)
    {
        for (var i = 0; i < instructions; i++)
        {
            switch (random.Next(20))
            {
                case 0:
                    Jump();
                    break;
                case 1:
                    _destinations.Add(_program.Size);
                    _program.Op(Opcode.JUMPDEST);
                    break;
                case < 7:
                    Push(Value());
                    break;
                case < 10:
                    Shuffle();
                    break;
                case < 14:
                    WithFreshOperands();
                    break;
                default:
                    AnyInstruction();
                    break;
            }
        }

        return _program.ToArray();
    }

    private void Push(U256 value)
    {
        _program.Push(value);
        _height++;
    }

    private U256 Value() => random.Next(8) switch
    {
        0 => U256.Zero,
        1 => (ulong)random.Next(4),
        2 or 3 => (ulong)random.Next(300),
        4 => (ulong)random.NextInt64(),
        5 => U256.MaxValue - (ulong)random.Next(300),
        6 => U256.One << random.Next(256),
        _ => new U256((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64()),
    };

    /// <summary>Forward over a few instructions, or to any destination there is, or to nowhere.</summary>
    private void Jump()
    {
        var isConditional = random.Next(3) != 0;
        if (isConditional)
        {
            Push((ulong)random.Next(2));
            if (random.Next(2) == 0)
            {
                _program.Op(Opcode.ISZERO);
            }

            _height--;
        }

        var opcode = isConditional ? Opcode.JUMPI : Opcode.JUMP;
        switch (random.Next(5))
        {
            case 0 when _destinations.Count != 0:
                _program.Push((ulong)_destinations[random.Next(_destinations.Count)], 2).Op(opcode);
                break;
            case 1:
                _program.Push((ulong)random.Next(200), random.Next(1, 4)).Op(opcode);
                break;
            default:
                // Over as many bytes as the gap has: PUSH2 and the jump are 4.
                var gap = random.Next(4);
                _program.Push((ulong)(_program.Size + 4 + gap), 2).Op(opcode).Repeat(gap, Opcode.INVALID);
                _destinations.Add(_program.Size);
                _program.Op(Opcode.JUMPDEST);
                break;
        }
    }

    private void Shuffle()
    {
        if (_height == 0)
        {
            return;
        }

        switch (random.Next(3))
        {
            case 0:
                _program.Op((Opcode)((byte)Opcode.DUP1 + random.Next(int.Min(16, _height))));
                _height++;
                break;
            case 1 when _height > 1:
                _program.Op((Opcode)((byte)Opcode.SWAP1 + random.Next(int.Min(16, _height - 1))));
                break;
            default:
                _program.Op(Opcode.POP);
                _height--;
                break;
        }
    }

    /// <summary>An instruction that takes offsets and sizes, with sensible ones.</summary>
    private void WithFreshOperands()
    {
        var opcode = Pick(
        [
            Opcode.MLOAD, Opcode.MSTORE, Opcode.MSTORE8, Opcode.MCOPY, Opcode.KECCAK256, Opcode.CALLDATACOPY, Opcode.CODECOPY,
            Opcode.RETURNDATACOPY, Opcode.EXTCODECOPY, Opcode.CALLDATALOAD, Opcode.LOG0, Opcode.LOG2, Opcode.SLOAD, Opcode.SSTORE,
            Opcode.TLOAD, Opcode.TSTORE, Opcode.CREATE, Opcode.CREATE2, Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL,
            Opcode.STATICCALL, Opcode.EXP, Opcode.ADD, Opcode.SHL, Opcode.SHR,
        ]);
        var info = OpcodeTable.Get(opcode);
        for (var i = 0; i < info.Pops; i++)
        {
            Push(random.Next(12) == 0 ? Value() : (ulong)random.Next(100));
        }

        Emit(opcode);
    }

    private void AnyInstruction()
    {
        var opcode = (Opcode)random.Next(256);
        var info = OpcodeTable.Get(opcode);
        if (!info.IsAssigned)
        {
            if (random.Next(20) == 0)
            {
                _program.Op(opcode);
            }

            return;
        }

        if (info.ImmediateSize != 0 || opcode is Opcode.JUMP or Opcode.JUMPI || (info.IsTerminator && random.Next(10) != 0))
        {
            return;
        }

        while (_height < info.Pops && random.Next(30) != 0)
        {
            Push(Value());
        }

        Emit(opcode);
    }

    private void Emit(Opcode opcode)
    {
        if (!OpcodeTable.IsDefined(opcode, revision) && random.Next(20) != 0)
        {
            return;
        }

        _program.Op(opcode);
        _height = int.Max(0, _height + OpcodeTable.Get(opcode).StackChange);
    }

    private Opcode Pick(ReadOnlySpan<Opcode> opcodes) => opcodes[random.Next(opcodes.Length)];
}

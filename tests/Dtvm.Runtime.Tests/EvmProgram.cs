// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Writes EVM code.</summary>
internal sealed class EvmProgram
{
    /// <summary>What <see cref="ReturnTop"/> costs when the memory has no word yet.</summary>
    public const long ReturnTopCost = 15;

    private readonly List<byte> _code = [];

    public int Size => _code.Count;

    /// <summary>Pushes with the shortest of PUSH1 to PUSH32.</summary>
    public EvmProgram Push(U256 value) => Push(value, int.Max(1, value.ByteLength));

    /// <summary>Pushes with PUSH1 to PUSH32.</summary>
    public EvmProgram Push(U256 value, int size)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        _code.Add((byte)((byte)Opcode.PUSH0 + size));
        _code.AddRange(bytes[(32 - size)..]);
        return this;
    }

    /// <summary>Pushes so that the first value ends on top.</summary>
    public EvmProgram PushOperands(params ReadOnlySpan<U256> values)
    {
        for (var i = values.Length - 1; i >= 0; i--)
        {
            Push(values[i]);
        }

        return this;
    }

    public EvmProgram Op(params ReadOnlySpan<Opcode> opcodes)
    {
        foreach (var opcode in opcodes)
        {
            _code.Add((byte)opcode);
        }

        return this;
    }

    public EvmProgram Repeat(int count, Opcode opcode)
    {
        for (var i = 0; i < count; i++)
        {
            Op(opcode);
        }

        return this;
    }

    public EvmProgram Raw(params ReadOnlySpan<byte> bytes)
    {
        _code.AddRange(bytes);
        return this;
    }

    /// <summary>MSTOREs a word at an offset.</summary>
    public EvmProgram Store(U256 offset, U256 value) => Push(value).Push(offset).Op(Opcode.MSTORE);

    /// <summary>Returns a range of memory.</summary>
    public EvmProgram Return(U256 offset, U256 size) => PushOperands(offset, size).Op(Opcode.RETURN);

    /// <summary>Returns the top of the stack as a word, by way of memory word 0.</summary>
    public EvmProgram ReturnTop() => Push(0).Op(Opcode.MSTORE).Return(0, 32);

    public byte[] ToArray() => [.. _code];
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>Writes bytecode with labels.</summary>
internal sealed class CodeWriter
{
    private readonly List<byte> _code = [];
    private readonly List<int> _labels = [];
    private readonly List<(int Position, int Label)> _uses = [];

    public int Size => _code.Count;

    public void Raw(byte value) => _code.Add(value);

    public void Op(Opcode opcode) => _code.Add((byte)opcode);

    /// <summary>Pushes a number with the fewest bytes, or with more when <paramref name="width"/> says so.</summary>
    public void Push(in U256 value, int width = 0)
    {
        var size = Math.Max(Math.Max(width, value.ByteLength), 1);
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        _code.Add((byte)((int)Opcode.PUSH1 + size - 1));
        _code.AddRange(bytes[^size..]);
    }

    public int NewLabel()
    {
        _labels.Add(-1);
        return _labels.Count - 1;
    }

    public void Bind(int label)
    {
        _labels[label] = _code.Count;
        Op(Opcode.JUMPDEST);
    }

    /// <summary>Pushes the position of a label, which may be bound later.</summary>
    public void PushLabel(int label, int width = 2)
    {
        _code.Add((byte)((int)Opcode.PUSH1 + width - 1));
        for (var i = 2; i < width; i++)
        {
            _code.Add(0);
        }

        _uses.Add((_code.Count, label));
        _code.Add(0);
        _code.Add(0);
    }

    public byte[] ToArray()
    {
        byte[] code = [.. _code];
        foreach ((var position, var label) in _uses)
        {
            code[position] = (byte)(_labels[label] >> 8);
            code[position + 1] = (byte)_labels[label];
        }

        return code;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Dtvm.Backend.Llvm;

/// <summary>Runs the line number programs of an object (DWARF 4, 6.2).</summary>
/// <param name="section">The content of <c>.debug_line</c>.</param>
/// <param name="addresses">What is relocated there: addresses by where they stand.</param>
internal sealed class LineProgram(ReadOnlyMemory<byte> section, Dictionary<int, int> addresses)
{
    private const int Version = 4;
    private int _at;

    /// <summary>The rows in the order of their addresses: from each address on the code comes from a line, 0 for none.</summary>
    /// <exception cref="LlvmException">The table is malformed.</exception>
    internal List<(int Address, int Line)> Run()
    {
        var rows = new List<(int Address, int Line)>();
        for (var unit = 0; unit + 4 <= section.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(section.Span[unit..]);
            if (length < 0 || unit + 4 + length > section.Length)
            {
                throw new LlvmException("the object's line table is malformed");
            }

            RunUnit(unit, unit + 4 + length, rows);
            unit += 4 + length;
        }

        // Sequences may come in any order; rows with one address stay in theirs.
        return IsSorted(rows) ? rows : [.. rows.OrderBy(row => row.Address)];
    }

    private static bool IsSorted(List<(int Address, int Line)> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i - 1].Address > rows[i].Address)
            {
                return false;
            }
        }

        return true;
    }

    private void RunUnit(int unit, int end, List<(int Address, int Line)> rows)
    {
        var bytes = section.Span;
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[(unit + 4)..]) != Version)
        {
            throw new LlvmException("the object's line table has another version");
        }

        // Behind the header's length: the shortest instruction (1), operations an instruction, is_stmt, line base and range, opcode base.
        var header = unit + 10;
        _at = header + BinaryPrimitives.ReadInt32LittleEndian(bytes[(unit + 6)..]);
        var lineBase = (sbyte)bytes[header + 3];
        var lineRange = bytes[header + 4];
        var opcodeBase = bytes[header + 5];
        var (address, line) = (0, 1);
        while (_at < end)
        {
            int opcode = bytes[_at++];
            if (opcode >= opcodeBase)
            {
                address += (opcode - opcodeBase) / lineRange;
                line += lineBase + ((opcode - opcodeBase) % lineRange);
                rows.Add((address, line));
                continue;
            }

            switch (opcode)
            {
                case 0: // extended
                    var size = Unsigned();
                    var body = _at;
                    if (bytes[body] == 1) // end_sequence
                    {
                        rows.Add((address, 0));
                        (address, line) = (0, 1);
                    }
                    else if (bytes[body] == 2) // set_address
                    {
                        address = addresses.GetValueOrDefault(body + 1);
                    }

                    _at = body + size;
                    break;
                case 1: // copy
                    rows.Add((address, line));
                    break;
                case 2: // advance_pc
                    address += Unsigned();
                    break;
                case 3: // advance_line
                    line += Signed();
                    break;
                case 8: // const_add_pc
                    address += (255 - opcodeBase) / lineRange;
                    break;
                case 9: // fixed_advance_pc
                    address += BinaryPrimitives.ReadUInt16LittleEndian(bytes[_at..]);
                    _at += 2;
                    break;
                default: // The others do not matter here: each has as many numbers as the header says.
                    for (var count = bytes[header + 5 + opcode]; count > 0; count--)
                    {
                        Unsigned();
                    }

                    break;
            }
        }
    }

    private int Unsigned()
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = section.Span[_at++];
            value |= (part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private int Signed()
    {
        var value = 0;
        for (var shift = 0; ;)
        {
            var part = section.Span[_at++];
            value |= (part & 0x7f) << shift;
            shift += 7;
            if (part < 0x80)
            {
                return (part & 0x40) != 0 && shift < 32 ? value | (-1 << shift) : value;
            }
        }
    }
}

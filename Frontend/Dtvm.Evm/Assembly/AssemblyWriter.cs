// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Dtvm.Evm.Assembly;

/// <summary>One run of the assembler: emits code with gaps for labels, then fills the gaps.</summary>
internal sealed class AssemblyWriter(string text, string file)
{
    private const int MaxDiagnostics = 100;
    private const int MaxQuotedLength = 40;
    private const int MaxWordSize = 32;

    /// <summary>Digits of 2^256.</summary>
    private const int MaxDecimalDigits = 78;

    private readonly List<byte> _code = [];
    private readonly Dictionary<string, int> _labels = [];
    private readonly List<(int Position, int Size, string Label, int Offset)> _references = [];
    private readonly List<AssemblyDiagnostic> _diagnostics = [];
    private int _offset;

    /// <summary>Assembles the text.</summary>
    public AssemblyResult Assemble()
    {
        while (_diagnostics.Count < MaxDiagnostics && TryReadWord(out var word, out var offset))
        {
            if (word is [.., ':'])
            {
                DefineLabel(word[..^1].ToString(), offset);
            }
            else if (IsHexadecimal(word))
            {
                EmitBytes(word[2..], offset);
            }
            else if (word.Equals("PUSH", StringComparison.OrdinalIgnoreCase))
            {
                EmitPush(-1, offset);
            }
            else if (OpcodeTable.TryFind(word, out var opcode))
            {
                Emit(opcode, offset);
            }
            else
            {
                Report(offset, $"there is no instruction '{Quote(word)}'");
            }
        }

        FillReferences();
        return new AssemblyResult(_diagnostics.Count == 0 ? [.. _code] : null, _labels, _diagnostics);
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> word) => word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private static string Quote(ReadOnlySpan<char> word) =>
        word.Length > MaxQuotedLength ? $"{word[..MaxQuotedLength]}..." : word.ToString();

    private static string Bytes(int size) => size == 1 ? "1 byte" : $"{size} bytes";

    private bool TryReadWord(out ReadOnlySpan<char> word, out int offset)
    {
        while (_offset < text.Length && (char.IsWhiteSpace(text[_offset]) || text[_offset] == ';'))
        {
            var end = text[_offset] == ';' ? text.IndexOf('\n', _offset) : _offset + 1;
            _offset = end < 0 ? text.Length : end;
        }

        offset = _offset;
        while (_offset < text.Length && !char.IsWhiteSpace(text[_offset]) && text[_offset] != ';')
        {
            // A label may stand right before what it names.
            if (text[_offset++] == ':')
            {
                break;
            }
        }

        word = text.AsSpan(offset, _offset - offset);
        return !word.IsEmpty;
    }

    private void DefineLabel(string label, int offset)
    {
        if (!IsName(label))
        {
            Report(offset, $"'{Quote(label)}' is no label: letters, digits, '_' and '.', not starting with a digit");
        }
        else if (!_labels.TryAdd(label, _code.Count))
        {
            Report(offset, $"label {Quote(label)} stands twice");
        }
    }

    private void EmitBytes(ReadOnlySpan<char> digits, int offset)
    {
        var bytes = new byte[digits.Length / 2];
        if (digits.Length % 2 != 0
            || digits.IsEmpty
            || Convert.FromHexString(digits, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            Report(offset, $"'0x{Quote(digits)}' is no sequence of bytes: an even number of hexadecimal digits");
            return;
        }

        _code.AddRange(bytes);
    }

    private void Emit(Opcode opcode, int offset)
    {
        if (StackImmediate.IsTakenBy((byte)opcode))
        {
            _code.Add((byte)opcode);
            EmitStackImmediate(opcode, offset);
        }
        else if (OpcodeTable.Get(opcode).ImmediateSize is > 0 and var size)
        {
            EmitPush(size, offset);
        }
        else
        {
            _code.Add((byte)opcode);
        }
    }

    /// <summary>Emits the immediate of DUPN, SWAPN or EXCHANGE: the byte as it is.</summary>
    private void EmitStackImmediate(Opcode opcode, int offset)
    {
        if (!TryReadWord(out var word, out var argument))
        {
            Report(offset, $"{OpcodeTable.Get(opcode).Name} needs its immediate behind it, a byte");
        }
        else if (!TryParseNumber(word, out var number)
            || number > byte.MaxValue
            || StackImmediate.ItemsNeeded(opcode, (byte)number) == 0)
        {
            Report(argument, $"'{Quote(word)}' is no immediate of {OpcodeTable.Get(opcode).Name} (EIP-8024)");
        }
        else
        {
            _code.Add((byte)number);
        }
    }

    /// <summary>Emits a push with what follows it in the text.</summary>
    /// <param name="size">Bytes of the number; -1 for as many as it needs.</param>
    /// <param name="offset">Where the instruction stands.</param>
    private void EmitPush(int size, int offset)
    {
        if (!TryReadWord(out var word, out var argument))
        {
            Report(offset, "a push needs a number or '@' and a label behind it");
            return;
        }

        if (word[0] == '@')
        {
            var width = size < 0 ? sizeof(ushort) : size;
            _code.Add((byte)((byte)Opcode.PUSH0 + width));
            _references.Add((_code.Count, width, word[1..].ToString(), argument));
            _code.AddRange(new byte[width]);
            return;
        }

        if (!TryParseNumber(word, out var number))
        {
            Report(argument, $"'{Quote(word)}' is no number below 2^256 and no label: a label has '@' before it");
            return;
        }

        var needed = number.IsZero ? 0 : number.GetByteCount(isUnsigned: true);
        if (needed > (size < 0 ? MaxWordSize : size))
        {
            Report(argument, $"'{Quote(word)}' does not fit into {Bytes(size < 0 ? MaxWordSize : size)}");
            return;
        }

        size = size < 0 ? needed : size;
        _code.Add((byte)((byte)Opcode.PUSH0 + size));
        _code.AddRange(new byte[size - needed]);
        if (needed > 0)
        {
            _code.AddRange(number.ToByteArray(isUnsigned: true, isBigEndian: true));
        }
    }

    private static bool TryParseNumber(ReadOnlySpan<char> word, out BigInteger number)
    {
        number = default;
        return IsHexadecimal(word)
            ? word.Length is > 2 and <= 2 + (2 * MaxWordSize)
                && BigInteger.TryParse($"0{word[2..]}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : word.Length <= MaxDecimalDigits && BigInteger.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private void FillReferences()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var (position, size, label, offset) in _references)
        {
            if (_diagnostics.Count >= MaxDiagnostics)
            {
                return;
            }

            if (!_labels.TryGetValue(label, out var pc))
            {
                Report(offset, $"there is no label {Quote(label)}");
                continue;
            }

            if (size < sizeof(int) && pc >> (8 * size) != 0)
            {
                Report(offset, $"label {Quote(label)} at 0x{pc:x} does not fit into {Bytes(size)}");
                continue;
            }

            BinaryPrimitives.WriteInt32BigEndian(bytes, pc);
            for (var i = 0; i < Math.Min(size, sizeof(int)); i++)
            {
                _code[position + size - 1 - i] = bytes[sizeof(int) - 1 - i];
            }
        }
    }

    private void Report(int offset, string message)
    {
        var before = text.AsSpan(0, offset);
        _diagnostics.Add(new AssemblyDiagnostic(file, before.Count('\n') + 1, offset - before.LastIndexOf('\n'), message));
    }
}

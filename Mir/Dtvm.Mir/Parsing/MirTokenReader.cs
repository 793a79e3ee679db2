// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Numerics;

namespace Dtvm.Mir.Parsing;

/// <summary>Reads the words of a text one at a time with one word of lookahead, and collects the faults.</summary>
/// <remarks>The methods named <c>TryRead...</c> report a fault and consume nothing when the word is not what they read.</remarks>
internal sealed class MirTokenReader
{
    /// <summary>Further faults are not worth reading, and a text must not make more output than it is long.</summary>
    private const int MaxDiagnostics = 100;

    /// <summary>Longer words are cut off where they are quoted.</summary>
    private const int MaxQuotedLength = 40;

    private readonly string _file;
    private readonly MirLexer _lexer;
    private MirToken _next;

    public MirTokenReader(string text, string file)
    {
        _file = file;
        _lexer = new MirLexer(text);
        Token = _lexer.Next();
        _next = _lexer.Next();
    }

    /// <summary>The current word.</summary>
    public MirToken Token { get; private set; }

    /// <summary>The faults so far.</summary>
    public List<MirTextDiagnostic> Diagnostics { get; } = [];

    /// <summary>Whether so many faults were found that the rest of the text is not read.</summary>
    public bool IsFull => Diagnostics.Count > MaxDiagnostics;

    /// <summary>Whether the current word ends a line.</summary>
    public bool IsAtLineEnd => Token.Kind is MirTokenKind.NewLine or MirTokenKind.End;

    /// <summary>The characters of the current word.</summary>
    public ReadOnlySpan<char> Text => _lexer.TextOf(Token);

    /// <summary>The kind of the word behind the current one.</summary>
    public MirTokenKind NextKind => _next.Kind;

    /// <summary>Goes on to the next word.</summary>
    public void Advance()
    {
        Token = _next;
        if (_next.Kind != MirTokenKind.End)
        {
            _next = _lexer.Next();
        }
    }

    /// <summary>Whether the current word is a given name.</summary>
    public bool IsName(string name) => Token.Kind == MirTokenKind.Name && Text.SequenceEqual(name);

    /// <summary>Whether the current word is a prefix with a number: <c>v3</c>, <c>block0</c>.</summary>
    public bool IsIndexed(string prefix) => IsIndexed(Token, prefix);

    /// <summary>Whether the word behind the current one is a prefix with a number.</summary>
    public bool IsIndexedNext(string prefix) => IsIndexed(_next, prefix);

    /// <summary>Consumes the current word if it is of a kind.</summary>
    public bool Accept(MirTokenKind kind)
    {
        if (Token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Consumes a word of a kind or reports what is there instead.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="expected">What to call it.</param>
    public bool TryRead(MirTokenKind kind, string expected) => Accept(kind) || ReportUnexpected(expected);

    /// <summary>Consumes a given name or reports what is there instead.</summary>
    public bool TryReadName(string name)
    {
        if (!IsName(name))
        {
            return ReportUnexpected($"'{name}'");
        }

        Advance();
        return true;
    }

    /// <summary>Consumes any name or reports what is there instead.</summary>
    public bool TryReadName(string expected, out string name)
    {
        name = "";
        if (Token.Kind != MirTokenKind.Name)
        {
            return ReportUnexpected(expected);
        }

        name = Text.ToString();
        Advance();
        return true;
    }

    /// <summary>Consumes a signed 64-bit number or reports what is there instead.</summary>
    public bool TryReadNumber(string expected, out long number)
    {
        number = 0;
        if (Token.Kind != MirTokenKind.Number)
        {
            return ReportUnexpected(expected);
        }

        var isHexadecimal = Text.StartsWith("0x", StringComparison.Ordinal);
        var isNumber = isHexadecimal
            ? long.TryParse(Text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && number >= 0
            : long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        if (!isNumber)
        {
            return Report(Token.Place, $"'{Quote(Text)}' is not a number from {long.MinValue} to {long.MaxValue}");
        }

        Advance();
        return true;
    }

    /// <summary>Consumes a number from 0 to a limit or reports what is there instead.</summary>
    public bool TryReadNumber(string expected, int limit, out int number)
    {
        number = 0;
        var place = Token.Place;
        if (!TryReadNumber(expected, out var wide))
        {
            return false;
        }

        if (wide < 0 || wide > limit)
        {
            return Report(place, $"{wide} is not {expected}: at most {limit}, not negative");
        }

        number = (int)wide;
        return true;
    }

    /// <summary>Consumes an unsigned 256-bit number or reports what is there instead.</summary>
    public bool TryReadWord(string expected, out U256 number)
    {
        number = default;
        if (Token.Kind != MirTokenKind.Number)
        {
            return ReportUnexpected(expected);
        }

        if (!U256.TryParse(Text, out number))
        {
            return Report(Token.Place, $"'{Quote(Text)}' is not an unsigned number below 2^256");
        }

        Advance();
        return true;
    }

    /// <summary>Reports a fault at the current word, naming what is there.</summary>
    /// <returns>False.</returns>
    public bool ReportUnexpected(string expected)
    {
        var found = Token.Kind switch
        {
            MirTokenKind.End => "the end of the text",
            MirTokenKind.NewLine => "the end of the line",
            _ => $"'{Quote(Text)}'",
        };
        return Report(Token.Place, $"expected {expected}, found {found}");
    }

    /// <summary>Reports a fault.</summary>
    /// <returns>False.</returns>
    public bool Report(TextPlace place, string message)
    {
        if (Diagnostics.Count < MaxDiagnostics)
        {
            Diagnostics.Add(new MirTextDiagnostic(_file, place.Line, place.Column, message));
        }
        else if (Diagnostics.Count == MaxDiagnostics)
        {
            Diagnostics.Add(new MirTextDiagnostic(_file, place.Line, place.Column, "too many faults, the rest of the text is not read"));
        }

        return false;
    }

    /// <summary>Skips the rest of the line with its end.</summary>
    public void SkipLine()
    {
        while (!IsAtLineEnd)
        {
            Advance();
        }

        Accept(MirTokenKind.NewLine);
    }

    /// <summary>Skips line ends.</summary>
    public void SkipEmptyLines()
    {
        while (Accept(MirTokenKind.NewLine))
        {
        }
    }

    private bool IsIndexed(MirToken token, string prefix)
    {
        var text = _lexer.TextOf(token);
        return token.Kind == MirTokenKind.Name
            && text.Length > prefix.Length
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text[prefix.Length..].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>A word as a message quotes it: cut off and in ASCII.</summary>
    public static string Quote(ReadOnlySpan<char> word)
    {
        if (word.Length > MaxQuotedLength)
        {
            return $"{word[..MaxQuotedLength]}...";
        }

        return word is [< ' ' or > '~'] ? $"\\u{(int)word[0]:x4}" : word.ToString();
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>The kinds of words in MIR text.</summary>
internal enum MirTokenKind : byte
{
    /// <summary>The end of the text; there is no token behind it.</summary>
    End,

    /// <summary>The end of a line.</summary>
    NewLine,

    /// <summary>A word of letters, digits, <c>_</c> and <c>.</c>, not starting with a digit: <c>func</c>, <c>v3</c>,
    /// <c>mem.load</c>.</summary>
    Name,

    /// <summary>A word that starts with a digit or a minus sign. Whether it is a number is seen when it is read.</summary>
    Number,

    /// <summary><c>@</c></summary>
    At,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>=</c></summary>
    Equals,

    /// <summary><c>(</c></summary>
    OpenParenthesis,

    /// <summary><c>)</c></summary>
    CloseParenthesis,

    /// <summary><c>{</c></summary>
    OpenBrace,

    /// <summary><c>}</c></summary>
    CloseBrace,

    /// <summary>A character that MIR text has no use for outside comments.</summary>
    Unknown,
}

/// <summary>A word of MIR text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct MirToken(MirTokenKind Kind, int Start, int Length, TextPlace Place);

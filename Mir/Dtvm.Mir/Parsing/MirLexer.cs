// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>Cuts MIR text into words. Spaces separate words, comments run from <c>;</c> to the end of the line; no text makes it
/// fail.</summary>
internal sealed class MirLexer(string text)
{
    private int _position;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> TextOf(MirToken token) => text.AsSpan(token.Start, token.Length);

    /// <summary>The next word.</summary>
    public MirToken Next()
    {
        SkipBlanks();
        if (_position == text.Length)
        {
            return Token(MirTokenKind.End, _position, 0);
        }

        var start = _position++;
        var first = text[start];
        if (first == '\n')
        {
            var token = Token(MirTokenKind.NewLine, start, 1);
            _line++;
            _lineStart = _position;
            return token;
        }

        if (char.IsAsciiLetterOrDigit(first) || first is '_' or '-')
        {
            while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '_' or '.'))
            {
                _position++;
            }

            return Token(char.IsAsciiDigit(first) || first == '-' ? MirTokenKind.Number : MirTokenKind.Name, start, _position - start);
        }

        var kind = first switch
        {
            '@' => MirTokenKind.At,
            ',' => MirTokenKind.Comma,
            ':' => MirTokenKind.Colon,
            '=' => MirTokenKind.Equals,
            '(' => MirTokenKind.OpenParenthesis,
            ')' => MirTokenKind.CloseParenthesis,
            '{' => MirTokenKind.OpenBrace,
            '}' => MirTokenKind.CloseBrace,
            _ => MirTokenKind.Unknown,
        };
        return Token(kind, start, 1);
    }

    private MirToken Token(MirTokenKind kind, int start, int length) =>
        new(kind, start, length, new TextPlace(_line, start - _lineStart + 1));

    private void SkipBlanks()
    {
        while (_position < text.Length)
        {
            switch (text[_position])
            {
                case ' ' or '\t' or '\r':
                    _position++;
                    break;
                case ';':
                    var end = text.IndexOf('\n', _position);
                    _position = end < 0 ? text.Length : end;
                    break;
                default:
                    return;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Mir.Rules;

/// <summary>Reads the words of a rule's text.</summary>
internal sealed class RuleLexer(string text, string name)
{
    private int _position;

    /// <summary>What is wrong, with the place.</summary>
    public FormatException Fault(string message) => new($"rule {name}: {message} at '{Rest()}'");

    /// <summary>Whether the text is at its end.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _position == text.Length;
        }
    }

    /// <summary>Takes a sign when it is the next.</summary>
    public bool Take(string sign)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, _position, sign, 0, sign.Length) != 0)
        {
            return false;
        }

        _position += sign.Length;
        return true;
    }

    /// <summary>Takes a sign that has to be the next.</summary>
    public void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Fault($"'{sign}' is missing");
        }
    }

    /// <summary>Takes a number, decimal or hex, when one is the next.</summary>
    public bool TakeNumber(out U256 number)
    {
        SkipSpace();
        number = default;
        if (_position == text.Length || !char.IsAsciiDigit(text[_position]))
        {
            return false;
        }

        var word = Word(withDots: false);
        return U256.TryParse(word, out number) ? true : throw Fault($"'{word}' is no number");
    }

    /// <summary>Takes a name: letters, digits, dots and hyphens.</summary>
    public ReadOnlySpan<char> TakeName()
    {
        SkipSpace();
        var word = Word(withDots: true);
        return word.Length > 0 ? word : throw Fault("a name or a number is missing");
    }

    private ReadOnlySpan<char> Word(bool withDots)
    {
        var start = _position;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || (withDots && text[_position] == '.')))
        {
            _position++;
        }

        return text.AsSpan(start, _position - start);
    }

    private void SkipSpace()
    {
        while (_position < text.Length && text[_position] == ' ')
        {
            _position++;
        }
    }

    private string Rest() => _position == text.Length ? "its end" : text[_position..];
}

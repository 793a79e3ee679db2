// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Input;

/// <summary>Reads the values of <c>--calldata</c>: hex; <c>@FILE</c>, a file of hex or bytes, which may be larger than a command line; or
/// <c>@-</c> for standard input.</summary>
/// <param name="isInputTaken">Whether something else is read from standard input.</param>
internal sealed class CallData(bool isInputTaken)
{
    /// <summary>Name of the option.</summary>
    public const string OptionName = "--calldata";

    private const string StandardInput = "@-";

    private bool _isInputTaken = isInputTaken;

    /// <summary>Reads a value.</summary>
    /// <param name="text">What the user gave.</param>
    /// <returns>The call data.</returns>
    /// <exception cref="CliException">It is no call data, or cannot be read.</exception>
    public byte[] Read(string text)
    {
        if (!text.StartsWith('@'))
        {
            return Values.Bytes(OptionName, text);
        }

        if (text.Length == 1)
        {
            throw new CliException($"{OptionName} '@': names no file: @FILE, or @- for standard input");
        }

        if (text != StandardInput)
        {
            return FromContent(text[1..], Files.ReadAllBytes(text[1..]));
        }

        if (_isInputTaken)
        {
            throw new CliException($"{OptionName} '{StandardInput}': standard input is read already");
        }

        _isInputTaken = true;
        return FromContent(StandardStreams.InputName, StandardStreams.ReadInput());
    }

    /// <summary>Text is hex, in any number of lines; everything else is the bytes themselves.</summary>
    private static byte[] FromContent(string name, byte[] content)
    {
        ReadOnlySpan<byte> characters = content;
        if (characters.StartsWith(Encoding.UTF8.Preamble))
        {
            characters = characters[Encoding.UTF8.Preamble.Length..];
        }

        foreach (var value in characters)
        {
            if (value is not (>= 0x20 and < 0x7F or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return content;
            }
        }

        var text = Encoding.ASCII.GetString(characters);
        return string.IsNullOrWhiteSpace(text) ? [] : HexText.Read($"{OptionName}: {name}", text);
    }
}

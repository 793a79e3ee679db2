// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host;

/// <summary>An EVMC library and its options, written <c>path,name=value,flag</c> as the EVMC loader's configuration string.</summary>
/// <param name="Path">Path of the library, given to the dynamic linker as it stands.</param>
/// <param name="Options">Options in order; a flag has an empty value.</param>
public sealed record EvmcLoadOptions(string Path, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>Longest configuration string: 4096 bytes with the terminating zero, as in the EVMC loader.</summary>
    public const int MaxLength = 4095;

    /// <summary>Reads a configuration string.</summary>
    /// <param name="text">The string.</param>
    /// <returns>The library and its options.</returns>
    /// <exception cref="FormatException">The path is empty or the string too long.</exception>
    public static EvmcLoadOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MaxLength)
        {
            throw new FormatException($"a VM configuration has at most {MaxLength} bytes");
        }

        var parts = text.Split(',');
        if (parts[0].Length == 0)
        {
            throw new FormatException($"'{text}' names no library");
        }

        var options = new List<KeyValuePair<string, string>>();
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            options.Add(equals < 0 ? new(part, "") : new(part[..equals], part[(equals + 1)..]));
        }

        return new EvmcLoadOptions(parts[0], options);
    }

    /// <summary>
    /// The symbol that the EVMC loader looks for first: the file name without directories, without one leading <c>lib</c>, cut at the first
    /// dot, with <c>-</c> turned into <c>_</c>, after <c>evmc_create_</c>.
    /// </summary>
    /// <param name="path">Path of the library.</param>
    /// <returns>The symbol.</returns>
    public static string CreateSymbol(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = path.AsSpan(path.LastIndexOfAny(['/', '\\']) + 1);
        if (name.StartsWith("lib", StringComparison.Ordinal))
        {
            name = name[3..];
        }

        var dot = name.IndexOf('.');
        if (dot >= 0)
        {
            name = name[..dot];
        }

        return "evmc_create_" + name.ToString().Replace('-', '_');
    }
}

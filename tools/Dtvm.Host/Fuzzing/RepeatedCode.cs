// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Dtvm.Host.Fuzzing;

/// <summary>A code that repeats a unit behind a prefix until it has a size: what a compiler finds dear once it then finds dear
/// everywhere.</summary>
/// <param name="Name">What it is, for a report.</param>
/// <param name="Prefix">The bytes before the first unit.</param>
/// <param name="Unit">The bytes that are repeated, not empty.</param>
public sealed record RepeatedCode(string Name, byte[] Prefix, byte[] Unit)
{
    /// <summary>Where the unit holds program counters of two bytes that count from its own start.</summary>
    public IReadOnlyList<int> Targets { get; init; } = [];

    /// <summary>The code of a size.</summary>
    /// <param name="size">Bytes, at most 64 KiB; the last unit is left out when it does not fit, but there is always one.</param>
    public byte[] Fill(int size)
    {
        var units = Math.Max(1, (size - Prefix.Length) / Unit.Length);
        var code = new byte[Prefix.Length + (units * Unit.Length)];
        Prefix.CopyTo(code, 0);
        for (var i = 0; i < units; i++)
        {
            var start = Prefix.Length + (i * Unit.Length);
            Unit.CopyTo(code, start);
            foreach (var target in Targets)
            {
                var place = code.AsSpan(start + target, 2);
                BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)(start + BinaryPrimitives.ReadUInt16BigEndian(place)));
            }
        }

        return code;
    }

    /// <summary>Its parts in hex: <c>5b36*8007</c> is the prefix 5b36 and then 8007 again and again.</summary>
    public override string ToString() => $"{Convert.ToHexStringLower(Prefix)}*{Convert.ToHexStringLower(Unit)}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Two hex strings with an asterisk between them.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static RepeatedCode Parse(string text)
    {
        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0 || star == text.Length - 1)
        {
            throw new FormatException($"'{text}': expected PREFIX*UNIT in hex");
        }

        return new RepeatedCode(text, Convert.FromHexString(text[..star]), Convert.FromHexString(text[(star + 1)..]));
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Dtvm.Numerics;

namespace Dtvm.Prover.Smt;

/// <summary>Reads what a solver answers.</summary>
internal static partial class SmtAnswer
{
    /// <summary>The values in an answer to <c>get-value</c>, in its order.</summary>
    /// <param name="text">Pairs of a name and a bit-vector: <c>((x #x0a) (y (_ bv10 8)))</c>.</param>
    public static List<U256> ReadValues(string text) => [.. Pair().Matches(text).Select(match =>
        match.Groups["hex"] is { Success: true } hex ? U256.Parse("0x" + hex.Value)
        : match.Groups["binary"] is { Success: true } binary ? Of(binary.Value)
        : U256.Parse(match.Groups["decimal"].Value))];

    [GeneratedRegex(@"\(\w+ (#x(?<hex>[0-9a-f]+)|#b(?<binary>[01]+)|\(_ bv(?<decimal>\d+) \d+\))\)")]
    private static partial Regex Pair();

    private static U256 Of(string binary)
    {
        var value = U256.Zero;
        foreach (var digit in binary)
        {
            value = (value << 1) | (digit == '1' ? U256.One : U256.Zero);
        }

        return value;
    }
}

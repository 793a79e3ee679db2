// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Prover;

/// <summary>How many bits the types have in a proof.</summary>
/// <remarks>Rules are about 256 and 64 bits. What a solver cannot decide there is proved for narrower words too, of which the addresses
/// keep their share.</remarks>
/// <param name="Word">Bits of I256, a multiple of 16.</param>
public readonly record struct BitWidths(int Word)
{
    private const int WordsPerAddress = 4;

    /// <summary>Those of MIR.</summary>
    public static BitWidths Full => new(256);

    /// <summary>Whether they are those of MIR.</summary>
    public bool IsFull => this == Full;

    /// <summary>Bits of a type.</summary>
    /// <param name="type">I1, I64 or I256.</param>
    public int Of(MirType type) => type switch
    {
        MirType.I1 => 1,
        MirType.I64 => Word / WordsPerAddress,
        _ => Word,
    };
}

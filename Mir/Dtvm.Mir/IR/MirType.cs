// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>The type of an SSA value.</summary>
public enum MirType : byte
{
    /// <summary>No value.</summary>
    Void,

    /// <summary>A truth value.</summary>
    I1,

    /// <summary>A 64-bit integer: memory addresses, sizes, gas.</summary>
    I64,

    /// <summary>An EVM word.</summary>
    I256,
}

/// <summary>Facts of types.</summary>
public static class MirTypes
{
    /// <summary>Number of bits of a value; 0 for <see cref="MirType.Void"/>.</summary>
    /// <param name="type">The type.</param>
    public static int BitsOf(MirType type) => type switch
    {
        MirType.I1 => 1,
        MirType.I64 => 64,
        MirType.I256 => 256,
        _ => 0,
    };
}

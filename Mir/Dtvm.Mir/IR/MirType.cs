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

namespace Dtvm.Backend.X64;

/// <summary>A named place in machine code.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Name">The name: of a function of MIR, or of a stub.</param>
public readonly record struct X64Symbol(int Offset, string Name);

/// <summary>From this offset on, up to the next mark, machine code comes from an EVM instruction.</summary>
/// <param name="Offset">The offset.</param>
/// <param name="Pc">The program counter; -1 for none.</param>
public readonly record struct X64PcMark(int Offset, int Pc);

/// <summary>Machine code to look at, as if it lay at address 0.</summary>
/// <param name="Code">The code, and behind it its constants.</param>
/// <param name="CodeBytes">Bytes of it that are instructions.</param>
/// <param name="Symbols">Its named places in order.</param>
/// <param name="PcMarks">Where it comes from, in order.</param>
public sealed record X64Listing(byte[] Code, int CodeBytes, IReadOnlyList<X64Symbol> Symbols, IReadOnlyList<X64PcMark> PcMarks);

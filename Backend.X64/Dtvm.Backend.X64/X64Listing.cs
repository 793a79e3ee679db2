// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.X64;

/// <summary>What the code at a named place is.</summary>
public enum X64SymbolKind : byte
{
    /// <summary>A function of MIR.</summary>
    Region,

    /// <summary>Calls a helper of the runtime.</summary>
    Helper,

    /// <summary>Grows EVM memory for a range of one size: it goes to what all of them share.</summary>
    Growth,

    /// <summary>Grows EVM memory: what all sizes share.</summary>
    GrowthBody,

    /// <summary>CALLDATALOAD past the end of the call data.</summary>
    LoadCallData,

    /// <summary>SIGNEXTEND by a variable.</summary>
    SignExtend,

    /// <summary>Leaves a region.</summary>
    Exit,

    /// <summary>Leaves a region before its native stack frame is made.</summary>
    StackCheckFailed,

    /// <summary>The C function that enters a region.</summary>
    Enter,

    /// <summary>Where the jump table leads for what is no jump destination, or for one that no region begins at.</summary>
    JumpTableStub,
}

/// <summary>A named place in machine code.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Name">The name: of a function of MIR, or of a stub.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Of a region the index of its function, of a helper the number of its <see cref="RuntimeCall"/>, of a growth the
/// bytes of the range, of an exit the bytes of the native stack frame that is given back; else 0.</param>
public readonly record struct X64Symbol(int Offset, string Name, X64SymbolKind Kind, long Number);

/// <summary>Looks at a module's code before it is linked. What it changes in the bytes is changed in the code that runs.</summary>
/// <param name="module">The MIR that the code was made of.</param>
/// <param name="code">The code.</param>
/// <returns>One line that says why it must not be linked, or null.</returns>
public delegate string? X64CodeCheck(MirModule module, X64Listing code);

/// <summary>From this offset on, up to the next mark, machine code comes from an instruction.</summary>
/// <param name="Offset">The offset.</param>
/// <param name="Pc">The program counter of the EVM instruction; -1 for none.</param>
/// <param name="Value">The number of the MIR value that is computed; -1 for none.</param>
public readonly record struct X64PcMark(int Offset, int Pc, int Value);

/// <summary>Machine code to look at, as if it lay at address 0.</summary>
/// <param name="Code">The code, and behind it its constants.</param>
/// <param name="CodeBytes">Bytes of it that are instructions.</param>
/// <param name="Symbols">Its named places in order.</param>
/// <param name="PcMarks">Where it comes from, in order.</param>
public sealed record X64Listing(byte[] Code, int CodeBytes, IReadOnlyList<X64Symbol> Symbols, IReadOnlyList<X64PcMark> PcMarks);

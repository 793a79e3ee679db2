// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.ExecutionAbi;

namespace Dtvm.Mir.Backend;

/// <summary>What the bytes of an artifact are.</summary>
public enum CodeForm : byte
{
    /// <summary>Machine code and its constants as they will lie in memory. It runs wherever it is put: nothing is relocated.</summary>
    Image,

    /// <summary>A relocatable ELF object, with the relocations that it needs inside.</summary>
    ElfObject,
}

/// <summary>What a place in machine code is entered for.</summary>
public enum CodeSymbolKind : byte
{
    /// <summary>The C function <c>int enter(void* frame, uint64_t pc, void* region)</c>: runs a region with the state in the frame (stack
    /// top, gas) and gives an exit reason. The pc is passed on to the region.</summary>
    Enter,

    /// <summary>What the jump table holds for a program counter that is no JUMPDEST: halts with bad_jump_destination.</summary>
    BadJump,

    /// <summary>What the jump table holds for a JUMPDEST that no region is entered at: leaves to be resumed, with the pc in the
    /// frame.</summary>
    JumpMiss,

    /// <summary>A region, the code of one MIR function: entered from <see cref="Enter"/> and from other regions.</summary>
    Region,

    /// <summary>Machine code of a runtime call, with the C signature of its <see cref="RuntimeCallKind"/>.</summary>
    Helper,

    /// <summary>The C function <c>void permute(uint64_t state[25])</c>: Keccak-f[1600].</summary>
    KeccakPermutation,
}

/// <summary>A place in machine code that is entered from outside.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Index">Of a region the index of its MIR function, of a helper the number of its <see cref="RuntimeCall"/>; otherwise
/// 0.</param>
/// <param name="Offset">Bytes from the beginning of the machine code.</param>
/// <param name="Size">Bytes of machine code; 0 where the generator does not tell.</param>
public readonly record struct CodeSymbol(CodeSymbolKind Kind, int Index, int Offset, int Size);

/// <summary>From an offset on, up to the next mark, machine code comes from an EVM instruction.</summary>
/// <param name="Offset">Bytes from the beginning of the machine code.</param>
/// <param name="Pc">The program counter; -1 for what comes from none.</param>
public readonly record struct CodePcMark(int Offset, int Pc);

/// <summary>A piece of machine code that is entered from inside only, shared by regions.</summary>
/// <param name="Offset">Bytes from the beginning of the machine code.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">What it is.</param>
public readonly record struct SharedCode(int Offset, int Size, string Name);

/// <summary>From an offset on frames are unwound in another way.</summary>
/// <param name="Offset">Bytes from the beginning of the machine code.</param>
/// <param name="Instructions">Call frame instructions of DWARF (DWARF 4, 6.4.2) that say what changes, none of which advances.</param>
public readonly record struct CodeUnwindRow(int Offset, ReadOnlyMemory<byte> Instructions);

/// <summary>How frames are unwound in a piece of machine code.</summary>
/// <remarks>At its beginning the canonical frame address is rsp + 8 and the return address lies below it, all other registers are the
/// caller's; code is aligned to 1, data to -8.</remarks>
/// <param name="Offset">Bytes from the beginning of the machine code.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Rows">What changes, in order.</param>
public sealed record CodeUnwind(int Offset, int Size, ImmutableArray<CodeUnwindRow> Rows);

/// <summary>What an artifact says of its code besides how it is entered.</summary>
/// <param name="PcMap">As <see cref="CodeArtifact.PcMap"/>.</param>
/// <param name="Unwind">As <see cref="CodeArtifact.Unwind"/>.</param>
/// <param name="Shared">As <see cref="CodeArtifact.Shared"/>.</param>
public sealed record CodeMaps(
    ImmutableArray<CodePcMark> PcMap, ImmutableArray<CodeUnwind> Unwind, ImmutableArray<SharedCode> Shared);

/// <summary>Machine code that lies nowhere yet: what <see cref="IMirBackend.Generate"/> makes and <see cref="IMirBackend.TryLink"/> puts
/// into memory. There is no absolute address in it, so it may be kept, copied, and linked any number of times.</summary>
/// <param name="Backend">Name of the backend that made it, the only one that can link it.</param>
/// <param name="Form">What <paramref name="Bytes"/> are.</param>
/// <param name="Bytes">The code. Not to be changed.</param>
/// <param name="Symbols">The places that are entered: of a module <see cref="CodeSymbolKind.Enter"/>, <see cref="CodeSymbolKind.BadJump"/>,
/// <see cref="CodeSymbolKind.JumpMiss"/> and then its regions by index; of helpers those.</param>
/// <param name="GivenPcMap">What <see cref="PcMap"/> is without <see cref="Maps"/>.</param>
/// <param name="CodeBytes">Bytes of machine code.</param>
public sealed record CodeArtifact(
    string Backend,
    CodeForm Form,
    ReadOnlyMemory<byte> Bytes,
    ImmutableArray<CodeSymbol> Symbols,
    ImmutableArray<CodePcMark> GivenPcMap,
    int CodeBytes)
{
    /// <summary>Makes the maps when they are asked for, in place of those that were given: whoever compiles need not wait for them. Null
    /// when they were given.</summary>
    public Lazy<CodeMaps>? Maps { get; init; }

    /// <summary>Where the code comes from, in order: each region's entry at least, and with <see cref="CodegenRequest.WantsPcMap"/> each
    /// instruction if <see cref="BackendTraits.MapsInstructions"/>.</summary>
    public ImmutableArray<CodePcMark> PcMap => Maps is null ? GivenPcMap : Maps.Value.PcMap;

    /// <summary>How frames are unwound, in the order of the offsets; with <see cref="CodegenRequest.WantsPcMap"/> of all code, otherwise of
    /// none.</summary>
    public ImmutableArray<CodeUnwind> Unwind
    {
        get => Maps is null ? field : Maps.Value.Unwind;
        init;
    } = [];

    /// <summary>What is shared by regions; known with <see cref="CodegenRequest.WantsPcMap"/> only.</summary>
    public ImmutableArray<SharedCode> Shared
    {
        get => Maps is null ? field : Maps.Value.Shared;
        init;
    } = [];

    /// <summary>The number of symbols of a module that stand before its regions.</summary>
    public const int ModuleSymbols = 3;
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64;
using Dtvm.Mir;
using Iced.Intel;

namespace Dtvm.Tool.Verification;

/// <summary>Decodes what the baseline compiler made and shows that it keeps to its own memory, registers and places to go.</summary>
/// <remarks>
/// Each function and stub is interpreted abstractly, all ways through it: what is read was written before, in the native stack frame,
/// in slots of the EVM stack that the function's MIR names, in fields of the execution frame, in EVM memory and call data behind a check of
/// just that range; what is written is in the same places, and of the frame only in what machine code may set. Jumps lead to instructions
/// of the same function or to the entry of another one or of a stub, with the stack pointers and the frame as they must be there; calls
/// lead to stubs, and those call through the table of helpers with the registers of the C convention. It does not show that the code means
/// what its MIR does: the fuzzer compares that.
/// </remarks>
public static class CodeVerifier
{
    /// <summary>Checks the code of a module: an <see cref="X64CodeCheck"/>.</summary>
    /// <param name="module">The MIR that the code was made of.</param>
    /// <param name="code">The code.</param>
    /// <returns>One line that names the place and what is wrong there, or null.</returns>
    public static string? Check(MirModule module, X64Listing code)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(code);
        try
        {
            var decoded = new DecodedCode(code);
            for (var i = 0; i < decoded.Units.Count; i++)
            {
                new UnitVerifier(module, decoded, decoded.Units[i]).Run();
            }

            return null;
        }
        catch (VerificationException exception)
        {
            return "the verifier refuses the code: " + exception.Message;
        }
    }
}

/// <summary>A rule is broken; the message names the place.</summary>
internal sealed class VerificationException(string message) : Exception(message);

/// <summary>A function or a stub of the code.</summary>
/// <param name="Symbol">Its entry.</param>
/// <param name="First">The index of its first instruction.</param>
/// <param name="End">The index behind its last instruction.</param>
internal readonly record struct CodeUnit(X64Symbol Symbol, int First, int End);

/// <summary>The instructions of a module's code.</summary>
internal sealed class DecodedCode
{
    private readonly int[] _indices;

    /// <summary>Decodes.</summary>
    /// <exception cref="VerificationException">There are bytes that are no instruction, or a symbol is inside of one.</exception>
    internal DecodedCode(X64Listing listing)
    {
        Listing = listing;
        _indices = new int[listing.CodeBytes];
        Array.Fill(_indices, -1);
        var decoder = Iced.Intel.Decoder.Create(64, new ByteArrayCodeReader(listing.Code, 0, listing.CodeBytes));
        Instructions = new List<Instruction>(listing.CodeBytes / 4);
        while (decoder.IP < (ulong)listing.CodeBytes)
        {
            var offset = (int)decoder.IP;
            decoder.Decode(out var instruction);
            if (instruction.IsInvalid)
            {
                throw new VerificationException($"{offset:x}: no instruction");
            }

            _indices[offset] = Instructions.Count;
            Instructions.Add(instruction);
        }

        for (var i = 0; i < listing.Symbols.Count; i++)
        {
            var symbol = listing.Symbols[i];
            var end = i + 1 < listing.Symbols.Count ? listing.Symbols[i + 1].Offset : listing.CodeBytes;
            var first = IndexAt(symbol.Offset);
            if (first < 0)
            {
                throw new VerificationException($"{symbol.Name}: begins inside an instruction");
            }

            var unit = new CodeUnit(symbol, first, end < listing.CodeBytes ? IndexAt(end) : Instructions.Count);
            Units.Add(unit);
            UnitAt[symbol.Offset] = unit;
        }
    }

    /// <summary>The listing.</summary>
    internal X64Listing Listing { get; }

    /// <summary>The instructions in order.</summary>
    internal List<Instruction> Instructions { get; }

    /// <summary>The functions and stubs in order.</summary>
    internal List<CodeUnit> Units { get; } = [];

    /// <summary>The functions and stubs by their offset.</summary>
    internal Dictionary<int, CodeUnit> UnitAt { get; } = [];

    /// <summary>The index of the instruction that begins at an offset, or -1.</summary>
    internal int IndexAt(long offset) => offset >= 0 && offset < _indices.Length ? _indices[offset] : -1;
}

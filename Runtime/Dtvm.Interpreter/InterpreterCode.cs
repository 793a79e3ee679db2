// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <summary>
/// Code prepared for the interpreter: done once for a code and revision, then shared by any number of frames and threads.
/// </summary>
/// <remarks>
/// Holds the code twice, each copy followed by zeros so that operands need no bounds check and execution ends with a STOP: once as
/// it is and once to be run by chunks, in which chunk analysis replaces opcodes by internal ones. Chunks are analysed when they are first
/// entered; that is safe on several threads at a time, because all of them write the same.
/// </remarks>
public sealed unsafe partial class InterpreterCode : IDisposable
{
    /// <summary>
    /// Zero bytes after the code: the operand of a PUSH32 that is its last byte, a STOP, and what is looked at to fuse that with
    /// instructions after it.
    /// </summary>
    private const int Padding = 32 + 1 + 4;

    private readonly InstructionRow[] _rows;
    private void* _allocation;

    private InterpreterCode(ReadOnlySpan<byte> code, Revision revision)
    {
        Revision = revision;
        Size = code.Length;
        _rows = InstructionTable.For(revision);

        var padded = (nuint)code.Length + Padding;
        var chunksSize = padded * sizeof(ulong);
        var destinationsSize = ((nuint)code.Length + 63) / 64 * sizeof(ulong);
        _allocation = NativeMemory.AllocZeroed(chunksSize + destinationsSize + (2 * padded));
        Chunks = (ulong*)_allocation;
        _jumpDestinations = Chunks + padded;
        Original = (byte*)_allocation + chunksSize + destinationsSize;
        Executable = Original + padded;
        ToOriginal = -(nint)padded;
        code.CopyTo(new Span<byte>(Original, code.Length));
        code.CopyTo(new Span<byte>(Executable, code.Length));
        MarkJumpDestinations();
    }

    /// <summary>Gives the memory back when the owner forgot to.</summary>
    ~InterpreterCode() => Free();

    /// <summary>The revision the analysis is for.</summary>
    public Revision Revision { get; }

    /// <summary>Size of the code in bytes.</summary>
    public int Size { get; }

    /// <summary>Size in bytes of the native memory held.</summary>
    public long NativeSize => ((Size + Padding) * (sizeof(ulong) + 2L)) + ((Size + 63L) / 64 * sizeof(ulong));

    /// <summary>The code as it is, padded.</summary>
    internal byte* Original { get; private set; }

    /// <summary>The code to be run by chunks, padded.</summary>
    internal byte* Executable { get; private set; }

    /// <summary>What to add to a pointer into <see cref="Executable"/> for the same position of <see cref="Original"/>.</summary>
    internal nint ToOriginal { get; }

    /// <summary>An entry for each position; see <see cref="Chunk"/>.</summary>
    internal ulong* Chunks { get; private set; }

    /// <summary>The row of each byte in the revision.</summary>
    internal ReadOnlySpan<InstructionRow> Rows => _rows;

    /// <summary>Copies and prepares code. Any bytes are valid code, also none.</summary>
    /// <param name="code">The code; not needed any more afterwards.</param>
    /// <param name="revision">The revision it will run in.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a revision.</exception>
    public static InterpreterCode Create(ReadOnlySpan<byte> code, Revision revision)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)revision, (uint)Revisions.NumberLimit, nameof(revision));
        return new InterpreterCode(code, revision);
    }

    /// <summary>Gives the memory back. No frame may be running the code.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_allocation);
        _allocation = null;
        Original = null;
        Executable = null;
        Chunks = null;
        _jumpDestinations = null;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Library;

/// <summary>What managed code cannot do or find out itself, as <c>Exports.c</c> gives it: addresses of C functions, and of data.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct NativeParts
{
    /// <summary>Frees the output of a result; 0 for the engine's own way.</summary>
    public nint ReleaseOutput { get; init; }

    /// <summary>Clears upper halves of vector registers, before a function of the host is called; 0 for nothing.</summary>
    public nint ClearUpperHalves { get; init; }

    /// <summary>The list that GDB reads.</summary>
    public nint GdbDescriptor { get; init; }

    /// <summary>The function by which GDB is told.</summary>
    public nint GdbRegister { get; init; }

    /// <summary>1 when AVX-512 (F and VL) may be used.</summary>
    public int HasAvx512 { get; init; }

    /// <summary>An <c>int</c> that is made 1 when a thread begins that writes of code: from then on C has it finish before the process
    /// forks.</summary>
    public nint WritesCode { get; init; }
}

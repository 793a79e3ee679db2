// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Printing;

/// <summary>What MIR text shows.</summary>
/// <param name="ProgramCounters">Whether blocks and instructions end with <c>@pc</c>. Text without it reads back as MIR without
/// program counters.</param>
/// <param name="Effects">Whether each instruction that does more than compute gets a comment with its effects.</param>
public sealed record MirPrintOptions(bool ProgramCounters = true, bool Effects = false)
{
    /// <summary>Canonical text: everything that has a meaning, nothing else.</summary>
    public static MirPrintOptions Canonical { get; } = new();
}

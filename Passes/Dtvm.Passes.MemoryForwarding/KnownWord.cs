// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Passes;

/// <summary>What is known of a word of memory.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Value">What it holds; none when it may have been written since.</param>
/// <param name="Store">Number of the store of this block that wrote it, as long as nobody can have read any of it; else -1.</param>
/// <param name="Line">The straight line of code in which the value became known.</param>
/// <param name="Position">Where there.</param>
internal record struct KnownWord(Location At, Value Value, int Store, int Line, int Position)
{
    /// <summary>Bytes of a word.</summary>
    public const int Size = 32;

    /// <summary>In place of the number of a store: none.</summary>
    public const int NoStore = -1;

    /// <summary>Whether anything is known at all.</summary>
    public readonly bool IsOfUse => Value.IsValid || Store != NoStore;

    /// <summary>Whether it may share bytes with a range.</summary>
    /// <param name="start">Where the range begins.</param>
    /// <param name="length">Its bytes.</param>
    public readonly bool MayOverlap(in Location start, long length) => At.MayOverlap(Size, start, length);
}

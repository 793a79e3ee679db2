// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>Where machine code of any backend has the growths of memory behind the checks of a block.</summary>
/// <remarks>A range inside memory is the expected case, and growths stand out of line for it. But where memory grows again and again,
/// branches to code far away and back are more than the processor can keep in mind: there they stand in place.</remarks>
public static class GrowthPlacement
{
    /// <summary>A block without loop has its growths out of line when it checks memory no more often: code of people does not.</summary>
    public const int MaxFar = 16;

    /// <summary>Whether growths stand in place.</summary>
    /// <param name="checks">Checks of the block at offsets that are not known.</param>
    /// <param name="isInLoop">Whether the block lies in a loop: memory grows there at first only.</param>
    public static bool IsInPlace(int checks, bool isInLoop) => checks > MaxFar && !isInLoop;
}

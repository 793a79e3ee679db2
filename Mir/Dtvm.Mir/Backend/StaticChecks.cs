// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>Which checks that a frame is not static machine code needs.</summary>
/// <remarks>What refuses to be static checks that by itself (<see cref="MirTraits.RefusesStatic"/>). A check before it is for what lies
/// between, which could halt for want of gas first; passes often leave nothing of that.</remarks>
public static class StaticChecks
{
    /// <summary>Whether nothing could tell that a check is not made.</summary>
    /// <param name="instructions">A block's instructions.</param>
    /// <param name="index">Where the <see cref="MirOp.StaticCheck"/> stands.</param>
    public static bool IsNeedless(MirInstList instructions, int index)
    {
        for (var i = index + 1; i < instructions.Count; i++)
        {
            if (instructions[i].Effects != MirEffects.None)
            {
                return instructions[i].Has(MirTraits.RefusesStatic);
            }
        }

        return false;
    }
}

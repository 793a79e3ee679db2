// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Numerics;

/// <content>The reciprocal of a modulus for reduction by multiplication (Barrett).</content>
public readonly partial struct U256
{
    /// <summary>floor(2^512 / modulus) of a modulus of four limbs; it has five.</summary>
    /// <param name="modulus">The modulus.</param>
    /// <param name="low">The low four limbs.</param>
    /// <param name="high">The fifth limb, which is not 0.</param>
    /// <returns>False, with zeros, when the modulus is less than 2^192 + 1: it has no such reciprocal.</returns>
    public static bool TryReciprocal(in U256 modulus, out U256 low, out ulong high)
    {
        if (modulus._u3 == 0 || (modulus._u3 == 1 && (modulus._u2 | modulus._u1 | modulus._u0) == 0))
        {
            low = default;
            high = 0;
            return false;
        }

        var shift = BitOperations.LeadingZeroCount(modulus._u3);
        _ = Normalize(modulus, shift, out var d0, out var d1, out var d2, out var d3);
        var reciprocal = Reciprocal.ByTwo(d3, d2);

        // 2^512, shifted as the modulus, has one limb that is not 0; it is below the divisor.
        ulong r3 = 1UL << shift, r2 = 0, r1 = 0, r0 = 0;
        high = DivideStep(ref r3, ref r2, ref r1, ref r0, 0, d3, d2, d1, d0, reciprocal);
        var q3 = DivideStep(ref r3, ref r2, ref r1, ref r0, 0, d3, d2, d1, d0, reciprocal);
        var q2 = DivideStep(ref r3, ref r2, ref r1, ref r0, 0, d3, d2, d1, d0, reciprocal);
        var q1 = DivideStep(ref r3, ref r2, ref r1, ref r0, 0, d3, d2, d1, d0, reciprocal);
        var q0 = DivideStep(ref r3, ref r2, ref r1, ref r0, 0, d3, d2, d1, d0, reciprocal);
        low = new U256(q0, q1, q2, q3);
        return true;
    }
}

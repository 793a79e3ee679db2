// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <summary>
/// The reciprocal that a product modulo a word was last reduced with. Code mostly has one modulus, and the reciprocal takes as long as a
/// fifth of the product. The default value is that of no modulus. For one thread at a time.
/// </summary>
public struct LastReciprocal
{
    // The top bit of d1 is set once there is one.
    private ulong _d1;
    private ulong _d0;
    private ulong _value;

    /// <summary>Makes this the reciprocal of no modulus, whatever is in it: less than a default value where a frame begins often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Forget() => _d1 = 0;

    /// <summary><see cref="Reciprocal.ByTwo"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong ByTwo(ulong d1, ulong d0)
    {
        if (_d1 != d1 || _d0 != d0)
        {
            _value = Reciprocal.ByTwo(d1, d0);
            _d1 = d1;
            _d0 = d0;
        }

        return _value;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Comparison, unsigned unless the name says signed.</content>
public readonly partial struct U256
{
    /// <summary>True if all 256 bits are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in U256 left, in U256 right) =>
        ((left._u0 ^ right._u0) | (left._u1 ^ right._u1) | (left._u2 ^ right._u2) | (left._u3 ^ right._u3)) == 0;

    /// <summary>True if any bit differs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in U256 left, in U256 right) => !(left == right);

    /// <summary>Unsigned less than.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(in U256 left, in U256 right) => LessThan(left, right);

    /// <summary>Unsigned greater than.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(in U256 left, in U256 right) => LessThan(right, left);

    /// <summary>Unsigned less than or equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(in U256 left, in U256 right) => !LessThan(right, left);

    /// <summary>Unsigned greater than or equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(in U256 left, in U256 right) => !LessThan(left, right);

    /// <summary>Unsigned less than: the EVM's LT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LessThan(in U256 left, in U256 right)
    {
        // The decision lies in the highest limb that differs; a chain of selects would cost more than these predictable branches.
        if (left._u3 != right._u3)
        {
            return left._u3 < right._u3;
        }

        if (left._u2 != right._u2)
        {
            return left._u2 < right._u2;
        }

        if (left._u1 != right._u1)
        {
            return left._u1 < right._u1;
        }

        return left._u0 < right._u0;
    }

    /// <summary>Two's complement less than: the EVM's SLT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool SignedLessThan(in U256 left, in U256 right)
    {
        // With equal top limbs the signs agree, and then signed and unsigned order are the same.
        if (left._u3 != right._u3)
        {
            return (long)left._u3 < (long)right._u3;
        }

        return LessThan(left, right);
    }

    /// <summary>Unsigned three-way comparison: negative, zero or positive.</summary>
    public int CompareTo(U256 other)
    {
        if (_u3 != other._u3)
        {
            return _u3.CompareTo(other._u3);
        }

        if (_u2 != other._u2)
        {
            return _u2.CompareTo(other._u2);
        }

        return _u1 != other._u1 ? _u1.CompareTo(other._u1) : _u0.CompareTo(other._u0);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="obj"/> is neither null nor a <see cref="U256"/>.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        U256 other => CompareTo(other),
        _ => throw new ArgumentException("The object is not a U256.", nameof(obj)),
    };
}

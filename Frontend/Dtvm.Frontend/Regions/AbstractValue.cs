// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Dtvm.Frontend;

/// <summary>What region formation knows of a stack item: anything, the result of a computation, or one of a few constants.</summary>
/// <remarks>A lattice: <see cref="Any"/> is the top; sets grow by union up to <see cref="MaxConstants"/>.</remarks>
internal readonly struct AbstractValue : IEquatable<AbstractValue>
{
    /// <summary>How many constants a set holds before it becomes <see cref="Any"/>: the widest switch a resolved jump may become.</summary>
    public const int MaxConstants = 8;

    private readonly int[]? _set;
    private readonly int _single;
    private readonly Kind _kind;

    private AbstractValue(Kind kind, int single, int[]? set)
    {
        _kind = kind;
        _single = single;
        _set = set;
    }

    private enum Kind : byte
    {
        Any,
        Computed,
        Single,
        Set,
    }

    /// <summary>Nothing is known.</summary>
    public static AbstractValue Any => default;

    /// <summary>The result of an instruction of the same region.</summary>
    public static AbstractValue Computed => new(Kind.Computed, 0, null);

    /// <summary>Whether it is the result of an instruction.</summary>
    public bool IsComputed => _kind == Kind.Computed;

    /// <summary>The constants it may be, in ascending order; empty when not known.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Constants => _kind == Kind.Single ? new ReadOnlySpan<int>(in _single) : _set;

    /// <summary>Whether constants are known that it may be.</summary>
    public bool HasConstants => _kind >= Kind.Single;

    /// <summary>A constant below 2^31.</summary>
    public static AbstractValue Constant(int value) => new(Kind.Single, value, null);

    /// <summary>The least value that covers both.</summary>
    public static AbstractValue Join(AbstractValue a, AbstractValue b)
    {
        if (a.Equals(b))
        {
            return a;
        }

        var left = a.Constants;
        var right = b.Constants;
        if (left.IsEmpty || right.IsEmpty)
        {
            return Any;
        }

        Span<int> union = stackalloc int[2 * MaxConstants];
        var count = 0;
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            var takeLeft = j >= right.Length || (i < left.Length && left[i] <= right[j]);
            var next = takeLeft ? left[i] : right[j];
            i += i < left.Length && left[i] == next ? 1 : 0;
            j += j < right.Length && right[j] == next ? 1 : 0;
            union[count++] = next;
        }

        return count > MaxConstants ? Any : new AbstractValue(Kind.Set, 0, union[..count].ToArray());
    }

    /// <inheritdoc/>
    public bool Equals(AbstractValue other) =>
        _kind == other._kind && _single == other._single && (_kind != Kind.Set || _set.AsSpan().SequenceEqual(other._set));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AbstractValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kind == Kind.Set ? _set![0] : _single;
}

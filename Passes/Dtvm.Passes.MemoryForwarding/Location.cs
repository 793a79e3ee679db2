// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Where in memory an access begins: a value plus a constant.</summary>
/// <param name="Base">The value; <see cref="Value.None"/> for a constant address.</param>
/// <param name="Offset">The constant, which may be negative.</param>
/// <remarks>Addresses in memory are below 2^32 (they went through a check). So the difference of two that have one base is that of their
/// constants, also when an addition wrapped. Of a range of size 0 the address may be anything, but nothing is accessed there.</remarks>
internal readonly record struct Location(Value Base, long Offset)
{
    /// <summary>A size for ranges of any size; above all sizes and offsets.</summary>
    public const long Unbounded = 1L << 41;

    private const long MaxOffset = 1L << 40;
    private const int MaxSteps = 8;

    /// <summary>The location that an address names.</summary>
    /// <param name="address">An I64 that memory is accessed at, or the I256 offset of a range.</param>
    /// <param name="editor">Says what values will have become.</param>
    public static Location Of(Value address, MirEditor editor)
    {
        var function = editor.Function;
        var at = new Location(editor.Find(address), 0);

        // A longer chain of additions is a base of its own, which may be anywhere.
        for (var step = 0; step < MaxSteps && function.DefinitionOf(at.Base) is { } inst; step++)
        {
            if (inst.Op is MirOp.MemTouch or MirOp.MemRange)
            {
                at = at with { Base = editor.Find(inst.Operands[0]) };
            }
            else if (inst.Op == MirOp.Add && TryAdd(at.Offset, editor.Find(inst.Operands[1]), function, out var sum))
            {
                at = new Location(editor.Find(inst.Operands[0]), sum);
            }
            else
            {
                return inst.Op == MirOp.Const && TryAdd(at.Offset, at.Base, function, out sum) ? new Location(Value.None, sum) : at;
            }
        }

        return at;
    }

    /// <summary>Whether bytes from here may be bytes of a range; different bases may be anything.</summary>
    /// <param name="size">How many bytes.</param>
    /// <param name="start">Where the range begins.</param>
    /// <param name="length">Its bytes.</param>
    public bool MayOverlap(long size, in Location start, long length) =>
        Base != start.Base || (Offset < start.Offset + length && start.Offset < Offset + size);

    private static bool TryAdd(long offset, Value value, MirFunction function, out long sum)
    {
        sum = 0;
        if (!function.IsConstant(value, out var constant))
        {
            return false;
        }

        var negative = ConstantEvaluator.Truncate(U256.Zero - constant, function.TypeOf(value));
        if (constant.FitsUlong && constant.Low64 < MaxOffset)
        {
            sum = offset + (long)constant.Low64;
        }
        else if (negative.FitsUlong && negative.Low64 < MaxOffset)
        {
            sum = offset - (long)negative.Low64;
        }
        else
        {
            return false;
        }

        return sum is > -MaxOffset and < MaxOffset;
    }
}

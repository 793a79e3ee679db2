// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>A value plus a constant, modulo the width of its type. The default is no sum.</summary>
internal readonly record struct Sum
{
    private readonly int _base;     // plus one

    /// <summary>Makes a sum.</summary>
    /// <param name="value">The value, which is itself no sum.</param>
    /// <param name="offset">The constant.</param>
    public Sum(Value value, in U256 offset)
    {
        _base = value.Id + 1;
        Offset = offset;
    }

    /// <summary>Whether it is one.</summary>
    public bool IsValid => _base > 0;

    /// <summary>The value.</summary>
    public Value Base => new(_base - 1);

    /// <summary>The constant.</summary>
    public U256 Offset { get; }
}

/// <summary>What an instruction computes: when two compute the same, their results are equal.</summary>
internal static class Computation
{
    /// <summary>Whether an instruction gives the same for the same operands all through an execution, and may as well not stand
    /// there.</summary>
    /// <param name="inst">Any instruction.</param>
    public static bool IsNumbered(MirInst inst) =>
        inst.Result.IsValid && (inst.Effects == MirEffects.None || inst.Has(MirTraits.Repeatable));

    /// <summary>A number that is the same for instructions that compute the same.</summary>
    /// <param name="inst">An instruction whose operands are in their last form.</param>
    /// <param name="sum">The sum that it is.</param>
    public static uint Hash(MirInst inst, in Sum sum)
    {
        if (sum.IsValid)
        {
            return Mix(Mix((uint)MirOp.Add + 1, (uint)sum.Base.Id), sum.Offset);
        }

        var hash = Mix(((uint)inst.Op << 16) | ((uint)inst.Type << 8) | (uint)inst.Call, 1);
        if (inst.Op == MirOp.Const)
        {
            return Mix(hash, inst.Constant);
        }

        var operands = inst.Operands;
        var first = 0;
        if (inst.Has(MirTraits.Commutative))
        {
            var (a, b) = ((uint)operands[0].Id, (uint)operands[1].Id);
            hash = Mix(Mix(hash, uint.Min(a, b)), uint.Max(a, b));
            first = 2;
        }

        for (var i = first; i < operands.Length; i++)
        {
            hash = Mix(hash, (uint)operands[i].Id);
        }

        return Mix(hash, (uint)inst.Immediate);
    }

    /// <summary>Whether two instructions that are no sums compute the same.</summary>
    /// <param name="a">An instruction.</param>
    /// <param name="b">Another one of the same function.</param>
    public static bool AreSame(MirInst a, MirInst b)
    {
        if (a.Op != b.Op || a.Type != b.Type || a.Call != b.Call || a.Immediate != b.Immediate)
        {
            return false;
        }

        if (a.Op == MirOp.Const)
        {
            return a.Constant == b.Constant;
        }

        var x = a.Operands;
        var y = b.Operands;
        return x.SequenceEqual(y)
            || (a.Has(MirTraits.Commutative) && x[0] == y[1] && x[1] == y[0] && x[2..].SequenceEqual(y[2..]));
    }

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x9e3779b1;
        return hash ^ (hash >> 15);
    }

    private static uint Mix(uint hash, in U256 value)
    {
        var folded = value.U0 ^ (value.U1 * 0x9e3779b97f4a7c15) ^ (value.U2 * 0xc2b2ae3d27d4eb4f) ^ (value.U3 * 0x165667b19e3779f9);
        return Mix(Mix(hash, (uint)folded), (uint)(folded >> 32));
    }
}

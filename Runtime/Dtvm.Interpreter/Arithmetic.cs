// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>
/// Arithmetic too large for the interpreter loop. <c>top</c> is one past the top of the stack; the result goes to the slot of the last
/// operand.
/// </summary>
internal static unsafe class Arithmetic
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Multiply(U256* top)
    {
        U256.Multiply(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Divide(U256* top)
    {
        U256.Divide(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SignedDivide(U256* top)
    {
        U256.SignedDivide(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Modulo(U256* top)
    {
        U256.Modulo(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SignedModulo(U256* top)
    {
        U256.SignedModulo(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddModulo(U256* top)
    {
        U256.AddModulo(top[-1], top[-2], top[-3], out top[-3]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MultiplyModulo(U256* top, ref LastReciprocal reciprocal)
    {
        U256.MultiplyModulo(top[-1], top[-2], top[-3], ref reciprocal, out top[-3]);
    }

    /// <summary>SIGNEXTEND: only the limb with the sign and those above it change.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SignExtend(U256* top)
    {
        if (!top[-1].FitsUlong || top[-1].Low64 > 30)
        {
            return;
        }

        var limbs = (ulong*)(top - 2);
        var index = (int)top[-1].Low64;
        var limb = index >> 3;
        var shift = 56 - (8 * (index & 7));
        var extended = (long)(limbs[limb] << shift) >> shift;
        limbs[limb] = (ulong)extended;
        while (++limb < 4)
        {
            limbs[limb] = (ulong)(extended >> 63);
        }
    }

    /// <summary>BYTE: byte 0 is the most significant one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Byte(U256* top)
    {
        var index = top[-1].Low64;
        var isInside = top[-1].FitsUlong && index < U256.Size;
        Words.Set(top - 2, isInside ? ((byte*)(top - 2))[U256.Size - 1 - index] : 0UL);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ShiftLeft(U256* top)
    {
        U256.ShiftLeft(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ShiftRight(U256* top)
    {
        U256.ShiftRight(top[-1], top[-2], out top[-2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ShiftRightArithmetic(U256* top)
    {
        U256.ShiftRightArithmetic(top[-1], top[-2], out top[-2]);
    }

    /// <summary>Shifts a word left by a constant of a byte.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ShiftLeft(U256* slot, int shift) => Words.Set(slot, *slot << shift);

    /// <summary>Shifts a word right by a constant of a byte.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ShiftRight(U256* slot, int shift) => Words.Set(slot, *slot >> shift);

    /// <summary>EXP: a price for each significant byte of the exponent (EIP-160).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Exponentiate(ExecutionFrame* frame, U256* top, long gas)
    {
        gas -= (long)top[-2].ByteLength * Prices.Of(frame).ExpByte;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        U256.Exponentiate(top[-1], top[-2], out top[-2]);
        return gas;
    }
}

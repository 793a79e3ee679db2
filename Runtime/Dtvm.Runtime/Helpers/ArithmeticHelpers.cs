// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>Arithmetic that machine code does not do inline (Yellow Paper, appendix H.2, group 0s).</summary>
internal static unsafe class ArithmeticHelpers
{
    /// <summary>DIV: Scratch[0] / Scratch[1].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Divide(ExecutionFrame* frame) =>
        frame->Scratch[0] = U256.Divide(frame->Scratch[0], frame->Scratch[1]);

    /// <summary>SDIV: Scratch[0] / Scratch[1], signed.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void SignedDivide(ExecutionFrame* frame) =>
        frame->Scratch[0] = U256.SignedDivide(frame->Scratch[0], frame->Scratch[1]);

    /// <summary>MOD: Scratch[0] modulo Scratch[1].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Modulo(ExecutionFrame* frame) =>
        frame->Scratch[0] = U256.Modulo(frame->Scratch[0], frame->Scratch[1]);

    /// <summary>SMOD: Scratch[0] modulo Scratch[1], with the sign of Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void SignedModulo(ExecutionFrame* frame) =>
        frame->Scratch[0] = U256.SignedModulo(frame->Scratch[0], frame->Scratch[1]);

    /// <summary>ADDMOD: (Scratch[0] + Scratch[1]) modulo Scratch[2].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void AddModulo(ExecutionFrame* frame) =>
        frame->Scratch[0] = U256.AddModulo(frame->Scratch[0], frame->Scratch[1], frame->Scratch[2]);

    /// <summary>MULMOD: (Scratch[0] * Scratch[1]) modulo Scratch[2]. Keeps the reciprocal of a modulus that comes twice running, with
    /// which machine code does without this.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void MultiplyModulo(ExecutionFrame* frame)
    {
        var arena = (FrameArenaState*)frame->ArenaState;
        if (arena->Modulus != frame->Scratch[2])
        {
            arena->Modulus = frame->Scratch[2];
            arena->ReciprocalHigh = 0;
        }
        else if (arena->ReciprocalHigh == 0)
        {
            _ = U256.TryReciprocal(arena->Modulus, out arena->ReciprocalLow, out arena->ReciprocalHigh);
        }

        frame->Scratch[0] = U256.MultiplyModulo(frame->Scratch[0], frame->Scratch[1], frame->Scratch[2]);
    }

    /// <summary>EXP: Scratch[0] to the power Scratch[1]; charges for each byte of the exponent (EIP-160).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Exponentiate(ExecutionFrame* frame, long gas)
    {
        gas -= frame->Scratch[1].ByteLength * frame->Prices.ExponentByte;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        frame->Scratch[0] = U256.Exponentiate(frame->Scratch[0], frame->Scratch[1]);
        return gas;
    }
}

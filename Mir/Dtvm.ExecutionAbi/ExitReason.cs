// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>
/// What machine code returns to its caller. Values below <see cref="ResumeConservative"/> are an <see cref="EvmcStatus"/>: the call is
/// over. The others say how to go on with the state in the frame (stack in memory, <see cref="FrameLayout.StackTop"/>,
/// <see cref="FrameLayout.Gas"/>, <see cref="FrameLayout.Pc"/>).
/// </summary>
public static class ExitReason
{
    /// <summary>Continue at <see cref="FrameLayout.Pc"/> in code compiled conservatively.</summary>
    public const int ResumeConservative = 0x100;

    /// <summary>A block's stack check failed: interpret from <see cref="FrameLayout.Pc"/>; the call halts within that block.</summary>
    public const int ResumeInInterpreter = 0x101;
}

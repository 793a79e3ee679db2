// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64.Encoding;

/// <summary>The general-purpose registers by their number in instructions.</summary>
internal enum Gpr : byte
{
#pragma warning disable CS1591 // The names are Intel's.
    Rax, Rcx, Rdx, Rbx, Rsp, Rbp, Rsi, Rdi, R8, R9, R10, R11, R12, R13, R14, R15,
#pragma warning restore CS1591
}

/// <summary>The vector registers by their number; whether 128 or 256 bits of one are used is the operation's. Those from 16 on are for
/// operations with an EVEX prefix.</summary>
internal enum Ymm : byte
{
#pragma warning disable CS1591 // The names are Intel's.
    Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y9, Y10, Y11, Y12, Y13, Y14, Y15,
    Y16, Y17, Y18, Y19, Y20, Y21, Y22, Y23, Y24, Y25, Y26, Y27, Y28, Y29, Y30, Y31,
#pragma warning restore CS1591
}

/// <summary>The conditions of jumps, sets and moves by their number; the lowest bit negates.</summary>
internal enum Condition : byte
{
#pragma warning disable CS1591 // The names are Intel's.
    Overflow, NoOverflow, Below, AboveOrEqual, Equal, NotEqual, BelowOrEqual, Above,
    Sign, NoSign, Parity, NoParity, Less, GreaterOrEqual, LessOrEqual, Greater,
#pragma warning restore CS1591
}

/// <summary>What can be said of conditions.</summary>
internal static class Conditions
{
    /// <summary>The condition that holds exactly when this one does not.</summary>
    internal static Condition Negate(this Condition condition) => (Condition)((byte)condition ^ 1);
}

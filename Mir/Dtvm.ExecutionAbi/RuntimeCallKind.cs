// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>The C signature of a runtime call. Arguments are in the frame's scratch words in the order the EVM pops them, a result is left
/// in the first of them.</summary>
public enum RuntimeCallKind : byte
{
    /// <summary><c>void f(frame)</c>: neither charges nor fails.</summary>
    Plain,

    /// <summary><c>i64 f(frame, i64 gas)</c>: gives the gas left, or a negative number when the frame's status says why it
    /// halted.</summary>
    Gas,

    /// <summary><c>i64 f(frame, i64 gas, i64 offset, i64 size)</c>: growth of memory, arguments in registers, result as for
    /// <see cref="Gas"/>.</summary>
    MemGrow,
}

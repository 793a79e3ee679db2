// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm;

/// <summary>What is known about an instruction apart from its cost.</summary>
/// <param name="Name">Name in upper case; empty for a byte that is no instruction in any revision.</param>
/// <param name="ImmediateSize">Number of code bytes after the opcode that belong to it: 0, 1..32 for
/// PUSH1..PUSH32, or 1 for DUPN, SWAPN and EXCHANGE, whose operands depend on it (<see cref="StackImmediate"/>).</param>
/// <param name="Pops">
/// Stack items it needs (delta of the Yellow Paper, appendix H): n for DUPn and n + 1 for SWAPn, which leave them in place; for DUPN,
/// SWAPN and EXCHANGE the least that any immediate makes it.
/// </param>
/// <param name="Pushes">Stack items there are in place of those it needs (alpha of the Yellow Paper): n + 1 for DUPn and for SWAPn.</param>
/// <param name="IsTerminator">True if it always ends the execution of the frame: STOP, RETURN, REVERT, INVALID, SELFDESTRUCT.</param>
/// <param name="Since">First revision that has it; <see cref="Never"/> for a byte that is no instruction.</param>
public readonly record struct OpcodeInfo(string Name, byte ImmediateSize, byte Pops, byte Pushes, bool IsTerminator, Revision Since)
{
    /// <summary>Above all revisions.</summary>
    public const Revision Never = (Revision)int.MaxValue;

    /// <summary>True if the byte is an instruction in some revision.</summary>
    public bool IsAssigned => Since != Never;

    /// <summary>Change of the stack height.</summary>
    public int StackChange => Pushes - Pops;

    /// <summary>True if the instruction exists in the revision.</summary>
    public bool IsDefinedIn(Revision revision) => Since <= revision;
}

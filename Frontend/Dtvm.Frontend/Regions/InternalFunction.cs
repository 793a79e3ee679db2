// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Frontend;

/// <summary>A small function inside a contract: code that is jumped to with the address behind the call on the stack, and jumps
/// there.</summary>
/// <param name="Blocks">Its blocks, the entry first: a tree of the ways through it, so that a block on two ways is there twice. Blocks in
/// which the execution ends are left out.</param>
/// <param name="ReturnSlot">How many items lie above the return address at the entry.</param>
/// <param name="Weight">How much machine code it becomes (<see cref="CodegenWeight"/>).</param>
/// <param name="Lowest">The least height of the stack at the entry of a block, above that at the entry of the function.</param>
/// <param name="Highest">The greatest.</param>
internal sealed record InternalFunction(InternalFunction.Block[] Blocks, int ReturnSlot, int Weight, int Lowest, int Highest)
{
    /// <summary>A block of a function.</summary>
    /// <param name="Original">The block of the code.</param>
    /// <param name="Taken">Where its JUMP or JUMPI leads, by place in <see cref="Blocks"/>; -1 for out of the function.</param>
    /// <param name="Next">Where control falls through to; -1 for out of the function.</param>
    internal readonly record struct Block(int Original, int Taken, int Next);
}

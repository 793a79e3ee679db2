// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>How large the parts may get that a frontend cuts code into: a bound for each thing that a code generator may be superlinear
/// in.</summary>
/// <remarks>Weights are those of the frontend's table: machine code of an instruction in units of a simple one.</remarks>
public sealed record RegionLimits
{
    /// <summary>What bounds LLVM's time, which is superlinear in the size of a function and of a basic block, without cutting the code of
    /// people's contracts much.</summary>
    public static RegionLimits Default { get; } = new();

    /// <summary>The weight at which a gas chunk ends.</summary>
    public int ChunkWeight { get; init; } = 512;

    /// <summary>The number of stack slots worked on at which a gas chunk ends. Honest code stays far below it.</summary>
    public int ChunkReach { get; init; } = 32;

    /// <summary>The weight behind which a basic block ends at the next chunk.</summary>
    public int BlockWeight { get; init; } = 256;

    /// <summary>The number of stack slots worked on behind which it ends there.</summary>
    public int BlockReach { get; init; } = 32;

    /// <summary>The weight at which a region ends: code generation is superlinear in the size of a function.</summary>
    public int RegionWeight { get; init; } = 1600;

    /// <summary>How many items above its entry the stack of a region may be: so many values alive at once cost a register allocator dearly,
    /// so many loads and stores an instruction selector, and honest code does not pile them up.</summary>
    public int RegionHeight { get; init; } = 40;

    /// <summary>How many items below its entry the stack of a region may be, for the same reasons.</summary>
    public int RegionDepth { get; init; } = 16;
}

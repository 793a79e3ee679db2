// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Mir.Backend;

namespace Dtvm.Frontend;

/// <summary>What the frontend compiles: bytecode, gas metering flag and gas chunk metadata.</summary>
/// <remarks>The code is decoded once: jump destinations, gas chunks, basic blocks and MIR are made from one table of
/// instructions.</remarks>
public sealed class EvmFrontendContext
{
    /// <summary>Sets up the context of a compilation.</summary>
    /// <param name="bytecode">The EVM code: pointer and size.</param>
    /// <param name="revision">The revision to compile for.</param>
    /// <param name="gasMetering">Whether gas metering is to be injected into the MIR.</param>
    /// <param name="limits">How large the parts may get that the code is cut into: what the backend wants
    /// (<see cref="BackendTraits.Regions"/>); null for <see cref="RegionLimits.Default"/>.</param>
    public EvmFrontendContext(ReadOnlyMemory<byte> bytecode, Revision revision, bool gasMetering, RegionLimits? limits = null)
    {
        Limits = limits ?? RegionLimits.Default;
        Bytecode = bytecode;
        Revision = revision;
        GasMetering = gasMetering;
        Instructions = EvmInstruction.Decode(bytecode.Span, revision);
        JumpDestinations = Frontend.JumpDestinations.Find(Instructions, bytecode.Length);
        GasChunks = Frontend.GasChunks.Compute(Instructions, bytecode.Length, revision, Limits);
    }

    /// <summary>The EVM code.</summary>
    public ReadOnlyMemory<byte> Bytecode { get; }

    /// <summary>All instructions in code order, also those that no control reaches: what everything else is made from.</summary>
    public EvmInstruction[] Instructions { get; }

    /// <summary>The revision compiled for.</summary>
    public Revision Revision { get; }

    /// <summary>Whether gas metering is to be injected.</summary>
    public bool GasMetering { get; }

    /// <summary>How large the parts may get that the code is cut into.</summary>
    public RegionLimits Limits { get; }

    /// <summary>The gas chunks in code order.</summary>
    public GasChunk[] GasChunks { get; }

    /// <summary>For each program counter whether it is a valid jump destination.</summary>
    public bool[] JumpDestinations { get; }

    /// <summary>Whether a jump to a program counter is valid.</summary>
    /// <param name="pc">A program counter, not negative; may lie behind the code.</param>
    public bool IsJumpDestination(int pc) => pc < JumpDestinations.Length && JumpDestinations[pc];
}

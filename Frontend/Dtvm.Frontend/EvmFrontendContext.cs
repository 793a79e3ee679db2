using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>What the frontend compiles: bytecode, gas metering flag and gas chunk metadata.</summary>
/// <remarks>The analysis arrays are indexed by program counter and have the length of the code.</remarks>
public sealed class EvmFrontendContext
{
    /// <summary>Sets up the context of a compilation.</summary>
    /// <param name="bytecode">The EVM code: pointer and size.</param>
    /// <param name="revision">The revision to compile for.</param>
    /// <param name="gasMetering">Whether gas metering is to be injected into the MIR.</param>
    public EvmFrontendContext(ReadOnlyMemory<byte> bytecode, Revision revision, bool gasMetering)
    {
        Bytecode = bytecode;
        Revision = revision;
        GasMetering = gasMetering;
        JumpDestinations = Frontend.JumpDestinations.Find(bytecode.Span);
        var chunks = GasChunks.Compute(bytecode.Span, revision);
        GasChunkEnd = chunks.End;
        GasChunkCost = chunks.Cost;
    }

    /// <summary>The EVM code.</summary>
    public ReadOnlyMemory<byte> Bytecode { get; }

    /// <summary>The revision compiled for.</summary>
    public Revision Revision { get; }

    /// <summary>Whether gas metering is to be injected.</summary>
    public bool GasMetering { get; }

    /// <summary>For each program counter that starts a gas chunk its exclusive end, else 0.</summary>
    public int[] GasChunkEnd { get; }

    /// <summary>For each program counter that starts a gas chunk its static cost, else 0.</summary>
    public long[] GasChunkCost { get; }

    /// <summary>For each program counter whether it is a valid jump destination.</summary>
    public bool[] JumpDestinations { get; }

    /// <summary>Whether a jump to a program counter is valid.</summary>
    /// <param name="pc">A program counter, not negative; may lie behind the code.</param>
    public bool IsJumpDestination(int pc) => pc < JumpDestinations.Length && JumpDestinations[pc];
}

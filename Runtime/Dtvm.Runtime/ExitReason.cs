namespace Dtvm.Runtime;

/// <summary>
/// What machine code returns to its caller. Values below 0x100 are an <see cref="Evmc.Abi.EvmcStatusCode"/>: the call is over.
/// The others say how to go on with the state in the frame (stack in memory, <see cref="ExecutionFrame.StackTop"/>,
/// <see cref="ExecutionFrame.Gas"/>, <see cref="ExecutionFrame.Pc"/>).
/// </summary>
public static class ExitReason
{
    /// <summary>Continue at <see cref="ExecutionFrame.Pc"/> in code compiled conservatively.</summary>
    public const int ResumeConservative = 0x100;

    /// <summary>A block's stack check failed: interpret from <see cref="ExecutionFrame.Pc"/>; the call halts within that block.</summary>
    public const int ResumeInInterpreter = 0x101;
}

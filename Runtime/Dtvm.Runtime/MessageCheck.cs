// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>
/// The checks on what a client asks to have executed, to be made before anything else is done with it. What is not checked has no bad
/// values (value, salt, addresses) or no meaning for the execution (kind, flags other than static): it is passed on to nested messages.
/// </summary>
public static unsafe class MessageCheck
{
    /// <summary>The largest size of the input in bytes: more cannot be.</summary>
    public const ulong MaxInputSize = FrameMemory.MaxOffset;

    /// <summary>Whether there is nothing wrong.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="message">The message.</param>
    /// <param name="code">The code.</param>
    /// <param name="codeSize">The size of the code in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGood(EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        (uint)revision <= (uint)EvmcUpcoming.Amsterdam
        && message != null
        && (uint)message->Depth <= EvmLimits.CallDepthLimit
        && message->Gas >= 0
        && (message->InputSize == 0 || (message->InputData != null && message->InputSize <= MaxInputSize))
        && (codeSize == 0 || (code != null && codeSize <= (nuint)Array.MaxLength));

    /// <summary>What is wrong; of several faults, those that make the message meaningless first.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="message">The message.</param>
    /// <param name="code">The code.</param>
    /// <param name="codeSize">The size of the code in bytes.</param>
    /// <returns>The status that the execution ends with, Success when nothing is wrong; and the reason in one line, null for a failure that
    /// the EVM defines.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (EvmcStatusCode Status, string? Reason) FindFault(EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        var culture = CultureInfo.InvariantCulture;
        if ((uint)revision > (uint)EvmcUpcoming.Amsterdam)
        {
            return (EvmcStatusCode.Rejected, UnknownRevision(revision));
        }

        if (message == null)
        {
            return (EvmcStatusCode.Rejected, "message: a null pointer");
        }

        if (message->Depth < 0)
        {
            return (EvmcStatusCode.Rejected, string.Create(culture, $"depth {message->Depth}: negative"));
        }

        if (message->InputSize != 0 && message->InputData == null)
        {
            return (EvmcStatusCode.Rejected, string.Create(culture, $"input_data: a null pointer with input_size {message->InputSize}"));
        }

        if (message->InputSize > MaxInputSize)
        {
            return (EvmcStatusCode.Rejected, string.Create(culture, $"input_size {message->InputSize}: above {MaxInputSize}"));
        }

        if (codeSize != 0 && code == null)
        {
            return (EvmcStatusCode.Rejected, string.Create(culture, $"code: a null pointer with code_size {codeSize}"));
        }

        if (codeSize > (nuint)Array.MaxLength)
        {
            return (EvmcStatusCode.Failure, string.Create(culture, $"code_size {codeSize}: above {Array.MaxLength}"));
        }

        if (message->Depth > EvmLimits.CallDepthLimit)
        {
            return (EvmcStatusCode.CallDepthExceeded, null);
        }

        return message->Gas < 0 ? (EvmcStatusCode.OutOfGas, null) : (EvmcStatusCode.Success, null);
    }

    /// <summary>Why a revision is refused.</summary>
    /// <param name="revision">A number that is no revision.</param>
    public static string UnknownRevision(EvmcRevision revision) =>
        string.Create(CultureInfo.InvariantCulture, $"revision {(int)revision}: not one of EVMC ABI 12");
}

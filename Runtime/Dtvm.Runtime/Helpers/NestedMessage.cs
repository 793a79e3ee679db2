// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>What calls and creations have in common.</summary>
internal static unsafe class NestedMessage
{
    /// <summary>
    /// Whether depth and balance allow the message (Yellow Paper, section 8 and appendix H.2). When not, the instruction fails with
    /// result 0 and execution goes on.
    /// </summary>
    public static bool IsPossible(ExecutionFrame* frame, in U256 value)
    {
        if (frame->Depth >= ExecutionFrame.MaxDepth)
        {
            return false;
        }

        return value.IsZero || HostValues.ToNumber(frame->Host.GetBalance(&frame->Message->Recipient)) >= value;
    }

    /// <summary>Sets the input to a range of memory, null when it is empty.</summary>
    public static void SetInput(ExecutionFrame* frame, EvmcMessage* message, in U256 offset, in U256 size)
    {
        if (size.IsZero)
        {
            return;
        }

        message->InputData = frame->MemoryBase + offset.Low64;
        message->InputSize = (nuint)size.Low64;
    }

    /// <summary>Lets the host execute the message one level deeper; afterwards the frame has its return data and refund.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="message">The message without depth.</param>
    /// <param name="gas">The gas left, from which what the message used is taken; negative when there is not that much.</param>
    /// <param name="result">What the result counts as; meaningless when the result of this method is false.</param>
    /// <returns>False when the native stack is too small to go on.</returns>
    public static bool TryExecute(ExecutionFrame* frame, EvmcMessage* message, ref long gas, out NestedResult result)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            result = default;
            return false;
        }

        message->Depth = frame->Depth + 1;
        result = ExecutionFrame.Call(frame, message, ref gas);
        return true;
    }
}

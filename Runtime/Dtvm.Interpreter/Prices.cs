// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>The prices and rules of a frame's revision.</summary>
internal static unsafe class Prices
{
    /// <summary>The gas schedule of the revision the frame runs in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GasSchedule Of(ExecutionFrame* frame) => GasSchedule.For((Revision)frame->Revision);

    /// <summary>True if the frame runs in the revision or a later one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSince(ExecutionFrame* frame, Revision revision) => frame->Revision >= (int)revision;
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.ExecutionAbi;

namespace Dtvm.Runtime;

/// <summary>What machine code has to know of a revision: prices, and what there is. The same for all frames of a revision, so it is copied
/// in one piece; the offsets are those of <see cref="FrameLayout"/>.</summary>
/// <param name="schedule">The revision's prices.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct FramePrices(GasSchedule schedule)
{
    /// <summary>What SLOAD of a slot not yet accessed costs on top of the static cost; 0 in revisions in which access does not matter
    /// (EIP-2929).</summary>
    public readonly long StorageSurcharge = schedule.ColdStorageSurcharge;

    /// <summary>What each byte of the exponent of EXP costs (EIP-160).</summary>
    public readonly long ExponentByte = schedule.ExpByte;

    /// <summary>What the first access of an account costs on top of <see cref="WarmAccess"/>, likewise.</summary>
    public readonly long AccountSurcharge = schedule.ColdAccountSurcharge;

    /// <summary>What the access of an account or slot costs that was accessed before; 0 before EIP-2929.</summary>
    public readonly long WarmAccess = schedule.WarmAccess;

    /// <summary>1 where an account may delegate to another one (EIP-7702), else 0.</summary>
    public readonly long HasDelegates = schedule.Revision >= Revision.Prague ? 1 : 0;
}

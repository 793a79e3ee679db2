// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>
/// Instructions of persistent and transient storage. <c>top</c> is one past the top of the stack and <c>gas</c> what is left after the
/// static cost; the result is as <see cref="HaltCode"/> says.
/// </summary>
internal static unsafe class StorageInstructions
{
    /// <summary>SLOAD: the first access of a slot has a surcharge (EIP-2929).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Load(ExecutionFrame* frame, U256* top, long gas)
    {
        var recipient = &frame->Message->Recipient;
        var key = HostValues.ToWord(top[-1]);
        if (Prices.IsSince(frame, Revision.Berlin) && frame->Host.AccessStorage(recipient, &key) == EvmcAccessStatus.Cold)
        {
            gas -= Prices.Of(frame).ColdStorageSurcharge;
            if (gas < 0)
            {
                return HaltCode.OutOfGas;
            }
        }

        var value = frame->Host.GetStorage(recipient, &key);
        Words.SetBigEndian(top - 1, (byte*)&value);
        return gas;
    }

    /// <summary>
    /// SSTORE: not in static mode (EIP-214), not with the gas of a call stipend (EIP-2200). The host says what kind of change it is, the
    /// price and the refund follow from that; it has stored the value before they are charged. A slot that was zero at the beginning of
    /// the transaction costs state gas too (EIP-8037).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Store(ExecutionFrame* frame, U256* top, long gas)
    {
        if (frame->IsStatic != 0)
        {
            return HaltCode.StaticModeViolation;
        }

        var prices = Prices.Of(frame);
        if (prices.StorageStipendGuard != 0 && gas <= prices.StorageStipendGuard)
        {
            return HaltCode.OutOfGas;
        }

        var recipient = &frame->Message->Recipient;
        var key = HostValues.ToWord(top[-1]);
        var value = HostValues.ToWord(top[-2]);
        if (Prices.IsSince(frame, Revision.Berlin) && frame->Host.AccessStorage(recipient, &key) == EvmcAccessStatus.Cold)
        {
            gas -= prices.ColdStorageStoreSurcharge;
        }

        var status = frame->Host.SetStorage(recipient, &key, &value);
        if (status == EvmcStorageStatus.AddedDeleted && prices.HasStateGas)
        {
            // The slot is no growth of the state after all; before the charges (EIP-8037).
            StateMeter.Credit(frame, prices.StorageSetStateGas, ref gas);
        }

        gas -= StoreCost(prices, status);
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        if (status == EvmcStorageStatus.Added
            && prices.HasStateGas
            && !StateMeter.TryCharge(frame, prices.StorageSetStateGas, ref gas))
        {
            return HaltCode.OutOfGas;
        }

        ExecutionFrame.AddRefund(frame, StoreRefund(prices, status));
        return gas;
    }

    /// <summary>TLOAD (EIP-1153).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void LoadTransient(ExecutionFrame* frame, U256* top)
    {
        var key = HostValues.ToWord(top[-1]);
        var value = frame->Host.GetTransientStorage(&frame->Message->Recipient, &key);
        Words.SetBigEndian(top - 1, (byte*)&value);
    }

    /// <summary>TSTORE (EIP-1153): not in static mode.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long StoreTransient(ExecutionFrame* frame, U256* top, long gas)
    {
        if (frame->IsStatic != 0)
        {
            return HaltCode.StaticModeViolation;
        }

        var key = HostValues.ToWord(top[-1]);
        var value = HostValues.ToWord(top[-2]);
        frame->Host.SetTransientStorage(&frame->Message->Recipient, &key, &value);
        return gas;
    }

    /// <summary>
    /// The price of a change. With net metering (EIP-1283, EIP-2200) a slot changed before in the transaction is cheap; without, only
    /// the current and the new value count.
    /// </summary>
    private static int StoreCost(GasSchedule prices, EvmcStorageStatus status)
    {
        if (prices.HasNetStorageMetering)
        {
            return status switch
            {
                EvmcStorageStatus.Added => prices.StorageSet,
                EvmcStorageStatus.Deleted or EvmcStorageStatus.Modified => prices.StorageReset,
                _ => prices.StorageUnchanged,
            };
        }

        return status switch
        {
            EvmcStorageStatus.Added or EvmcStorageStatus.DeletedAdded or EvmcStorageStatus.DeletedRestored => prices.StorageSet,
            _ => prices.StorageReset,
        };
    }

    /// <summary>The refund of a change, negative where an earlier one is taken back (EIP-1283, EIP-2200, EIP-3529).</summary>
    private static int StoreRefund(GasSchedule prices, EvmcStorageStatus status)
    {
        if (!prices.HasNetStorageMetering)
        {
            return status is EvmcStorageStatus.Deleted or EvmcStorageStatus.ModifiedDeleted or EvmcStorageStatus.AddedDeleted
                ? prices.StorageClearRefund
                : 0;
        }

        return status switch
        {
            EvmcStorageStatus.Deleted or EvmcStorageStatus.ModifiedDeleted => prices.StorageClearRefund,
            EvmcStorageStatus.DeletedAdded => -prices.StorageClearRefund,
            EvmcStorageStatus.DeletedRestored => prices.StorageReset - prices.StorageUnchanged - prices.StorageClearRefund,
            EvmcStorageStatus.AddedDeleted => prices.StorageSet - prices.StorageUnchanged,
            EvmcStorageStatus.ModifiedRestored => prices.StorageReset - prices.StorageUnchanged,
            _ => 0,
        };
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>SLOAD, SSTORE and TSTORE.</summary>
internal static unsafe class StorageHelpers
{
    /// <summary>SLOAD of key Scratch[0]; since Berlin the first access of a slot costs more (EIP-2929).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Load(ExecutionFrame* frame, long gas)
    {
        var key = HostValues.ToWord(frame->Scratch[0]);
        var recipient = &frame->Message->Recipient;
        if (frame->Prices.StorageSurcharge != 0 && frame->Host.AccessStorage(recipient, &key) == EvmcAccessStatus.Cold)
        {
            gas -= frame->Prices.StorageSurcharge;
            if (gas < 0)
            {
                return HelperSupport.OutOfGas(frame);
            }
        }
        frame->Scratch[0] = HostValues.ToNumber(frame->Host.GetStorage(recipient, &key));
        return gas;
    }

    /// <summary>
    /// SSTORE of value Scratch[1] at key Scratch[0]. The store is made before it is charged for, since the price depends on its
    /// effect; the host undoes it when the execution fails.
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Store(ExecutionFrame* frame, long gas)
    {
        if (frame->IsStatic != 0)
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
        }

        var schedule = HelperSupport.Schedule(frame);
        if (frame->Revision >= (int)Revision.Istanbul && gas <= schedule.StorageStipendGuard)
        {
            return HelperSupport.OutOfGas(frame);
        }

        var key = HostValues.ToWord(frame->Scratch[0]);
        var value = HostValues.ToWord(frame->Scratch[1]);
        var recipient = &frame->Message->Recipient;

        if (frame->Revision >= (int)Revision.Berlin && frame->Host.AccessStorage(recipient, &key) == EvmcAccessStatus.Cold)
        {
            gas -= schedule.ColdStorageStoreSurcharge;
        }

        var status = frame->Host.SetStorage(recipient, &key, &value);
        (var cost, var refund) = StoreCost(schedule, status);
        gas -= cost;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        ExecutionFrame.AddRefund(frame, refund);
        return schedule.HasStateGas ? MeterState(frame, gas, status) : gas;
    }

    /// <summary>TSTORE of value Scratch[1] at key Scratch[0] (EIP-1153).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long TransientStore(ExecutionFrame* frame, long gas)
    {
        if (frame->IsStatic != 0)
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
        }

        var key = HostValues.ToWord(frame->Scratch[0]);
        var value = HostValues.ToWord(frame->Scratch[1]);
        frame->Host.SetTransientStorage(&frame->Message->Recipient, &key, &value);
        return gas;
    }

    /// <summary>State gas of a store: a slot that was zero at the beginning of the transaction costs it when it no longer is, and gives it
    /// back when it is again (EIP-8037). Other charges come before it here, which is the same: they are below what EIP-2200's guard
    /// leaves.</summary>
    private static long MeterState(ExecutionFrame* frame, long gas, EvmcStorageStatus status)
    {
        var amount = HelperSupport.Schedule(frame).StorageSetStateGas;
        switch (status)
        {
            case EvmcStorageStatus.Added when !StateGas.TryCharge(frame, amount, ref gas):
                return HelperSupport.OutOfGas(frame);
            case EvmcStorageStatus.AddedDeleted:
                StateGas.Credit(frame, amount, ref gas);
                break;
        }

        return gas;
    }

    /// <summary>The cost and the refund of a store with an effect.</summary>
    /// <remarks>
    /// Without net metering the price depends on the current and the new value only (Yellow Paper, appendix G); with it a slot already
    /// changed in the transaction costs as much as an unchanged one, and the refund corrects what was charged before (EIP-1283, EIP-2200).
    /// </remarks>
    private static (int Cost, int Refund) StoreCost(GasSchedule schedule, EvmcStorageStatus status)
    {
        var set = schedule.StorageSet;
        var reset = schedule.StorageReset;
        var clear = schedule.StorageClearRefund;
        var dirty = schedule.StorageUnchanged;

        if (!schedule.HasNetStorageMetering)
        {
            return status switch
            {
                EvmcStorageStatus.Added or EvmcStorageStatus.DeletedAdded or EvmcStorageStatus.DeletedRestored => (set, 0),
                EvmcStorageStatus.Deleted or EvmcStorageStatus.ModifiedDeleted or EvmcStorageStatus.AddedDeleted => (reset, clear),
                _ => (reset, 0),
            };
        }
        return status switch
        {
            EvmcStorageStatus.Added => (set, 0),
            EvmcStorageStatus.Deleted => (reset, clear),
            EvmcStorageStatus.Modified => (reset, 0),
            EvmcStorageStatus.DeletedAdded => (dirty, -clear),
            EvmcStorageStatus.ModifiedDeleted => (dirty, clear),
            EvmcStorageStatus.DeletedRestored => (dirty, reset - dirty - clear),
            EvmcStorageStatus.AddedDeleted => (dirty, set - dirty),
            EvmcStorageStatus.ModifiedRestored => (dirty, reset - dirty),
            _ => (dirty, 0),
        };
    }
}

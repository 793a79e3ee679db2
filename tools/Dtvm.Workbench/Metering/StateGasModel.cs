// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Fuzzing;
using Dtvm.Interpreter;
using Dtvm.Numerics;

namespace Dtvm.Workbench.Metering;

/// <summary>
/// A model of Amsterdam's meter: told of each instruction and each host call of a transaction, it computes what SSTORE, the calls, the
/// creations and SELFDESTRUCT cost in gas and state gas (EIP-8037, EIP-8038, EIP-2780), what their messages get and give back, and
/// compares.
/// </summary>
/// <remarks>What other instructions cost it takes from the trace. The host's answers (cold or warm, what kind of change, whether an account
/// exists) it takes as they are.</remarks>
/// <param name="prices">What to charge.</param>
internal sealed class StateGasModel(AmsterdamPrices prices) : IHostCallListener
{
    private readonly Stack<StateGasModelFrame> _frames = new();

    /// <summary>The first thing that was not as the model says; null for nothing.</summary>
    public string? Mismatch { get; private set; }

    private StateGasModelFrame Top => _frames.Peek();

    /// <summary>A VM begins to run a message.</summary>
    public void Begin(int depth, long gas, long reservoir)
    {
        if (depth == 0)
        {
            _frames.Clear();
            Mismatch = null;
            _frames.Push(new StateGasModelFrame(gas, reservoir));
            return;
        }

        if (Mismatch is not null)
        {
            return;
        }

        if (Top.Child is not { } child)
        {
            Mismatch = "a frame began without a message";
            return;
        }

        Require(gas, child.Gas, "gas of a message");
        Require(reservoir, child.Reservoir, "reservoir of a message");
        child.HasRun = true;
        _frames.Push(child);
    }

    /// <summary>A VM has run a message.</summary>
    public void End(EvmcStatusCode status, long gas, long refund, long cell, ReadOnlySpan<byte> output)
    {
        if (Mismatch is not null)
        {
            return;
        }

        var frame = _frames.Pop();
        frame.IsSuccess = status == EvmcStatusCode.Success;
        if (frame.IsSuccess)
        {
            frame.Output = output.ToArray();
            Require(refund, frame.Refund, "refund of a frame");
        }
        else
        {
            frame.Fail(status == EvmcStatusCode.Revert);
        }

        Require(gas, frame.Gas, "gas left by a frame");
        Require(cell, frame.Reservoir - frame.Spilled, "state gas left by a frame");
    }

    /// <summary>An instruction begins.</summary>
    public void Start(in TraceStep step)
    {
        if (Mismatch is not null)
        {
            return;
        }

        var frame = Top;
        Require(step.Gas, frame.Gas, "gas before an instruction");
        Require(step.Refund, frame.Refund, "refund before an instruction");
        frame.BeginInstruction();
        frame.Opcode = step.Opcode;
        frame.MemorySize = step.MemorySize;
        for (var i = 0; i < frame.Operands.Length; i++)
        {
            frame.Operands[i] = i < step.Stack.Length ? step.Stack[^(i + 1)] : U256.Zero;
        }
    }

    /// <summary>The instruction has run.</summary>
    public void Finish(in TraceStep step, long gasCost, EvmcStatusCode status)
    {
        if (Mismatch is not null)
        {
            return;
        }

        var frame = Top;
        if (!IsModelled(frame.Opcode))
        {
            frame.Gas -= gasCost;
            return;
        }

        switch (status)
        {
            case EvmcStatusCode.Success:
                if (!frame.HasSent && !TryCharge(frame))
                {
                    Mismatch = $"{frame.Opcode} ran though its gas was too little";
                    return;
                }

                if (!frame.HasSent && frame.Opcode is Opcode.CALL or Opcode.CALLCODE && !frame.Operands[2].IsZero)
                {
                    // Not sent, for its depth or for want of balance: the stipend stays.
                    frame.Gas += prices.Stipend;
                    frame.Credit(frame.NewAccountCharge);
                }

                Require(step.Gas - gasCost, frame.Gas, $"gas after {frame.Opcode}");
                break;
            case EvmcStatusCode.OutOfGas when frame.HasSent || TryCharge(frame):
                Mismatch = $"{frame.Opcode} halted though its gas sufficed";
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void HostCalled(string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, long number)
    {
        // What the host does before the first message begins is no instruction's.
        if (Mismatch is not null || !_frames.TryPeek(out var frame))
        {
            return;
        }

        switch (name)
        {
            case "access_account":
                frame.Accesses.Add(number == (long)EvmcAccessStatus.Cold ? prices.ColdAccount : prices.Warm);
                break;
            case "access_storage":
                frame.Accesses.Add(number == (long)EvmcAccessStatus.Cold ? prices.ColdSlot : prices.Warm);
                break;
            case "set_storage":
                frame.StorageStatus = number;
                break;
            case "account_exists":
                frame.Exists = number != 0;
                break;
            case "get_balance":
                frame.HasBalance = second.ContainsAnyExcept((byte)0);
                break;
            case "call":
                Send(frame, BinaryPrimitives.ReadInt64LittleEndian(first[24..]));
                break;
            case "call_result":
                Receive(frame, BinaryPrimitives.ReadInt64LittleEndian(second), (EvmcStatusCode)number);
                break;
            default:
                break;
        }
    }

    private static bool IsModelled(Opcode opcode) => opcode == Opcode.SSTORE || opcode == Opcode.SELFDESTRUCT || IsMessage(opcode);

    private static bool IsMessage(Opcode opcode) =>
        IsCreation(opcode) || opcode is Opcode.CALL or Opcode.CALLCODE or Opcode.DELEGATECALL or Opcode.STATICCALL;

    private static bool IsCreation(Opcode opcode) => opcode is Opcode.CREATE or Opcode.CREATE2;

    private void Send(StateGasModelFrame frame, long gas)
    {
        if (!IsMessage(frame.Opcode) || !TryCharge(frame))
        {
            Mismatch = $"{frame.Opcode} sent a message that it could not pay for";
            return;
        }

        var granted = frame.Gas - (frame.Gas / 64);
        if (!IsCreation(frame.Opcode))
        {
            var requested = frame.Operands[0];
            granted = requested.FitsUlong ? (long)Math.Min(requested.Low64, (ulong)granted) : granted;
        }

        frame.Gas -= granted;
        var hasValue = frame.Opcode is Opcode.CALL or Opcode.CALLCODE && !frame.Operands[2].IsZero;
        granted += hasValue ? prices.Stipend : 0;
        Require(gas, granted, "gas of a message");
        frame.Child = new StateGasModelFrame(granted, frame.Reservoir);
    }

    private void Receive(StateGasModelFrame frame, long gas, EvmcStatusCode status)
    {
        var child = frame.Child!;
        if (!child.HasRun)
        {
            // A precompiled contract, an account without code, or an address that is taken: all that was granted is lost then.
            child.IsSuccess = status == EvmcStatusCode.Success;
            child.Gas = IsCreation(frame.Opcode) ? 0 : gas;
        }
        else if (IsCreation(frame.Opcode) && child.IsSuccess && !TryDeposit(child))
        {
            child.Fail(keepsGas: false);
        }

        if (child.IsSuccess != (status == EvmcStatusCode.Success))
        {
            Mismatch = $"a message of {frame.Opcode} ended with {status}";
            return;
        }

        Require(gas, child.Gas, "gas left by a message");
        frame.Absorb(child);
    }

    private bool TryDeposit(StateGasModelFrame child)
    {
        var size = child.Output.Length;
        return (size == 0 || child.Output[0] != 0xEF)
            && size <= prices.MaxCode
            && child.TryCharge((size + 31) / 32 * prices.DepositWord)
            && child.TryChargeState(size * prices.CodeByteState);
    }

    /// <summary>Charges an instruction all but the gas of its message.</summary>
    private bool TryCharge(StateGasModelFrame frame) => frame.Opcode switch
    {
        Opcode.SSTORE => TryChargeStore(frame),
        Opcode.SELFDESTRUCT => TryChargeSelfDestruct(frame),
        Opcode.CREATE or Opcode.CREATE2 => TryChargeCreation(frame),
        _ => TryChargeCall(frame),
    };

    private bool TryChargeStore(StateGasModelFrame frame)
    {
        var access = FirstAccess(frame, prices.ColdSlot);
        if (frame.Gas < Math.Max(access, prices.SlotSentry))
        {
            return false;
        }

        var status = (EvmcStorageStatus)frame.StorageStatus;
        if (status == EvmcStorageStatus.AddedDeleted)
        {
            frame.Credit(prices.NewSlotState);
        }

        var isFirstChange = status is EvmcStorageStatus.Added or EvmcStorageStatus.Deleted or EvmcStorageStatus.Modified;
        if (!frame.TryCharge(access + (isFirstChange ? prices.SlotWrite : 0))
            || (status == EvmcStorageStatus.Added && !frame.TryChargeState(prices.NewSlotState)))
        {
            return false;
        }

        frame.Refund += status switch
        {
            EvmcStorageStatus.Deleted or EvmcStorageStatus.ModifiedDeleted => prices.ClearRefund,
            EvmcStorageStatus.AddedDeleted or EvmcStorageStatus.ModifiedRestored => prices.SlotWrite,
            EvmcStorageStatus.DeletedAdded => -prices.ClearRefund,
            EvmcStorageStatus.DeletedRestored => prices.SlotWrite - prices.ClearRefund,
            _ => 0,
        };
        return true;
    }

    private bool TryChargeSelfDestruct(StateGasModelFrame frame)
    {
        var access = frame.Accesses.Count > 0 && frame.Accesses[0] == prices.Warm ? 0 : prices.ColdAccount;
        if (!frame.TryCharge(prices.SelfDestruct + access))
        {
            return false;
        }

        return frame.HasBalance == false
            || frame.Exists == true
            || (frame.TryCharge(prices.SelfDestructNewAccount) && frame.TryChargeState(prices.NewAccountState));
    }

    private bool TryChargeCreation(StateGasModelFrame frame)
    {
        var size = frame.Operands[2];
        if (size > new U256((ulong)prices.MaxInitCode))
        {
            return false;
        }

        var words = ((long)size.Low64 + 31) / 32;
        var perWord = prices.InitCodeWord + (frame.Opcode == Opcode.CREATE2 ? prices.HashWord : 0);
        if (!frame.TryCharge(prices.Create + Growth(frame, (frame.Operands[1], size), default) + (words * perWord)))
        {
            return false;
        }

        return frame.Exists != false || TryChargeNewAccount(frame);
    }

    private bool TryChargeCall(StateGasModelFrame frame)
    {
        var hasValueOperand = frame.Opcode is Opcode.CALL or Opcode.CALLCODE;
        var hasValue = hasValueOperand && !frame.Operands[2].IsZero;
        var ranges = frame.Operands.AsSpan(hasValueOperand ? 3 : 2);
        var cost = FirstAccess(frame, prices.ColdAccount)
            + (frame.Accesses.Count > 1 ? frame.Accesses[1] : 0)
            + (hasValue ? prices.CallValue : 0)
            + Growth(frame, (ranges[0], ranges[1]), (ranges[2], ranges[3]));
        if (!frame.TryCharge(cost))
        {
            return false;
        }

        return frame.Opcode != Opcode.CALL || !hasValue || frame.Exists == true || TryChargeNewAccount(frame);
    }

    private bool TryChargeNewAccount(StateGasModelFrame frame)
    {
        if (!frame.TryChargeState(prices.NewAccountState))
        {
            return false;
        }

        frame.NewAccountCharge = prices.NewAccountState;
        return true;
    }

    /// <summary>The price of the first access; the dearest when the instruction halted before it made one.</summary>
    private static long FirstAccess(StateGasModelFrame frame, long dearest) => frame.Accesses.Count > 0 ? frame.Accesses[0] : dearest;

    /// <summary>What memory costs that grows to hold two ranges (Yellow Paper, appendix H): more than any gas where there is no such
    /// memory.</summary>
    private static long Growth(StateGasModelFrame frame, (U256 Offset, U256 Size) first, (U256 Offset, U256 Size) second)
    {
        var words = (long)(frame.MemorySize / 32);
        var cost = -MemoryCost(words);
        foreach (var (offset, size) in (ReadOnlySpan<(U256 Offset, U256 Size)>)[first, second])
        {
            if (size.IsZero)
            {
                continue;
            }

            if (!offset.FitsUlong || !size.FitsUlong || offset.Low64 >= 1UL << 40 || size.Low64 >= 1UL << 40)
            {
                return long.MaxValue / 4;
            }

            words = Math.Max(words, (long)((offset.Low64 + size.Low64 + 31) / 32));
        }

        return cost + MemoryCost(words);
    }

    private static long MemoryCost(long words) => (3 * words) + (long)((Int128)words * words / 512);

    private void Require(long seen, long expected, string what)
    {
        if (seen != expected)
        {
            Mismatch ??= $"{what}: {seen}, the model says {expected}";
        }
    }
}

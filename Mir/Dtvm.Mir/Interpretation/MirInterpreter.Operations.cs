// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Interpretation;

/// <summary>The part that holds the meaning of each operation that does not leave its block.</summary>
public sealed partial class MirInterpreter
{
    /// <summary>Runs an instruction.</summary>
    /// <returns>False when the execution is over, with the exit in the state.</returns>
    private bool Execute<TMachine>(ref TMachine machine, ref State state, in PreparedInst inst)
        where TMachine : IMirMachine
    {
        var values = state.Values;
        ref readonly var a = ref values[inst.A];
        ref readonly var b = ref values[inst.B];
        ref var result = ref values[inst.Result];
        switch (inst.Op)
        {
            case MirOp.Const:
                result = inst.Source.Constant;
                break;
            case MirOp.Add:
                result = Narrow(a + b, inst.Type);
                break;
            case MirOp.Sub:
                result = Narrow(a - b, inst.Type);
                break;
            case MirOp.Mul:
                result = Narrow(a * b, inst.Type);
                break;
            case MirOp.And:
                result = a & b;
                break;
            case MirOp.Or:
                result = a | b;
                break;
            case MirOp.Xor:
                result = a ^ b;
                break;
            case MirOp.Not:
                result = Narrow(~a, inst.Type);
                break;
            case MirOp.Shl:
                result = b < WidthOf(inst.Type) ? Narrow(a << (int)b.Low64, inst.Type) : U256.Zero;
                break;
            case MirOp.Shr:
                result = b < WidthOf(inst.Type) ? a >> (int)b.Low64 : U256.Zero;
                break;
            case MirOp.Sar:
                result = ShiftWithSign(a, b, inst.Type);
                break;
            case MirOp.Byte:
                result = a < WordBytes ? (b >> (int)(248 - (8 * a.Low64))) & 0xFF : U256.Zero;
                break;
            case MirOp.SignExtend:
                result = ExtendSign(a, b);
                break;
            case MirOp.Clz:
                result = LeadingZeros(a);
                break;
            case MirOp.Eq:
                result = a == b ? U256.One : U256.Zero;
                break;
            case MirOp.Ne:
                result = a != b ? U256.One : U256.Zero;
                break;
            case MirOp.Ult:
                result = a < b ? U256.One : U256.Zero;
                break;
            case MirOp.Ugt:
                result = a > b ? U256.One : U256.Zero;
                break;
            case MirOp.Slt:
                result = IsLess(a, b, inst.Type) ? U256.One : U256.Zero;
                break;
            case MirOp.Sgt:
                result = IsLess(b, a, inst.Type) ? U256.One : U256.Zero;
                break;
            case MirOp.Zext:
                result = a;
                break;
            case MirOp.Trunc:
                result = Narrow(a, inst.Type);
                break;
            case MirOp.Select:
                result = a.IsZero ? values[inst.C] : b;
                break;
            case MirOp.Address:
                result = machine.Address;
                break;
            case MirOp.Caller:
                result = machine.Caller;
                break;
            case MirOp.CallValue:
                result = machine.CallValue;
                break;
            case MirOp.CallDataSize:
                result = machine.CallDataSize;
                break;
            case MirOp.CallDataLoad:
                result = machine.LoadCallData(a);
                break;
            case MirOp.ReturnDataSize:
                result = machine.ReturnDataSize;
                break;
            case MirOp.MemorySize:
                result = machine.MemorySize;
                break;
            case MirOp.GasLeft:
                result = (ulong)state.Gas;
                break;
            case MirOp.MemTouch:
                if (a > ExecutionLimits.MaxMemoryOffset || !machine.TryTouch(a.Low64, (ulong)inst.Immediate, ref state.Gas))
                {
                    return Halt(ref state, inst.Source, EvmcStatus.OutOfGas);
                }

                result = a;
                break;
            case MirOp.MemRange:
                var isTouched = b.IsZero
                    || (a <= ExecutionLimits.MaxMemoryOffset && b <= ExecutionLimits.MaxMemoryOffset
                        && machine.TryTouch(a.Low64, b.Low64, ref state.Gas));
                if (!isTouched)
                {
                    return Halt(ref state, inst.Source, EvmcStatus.OutOfGas);
                }

                result = a.Low64;
                break;
            case MirOp.MemLoad:
                if (!IsInMemory(machine.MemorySize, a.Low64, WordBytes))
                {
                    return FaultInMemory(ref state, inst.Source, a.Low64);
                }

                result = machine.LoadWord(a.Low64);
                break;
            case MirOp.MemStore:
                if (!IsInMemory(machine.MemorySize, a.Low64, WordBytes))
                {
                    return FaultInMemory(ref state, inst.Source, a.Low64);
                }

                machine.StoreWord(a.Low64, b);
                return true;
            case MirOp.MemStore8:
                if (!IsInMemory(machine.MemorySize, a.Low64, 1))
                {
                    return FaultInMemory(ref state, inst.Source, a.Low64);
                }

                machine.StoreByte(a.Low64, (byte)b.Low64);
                return true;
            case MirOp.StaticCheck:
                return !machine.IsStatic || Halt(ref state, inst.Source, EvmcStatus.StaticModeViolation);
            case MirOp.RuntimeCall:
                if (!Call(ref machine, ref state, inst.Source, inst.Source.Call, out result))
                {
                    return false;
                }

                break;
            case MirOp.StackCheck:
                return CheckStack(ref state, in inst);
            case MirOp.StackLoad:
                var loaded = state.Height + inst.Immediate;
                if (loaded is < 0 or >= StackItems)
                {
                    return FaultOnStack(ref state, inst.Source, loaded);
                }

                result = machine.LoadSlot((int)loaded);
                break;
            case MirOp.StackStore:
                var stored = state.Height + inst.Immediate;
                if (stored is < 0 or >= StackItems)
                {
                    return FaultOnStack(ref state, inst.Source, stored);
                }

                machine.StoreSlot((int)stored, a);
                return true;
            case MirOp.GasChunk:
                // What it stands for is charged behind it, like that of the observable instructions of the chunk.
                return true;
            case MirOp.GasCharge:
                return Charge(ref state, inst.Immediate, inst.Source);
            case MirOp.Br or MirOp.BrIf or MirOp.Switch or MirOp.JumpRegion or MirOp.JumpDynamic or MirOp.Stop or MirOp.Return
                or MirOp.Revert
                or MirOp.SelfDestruct or MirOp.Trap:
            default:
                throw new ArgumentException(
                    $"{inst.Source.Info.Name} stands before the end of a block: the module is not verified.", nameof(inst));
        }

        return true;
    }

    private bool CheckStack(ref State state, in PreparedInst inst)
    {
        if (state.Height >= inst.Immediate && state.Height + inst.Source.Immediate2 <= StackItems)
        {
            return true;
        }

        var kind = Module.StackCheckExit == StackCheckExit.Interpreter ? MirExitKind.ResumeInInterpreter : MirExitKind.ResumeConservative;
        state.Exit = new MirExit(kind, 0, inst.Source.Function.EntryPc, state.Height, state.Gas);
        return false;
    }

    // The texts are not made in Execute: what that needs would be cleared for each instruction.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool FaultInMemory(ref State state, MirInst inst, ulong address) =>
        Fault(ref state, inst, $"address {address} was not touched");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool FaultOnStack(ref State state, MirInst inst, long slot) =>
        Fault(ref state, inst, $"slot {slot} from the bottom lies outside the stack");

    private static bool IsInMemory(ulong memorySize, ulong address, ulong size) => memorySize >= size && address <= memorySize - size;

    private static ulong WidthOf(MirType type) => type == MirType.I256 ? 256UL : 64UL;

    private static U256 Narrow(in U256 value, MirType type) => type switch
    {
        MirType.I1 => value.Low64 & 1,
        MirType.I64 => value.Low64,
        _ => value,
    };

    private static U256 ShiftWithSign(in U256 value, in U256 amount, MirType type)
    {
        var width = WidthOf(type);
        var distance = (int)(amount < width ? amount.Low64 : width - 1);
        if (type == MirType.I64)
        {
            return (ulong)((long)value.Low64 >> distance);
        }

        var shifted = value >> distance;
        if (amount >= width)
        {
            return value.IsNegative ? U256.MaxValue : U256.Zero;
        }

        return value.IsNegative && distance > 0 ? shifted | (U256.MaxValue << (256 - distance)) : shifted;
    }

    /// <summary>Yellow Paper, SIGNEXTEND: byte <paramref name="index"/> from the least significant end holds the sign.</summary>
    private static U256 ExtendSign(in U256 index, in U256 value)
    {
        if (index >= WordBytes - 1)
        {
            return value;
        }

        var bits = (int)(8 * (index.Low64 + 1));
        var isNegative = !((value >> (bits - 1)) & U256.One).IsZero;
        var high = U256.MaxValue << bits;
        return isNegative ? value | high : value & ~high;
    }

    private static ulong LeadingZeros(in U256 value)
    {
        if (value.U3 != 0)
        {
            return ulong.LeadingZeroCount(value.U3);
        }

        if (value.U2 != 0)
        {
            return 64 + ulong.LeadingZeroCount(value.U2);
        }

        return value.U1 != 0 ? 128 + ulong.LeadingZeroCount(value.U1) : 192 + ulong.LeadingZeroCount(value.U0);
    }

    private static bool IsLess(in U256 left, in U256 right, MirType type)
    {
        if (type == MirType.I64)
        {
            return (long)left.Low64 < (long)right.Low64;
        }

        return left.IsNegative == right.IsNegative ? left < right : left.IsNegative;
    }
}

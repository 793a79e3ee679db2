// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Frontend;

/// <summary>Emits the MIR of EVM instructions that compute: everything but stack shuffles, jumps and halts.</summary>
internal sealed class InstructionLifter(MirBuilder builder, int codeSize)
{
    /// <summary>Emits one instruction.</summary>
    /// <param name="instruction">A defined instruction that is no PUSH, DUP, SWAP, DUPN, SWAPN, EXCHANGE, POP, JUMPDEST, jump or
    /// halt.</param>
    /// <param name="arguments">Its operands in the order the EVM pops them.</param>
    /// <param name="chunkRest">Static gas of the chunk behind the instruction.</param>
    /// <returns>What it pushes, or <see cref="Value.None"/>.</returns>
    public Value Emit(in EvmInstruction instruction, ReadOnlySpan<Value> arguments, long chunkRest)
    {
        var op = (Opcode)instruction.Opcode;
        return op switch
        {
            Opcode.ADD => Word(MirOp.Add, arguments),
            Opcode.MUL => Word(MirOp.Mul, arguments),
            Opcode.SUB => Word(MirOp.Sub, arguments),
            Opcode.AND => Word(MirOp.And, arguments),
            Opcode.OR => Word(MirOp.Or, arguments),
            Opcode.XOR => Word(MirOp.Xor, arguments),
            Opcode.NOT => Word(MirOp.Not, arguments),
            Opcode.BYTE => Word(MirOp.Byte, arguments),
            Opcode.SIGNEXTEND => Word(MirOp.SignExtend, arguments),
            Opcode.CLZ => Word(MirOp.Clz, arguments),
            Opcode.CALLDATALOAD => Word(MirOp.CallDataLoad, arguments),
            Opcode.ADDRESS => Word(MirOp.Address, arguments),
            Opcode.CALLER => Word(MirOp.Caller, arguments),
            Opcode.CALLVALUE => Word(MirOp.CallValue, arguments),
            Opcode.SHL => Word(MirOp.Shl, arguments[1], arguments[0]),
            Opcode.SHR => Word(MirOp.Shr, arguments[1], arguments[0]),
            Opcode.SAR => Word(MirOp.Sar, arguments[1], arguments[0]),
            Opcode.LT => Compare(MirOp.Ult, arguments),
            Opcode.GT => Compare(MirOp.Ugt, arguments),
            Opcode.SLT => Compare(MirOp.Slt, arguments),
            Opcode.SGT => Compare(MirOp.Sgt, arguments),
            Opcode.EQ => Compare(MirOp.Eq, arguments),
            Opcode.ISZERO => Compare(MirOp.Eq, arguments[0], builder.Const(MirType.I256, U256.Zero)),
            Opcode.CALLDATASIZE => Widen(MirOp.CallDataSize),
            Opcode.RETURNDATASIZE => Widen(MirOp.ReturnDataSize),
            Opcode.MSIZE => Widen(MirOp.MemorySize),
            Opcode.GAS => Widen(MirOp.GasLeft),
            Opcode.CODESIZE => builder.Const(MirType.I256, (ulong)codeSize),
            Opcode.PC => builder.Const(MirType.I256, (ulong)instruction.Pc),
            Opcode.MLOAD => builder.Emit(MirOp.MemLoad, MirType.I256, Touch(arguments[0], 32)),
            Opcode.MSTORE => builder.Emit(MirOp.MemStore, MirType.Void, Touch(arguments[0], 32), arguments[1]),
            Opcode.MSTORE8 => builder.Emit(MirOp.MemStore8, MirType.Void, Touch(arguments[0], 1), arguments[1]),
            _ => CallRuntime(op, arguments, chunkRest),
        };
    }

    /// <summary>Emits RETURN or REVERT.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="offset">Where the output begins in memory.</param>
    /// <param name="size">How long it is.</param>
    public void EmitOutput(MirOp op, Value offset, Value size) => builder.Emit(op, MirType.Void, Range(offset, size), Size(size));

    private Value CallRuntime(Opcode op, ReadOnlySpan<Value> arguments, long chunkRest)
    {
        var call = RuntimeCallOf(op);
        ref readonly var info = ref RuntimeCallTable.Get(call);
        Span<Value> operands = stackalloc Value[arguments.Length];
        arguments.CopyTo(operands);
        if (!info.GrowsMemory)
        {
            if (info.Reads.IsValid && (info.Traits & MirTraits.RefusesStatic) != 0)
            {
                builder.CheckStatic(chunkRest);
            }

            Touch(info.Writes, arguments, operands);
            Touch(info.Reads, arguments, operands);
        }

        return builder.Call(call, info.IsObservable ? chunkRest : 0, operands);
    }

    /// <summary>Makes a range of memory valid and gives an operation its address and size.</summary>
    private void Touch(MemoryRange range, ReadOnlySpan<Value> arguments, Span<Value> operands)
    {
        if (range.IsValid)
        {
            operands[range.Offset] = Range(arguments[range.Offset], arguments[range.Size]);
            operands[range.Size] = Size(arguments[range.Size]);
        }
    }

    private Value Range(Value offset, Value size)
    {
        if (!builder.Function.IsConstant(size, out var constant) || constant > (ulong)MemoryRange.MaxTouchSize)
        {
            return builder.Emit(MirOp.MemRange, MirType.I64, offset, size);
        }

        return constant.IsZero ? builder.Const(MirType.I64, U256.Zero) : Touch(offset, (long)constant.Low64);
    }

    private Value Size(Value size) => builder.Function.IsConstant(size, out var constant) && constant <= (ulong)MemoryRange.MaxTouchSize
        ? builder.Const(MirType.I64, constant)
        : builder.Emit(MirOp.Trunc, MirType.I64, size);

    private static RuntimeCall RuntimeCallOf(Opcode op) => op switch
    {
        Opcode.DIV => RuntimeCall.UDiv,
        Opcode.SDIV => RuntimeCall.SDiv,
        Opcode.MOD => RuntimeCall.UMod,
        Opcode.SMOD => RuntimeCall.SMod,
        Opcode.ADDMOD => RuntimeCall.AddMod,
        Opcode.MULMOD => RuntimeCall.MulMod,
        Opcode.EXP => RuntimeCall.Exp,
        Opcode.KECCAK256 => RuntimeCall.Keccak256,
        Opcode.BALANCE => RuntimeCall.Balance,
        Opcode.SELFBALANCE => RuntimeCall.SelfBalance,
        Opcode.ORIGIN => RuntimeCall.Origin,
        Opcode.GASPRICE => RuntimeCall.GasPrice,
        Opcode.COINBASE => RuntimeCall.Coinbase,
        Opcode.TIMESTAMP => RuntimeCall.Timestamp,
        Opcode.NUMBER => RuntimeCall.Number,
        Opcode.PREVRANDAO => RuntimeCall.PrevRandao,
        Opcode.GASLIMIT => RuntimeCall.GasLimit,
        Opcode.CHAINID => RuntimeCall.ChainId,
        Opcode.BASEFEE => RuntimeCall.BaseFee,
        Opcode.BLOBBASEFEE => RuntimeCall.BlobBaseFee,
        Opcode.SLOTNUM => RuntimeCall.SlotNumber,
        Opcode.BLOBHASH => RuntimeCall.BlobHash,
        Opcode.BLOCKHASH => RuntimeCall.BlockHash,
        Opcode.CALLDATACOPY => RuntimeCall.CallDataCopy,
        Opcode.CODECOPY => RuntimeCall.CodeCopy,
        Opcode.EXTCODECOPY => RuntimeCall.ExtCodeCopy,
        Opcode.RETURNDATACOPY => RuntimeCall.ReturnDataCopy,
        Opcode.MCOPY => RuntimeCall.MCopy,
        Opcode.EXTCODESIZE => RuntimeCall.ExtCodeSize,
        Opcode.EXTCODEHASH => RuntimeCall.ExtCodeHash,
        Opcode.SLOAD => RuntimeCall.SLoad,
        Opcode.SSTORE => RuntimeCall.SStore,
        Opcode.TLOAD => RuntimeCall.TLoad,
        Opcode.TSTORE => RuntimeCall.TStore,
        Opcode.LOG0 => RuntimeCall.Log0,
        Opcode.LOG1 => RuntimeCall.Log1,
        Opcode.LOG2 => RuntimeCall.Log2,
        Opcode.LOG3 => RuntimeCall.Log3,
        Opcode.LOG4 => RuntimeCall.Log4,
        Opcode.CREATE => RuntimeCall.Create,
        Opcode.CREATE2 => RuntimeCall.Create2,
        Opcode.CALL => RuntimeCall.Call,
        Opcode.CALLCODE => RuntimeCall.CallCode,
        Opcode.DELEGATECALL => RuntimeCall.DelegateCall,
        Opcode.STATICCALL => RuntimeCall.StaticCall,
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "no runtime call for this instruction"),
    };

    private Value Word(MirOp op, params ReadOnlySpan<Value> operands) => builder.Emit(op, MirType.I256, operands);

    private Value Compare(MirOp op, params ReadOnlySpan<Value> operands) =>
        builder.Emit(MirOp.Zext, MirType.I256, builder.Emit(op, MirType.I1, operands));

    private Value Widen(MirOp read) => builder.Emit(MirOp.Zext, MirType.I256, builder.Emit(read, MirType.I64));

    private Value Touch(Value offset, long size) => builder.EmitImmediate(MirOp.MemTouch, MirType.I64, size, offset);
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>The loop over the instructions.</summary>
/// <remarks>
/// One method, because only so do position, stack pointer and gas stay in registers. RyuJIT stops to inline into a method with 512 locals
/// and stops to optimise one with 60,000 bytes of IL or 2,000 basic blocks: bodies are written out with limbs as plain locals, and large
/// ones are calls. <c>sp</c> is one past the top limb of the stack, 4 limbs an item; it is accessed limb by limb, see <see cref="Words"/>.
/// </remarks>
internal static unsafe partial class InterpreterLoop
{
    /// <summary>The chunked loop stopped with all state in the frame; the frame must go on with a check before each instruction.</summary>
    public const int NeedsPerInstruction = 0x102;

    /// <summary>The copy of the code that the mode runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Code<TMode>(InterpreterCode prepared) =>
        typeof(TMode) == typeof(Chunked) ? prepared.Executable : prepared.Original;

    /// <summary>Runs from <see cref="ExecutionFrame.Pc"/> to the end of the frame.</summary>
    /// <returns>An <see cref="EvmcStatusCode"/>, or in chunked mode <see cref="NeedsPerInstruction"/>.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TMode, TTracer>(ExecutionFrame* frame, InterpreterCode prepared, ref TTracer tracer)
        where TMode : struct, IExecutionMode
        where TTracer : struct, ITracer
    {
        var ip = Code<TMode>(prepared) + frame->Pc;
        var sp = (ulong*)frame->StackTop;
        var gas = frame->Gas;

        byte* chunkStart;
        byte* memory;
        ulong* item;
        ulong* other;
        ulong chunk;
        long charged;

        // Per instruction: the instruction that a tracer was told of.
        var tracedPc = 0UL;
        var tracedGas = 0L;
        var tracedHeight = -1;
        var tracedMemorySize = 0UL;
        var tracedRefund = 0L;

        Opcode opcode;
        ulong a0, a1, a2, a3, b0, b1, b2, carry;
        EvmcStatusCode status;

        goto NextChunk;

    Next:
        if (typeof(TMode) == typeof(PerInstruction))
        {
            opcode = (Opcode)(*ip);
            if (typeof(TTracer) != typeof(NoTracer))
            {
                if (tracedHeight >= 0)
                {
                    FinishStep(
                        frame, ref tracer, prepared, tracedPc, tracedGas, tracedHeight, tracedMemorySize, tracedRefund, gas,
                        EvmcStatusCode.Success);
                }

                tracedPc = (ulong)(ip - Code<TMode>(prepared));
                tracedGas = gas;
                tracedHeight = (int)(((byte*)sp - (byte*)frame->StackBase) / U256.Size);
                tracedMemorySize = frame->MemorySize;
                tracedRefund = frame->GasRefund;
                StartStep(frame, ref tracer, prepared, tracedPc, gas, tracedHeight);
            }

            status = Check(prepared, opcode, (int)(((byte*)sp - (byte*)frame->StackBase) / U256.Size));
            if (status != EvmcStatusCode.Success)
                goto Halt;
            if (frame->IsMetered != 0)
            {
                gas -= prepared.Rows[(byte)opcode].Cost;
                if (gas < 0)
                    goto OutOfGas;
            }
        }
        else
        {
            opcode = (Opcode)(*ip);
        }

        ip++;
        switch (opcode)
        {
            case Opcode.STOP:
                goto Success;

            case Opcode.ADD:
                a0 = sp[-4];
                b0 = sp[-8] + a0;
                carry = b0 < a0 ? 1UL : 0;
                a1 = sp[-3];
                b1 = sp[-7] + a1;
                a2 = b1 < a1 ? 1UL : 0;
                b1 += carry;
                carry = a2 | (b1 < carry ? 1UL : 0);
                a2 = sp[-2];
                b2 = sp[-6] + a2;
                a3 = b2 < a2 ? 1UL : 0;
                b2 += carry;
                carry = a3 | (b2 < carry ? 1UL : 0);
                sp[-5] += sp[-1] + carry;
                sp[-6] = b2;
                sp[-7] = b1;
                sp[-8] = b0;
                sp -= 4;
                goto Next;

            case Opcode.MUL:
                Arithmetic.Multiply((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.SUB:
                a0 = sp[-4];
                b0 = sp[-8];
                carry = a0 < b0 ? 1UL : 0;
                sp[-8] = a0 - b0;
                a1 = sp[-3];
                b1 = sp[-7];
                a0 = a1 - b1;
                b0 = (a1 < b1 ? 1UL : 0) | (a0 < carry ? 1UL : 0);
                sp[-7] = a0 - carry;
                a2 = sp[-2];
                b2 = sp[-6];
                a0 = a2 - b2;
                carry = (a2 < b2 ? 1UL : 0) | (a0 < b0 ? 1UL : 0);
                sp[-6] = a0 - b0;
                sp[-5] = sp[-1] - sp[-5] - carry;
                sp -= 4;
                goto Next;

            case Opcode.DIV:
                Arithmetic.Divide((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.SDIV:
                Arithmetic.SignedDivide((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.MOD:
                Arithmetic.Modulo((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.SMOD:
                Arithmetic.SignedModulo((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.ADDMOD:
                Arithmetic.AddModulo((U256*)sp);
                sp -= 8;
                goto Next;

            case Opcode.MULMOD:
                Arithmetic.MultiplyModulo((U256*)sp);
                sp -= 8;
                goto Next;

            case Opcode.EXP:
                gas = Arithmetic.Exponentiate(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 4;
                goto NextChunk;

            case Opcode.SIGNEXTEND:
                Arithmetic.SignExtend((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.LT:
                item = sp - 4;
                other = sp - 8;
                goto Less;

            case Opcode.GT:
                item = sp - 8;
                other = sp - 4;
                goto Less;

            case Opcode.SLT:
                item = sp - 4;
                other = sp - 8;
                goto SignedLess;

            case Opcode.SGT:
                item = sp - 8;
                other = sp - 4;
                goto SignedLess;

            case Opcode.EQ:
                a0 = (sp[-4] ^ sp[-8]) | (sp[-3] ^ sp[-7]) | (sp[-2] ^ sp[-6]) | (sp[-1] ^ sp[-5]);
                sp -= 4;
                sp[-4] = a0 == 0 ? 1UL : 0;
                sp[-3] = 0;
                sp[-2] = 0;
                sp[-1] = 0;
                goto Next;

            case Opcode.ISZERO:
                sp[-4] = (sp[-4] | sp[-3] | sp[-2] | sp[-1]) == 0 ? 1UL : 0;
                sp[-3] = 0;
                sp[-2] = 0;
                sp[-1] = 0;
                goto Next;

            case Opcode.AND:
                sp[-8] &= sp[-4];
                sp[-7] &= sp[-3];
                sp[-6] &= sp[-2];
                sp[-5] &= sp[-1];
                sp -= 4;
                goto Next;

            case Opcode.OR:
                sp[-8] |= sp[-4];
                sp[-7] |= sp[-3];
                sp[-6] |= sp[-2];
                sp[-5] |= sp[-1];
                sp -= 4;
                goto Next;

            case Opcode.XOR:
                sp[-8] ^= sp[-4];
                sp[-7] ^= sp[-3];
                sp[-6] ^= sp[-2];
                sp[-5] ^= sp[-1];
                sp -= 4;
                goto Next;

            case Opcode.NOT:
                sp[-4] = ~sp[-4];
                sp[-3] = ~sp[-3];
                sp[-2] = ~sp[-2];
                sp[-1] = ~sp[-1];
                goto Next;

            case Opcode.BYTE:
                Arithmetic.Byte((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.SHL:
                Arithmetic.ShiftLeft((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.SHR:
                Arithmetic.ShiftRight((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.SAR:
                Arithmetic.ShiftRightArithmetic((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.CLZ:
                Words.Set((U256*)sp - 1, (ulong)((U256*)sp)[-1].CountLeadingZeros);
                goto Next;

            case Opcode.KECCAK256:
                gas = MemoryInstructions.Keccak(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 4;
                goto NextChunk;

            case Opcode.ADDRESS:
                Words.Set((U256*)sp, frame->Address);
                sp += 4;
                goto Next;

            case Opcode.BALANCE:
                gas = EnvironmentInstructions.Balance(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                goto NextChunk;

            case Opcode.CALLER:
                Words.Set((U256*)sp, frame->Caller);
                sp += 4;
                goto Next;

            case Opcode.CALLVALUE:
                Words.Set((U256*)sp, frame->Value);
                sp += 4;
                goto Next;

            case Opcode.CALLDATALOAD:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 32 > frame->CallDataSize)
                {
                    MemoryInstructions.LoadCallData(frame, (U256*)sp - 1);
                    goto Next;
                }

                sp[-1] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(frame->CallData + a0));
                sp[-2] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(frame->CallData + a0 + 8));
                sp[-3] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(frame->CallData + a0 + 16));
                sp[-4] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(frame->CallData + a0 + 24));
                goto Next;

            case Opcode.CALLDATASIZE:
                sp[0] = frame->CallDataSize;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto Next;

            case Opcode.CALLDATACOPY:
                gas = MemoryInstructions.CopyCallData(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 12;
                goto NextChunk;

            case Opcode.CODESIZE:
                sp[0] = (ulong)prepared.Size;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto Next;

            case Opcode.CODECOPY:
                gas = MemoryInstructions.CopyCode(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 12;
                goto NextChunk;

            case Opcode.EXTCODESIZE:
                gas = EnvironmentInstructions.CodeSize(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                goto NextChunk;

            case Opcode.EXTCODECOPY:
                gas = EnvironmentInstructions.CopyExternalCode(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 16;
                goto NextChunk;

            case Opcode.RETURNDATASIZE:
                sp[0] = frame->ReturnDataSize;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto Next;

            case Opcode.RETURNDATACOPY:
                gas = MemoryInstructions.CopyReturnData(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 12;
                goto NextChunk;

            case Opcode.EXTCODEHASH:
                gas = EnvironmentInstructions.CodeHash(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                goto NextChunk;

            case Opcode.BLOCKHASH:
                EnvironmentInstructions.BlockHash(frame, (U256*)sp);
                goto Next;

            case Opcode.ORIGIN:
            case Opcode.GASPRICE:
            case Opcode.COINBASE:
            case Opcode.TIMESTAMP:
            case Opcode.NUMBER:
            case Opcode.PREVRANDAO:
            case Opcode.GASLIMIT:
            case Opcode.CHAINID:
            case Opcode.BASEFEE:
            case Opcode.BLOBBASEFEE:
                EnvironmentInstructions.PushTxContextField(frame, (U256*)sp, (Opcode)ip[-1]);
                sp += 4;
                goto Next;

            case Opcode.SELFBALANCE:
                EnvironmentInstructions.SelfBalance(frame, (U256*)sp);
                sp += 4;
                goto Next;

            case Opcode.BLOBHASH:
                EnvironmentInstructions.BlobHash(frame, (U256*)sp);
                goto Next;

            case Opcode.POP:
                sp -= 4;
                goto Next;

            case Opcode.MLOAD:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 32 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 1, 32, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                goto LoadWord;

            case Opcode.MSTORE:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 32 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 1, 32, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                sp -= 4;
                goto StoreWord;

            case Opcode.MSTORE8:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 1 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 1, 1, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                frame->MemoryBase[a0] = (byte)sp[-8];
                sp -= 8;
                goto Next;

            case Opcode.SLOAD:
                gas = StorageInstructions.Load(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                goto NextChunk;

            case Opcode.SSTORE:
                gas = StorageInstructions.Store(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 8;
                goto NextChunk;

            case Opcode.JUMP:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1]) != 0)
                    goto BadJump;
                sp -= 4;
                goto Jump;

            case Opcode.JUMPI:
                sp -= 8;
                if ((sp[0] | sp[1] | sp[2] | sp[3]) == 0)
                    goto NextChunk;
                a0 = sp[4];
                if ((sp[5] | sp[6] | sp[7]) != 0)
                    goto BadJump;
                goto Jump;

            case Opcode.PC:
                sp[0] = (ulong)(ip - 1 - Code<TMode>(prepared));
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto Next;

            case Opcode.MSIZE:
                sp[0] = frame->MemorySize;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto Next;

            case Opcode.GAS:
                sp[0] = (ulong)gas;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto NextChunk;

            case Opcode.JUMPDEST:
                goto Next;

            case Opcode.TLOAD:
                StorageInstructions.LoadTransient(frame, (U256*)sp);
                goto Next;

            case Opcode.TSTORE:
                charged = StorageInstructions.StoreTransient(frame, (U256*)sp, gas);
                if (charged < 0)
                {
                    gas = charged;
                    goto Failed;
                }

                sp -= 8;
                goto Next;

            case Opcode.MCOPY:
                gas = MemoryInstructions.CopyMemory(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                sp -= 12;
                goto NextChunk;

            case Opcode.PUSH0:
                sp[0] = 0;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                goto Next;

            case Opcode.PUSH1:
                sp[0] = *ip;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip++;
                goto Next;

            case Opcode.PUSH2:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip));
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 2;
                goto Next;

            case Opcode.PUSH4:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip));
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 4;
                goto Next;

            case Opcode.PUSH3:
            case Opcode.PUSH5:
            case Opcode.PUSH6:
            case Opcode.PUSH7:
            case Opcode.PUSH8:
                carry = opcode - Opcode.PUSH0;
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip)) >> (64 - (8 * (int)carry));
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += carry;
                goto Next;

            case Opcode.PUSH20:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip + 12));
                sp[1] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip + 4));
                sp[2] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip));
                sp[3] = 0;
                sp += 4;
                ip += 20;
                goto Next;

            case Opcode.PUSH32:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip + 24));
                sp[1] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip + 16));
                sp[2] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip + 8));
                sp[3] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip));
                sp += 4;
                ip += 32;
                goto Next;

            case Opcode.PUSH9:
            case Opcode.PUSH10:
            case Opcode.PUSH11:
            case Opcode.PUSH12:
            case Opcode.PUSH13:
            case Opcode.PUSH14:
            case Opcode.PUSH15:
            case Opcode.PUSH16:
            case Opcode.PUSH17:
            case Opcode.PUSH18:
            case Opcode.PUSH19:
            case Opcode.PUSH21:
            case Opcode.PUSH22:
            case Opcode.PUSH23:
            case Opcode.PUSH24:
            case Opcode.PUSH25:
            case Opcode.PUSH26:
            case Opcode.PUSH27:
            case Opcode.PUSH28:
            case Opcode.PUSH29:
            case Opcode.PUSH30:
            case Opcode.PUSH31:
                Words.SetOperand((U256*)sp, ip, ip[-1] - (byte)Opcode.PUSH0);
                sp += 4;
                ip += ip[-1] - (byte)Opcode.PUSH0;
                goto Next;

            case Opcode.DUP1:
                item = sp - 4;
                goto Duplicate;
            case Opcode.DUP2:
                item = sp - 8;
                goto Duplicate;
            case Opcode.DUP3:
                item = sp - 12;
                goto Duplicate;
            case Opcode.DUP4:
                item = sp - 16;
                goto Duplicate;
            case Opcode.DUP5:
                item = sp - 20;
                goto Duplicate;
            case Opcode.DUP6:
                item = sp - 24;
                goto Duplicate;
            case Opcode.DUP7:
                item = sp - 28;
                goto Duplicate;
            case Opcode.DUP8:
                item = sp - 32;
                goto Duplicate;
            case Opcode.DUP9:
                item = sp - 36;
                goto Duplicate;
            case Opcode.DUP10:
                item = sp - 40;
                goto Duplicate;
            case Opcode.DUP11:
                item = sp - 44;
                goto Duplicate;
            case Opcode.DUP12:
                item = sp - 48;
                goto Duplicate;
            case Opcode.DUP13:
                item = sp - 52;
                goto Duplicate;
            case Opcode.DUP14:
                item = sp - 56;
                goto Duplicate;
            case Opcode.DUP15:
                item = sp - 60;
                goto Duplicate;
            case Opcode.DUP16:
                item = sp - 64;
                goto Duplicate;
            case Opcode.SWAP1:
                item = sp - 8;
                goto Swap;
            case Opcode.SWAP2:
                item = sp - 12;
                goto Swap;
            case Opcode.SWAP3:
                item = sp - 16;
                goto Swap;
            case Opcode.SWAP4:
                item = sp - 20;
                goto Swap;
            case Opcode.SWAP5:
                item = sp - 24;
                goto Swap;
            case Opcode.SWAP6:
                item = sp - 28;
                goto Swap;
            case Opcode.SWAP7:
                item = sp - 32;
                goto Swap;
            case Opcode.SWAP8:
                item = sp - 36;
                goto Swap;
            case Opcode.SWAP9:
                item = sp - 40;
                goto Swap;
            case Opcode.SWAP10:
                item = sp - 44;
                goto Swap;
            case Opcode.SWAP11:
                item = sp - 48;
                goto Swap;
            case Opcode.SWAP12:
                item = sp - 52;
                goto Swap;
            case Opcode.SWAP13:
                item = sp - 56;
                goto Swap;
            case Opcode.SWAP14:
                item = sp - 60;
                goto Swap;
            case Opcode.SWAP15:
                item = sp - 64;
                goto Swap;
            case Opcode.SWAP16:
                item = sp - 68;
                goto Swap;
            case Opcode.LOG0:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 0);
                if (gas < 0)
                    goto Failed;
                sp -= 8;
                goto NextChunk;

            case Opcode.LOG1:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 1);
                if (gas < 0)
                    goto Failed;
                sp -= 12;
                goto NextChunk;

            case Opcode.LOG2:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 2);
                if (gas < 0)
                    goto Failed;
                sp -= 16;
                goto NextChunk;

            case Opcode.LOG3:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 3);
                if (gas < 0)
                    goto Failed;
                sp -= 20;
                goto NextChunk;

            case Opcode.LOG4:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 4);
                if (gas < 0)
                    goto Failed;
                sp -= 24;
                goto NextChunk;

            case Opcode.CREATE:
                gas = CreateInstructions.Create(frame, (U256*)sp, gas, Opcode.CREATE);
                if (gas < 0)
                    goto Failed;
                sp -= 8;
                goto NextChunk;

            case Opcode.CALL:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.CALL);
                if (gas < 0)
                    goto Failed;
                sp -= 24;
                goto NextChunk;

            case Opcode.CALLCODE:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.CALLCODE);
                if (gas < 0)
                    goto Failed;
                sp -= 24;
                goto NextChunk;

            case Opcode.DELEGATECALL:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.DELEGATECALL);
                if (gas < 0)
                    goto Failed;
                sp -= 20;
                goto NextChunk;

            case Opcode.STATICCALL:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.STATICCALL);
                if (gas < 0)
                    goto Failed;
                sp -= 20;
                goto NextChunk;

            case Opcode.CREATE2:
                gas = CreateInstructions.Create(frame, (U256*)sp, gas, Opcode.CREATE2);
                if (gas < 0)
                    goto Failed;
                sp -= 12;
                goto NextChunk;

            case Opcode.RETURN:
                gas = MemoryInstructions.SetOutput(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                status = EvmcStatusCode.Success;
                goto Halt;

            case Opcode.REVERT:
                gas = MemoryInstructions.SetOutput(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                status = EvmcStatusCode.Revert;
                goto Halt;

            case Opcode.INVALID:
                status = EvmcStatusCode.InvalidInstruction;
                goto Halt;

            case Opcode.SELFDESTRUCT:
                gas = CreateInstructions.SelfDestruct(frame, (U256*)sp, gas);
                if (gas < 0)
                    goto Failed;
                goto Success;

            // Fused instructions. Until one has run, ip is past its first byte only, so that it can be left to the other mode.
            case InternalOpcode.PushJump:
                ip = prepared.Executable + BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip));
                goto EnterJumpDestination;

            case InternalOpcode.IsZeroPushJumpIf:
                sp -= 4;
                ip += 4;
                if ((sp[0] | sp[1] | sp[2] | sp[3]) != 0)
                    goto NextChunk;
                ip = prepared.Executable + BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip - 3));
                goto EnterJumpDestination;

            case InternalOpcode.PushJumpIf:
                sp -= 4;
                ip += 3;
                if ((sp[0] | sp[1] | sp[2] | sp[3]) == 0)
                    goto NextChunk;
                ip = prepared.Executable + BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip - 3));
                goto EnterJumpDestination;

            case InternalOpcode.Swap1Pop:
                item = sp - 8;
                goto SwapPop;
            case InternalOpcode.Swap2Pop:
                item = sp - 12;
                goto SwapPop;
            case InternalOpcode.Swap3Pop:
                item = sp - 16;
                goto SwapPop;
            case InternalOpcode.PopPop:
                sp -= 8;
                ip++;
                goto Next;

            case InternalOpcode.PushAdd:
                carry = *ip;
                ip += 2;
                sp[-4] += carry;
                if (sp[-4] < carry && ++sp[-3] == 0 && ++sp[-2] == 0)
                    sp[-1]++;
                goto Next;

            case InternalOpcode.PushShiftLeft:
                Arithmetic.ShiftLeft((U256*)sp - 1, *ip);
                ip += 2;
                goto Next;

            case InternalOpcode.PushShiftRight:
                Arithmetic.ShiftRight((U256*)sp - 1, *ip);
                ip += 2;
                goto Next;

            case InternalOpcode.PushLoad:
                a0 = *ip;
                if (a0 + 32 > frame->MemorySize)
                {
                    Words.Set((U256*)sp, a0);
                    charged = MemoryInstructions.Grow(frame, (U256*)sp, 32, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                ip += 2;
                sp += 4;
                goto LoadWord;

            case InternalOpcode.PushStore:
                a0 = *ip;
                if (a0 + 32 > frame->MemorySize)
                {
                    Words.Set((U256*)sp, a0);
                    charged = MemoryInstructions.Grow(frame, (U256*)sp, 32, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                ip += 2;
                goto StoreWord;

            case InternalOpcode.Dup2Store:
                a0 = sp[-8];
                if ((sp[-7] | sp[-6] | sp[-5] | (a0 >> 32)) != 0 || a0 + 32 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 2, 32, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                ip += 1;
                goto StoreWord;

            default:
                status = EvmcStatusCode.UndefinedInstruction;
                goto Halt;
        }

    Duplicate:
        a0 = item[0];
        a1 = item[1];
        a2 = item[2];
        a3 = item[3];
        sp[0] = a0;
        sp[1] = a1;
        sp[2] = a2;
        sp[3] = a3;
        sp += 4;
        goto Next;

    Swap:
        a0 = item[0];
        a1 = item[1];
        a2 = item[2];
        a3 = item[3];
        item[0] = sp[-4];
        item[1] = sp[-3];
        item[2] = sp[-2];
        item[3] = sp[-1];
        sp[-4] = a0;
        sp[-3] = a1;
        sp[-2] = a2;
        sp[-1] = a3;
        goto Next;

    SwapPop:
        item[0] = sp[-4];
        item[1] = sp[-3];
        item[2] = sp[-2];
        item[3] = sp[-1];
        sp -= 4;
        ip++;
        goto Next;

    LoadWord:
        memory = frame->MemoryBase + a0;
        sp[-1] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory));
        sp[-2] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + 8));
        sp[-3] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + 16));
        sp[-4] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + 24));
        goto Next;

    StoreWord:
        memory = frame->MemoryBase + a0;
        Unsafe.WriteUnaligned(memory, BinaryPrimitives.ReverseEndianness(sp[-1]));
        Unsafe.WriteUnaligned(memory + 8, BinaryPrimitives.ReverseEndianness(sp[-2]));
        Unsafe.WriteUnaligned(memory + 16, BinaryPrimitives.ReverseEndianness(sp[-3]));
        Unsafe.WriteUnaligned(memory + 24, BinaryPrimitives.ReverseEndianness(sp[-4]));
        sp -= 4;
        goto Next;

    SignedLess:
        // With different signs the negative one is less; otherwise the order is the unsigned one.
        if ((long)(item[3] ^ other[3]) < 0)
        {
            carry = item[3] >> 63;
            goto PushFlag;
        }

    Less:
        if (item[3] != other[3])
            carry = item[3] < other[3] ? 1UL : 0;
        else if (item[2] != other[2])
            carry = item[2] < other[2] ? 1UL : 0;
        else if (item[1] != other[1])
            carry = item[1] < other[1] ? 1UL : 0;
        else
            carry = item[0] < other[0] ? 1UL : 0;

    PushFlag:
        sp -= 4;
        sp[-4] = carry;
        sp[-3] = 0;
        sp[-2] = 0;
        sp[-1] = 0;
        goto Next;

    Jump:
        // In chunked mode a JUMPDEST byte inside an operand is found out because no chunk was analysed there.
        if (typeof(TMode) == typeof(PerInstruction))
        {
            if (!prepared.IsJumpDestination(a0))
                goto BadJump;
        }
        else if (a0 >= (ulong)prepared.Size || prepared.Executable[a0] != (byte)Opcode.JUMPDEST)
        {
            goto BadJump;
        }

        ip = Code<TMode>(prepared) + a0;
        if (typeof(TMode) == typeof(PerInstruction))
            goto Next;

    EnterJumpDestination:
        chunkStart = ip;
        ip++;
        goto EnterChunk;

    NextChunk:
        if (typeof(TMode) == typeof(PerInstruction))
            goto Next;
        chunkStart = ip;
        if (*ip == (byte)Opcode.JUMPDEST)
            ip++;

    EnterChunk:
        chunk = prepared.Chunks[chunkStart - prepared.Executable];

    CheckChunk:
        // The cost counts if the frame is metered.
        charged = gas - ((uint)chunk & (uint)-frame->IsMetered);
        if (charged < 0 || !Chunk.IsFit(chunk, (nint)((byte*)sp - (byte*)frame->StackBase)))
        {
            if (chunk != 0)
            {
                ip = chunkStart;
                goto LeaveChunked;
            }

            if (*chunkStart == (byte)Opcode.JUMPDEST && !prepared.IsJumpDestination((ulong)(chunkStart - prepared.Executable)))
                goto BadJump;
            chunk = prepared.AnalyzeChunk((nint)(chunkStart - prepared.Executable));
            goto CheckChunk;
        }

        gas = charged;
        goto Next;

    MemoryNotPaid:
        if (typeof(TMode) == typeof(PerInstruction))
            goto OutOfGas;
        // Not all of the chunk can be paid. With what the rest of it took in advance this instruction may be.
        ip--;
        if (frame->IsMetered != 0)
            gas += prepared.StaticCostToChunkEnd((nint)(ip - Code<TMode>(prepared)));

    LeaveChunked:
        frame->Pc = (ulong)(ip - Code<TMode>(prepared));
        frame->StackTop = (U256*)sp;
        frame->Gas = gas;
        return NeedsPerInstruction;

    Failed:
        status = (EvmcStatusCode)(-gas);
        goto Halt;

    BadJump:
        status = EvmcStatusCode.BadJumpDestination;
        goto Halt;

    OutOfGas:
        status = EvmcStatusCode.OutOfGas;
        goto Halt;

    Success:
        status = EvmcStatusCode.Success;

    Halt:
        if (typeof(TTracer) != typeof(NoTracer))
        {
            FinishStep(frame, ref tracer, prepared, tracedPc, tracedGas, tracedHeight, tracedMemorySize, tracedRefund, gas, status);
        }

        return Finish(frame, status, gas);
    }
}

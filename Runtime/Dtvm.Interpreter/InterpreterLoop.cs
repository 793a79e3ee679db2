using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>The loop over the instructions.</summary>
/// <remarks>
/// One method, because only so do position, stack pointer and gas stay in registers. RyuJIT stops to inline into a method with 512 locals and
/// stops to optimise one with 60,000 bytes of IL or 2,000 basic blocks: bodies are written out with limbs as plain locals, and large
/// ones are calls. <c>sp</c> is one past the top limb of the stack, 4 limbs an item; it is accessed limb by limb, see <see cref="Words"/>.
/// </remarks>
internal static unsafe partial class InterpreterLoop
{
    /// <summary>The chunked loop stopped with all state in the frame; the frame must go on with a check before each instruction.</summary>
    public const int NeedsPerInstruction = 0x102;

    /// <summary>Runs from <see cref="ExecutionFrame.Pc"/> to the end of the frame.</summary>
    /// <returns>An <see cref="EvmcStatusCode"/>, or in chunked mode <see cref="NeedsPerInstruction"/>.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TMode, TTracer>(ExecutionFrame* frame, InterpreterCode prepared, ref TTracer tracer)
        where TMode : struct, IExecutionMode
        where TTracer : struct, ITracer
    {
        var code = typeof(TMode) == typeof(Chunked) ? prepared.Executable : prepared.Original;
        var codeSize = (ulong)prepared.Size;
        var ip = code + frame->Pc;
        var sp = (ulong*)frame->StackTop;
        var stackBase = (byte*)frame->StackBase;
        var memory = frame->MemoryBase;
        var gas = frame->Gas;

        // Chunked: the entry of the chunk at an address is at chunks + 8 * address.
        var chunks = (byte*)prepared.Chunks - ((nint)code * sizeof(ulong));
        var costMask = frame->IsMetered != 0 ? uint.MaxValue : 0UL;
        byte* chunkStart;
        ulong chunk;
        long charged;

        // Per instruction: the instruction that a tracer was told of.
        var tracedPc = 0UL;
        var tracedGas = 0L;
        var tracedHeight = -1;
        var tracedMemorySize = 0UL;
        var tracedRefund = 0L;

        Opcode opcode;
        ulong a0, a1, a2, a3, b0, b1, b2, b3, carry;
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
                        frame, ref tracer, prepared, tracedPc, tracedGas, tracedHeight, tracedMemorySize, tracedRefund, gas, EvmcStatusCode.Success);
                }

                tracedPc = (ulong)(ip - code);
                tracedGas = gas;
                tracedHeight = (int)(((byte*)sp - stackBase) / U256.Size);
                tracedMemorySize = frame->MemorySize;
                tracedRefund = frame->GasRefund;
                StartStep(frame, ref tracer, prepared, tracedPc, gas, tracedHeight);
            }

            status = Check(prepared, opcode, (int)(((byte*)sp - stackBase) / U256.Size));
            if (status != EvmcStatusCode.Success)
                goto Halt;
            if (costMask != 0)
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
                a3 = sp[-1];
                b3 = sp[-5];
                if (a3 != b3)
                {
                    carry = a3 < b3 ? 1UL : 0;
                }
                else if (sp[-2] != sp[-6])
                {
                    carry = sp[-2] < sp[-6] ? 1UL : 0;
                }
                else if (sp[-3] != sp[-7])
                {
                    carry = sp[-3] < sp[-7] ? 1UL : 0;
                }
                else
                {
                    carry = sp[-4] < sp[-8] ? 1UL : 0;
                }

                goto PushFlag;

            case Opcode.GT:
                a3 = sp[-5];
                b3 = sp[-1];
                if (a3 != b3)
                {
                    carry = a3 < b3 ? 1UL : 0;
                }
                else if (sp[-6] != sp[-2])
                {
                    carry = sp[-6] < sp[-2] ? 1UL : 0;
                }
                else if (sp[-7] != sp[-3])
                {
                    carry = sp[-7] < sp[-3] ? 1UL : 0;
                }
                else
                {
                    carry = sp[-8] < sp[-4] ? 1UL : 0;
                }

                goto PushFlag;

            case Opcode.SLT:
                a3 = sp[-1];
                b3 = sp[-5];
                if (a3 != b3)
                {
                    carry = (long)a3 < (long)b3 ? 1UL : 0;
                }
                else if (sp[-2] != sp[-6])
                {
                    carry = sp[-2] < sp[-6] ? 1UL : 0;
                }
                else if (sp[-3] != sp[-7])
                {
                    carry = sp[-3] < sp[-7] ? 1UL : 0;
                }
                else
                {
                    carry = sp[-4] < sp[-8] ? 1UL : 0;
                }

                goto PushFlag;

            case Opcode.SGT:
                a3 = sp[-5];
                b3 = sp[-1];
                if (a3 != b3)
                {
                    carry = (long)a3 < (long)b3 ? 1UL : 0;
                }
                else if (sp[-6] != sp[-2])
                {
                    carry = sp[-6] < sp[-2] ? 1UL : 0;
                }
                else if (sp[-7] != sp[-3])
                {
                    carry = sp[-7] < sp[-3] ? 1UL : 0;
                }
                else
                {
                    carry = sp[-8] < sp[-4] ? 1UL : 0;
                }

                goto PushFlag;

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
                sp[0] = codeSize;
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
                EnvironmentInstructions.PushTxContextField(frame, (U256*)sp, opcode);
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

                sp[-1] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + a0));
                sp[-2] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + a0 + 8));
                sp[-3] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + a0 + 16));
                sp[-4] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(memory + a0 + 24));
                goto Next;

            case Opcode.MSTORE:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 32 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 1, 32, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                Unsafe.WriteUnaligned(memory + a0, BinaryPrimitives.ReverseEndianness(sp[-5]));
                Unsafe.WriteUnaligned(memory + a0 + 8, BinaryPrimitives.ReverseEndianness(sp[-6]));
                Unsafe.WriteUnaligned(memory + a0 + 16, BinaryPrimitives.ReverseEndianness(sp[-7]));
                Unsafe.WriteUnaligned(memory + a0 + 24, BinaryPrimitives.ReverseEndianness(sp[-8]));
                sp -= 8;
                goto Next;

            case Opcode.MSTORE8:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 1 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 1, 1, gas);
                    if (charged < 0)
                        goto MemoryNotPaid;
                    gas = charged;
                }

                memory[a0] = (byte)sp[-8];
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
                sp[0] = (ulong)(ip - 1 - code);
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
                if (typeof(TMode) == typeof(PerInstruction))
                    goto Next;
                chunkStart = ip - 1;
                goto EnterChunk;

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

            case Opcode.PUSH3:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip)) >> 8;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 3;
                goto Next;

            case Opcode.PUSH4:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip));
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 4;
                goto Next;

            case Opcode.PUSH5:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip)) >> 24;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 5;
                goto Next;

            case Opcode.PUSH6:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip)) >> 16;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 6;
                goto Next;

            case Opcode.PUSH7:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip)) >> 8;
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 7;
                goto Next;

            case Opcode.PUSH8:
                sp[0] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip));
                sp[1] = 0;
                sp[2] = 0;
                sp[3] = 0;
                sp += 4;
                ip += 8;
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
                Words.SetOperand((U256*)sp, ip, opcode - Opcode.PUSH0);
                sp += 4;
                ip += opcode - Opcode.PUSH0;
                goto Next;

            case Opcode.DUP1:
                a0 = sp[-4];
                a1 = sp[-3];
                a2 = sp[-2];
                a3 = sp[-1];
                goto Push;

            case Opcode.DUP2:
                a0 = sp[-8];
                a1 = sp[-7];
                a2 = sp[-6];
                a3 = sp[-5];
                goto Push;

            case Opcode.DUP3:
                a0 = sp[-12];
                a1 = sp[-11];
                a2 = sp[-10];
                a3 = sp[-9];
                goto Push;

            case Opcode.DUP4:
                a0 = sp[-16];
                a1 = sp[-15];
                a2 = sp[-14];
                a3 = sp[-13];
                goto Push;

            case Opcode.DUP5:
                a0 = sp[-20];
                a1 = sp[-19];
                a2 = sp[-18];
                a3 = sp[-17];
                goto Push;

            case Opcode.DUP6:
                a0 = sp[-24];
                a1 = sp[-23];
                a2 = sp[-22];
                a3 = sp[-21];
                goto Push;

            case Opcode.DUP7:
                a0 = sp[-28];
                a1 = sp[-27];
                a2 = sp[-26];
                a3 = sp[-25];
                goto Push;

            case Opcode.DUP8:
                a0 = sp[-32];
                a1 = sp[-31];
                a2 = sp[-30];
                a3 = sp[-29];
                goto Push;

            case Opcode.DUP9:
                a0 = sp[-36];
                a1 = sp[-35];
                a2 = sp[-34];
                a3 = sp[-33];
                goto Push;

            case Opcode.DUP10:
                a0 = sp[-40];
                a1 = sp[-39];
                a2 = sp[-38];
                a3 = sp[-37];
                goto Push;

            case Opcode.DUP11:
                a0 = sp[-44];
                a1 = sp[-43];
                a2 = sp[-42];
                a3 = sp[-41];
                goto Push;

            case Opcode.DUP12:
                a0 = sp[-48];
                a1 = sp[-47];
                a2 = sp[-46];
                a3 = sp[-45];
                goto Push;

            case Opcode.DUP13:
                a0 = sp[-52];
                a1 = sp[-51];
                a2 = sp[-50];
                a3 = sp[-49];
                goto Push;

            case Opcode.DUP14:
                a0 = sp[-56];
                a1 = sp[-55];
                a2 = sp[-54];
                a3 = sp[-53];
                goto Push;

            case Opcode.DUP15:
                a0 = sp[-60];
                a1 = sp[-59];
                a2 = sp[-58];
                a3 = sp[-57];
                goto Push;

            case Opcode.DUP16:
                a0 = sp[-64];
                a1 = sp[-63];
                a2 = sp[-62];
                a3 = sp[-61];
                goto Push;

            case Opcode.SWAP1:
                a0 = sp[-4];
                sp[-4] = sp[-8];
                sp[-8] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-7];
                sp[-7] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-6];
                sp[-6] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-5];
                sp[-5] = a3;
                goto Next;

            case Opcode.SWAP2:
                a0 = sp[-4];
                sp[-4] = sp[-12];
                sp[-12] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-11];
                sp[-11] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-10];
                sp[-10] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-9];
                sp[-9] = a3;
                goto Next;

            case Opcode.SWAP3:
                a0 = sp[-4];
                sp[-4] = sp[-16];
                sp[-16] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-15];
                sp[-15] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-14];
                sp[-14] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-13];
                sp[-13] = a3;
                goto Next;

            case Opcode.SWAP4:
                a0 = sp[-4];
                sp[-4] = sp[-20];
                sp[-20] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-19];
                sp[-19] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-18];
                sp[-18] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-17];
                sp[-17] = a3;
                goto Next;

            case Opcode.SWAP5:
                a0 = sp[-4];
                sp[-4] = sp[-24];
                sp[-24] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-23];
                sp[-23] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-22];
                sp[-22] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-21];
                sp[-21] = a3;
                goto Next;

            case Opcode.SWAP6:
                a0 = sp[-4];
                sp[-4] = sp[-28];
                sp[-28] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-27];
                sp[-27] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-26];
                sp[-26] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-25];
                sp[-25] = a3;
                goto Next;

            case Opcode.SWAP7:
                a0 = sp[-4];
                sp[-4] = sp[-32];
                sp[-32] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-31];
                sp[-31] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-30];
                sp[-30] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-29];
                sp[-29] = a3;
                goto Next;

            case Opcode.SWAP8:
                a0 = sp[-4];
                sp[-4] = sp[-36];
                sp[-36] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-35];
                sp[-35] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-34];
                sp[-34] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-33];
                sp[-33] = a3;
                goto Next;

            case Opcode.SWAP9:
                a0 = sp[-4];
                sp[-4] = sp[-40];
                sp[-40] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-39];
                sp[-39] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-38];
                sp[-38] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-37];
                sp[-37] = a3;
                goto Next;

            case Opcode.SWAP10:
                a0 = sp[-4];
                sp[-4] = sp[-44];
                sp[-44] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-43];
                sp[-43] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-42];
                sp[-42] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-41];
                sp[-41] = a3;
                goto Next;

            case Opcode.SWAP11:
                a0 = sp[-4];
                sp[-4] = sp[-48];
                sp[-48] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-47];
                sp[-47] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-46];
                sp[-46] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-45];
                sp[-45] = a3;
                goto Next;

            case Opcode.SWAP12:
                a0 = sp[-4];
                sp[-4] = sp[-52];
                sp[-52] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-51];
                sp[-51] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-50];
                sp[-50] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-49];
                sp[-49] = a3;
                goto Next;

            case Opcode.SWAP13:
                a0 = sp[-4];
                sp[-4] = sp[-56];
                sp[-56] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-55];
                sp[-55] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-54];
                sp[-54] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-53];
                sp[-53] = a3;
                goto Next;

            case Opcode.SWAP14:
                a0 = sp[-4];
                sp[-4] = sp[-60];
                sp[-60] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-59];
                sp[-59] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-58];
                sp[-58] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-57];
                sp[-57] = a3;
                goto Next;

            case Opcode.SWAP15:
                a0 = sp[-4];
                sp[-4] = sp[-64];
                sp[-64] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-63];
                sp[-63] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-62];
                sp[-62] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-61];
                sp[-61] = a3;
                goto Next;

            case Opcode.SWAP16:
                a0 = sp[-4];
                sp[-4] = sp[-68];
                sp[-68] = a0;
                a1 = sp[-3];
                sp[-3] = sp[-67];
                sp[-67] = a1;
                a2 = sp[-2];
                sp[-2] = sp[-66];
                sp[-66] = a2;
                a3 = sp[-1];
                sp[-1] = sp[-65];
                sp[-65] = a3;
                goto Next;

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

            default:
                status = EvmcStatusCode.UndefinedInstruction;
                goto Halt;
        }

    Push:
        sp[0] = a0;
        sp[1] = a1;
        sp[2] = a2;
        sp[3] = a3;
        sp += 4;
        goto Next;

    PushFlag:
        sp -= 4;
        sp[-4] = carry;
        sp[-3] = 0;
        sp[-2] = 0;
        sp[-1] = 0;
        goto Next;

    Jump:
        // In chunked mode a JUMPDEST byte inside an operand is found out because no chunk was analysed there.
        if (typeof(TMode) == typeof(PerInstruction) ? !prepared.IsJumpDestination(a0) : a0 >= codeSize || code[a0] != (byte)Opcode.JUMPDEST)
            goto BadJump;
        ip = code + a0;
        if (typeof(TMode) == typeof(PerInstruction))
            goto Next;
        chunkStart = ip;
        ip++;
        goto EnterChunk;

    NextChunk:
        // A JUMPDEST enters its chunk by itself.
        if (typeof(TMode) == typeof(PerInstruction) || *ip == (byte)Opcode.JUMPDEST)
            goto Next;
        chunkStart = ip;

    EnterChunk:
        chunk = *(ulong*)(chunks + ((nint)chunkStart * sizeof(ulong)));

    CheckChunk:
        charged = gas - (long)(chunk & costMask);
        if (charged < 0
            || (ulong)((byte*)sp - stackBase - (nint)((chunk >> Chunk.LeastHeightShift) & 0xFFFF)) >= chunk >> Chunk.HeightRangeShift)
        {
            if (chunk != 0)
            {
                ip = chunkStart;
                goto LeaveChunked;
            }

            if (*chunkStart == (byte)Opcode.JUMPDEST && !prepared.IsJumpDestination((ulong)(chunkStart - code)))
                goto BadJump;
            chunk = prepared.AnalyzeChunk((nint)(chunkStart - code));
            goto CheckChunk;
        }

        gas = charged;
        goto Next;

    MemoryNotPaid:
        if (typeof(TMode) == typeof(PerInstruction))
            goto OutOfGas;
        // Not all of the chunk can be paid. With what the rest of it took in advance this instruction may be.
        ip--;
        if (costMask != 0)
            gas += prepared.StaticCostToChunkEnd((nint)(ip - code));

    LeaveChunked:
        frame->Pc = (ulong)(ip - code);
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

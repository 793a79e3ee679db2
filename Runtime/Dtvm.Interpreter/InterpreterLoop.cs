// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>The loop over the instructions.</summary>
/// <remarks>
/// One method, because only so do position, stack pointer and gas stay in registers. RyuJIT stops to inline into a method with 512 locals
/// and stops to optimise one with 60,000 bytes of IL or 2,000 basic blocks: bodies are written out with limbs as plain locals, and large
/// ones are calls. <c>sp</c> is one past the top limb of the stack, 4 limbs an item; items are stored as <see cref="Words"/> says.
/// All instructions end in one dispatch, at <c>Next</c>. Where one of its two branches lies across a cache line or its half in the
/// library's machine code, the loop is up to a fifth slower (on an Intel Xeon), and any change before it may move it there: <c>objdump
/// -d</c> of the object below <c>obj/native</c> of the library's project shows it as the check for 0xff and the indirect jump after it.
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TMode, TTracer>(ExecutionFrame* frame, InterpreterCode prepared, ref TTracer tracer)
        where TMode : struct, IExecutionMode
        where TTracer : struct, ITracer
    {
        var ip = Code<TMode>(prepared) + frame->Pc;
        var sp = (ulong*)frame->StackTop;
        var gas = frame->Gas;

        Unsafe.SkipInit(out LastReciprocal reciprocal);
        reciprocal.Forget();
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
        ulong a0, a1, carry;
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

            status = Check(prepared, ip, (int)(((byte*)sp - (byte*)frame->StackBase) / U256.Size));
            if (status != EvmcStatusCode.Success)
            {
                goto Halt;
            }

            if (frame->IsMetered != 0)
            {
                gas -= prepared.Rows[(byte)opcode].Cost;
                if (gas < 0)
                {
                    goto OutOfGas;
                }
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
                sp -= 4;
                Words.Add(sp - 4, sp);
                goto Next;

            case Opcode.MUL:
                sp -= 4;
                if ((sp[1] | sp[2] | sp[3] | sp[-3] | sp[-2] | sp[-1]) == 0)
                {
                    a0 = Math.BigMul(sp[0], sp[-4], out a1);
                    sp[-4] = a1;
                    sp[-3] = a0;
                }
                else
                {
                    Arithmetic.Multiply((U256*)sp + 1);
                }

                goto Next;

            case Opcode.SUB:
                sp -= 4;
                Words.SubtractFrom(sp - 4, sp);
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
                Arithmetic.MultiplyModulo((U256*)sp, ref reciprocal);
                sp -= 8;
                goto Next;

            case Opcode.EXP:
                gas = Arithmetic.Exponentiate(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 4;
                goto NextChunk;

            case Opcode.SIGNEXTEND:
                Arithmetic.SignExtend((U256*)sp);
                sp -= 4;
                goto Next;

            case Opcode.LT:
                sp -= 4;
                Words.Set(sp - 4, Words.IsLess(sp, sp - 4));
                goto Next;

            case Opcode.GT:
                sp -= 4;
                Words.Set(sp - 4, Words.IsLess(sp - 4, sp));
                goto Next;

            case Opcode.SLT:
                sp -= 4;
                Words.Set(sp - 4, Words.IsSignedLess(sp, sp - 4));
                goto Next;

            case Opcode.SGT:
                sp -= 4;
                Words.Set(sp - 4, Words.IsSignedLess(sp - 4, sp));
                goto Next;

            case Opcode.EQ:
                sp -= 4;
                Words.Set(sp - 4, Words.IsEqual(sp, sp - 4));
                goto Next;

            case Opcode.ISZERO:
                Words.Set(sp - 4, Words.IsZero(sp - 4));
                goto Next;

            case Opcode.AND:
                sp -= 4;
                sp[-4] &= sp[0];
                sp[-3] &= sp[1];
                sp[-2] &= sp[2];
                sp[-1] &= sp[3];
                goto Next;

            case Opcode.OR:
                sp -= 4;
                sp[-4] |= sp[0];
                sp[-3] |= sp[1];
                sp[-2] |= sp[2];
                sp[-1] |= sp[3];
                goto Next;

            case Opcode.XOR:
                sp -= 4;
                sp[-4] ^= sp[0];
                sp[-3] ^= sp[1];
                sp[-2] ^= sp[2];
                sp[-1] ^= sp[3];
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
                {
                    goto Failed;
                }

                sp -= 4;
                goto NextChunk;

            case Opcode.ADDRESS:
                Words.Set((U256*)sp, frame->Address);
                sp += 4;
                goto Next;

            case Opcode.BALANCE:
            case Opcode.EXTCODESIZE:
            case Opcode.EXTCODEHASH:
                gas = EnvironmentInstructions.AskOfAccount(frame, (U256*)sp, gas, (Opcode)ip[-1]);
                if (gas < 0)
                {
                    goto Failed;
                }

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

                Words.Reverse(Vector256.Load(frame->CallData + a0)).Store((byte*)(sp - 4));
                goto Next;

            case Opcode.CALLDATASIZE:
                Words.Set(sp, frame->CallDataSize);
                sp += 4;
                goto Next;

            case Opcode.CALLDATACOPY:
                gas = MemoryInstructions.CopyCallData(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 12;
                goto NextChunk;

            case Opcode.CODESIZE:
                Words.Set(sp, (ulong)prepared.Size);
                sp += 4;
                goto Next;

            case Opcode.CODECOPY:
                gas = MemoryInstructions.CopyCode(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 12;
                goto NextChunk;

            case Opcode.EXTCODECOPY:
                gas = EnvironmentInstructions.CopyExternalCode(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 16;
                goto NextChunk;

            case Opcode.RETURNDATASIZE:
                Words.Set(sp, frame->ReturnDataSize);
                sp += 4;
                goto Next;

            case Opcode.RETURNDATACOPY:
                gas = MemoryInstructions.CopyReturnData(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 12;
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
            case Opcode.SLOTNUM:
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
                    {
                        goto MemoryNotPaid;
                    }

                    gas = charged;
                }

                goto LoadWord;

            case Opcode.MSTORE:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1] | (a0 >> 32)) != 0 || a0 + 32 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)sp - 1, 32, gas);
                    if (charged < 0)
                    {
                        goto MemoryNotPaid;
                    }

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
                    {
                        goto MemoryNotPaid;
                    }

                    gas = charged;
                }

                frame->MemoryBase[a0] = (byte)sp[-8];
                sp -= 8;
                goto Next;

            case Opcode.SLOAD:
                gas = StorageInstructions.Load(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                goto NextChunk;

            case Opcode.SSTORE:
                gas = StorageInstructions.Store(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 8;
                goto NextChunk;

            case Opcode.JUMP:
                a0 = sp[-4];
                if ((sp[-3] | sp[-2] | sp[-1]) != 0)
                {
                    goto BadJump;
                }

                sp -= 4;
                goto Jump;

            case Opcode.JUMPI:
                sp -= 8;
                if (Words.IsZero(sp))
                {
                    goto NextChunk;
                }

                a0 = sp[4];
                if ((sp[5] | sp[6] | sp[7]) != 0)
                {
                    goto BadJump;
                }

                goto Jump;

            case Opcode.PC:
                Words.Set(sp, (ulong)(ip - 1 - Code<TMode>(prepared)));
                sp += 4;
                goto Next;

            case Opcode.MSIZE:
                Words.Set(sp, frame->MemorySize);
                sp += 4;
                goto Next;

            case Opcode.GAS:
                Words.Set(sp, (ulong)gas);
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
                {
                    goto Failed;
                }

                sp -= 12;
                goto NextChunk;

            case Opcode.PUSH0:
                Words.Set(sp, 0);
                sp += 4;
                goto Next;

            case Opcode.PUSH1:
                Words.Set(sp, *ip);
                sp += 4;
                ip++;
                goto Next;

            case Opcode.PUSH2:
                Words.Set(sp, BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip)));
                sp += 4;
                ip += 2;
                goto Next;

            case Opcode.PUSH4:
                Words.Set(sp, BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip)));
                sp += 4;
                ip += 4;
                goto Next;

            case Opcode.PUSH3:
            case Opcode.PUSH5:
            case Opcode.PUSH6:
            case Opcode.PUSH7:
            case Opcode.PUSH8:
                carry = opcode - Opcode.PUSH0;
                Words.Set(sp, BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ip)) >> (64 - (8 * (int)carry)));
                sp += 4;
                ip += carry;
                goto Next;

            case Opcode.PUSH20:
                Words.Read20(ip).Store(sp);
                sp += 4;
                ip += 20;
                goto Next;

            case Opcode.PUSH32:
                Words.Reverse(Vector256.Load(ip)).Store((byte*)sp);
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
            case Opcode.DUP2:
            case Opcode.DUP3:
            case Opcode.DUP4:
            case Opcode.DUP5:
            case Opcode.DUP6:
            case Opcode.DUP7:
            case Opcode.DUP8:
            case Opcode.DUP9:
            case Opcode.DUP10:
            case Opcode.DUP11:
            case Opcode.DUP12:
            case Opcode.DUP13:
            case Opcode.DUP14:
            case Opcode.DUP15:
            case Opcode.DUP16:
                item = Words.Dup(sp, opcode);
                Words.Copy(item, sp);
                sp += 4;
                goto Next;

            case Opcode.SWAP1:
            case Opcode.SWAP2:
            case Opcode.SWAP3:
            case Opcode.SWAP4:
            case Opcode.SWAP5:
            case Opcode.SWAP6:
            case Opcode.SWAP7:
            case Opcode.SWAP8:
            case Opcode.SWAP9:
            case Opcode.SWAP10:
            case Opcode.SWAP11:
            case Opcode.SWAP12:
            case Opcode.SWAP13:
            case Opcode.SWAP14:
            case Opcode.SWAP15:
            case Opcode.SWAP16:
                item = Words.Swapped(sp, opcode);
                Words.Swap(item, sp - 4);
                goto Next;

            case Opcode.DUPN:
                item = sp - (4 * StackImmediate.DecodeSingle(*ip));
                ip++;
                Words.Copy(item, sp);
                sp += 4;
                goto Next;

            case Opcode.SWAPN:
                item = sp - (4 * (StackImmediate.DecodeSingle(*ip) + 1));
                ip++;
                Words.Swap(item, sp - 4);
                goto Next;

            case Opcode.EXCHANGE:
                Words.Exchange((U256*)sp, *ip);
                ip++;
                goto Next;

            case Opcode.LOG0:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 0);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 8;
                goto NextChunk;

            case Opcode.LOG1:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 1);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 12;
                goto NextChunk;

            case Opcode.LOG2:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 2);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 16;
                goto NextChunk;

            case Opcode.LOG3:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 3);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 20;
                goto NextChunk;

            case Opcode.LOG4:
                gas = LogInstructions.Emit(frame, (U256*)sp, gas, 4);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 24;
                goto NextChunk;

            case Opcode.CREATE:
                gas = CreateInstructions.Create(frame, (U256*)sp, gas, Opcode.CREATE);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 8;
                goto NextChunk;

            case Opcode.CALL:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.CALL);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 24;
                goto NextChunk;

            case Opcode.CALLCODE:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.CALLCODE);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 24;
                goto NextChunk;

            case Opcode.DELEGATECALL:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.DELEGATECALL);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 20;
                goto NextChunk;

            case Opcode.STATICCALL:
                gas = CallInstructions.Call(frame, (U256*)sp, gas, Opcode.STATICCALL);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 20;
                goto NextChunk;

            case Opcode.CREATE2:
                gas = CreateInstructions.Create(frame, (U256*)sp, gas, Opcode.CREATE2);
                if (gas < 0)
                {
                    goto Failed;
                }

                sp -= 12;
                goto NextChunk;

            case Opcode.RETURN:
                gas = MemoryInstructions.SetOutput(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                status = EvmcStatusCode.Success;
                goto Halt;

            case Opcode.REVERT:
                gas = MemoryInstructions.SetOutput(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                status = EvmcStatusCode.Revert;
                goto Halt;

            case Opcode.INVALID:
                status = EvmcStatusCode.InvalidInstruction;
                goto Halt;

            case Opcode.SELFDESTRUCT:
                gas = CreateInstructions.SelfDestruct(frame, (U256*)sp, gas);
                if (gas < 0)
                {
                    goto Failed;
                }

                goto Success;

            // Fused instructions. Until one has run, ip is past its first byte only, so that it can be left to the other mode.
            case InternalOpcode.PushJump:
                ip = prepared.Executable + *ip;
                goto EnterJumpDestination;

            case InternalOpcode.Push2Jump:
                ip = prepared.Executable + BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip));
                goto EnterJumpDestination;

            case InternalOpcode.PushJumpIf:
                sp -= 4;
                ip += 2;
                if (Words.IsZero(sp))
                {
                    goto NextChunk;
                }

                ip = prepared.Executable + ip[-2];
                goto EnterJumpDestination;

            case InternalOpcode.IsZeroPushJumpIf:
                sp -= 4;
                ip += 3;
                if (!Words.IsZero(sp))
                {
                    goto NextChunk;
                }

                ip = prepared.Executable + ip[-2];
                goto EnterJumpDestination;

            case InternalOpcode.Push2JumpIf:
                sp -= 4;
                ip += 3;
                if (Words.IsZero(sp))
                {
                    goto NextChunk;
                }

                goto JumpConstant;

            case InternalOpcode.IsZeroPush2JumpIf:
                sp -= 4;
                ip += 4;
                if (!Words.IsZero(sp))
                {
                    goto NextChunk;
                }

                goto JumpConstant;

            case InternalOpcode.DupPush2JumpIf:
                item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                ip += 4;
                if (Words.IsZero(item))
                {
                    goto NextChunk;
                }

                goto JumpConstant;

            case InternalOpcode.DupIsZeroPush2JumpIf:
                item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                ip += 5;
                if (!Words.IsZero(item))
                {
                    goto NextChunk;
                }

                goto JumpConstant;

            case InternalOpcode.LessPush2JumpIf:
                sp -= 8;
                ip += 4;
                if (Words.IsLess(sp + 4, sp))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.GreaterPush2JumpIf:
                sp -= 8;
                ip += 4;
                if (Words.IsLess(sp, sp + 4))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.SignedLessPush2JumpIf:
                sp -= 8;
                ip += 4;
                if (Words.IsSignedLess(sp + 4, sp))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.SignedGreaterPush2JumpIf:
                sp -= 8;
                ip += 4;
                if (Words.IsSignedLess(sp, sp + 4))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.EqualPush2JumpIf:
                sp -= 8;
                ip += 4;
                if (Words.IsEqual(sp, sp + 4))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.NotLessPush2JumpIf:
                sp -= 8;
                ip += 5;
                if (!Words.IsLess(sp + 4, sp))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.NotGreaterPush2JumpIf:
                sp -= 8;
                ip += 5;
                if (!Words.IsLess(sp, sp + 4))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.NotSignedLessPush2JumpIf:
                sp -= 8;
                ip += 5;
                if (!Words.IsSignedLess(sp + 4, sp))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.NotSignedGreaterPush2JumpIf:
                sp -= 8;
                ip += 5;
                if (!Words.IsSignedLess(sp, sp + 4))
                {
                    goto JumpConstant;
                }

                goto NextChunk;

            case InternalOpcode.PopJump:
                a0 = sp[-8];
                if ((sp[-7] | sp[-6] | sp[-5]) != 0)
                {
                    goto BadJump;
                }

                sp -= 8;
                goto Jump;

            case InternalOpcode.SwapJump:
                a0 = sp[-8];
                if ((sp[-7] | sp[-6] | sp[-5]) != 0)
                {
                    goto BadJump;
                }

                sp -= 4;
                Words.Copy(sp, sp - 4);
                goto Jump;

            case InternalOpcode.SwapPop:
                item = Words.Swapped(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                sp -= 4;
                ip++;
                Words.Copy(sp, item);
                goto Next;

            case InternalOpcode.SwapSwap:
                item = Words.Swapped(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                other = Words.Swapped(sp, (Opcode)ip[prepared.ToOriginal]);
                ip++;
                Words.Swap(item, sp - 4);
                Words.Swap(other, sp - 4);
                goto Next;

            case InternalOpcode.PopPop:
                sp -= 8;
                ip++;
                goto Next;

            case InternalOpcode.PushDup:
                Words.Set(sp, *ip);
                sp += 4;
                ip++;
                goto DupOriginal;

            case InternalOpcode.DupDup:
                item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                Words.Copy(item, sp);
                sp += 4;
                goto DupOriginal;

            case InternalOpcode.DupAnd:
                item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                ip++;
                sp[-4] &= item[0];
                sp[-3] &= item[1];
                sp[-2] &= item[2];
                sp[-1] &= item[3];
                goto Next;

            case InternalOpcode.DupAdd:
                item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                ip++;
                Words.Add(sp - 4, item);
                goto Next;

            case InternalOpcode.DupLoad:
                item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal - 1]);
                a0 = item[0];
                if ((item[1] | item[2] | item[3] | (a0 >> 32)) != 0 || a0 + 32 > frame->MemorySize)
                {
                    charged = MemoryInstructions.Grow(frame, (U256*)item, 32, gas);
                    if (charged < 0)
                    {
                        goto MemoryNotPaid;
                    }

                    gas = charged;
                }

                ip++;
                sp += 4;
                goto LoadWord;

            case InternalOpcode.PushAnd:
                Words.Set(sp - 4, sp[-4] & *ip);
                ip += 2;
                goto Next;

            case InternalOpcode.Push2And:
                Words.Set(sp - 4, sp[-4] & BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip)));
                ip += 3;
                goto Next;

            case InternalOpcode.Push4And:
                Words.Set(sp - 4, sp[-4] & BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip)));
                ip += 5;
                goto Next;

            case InternalOpcode.Push20And:
                sp[-4] &= Words.ReadBigEndian(ip + 12);
                sp[-3] &= Words.ReadBigEndian(ip + 4);
                sp[-2] &= BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ip));
                sp[-1] = 0;
                ip += 21;
                goto Next;

            case InternalOpcode.PushAdd:
                Words.Add(sp - 4, *ip);
                ip += 2;
                goto Next;

            case InternalOpcode.PushShiftLeft:
                a0 = *ip;
                ip += 2;
                if (a0 >= 64)
                {
                    Arithmetic.ShiftLeft((U256*)sp - 1, (int)a0);
                    goto Next;
                }

                Words.ShiftLeft(sp - 4, (int)a0);
                goto Next;

            case InternalOpcode.PushShiftRight:
                a0 = *ip;
                ip += 2;
                if (a0 >= 64)
                {
                    Arithmetic.ShiftRight((U256*)sp - 1, (int)a0);
                    goto Next;
                }

                Words.ShiftRight(sp - 4, (int)a0);
                goto Next;

            case InternalOpcode.PushLoad:
                a0 = *ip;
                if (a0 + 32 > frame->MemorySize)
                {
                    Words.Set((U256*)sp, a0);
                    charged = MemoryInstructions.Grow(frame, (U256*)sp, 32, gas);
                    if (charged < 0)
                    {
                        goto MemoryNotPaid;
                    }

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
                    {
                        goto MemoryNotPaid;
                    }

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
                    {
                        goto MemoryNotPaid;
                    }

                    gas = charged;
                }

                ip += 1;
                goto StoreWord;

            default:
                status = EvmcStatusCode.UndefinedInstruction;
                goto Halt;
        }

    DupOriginal:
        // The DUP at ip, which may be fused itself.
        item = Words.Dup(sp, (Opcode)ip[prepared.ToOriginal]);
        ip++;
        Words.Copy(item, sp);
        sp += 4;
        goto Next;

    LoadWord:
        memory = frame->MemoryBase + a0;
        Words.CopyReversed(memory, (byte*)(sp - 4));
        goto Next;

    StoreWord:
        memory = frame->MemoryBase + a0;
        Words.CopyReversed((byte*)(sp - 4), memory);
        sp -= 4;
        goto Next;

    Jump:
        // In chunked mode a JUMPDEST byte inside an operand is found out because no chunk was analysed there.
        if (typeof(TMode) == typeof(PerInstruction))
        {
            if (!prepared.IsJumpDestination(a0))
            {
                goto BadJump;
            }
        }
        else if (a0 >= (ulong)prepared.Size || prepared.Executable[a0] != (byte)Opcode.JUMPDEST)
        {
            goto BadJump;
        }

        ip = Code<TMode>(prepared) + a0;
        if (typeof(TMode) == typeof(PerInstruction))
        {
            goto Next;
        }

        goto EnterJumpDestination;

    JumpConstant:
        // Past the JUMPI behind a PUSH2.
        ip = prepared.Executable + BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ip - 3));

    EnterJumpDestination:
        chunkStart = ip;
        ip++;
        goto EnterChunk;

    NextChunk:
        if (typeof(TMode) == typeof(PerInstruction))
        {
            goto Next;
        }

        chunkStart = ip;
        if (*ip == (byte)Opcode.JUMPDEST)
        {
            ip++;
        }

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
            {
                goto BadJump;
            }

            chunk = prepared.AnalyzeChunk((nint)(chunkStart - prepared.Executable));
            goto CheckChunk;
        }

        gas = charged;
        goto Next;

    MemoryNotPaid:
        if (typeof(TMode) == typeof(PerInstruction))
        {
            goto OutOfGas;
        }
        // Not all of the chunk can be paid. With what the rest of it took in advance this instruction may be.
        ip--;
        if (frame->IsMetered != 0)
        {
            gas += prepared.StaticCostToChunkEnd((nint)(ip - Code<TMode>(prepared)));
        }

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

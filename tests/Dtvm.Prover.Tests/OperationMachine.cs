// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Interpretation;
using Dtvm.Numerics;

namespace Dtvm.Prover.Tests;

/// <summary>What the MIR interpreter needs to run pure operations: a slot for the result, and the runtime's arithmetic.</summary>
internal sealed class OperationMachine : IMirMachine
{
    /// <summary>What was stored last.</summary>
    public U256 Result { get; private set; }

    public U256 Address => throw new NotSupportedException();

    public U256 Caller => throw new NotSupportedException();

    public U256 CallValue => throw new NotSupportedException();

    public ulong CallDataSize => throw new NotSupportedException();

    public ulong ReturnDataSize => throw new NotSupportedException();

    public ulong MemorySize => throw new NotSupportedException();

    public bool IsStatic => throw new NotSupportedException();

    public int HaltStatus => throw new NotSupportedException();

    public U256 LoadCallData(in U256 offset) => throw new NotSupportedException();

    public bool TryTouch(ulong offset, ulong size, ref long gas) => throw new NotSupportedException();

    public U256 LoadWord(ulong address) => throw new NotSupportedException();

    public void StoreWord(ulong address, in U256 value) => throw new NotSupportedException();

    public void StoreByte(ulong address, byte value) => throw new NotSupportedException();

    public U256 LoadSlot(int index) => throw new NotSupportedException();

    public void StoreSlot(int index, in U256 value) => Result = value;

    public bool TryCall(RuntimeCall call, ReadOnlySpan<U256> arguments, ref long gas, out U256 result)
    {
        var (a, b, c) = (arguments[0], arguments[1], arguments.Length > 2 ? arguments[2] : U256.Zero);
        result = call switch
        {
            RuntimeCall.UDiv => U256.Divide(a, b),
            RuntimeCall.SDiv => U256.SignedDivide(a, b),
            RuntimeCall.UMod => U256.Modulo(a, b),
            RuntimeCall.SMod => U256.SignedModulo(a, b),
            RuntimeCall.AddMod => U256.AddModulo(a, b, c),
            RuntimeCall.MulMod => U256.MultiplyModulo(a, b, c),
            _ => throw new NotSupportedException($"{call}"),
        };
        return true;
    }
}

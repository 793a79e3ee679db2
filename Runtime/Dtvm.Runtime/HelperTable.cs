// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.ExecutionAbi;

namespace Dtvm.Runtime;

/// <summary>
/// All runtime helpers. Arguments are in <see cref="ExecutionFrame.Scratch"/> in the order the EVM pops them; a result goes to
/// index 0. The static cost of the instruction is charged by the caller, everything dynamic by the helper. Helpers allocate nothing on
/// the managed heap and throw nothing.
/// </summary>
public static unsafe class HelperTable
{
    private static readonly HelperEntry[] Table =
    [
        Plain(RuntimeCall.UDiv, &ArithmeticHelpers.Divide),
        Plain(RuntimeCall.SDiv, &ArithmeticHelpers.SignedDivide),
        Plain(RuntimeCall.UMod, &ArithmeticHelpers.Modulo),
        Plain(RuntimeCall.SMod, &ArithmeticHelpers.SignedModulo),
        Plain(RuntimeCall.AddMod, &ArithmeticHelpers.AddModulo),
        Plain(RuntimeCall.MulMod, &ArithmeticHelpers.MultiplyModulo),
        Plain(RuntimeCall.CallDataLoad, &EnvironmentHelpers.CallDataLoad),
        Plain(RuntimeCall.SelfBalance, &EnvironmentHelpers.SelfBalance),
        Plain(RuntimeCall.BlobHash, &EnvironmentHelpers.BlobHash),
        Plain(RuntimeCall.BlockHash, &EnvironmentHelpers.BlockHash),
        Plain(RuntimeCall.TLoad, &EnvironmentHelpers.TransientLoad),
        Plain(RuntimeCall.Origin, &EnvironmentHelpers.Origin),
        Plain(RuntimeCall.GasPrice, &EnvironmentHelpers.GasPrice),
        Plain(RuntimeCall.Coinbase, &EnvironmentHelpers.Coinbase),
        Plain(RuntimeCall.Timestamp, &EnvironmentHelpers.Timestamp),
        Plain(RuntimeCall.Number, &EnvironmentHelpers.Number),
        Plain(RuntimeCall.PrevRandao, &EnvironmentHelpers.PrevRandao),
        Plain(RuntimeCall.GasLimit, &EnvironmentHelpers.GasLimit),
        Plain(RuntimeCall.ChainId, &EnvironmentHelpers.ChainId),
        Plain(RuntimeCall.BaseFee, &EnvironmentHelpers.BaseFee),
        Plain(RuntimeCall.BlobBaseFee, &EnvironmentHelpers.BlobBaseFee),
        Gas(RuntimeCall.Exp, &ArithmeticHelpers.Exponentiate),
        Gas(RuntimeCall.Keccak256, &MemoryHelpers.Keccak),
        Gas(RuntimeCall.CallDataCopy, &MemoryHelpers.CallDataCopy),
        Gas(RuntimeCall.CodeCopy, &MemoryHelpers.CodeCopy),
        Gas(RuntimeCall.ExtCodeCopy, &AccountHelpers.CodeCopy),
        Gas(RuntimeCall.ReturnDataCopy, &MemoryHelpers.ReturnDataCopy),
        Gas(RuntimeCall.MCopy, &MemoryHelpers.MemoryCopy),
        Gas(RuntimeCall.Balance, &AccountHelpers.Balance),
        Gas(RuntimeCall.ExtCodeSize, &AccountHelpers.CodeSize),
        Gas(RuntimeCall.ExtCodeHash, &AccountHelpers.CodeHash),
        Gas(RuntimeCall.SLoad, &StorageHelpers.Load),
        Gas(RuntimeCall.SStore, &StorageHelpers.Store),
        Gas(RuntimeCall.TStore, &StorageHelpers.TransientStore),
        Gas(RuntimeCall.Log0, &LogHelpers.Log0),
        Gas(RuntimeCall.Log1, &LogHelpers.Log1),
        Gas(RuntimeCall.Log2, &LogHelpers.Log2),
        Gas(RuntimeCall.Log3, &LogHelpers.Log3),
        Gas(RuntimeCall.Log4, &LogHelpers.Log4),
        Gas(RuntimeCall.Create, &CreateHelpers.Create),
        Gas(RuntimeCall.Create2, &CreateHelpers.Create2),
        Gas(RuntimeCall.Call, &CallHelpers.Call),
        Gas(RuntimeCall.CallCode, &CallHelpers.CallCode),
        Gas(RuntimeCall.DelegateCall, &CallHelpers.DelegateCall),
        Gas(RuntimeCall.StaticCall, &CallHelpers.StaticCall),
        Gas(RuntimeCall.Return, &HaltHelpers.Return),
        Gas(RuntimeCall.Revert, &HaltHelpers.Revert),
        Gas(RuntimeCall.SelfDestruct, &HaltHelpers.SelfDestruct),
        MemGrow(RuntimeCall.MemGrow, &MemoryHelpers.Grow),
        Plain(RuntimeCall.SlotNumber, &EnvironmentHelpers.SlotNumber),
    ];

    /// <summary>The helpers in the order of <see cref="Addresses"/>.</summary>
    public static ReadOnlySpan<HelperEntry> Entries => Table;

    /// <summary>The addresses alone, as <see cref="RuntimeCalls.TableLength"/> says, in native memory that lives as long as the process:
    /// <see cref="ExecutionFrame.Helpers"/>.</summary>
    public static nint* Addresses { get; } = CopyAddresses();

    private static nint* CopyAddresses()
    {
        var addresses = (nint*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(HelperTable), RuntimeCalls.TableLength * sizeof(nint));
        for (var i = 0; i < Table.Length; i++)
        {
            addresses[i] = addresses[RuntimeCalls.OwnOf((RuntimeCall)i)] = Table[i].Address;
        }

        addresses[RuntimeCalls.KeccakPermutation] = 0;
        return addresses;
    }

    private static HelperEntry Plain(RuntimeCall call, delegate* unmanaged[Cdecl]<ExecutionFrame*, void> function) =>
        Entry(call, RuntimeCallKind.Plain, (nint)function);

    private static HelperEntry Gas(RuntimeCall call, delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long> function) =>
        Entry(call, RuntimeCallKind.Gas, (nint)function);

    private static HelperEntry MemGrow(RuntimeCall call, delegate* unmanaged[Cdecl]<ExecutionFrame*, long, ulong, ulong, long> function) =>
        Entry(call, RuntimeCallKind.MemGrow, (nint)function);

    private static HelperEntry Entry(RuntimeCall call, RuntimeCallKind kind, nint address) => RuntimeCalls.KindOf(call) == kind
        ? new(call, address)
        : throw new InvalidOperationException($"the helper of {RuntimeCalls.NameOf(call)} does not have the signature {kind}");
}

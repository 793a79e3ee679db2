using System.Runtime.CompilerServices;

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
        Plain("udiv", &ArithmeticHelpers.Divide),
        Plain("sdiv", &ArithmeticHelpers.SignedDivide),
        Plain("umod", &ArithmeticHelpers.Modulo),
        Plain("smod", &ArithmeticHelpers.SignedModulo),
        Plain("addmod", &ArithmeticHelpers.AddModulo),
        Plain("mulmod", &ArithmeticHelpers.MultiplyModulo),
        Plain("calldataload", &EnvironmentHelpers.CallDataLoad),
        Plain("selfbalance", &EnvironmentHelpers.SelfBalance),
        Plain("blobhash", &EnvironmentHelpers.BlobHash),
        Plain("blockhash", &EnvironmentHelpers.BlockHash),
        Plain("tload", &EnvironmentHelpers.TransientLoad),
        Plain("origin", &EnvironmentHelpers.Origin),
        Plain("gasprice", &EnvironmentHelpers.GasPrice),
        Plain("coinbase", &EnvironmentHelpers.Coinbase),
        Plain("timestamp", &EnvironmentHelpers.Timestamp),
        Plain("number", &EnvironmentHelpers.Number),
        Plain("prevrandao", &EnvironmentHelpers.PrevRandao),
        Plain("gaslimit", &EnvironmentHelpers.GasLimit),
        Plain("chainid", &EnvironmentHelpers.ChainId),
        Plain("basefee", &EnvironmentHelpers.BaseFee),
        Plain("blobbasefee", &EnvironmentHelpers.BlobBaseFee),
        Gas("exp", &ArithmeticHelpers.Exponentiate),
        Gas("keccak256", &MemoryHelpers.Keccak),
        Gas("calldatacopy", &MemoryHelpers.CallDataCopy),
        Gas("codecopy", &MemoryHelpers.CodeCopy),
        Gas("extcodecopy", &AccountHelpers.CodeCopy),
        Gas("returndatacopy", &MemoryHelpers.ReturnDataCopy),
        Gas("mcopy", &MemoryHelpers.MemoryCopy),
        Gas("balance", &AccountHelpers.Balance),
        Gas("extcodesize", &AccountHelpers.CodeSize),
        Gas("extcodehash", &AccountHelpers.CodeHash),
        Gas("sload", &StorageHelpers.Load),
        Gas("sstore", &StorageHelpers.Store),
        Gas("tstore", &StorageHelpers.TransientStore),
        Gas("log0", &LogHelpers.Log0),
        Gas("log1", &LogHelpers.Log1),
        Gas("log2", &LogHelpers.Log2),
        Gas("log3", &LogHelpers.Log3),
        Gas("log4", &LogHelpers.Log4),
        Gas("create", &CreateHelpers.Create),
        Gas("create2", &CreateHelpers.Create2),
        Gas("call", &CallHelpers.Call),
        Gas("callcode", &CallHelpers.CallCode),
        Gas("delegatecall", &CallHelpers.DelegateCall),
        Gas("staticcall", &CallHelpers.StaticCall),
        Gas("return", &HaltHelpers.Return),
        Gas("revert", &HaltHelpers.Revert),
        Gas("selfdestruct", &HaltHelpers.SelfDestruct),
        MemoryGrowth("mem_grow", &MemoryHelpers.Grow),
        Plain("slotnum", &EnvironmentHelpers.SlotNumber),
    ];

    /// <summary>The helpers in the order of <see cref="Addresses"/>.</summary>
    public static ReadOnlySpan<HelperEntry> Entries => Table;

    /// <summary>The addresses alone, in native memory that lives as long as the process: <see cref="ExecutionFrame.Helpers"/>.</summary>
    public static nint* Addresses { get; } = CopyAddresses();

    private static nint* CopyAddresses()
    {
        var addresses = (nint*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(HelperTable), Table.Length * sizeof(nint));
        for (var i = 0; i < Table.Length; i++)
        {
            addresses[i] = Table[i].Address;
        }

        return addresses;
    }

    private static HelperEntry Plain(string name, delegate* unmanaged[Cdecl]<ExecutionFrame*, void> function) =>
        new(name, HelperKind.Plain, (nint)function);

    private static HelperEntry Gas(string name, delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long> function) =>
        new(name, HelperKind.Gas, (nint)function);

    private static HelperEntry MemoryGrowth(string name, delegate* unmanaged[Cdecl]<ExecutionFrame*, long, ulong, ulong, long> function) =>
        new(name, HelperKind.MemoryGrowth, (nint)function);
}

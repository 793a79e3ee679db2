using static Dtvm.Mir.MirEffects;

namespace Dtvm.Mir;

/// <summary>The one table of runtime calls: name, signature and effects.</summary>
public static class RuntimeCallTable
{
    private const MirEffects Grows = ReadsMemorySize | WritesMemorySize | ReadsGas | WritesGas | MayHalt;
    private const MirEffects Charges = ReadsGas | WritesGas | MayHalt;
    private const MirEffects CallsOut = Grows | ReadsMemory | WritesMemory | WritesReturnData | CallsHost;

    private static readonly RuntimeCallInfo[] Rows =
    [
        Plain(RuntimeCall.UDiv, "udiv", 2, None),
        Plain(RuntimeCall.SDiv, "sdiv", 2, None),
        Plain(RuntimeCall.UMod, "umod", 2, None),
        Plain(RuntimeCall.SMod, "smod", 2, None),
        Plain(RuntimeCall.AddMod, "addmod", 3, None),
        Plain(RuntimeCall.MulMod, "mulmod", 3, None),
        Plain(RuntimeCall.CallDataLoad, "calldataload", 1, None),
        Plain(RuntimeCall.SelfBalance, "selfbalance", 0, CallsHost),
        Plain(RuntimeCall.BlobHash, "blobhash", 1, CallsHost),
        Plain(RuntimeCall.BlockHash, "blockhash", 1, CallsHost),
        Plain(RuntimeCall.TLoad, "tload", 1, CallsHost),
        Plain(RuntimeCall.Origin, "origin", 0, CallsHost),
        Plain(RuntimeCall.GasPrice, "gasprice", 0, CallsHost),
        Plain(RuntimeCall.Coinbase, "coinbase", 0, CallsHost),
        Plain(RuntimeCall.Timestamp, "timestamp", 0, CallsHost),
        Plain(RuntimeCall.Number, "number", 0, CallsHost),
        Plain(RuntimeCall.PrevRandao, "prevrandao", 0, CallsHost),
        Plain(RuntimeCall.GasLimit, "gaslimit", 0, CallsHost),
        Plain(RuntimeCall.ChainId, "chainid", 0, CallsHost),
        Plain(RuntimeCall.BaseFee, "basefee", 0, CallsHost),
        Plain(RuntimeCall.BlobBaseFee, "blobbasefee", 0, CallsHost),
        Gas(RuntimeCall.Exp, "exp", 2, true, Charges),
        Gas(RuntimeCall.Keccak256, "keccak256", 2, true, Grows | ReadsMemory),
        Gas(RuntimeCall.CallDataCopy, "calldatacopy", 3, false, Grows | WritesMemory),
        Gas(RuntimeCall.CodeCopy, "codecopy", 3, false, Grows | WritesMemory),
        Gas(RuntimeCall.ExtCodeCopy, "extcodecopy", 4, false, Grows | WritesMemory | CallsHost),
        Gas(RuntimeCall.ReturnDataCopy, "returndatacopy", 3, false, Grows | WritesMemory | ReadsReturnData),
        Gas(RuntimeCall.MCopy, "mcopy", 3, false, Grows | ReadsMemory | WritesMemory),
        Gas(RuntimeCall.Balance, "balance", 1, true, Charges | CallsHost),
        Gas(RuntimeCall.ExtCodeSize, "extcodesize", 1, true, Charges | CallsHost),
        Gas(RuntimeCall.ExtCodeHash, "extcodehash", 1, true, Charges | CallsHost),
        Gas(RuntimeCall.SLoad, "sload", 1, true, Charges | CallsHost),
        Gas(RuntimeCall.SStore, "sstore", 2, false, Charges | CallsHost),
        Gas(RuntimeCall.TStore, "tstore", 2, false, Charges | CallsHost),
        Gas(RuntimeCall.Log0, "log0", 2, false, Grows | ReadsMemory | CallsHost),
        Gas(RuntimeCall.Log1, "log1", 3, false, Grows | ReadsMemory | CallsHost),
        Gas(RuntimeCall.Log2, "log2", 4, false, Grows | ReadsMemory | CallsHost),
        Gas(RuntimeCall.Log3, "log3", 5, false, Grows | ReadsMemory | CallsHost),
        Gas(RuntimeCall.Log4, "log4", 6, false, Grows | ReadsMemory | CallsHost),
        Gas(RuntimeCall.Create, "create", 3, true, CallsOut),
        Gas(RuntimeCall.Create2, "create2", 4, true, CallsOut),
        Gas(RuntimeCall.Call, "call", 7, true, CallsOut),
        Gas(RuntimeCall.CallCode, "callcode", 7, true, CallsOut),
        Gas(RuntimeCall.DelegateCall, "delegatecall", 6, true, CallsOut),
        Gas(RuntimeCall.StaticCall, "staticcall", 6, true, CallsOut),
        Gas(RuntimeCall.Return, "return", 2, false, Grows | ReadsMemory),
        Gas(RuntimeCall.Revert, "revert", 2, false, Grows | ReadsMemory),
        Gas(RuntimeCall.SelfDestruct, "selfdestruct", 1, false, Charges | CallsHost),
        new(RuntimeCall.MemGrow, "mem_grow", 0, false, RuntimeCallKind.MemGrow, Grows),
        Plain(RuntimeCall.SlotNumber, "slotnum", 0, CallsHost),
    ];

    /// <summary>All rows, indexed by <see cref="RuntimeCall"/>.</summary>
    public static ReadOnlySpan<RuntimeCallInfo> All => Rows;

    /// <summary>The row of a call.</summary>
    /// <param name="call">A defined call.</param>
    public static ref readonly RuntimeCallInfo Get(RuntimeCall call) => ref Rows[(int)call];

    /// <summary>Finds a call by its name in MIR text.</summary>
    /// <param name="name">The name without the <c>rt.</c> prefix.</param>
    /// <param name="call">The call when found.</param>
    /// <returns>Whether there is such a call.</returns>
    public static bool TryFind(ReadOnlySpan<char> name, out RuntimeCall call)
    {
        foreach (ref readonly var row in All)
        {
            if (name.SequenceEqual(row.Name))
            {
                call = row.Call;
                return true;
            }
        }

        call = default;
        return false;
    }

    private static RuntimeCallInfo Plain(RuntimeCall call, string name, byte arguments, MirEffects effects) =>
        new(call, name, arguments, true, RuntimeCallKind.Plain, effects);

    private static RuntimeCallInfo Gas(RuntimeCall call, string name, byte arguments, bool hasResult, MirEffects effects) =>
        new(call, name, arguments, hasResult, RuntimeCallKind.Gas, effects);
}

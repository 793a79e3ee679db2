using Dtvm.ExecutionAbi;
using static Dtvm.Mir.MirEffects;

namespace Dtvm.Mir;

/// <summary>The one table of what runtime calls take, give and do; names and C signatures are in <see cref="RuntimeCalls"/>.</summary>
public static class RuntimeCallTable
{
    private const MirEffects Grows = ReadsMemorySize | WritesMemorySize | ReadsGas | WritesGas | MayHalt;
    private const MirEffects Charges = ReadsGas | WritesGas | MayHalt;
    private const MirEffects CallsOut = Grows | ReadsMemory | WritesMemory | WritesReturnData | CallsHost;

    private static readonly RuntimeCallInfo[] Rows =
    [
        new(RuntimeCall.UDiv, 2, true, None),
        new(RuntimeCall.SDiv, 2, true, None),
        new(RuntimeCall.UMod, 2, true, None),
        new(RuntimeCall.SMod, 2, true, None),
        new(RuntimeCall.AddMod, 3, true, None),
        new(RuntimeCall.MulMod, 3, true, None),
        new(RuntimeCall.CallDataLoad, 1, true, None),
        new(RuntimeCall.SelfBalance, 0, true, CallsHost),
        new(RuntimeCall.BlobHash, 1, true, CallsHost),
        new(RuntimeCall.BlockHash, 1, true, CallsHost),
        new(RuntimeCall.TLoad, 1, true, CallsHost),
        new(RuntimeCall.Origin, 0, true, CallsHost),
        new(RuntimeCall.GasPrice, 0, true, CallsHost),
        new(RuntimeCall.Coinbase, 0, true, CallsHost),
        new(RuntimeCall.Timestamp, 0, true, CallsHost),
        new(RuntimeCall.Number, 0, true, CallsHost),
        new(RuntimeCall.PrevRandao, 0, true, CallsHost),
        new(RuntimeCall.GasLimit, 0, true, CallsHost),
        new(RuntimeCall.ChainId, 0, true, CallsHost),
        new(RuntimeCall.BaseFee, 0, true, CallsHost),
        new(RuntimeCall.BlobBaseFee, 0, true, CallsHost),
        new(RuntimeCall.Exp, 2, true, Charges),
        new(RuntimeCall.Keccak256, 2, true, Grows | ReadsMemory),
        new(RuntimeCall.CallDataCopy, 3, false, Grows | WritesMemory),
        new(RuntimeCall.CodeCopy, 3, false, Grows | WritesMemory),
        new(RuntimeCall.ExtCodeCopy, 4, false, Grows | WritesMemory | CallsHost),
        new(RuntimeCall.ReturnDataCopy, 3, false, Grows | WritesMemory | ReadsReturnData),
        new(RuntimeCall.MCopy, 3, false, Grows | ReadsMemory | WritesMemory),
        new(RuntimeCall.Balance, 1, true, Charges | CallsHost),
        new(RuntimeCall.ExtCodeSize, 1, true, Charges | CallsHost),
        new(RuntimeCall.ExtCodeHash, 1, true, Charges | CallsHost),
        new(RuntimeCall.SLoad, 1, true, Charges | CallsHost),
        new(RuntimeCall.SStore, 2, false, Charges | CallsHost),
        new(RuntimeCall.TStore, 2, false, Charges | CallsHost),
        new(RuntimeCall.Log0, 2, false, Grows | ReadsMemory | CallsHost),
        new(RuntimeCall.Log1, 3, false, Grows | ReadsMemory | CallsHost),
        new(RuntimeCall.Log2, 4, false, Grows | ReadsMemory | CallsHost),
        new(RuntimeCall.Log3, 5, false, Grows | ReadsMemory | CallsHost),
        new(RuntimeCall.Log4, 6, false, Grows | ReadsMemory | CallsHost),
        new(RuntimeCall.Create, 3, true, CallsOut),
        new(RuntimeCall.Create2, 4, true, CallsOut),
        new(RuntimeCall.Call, 7, true, CallsOut),
        new(RuntimeCall.CallCode, 7, true, CallsOut),
        new(RuntimeCall.DelegateCall, 6, true, CallsOut),
        new(RuntimeCall.StaticCall, 6, true, CallsOut),
        new(RuntimeCall.Return, 2, false, Grows | ReadsMemory),
        new(RuntimeCall.Revert, 2, false, Grows | ReadsMemory),
        new(RuntimeCall.SelfDestruct, 1, false, Charges | CallsHost),
        new(RuntimeCall.MemGrow, 0, false, Grows),
        new(RuntimeCall.SlotNumber, 0, true, CallsHost),
    ];

    /// <summary>All rows, indexed by <see cref="RuntimeCall"/>.</summary>
    public static ReadOnlySpan<RuntimeCallInfo> All => Rows;

    /// <summary>The row of a call.</summary>
    /// <param name="call">A defined call.</param>
    public static ref readonly RuntimeCallInfo Get(RuntimeCall call) => ref Rows[(int)call];
}

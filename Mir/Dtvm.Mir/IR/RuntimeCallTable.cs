// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using static Dtvm.Mir.MirEffects;

namespace Dtvm.Mir;

/// <summary>The one table of what runtime calls take, give and do, and of what passes may do with them; names and C signatures are in
/// <see cref="RuntimeCalls"/>.</summary>
public static class RuntimeCallTable
{
    private const MirEffects Grows = ReadsMemorySize | WritesMemorySize | ReadsGas | WritesGas | MayHalt;
    private const MirEffects Charges = ReadsGas | WritesGas | MayHalt;
    private const MirEffects CallsOut = Grows | ReadsMemory | WritesMemory | WritesReturnData | CallsHost;
    private const MirEffects Creates = Charges | ReadsMemory | WritesReturnData | CallsHost;

    private const MirTraits Division = MirTraits.Foldable | MirTraits.Costly;

    /// <summary>Of the transaction or the block: an execution fetches them all at once, the first time that it needs one.</summary>
    private const MirTraits Fetched = MirTraits.Barrier | MirTraits.Repeatable;

    /// <summary>Of what changes the state, or leaves a trace there.</summary>
    private const MirTraits Modifies = MirTraits.Barrier | MirTraits.RefusesStatic;

    private static readonly RuntimeCallInfo[] Rows =
    [
        new(RuntimeCall.UDiv, 2, true, None) { Traits = Division },
        new(RuntimeCall.SDiv, 2, true, None) { Traits = Division },
        new(RuntimeCall.UMod, 2, true, None) { Traits = Division },
        new(RuntimeCall.SMod, 2, true, None) { Traits = Division },
        new(RuntimeCall.AddMod, 3, true, None) { Traits = Division | MirTraits.Commutative },
        new(RuntimeCall.MulMod, 3, true, None) { Traits = Division | MirTraits.Commutative },
        new(RuntimeCall.CallDataLoad, 1, true, None) { Traits = MirTraits.BackendOnly },
        new(RuntimeCall.SelfBalance, 0, true, CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.BlobHash, 1, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.BlockHash, 1, true, CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.TLoad, 1, true, CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.Origin, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.GasPrice, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.Coinbase, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.Timestamp, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.Number, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.PrevRandao, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.GasLimit, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.ChainId, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.BaseFee, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.BlobBaseFee, 0, true, CallsHost) { Traits = Fetched },
        new(RuntimeCall.Exp, 2, true, Charges),
        new(RuntimeCall.Keccak256, 2, true, Charges | ReadsMemory) { Reads = new(0, 1) },
        new(RuntimeCall.CallDataCopy, 3, false, Charges | WritesMemory) { Writes = new(0, 2) },
        new(RuntimeCall.CodeCopy, 3, false, Charges | WritesMemory) { Writes = new(0, 2) },
        new(RuntimeCall.ExtCodeCopy, 4, false, Charges | WritesMemory | CallsHost) { Traits = MirTraits.Barrier, Writes = new(1, 3) },
        new(RuntimeCall.ReturnDataCopy, 3, false, Charges | WritesMemory | ReadsReturnData)
        {
            Traits = MirTraits.Barrier,
            Writes = new(0, 2),
        },
        new(RuntimeCall.MCopy, 3, false, Charges | ReadsMemory | WritesMemory) { Reads = new(1, 2), Writes = new(0, 2) },
        new(RuntimeCall.Balance, 1, true, Charges | CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.ExtCodeSize, 1, true, Charges | CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.ExtCodeHash, 1, true, Charges | CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.SLoad, 1, true, Charges | CallsHost) { Traits = MirTraits.Barrier },
        new(RuntimeCall.SStore, 2, false, Charges | CallsHost) { Traits = Modifies },
        new(RuntimeCall.TStore, 2, false, Charges | CallsHost) { Traits = Modifies },
        new(RuntimeCall.Log0, 2, false, Charges | ReadsMemory | CallsHost) { Traits = Modifies, Reads = new(0, 1) },
        new(RuntimeCall.Log1, 3, false, Charges | ReadsMemory | CallsHost) { Traits = Modifies, Reads = new(0, 1) },
        new(RuntimeCall.Log2, 4, false, Charges | ReadsMemory | CallsHost) { Traits = Modifies, Reads = new(0, 1) },
        new(RuntimeCall.Log3, 5, false, Charges | ReadsMemory | CallsHost) { Traits = Modifies, Reads = new(0, 1) },
        new(RuntimeCall.Log4, 6, false, Charges | ReadsMemory | CallsHost) { Traits = Modifies, Reads = new(0, 1) },
        new(RuntimeCall.Create, 3, true, Creates) { Traits = Modifies, Reads = new(1, 2) },
        new(RuntimeCall.Create2, 4, true, Creates) { Traits = Modifies, Reads = new(1, 2) },
        new(RuntimeCall.Call, 7, true, CallsOut) { Traits = MirTraits.Barrier, Reads = new(3, 4), Writes = new(5, 6) },
        new(RuntimeCall.CallCode, 7, true, CallsOut) { Traits = MirTraits.Barrier, Reads = new(3, 4), Writes = new(5, 6) },
        new(RuntimeCall.DelegateCall, 6, true, CallsOut) { Traits = MirTraits.Barrier, Reads = new(2, 3), Writes = new(4, 5) },
        new(RuntimeCall.StaticCall, 6, true, CallsOut) { Traits = MirTraits.Barrier, Reads = new(2, 3), Writes = new(4, 5) },
        new(RuntimeCall.Return, 2, false, Charges | ReadsMemory) { Traits = MirTraits.BackendOnly, Reads = new(0, 1) },
        new(RuntimeCall.Revert, 2, false, Charges | ReadsMemory) { Traits = MirTraits.BackendOnly, Reads = new(0, 1) },
        new(RuntimeCall.SelfDestruct, 1, false, Charges | CallsHost) { Traits = Modifies | MirTraits.BackendOnly },
        new(RuntimeCall.MemGrow, 0, false, Grows) { Traits = MirTraits.BackendOnly },
        new(RuntimeCall.SlotNumber, 0, true, CallsHost) { Traits = Fetched },
    ];

    /// <summary>All rows, indexed by <see cref="RuntimeCall"/>.</summary>
    public static ReadOnlySpan<RuntimeCallInfo> All => Rows;

    /// <summary>The row of a call.</summary>
    /// <param name="call">A defined call.</param>
    public static ref readonly RuntimeCallInfo Get(RuntimeCall call) => ref Rows[(int)call];
}

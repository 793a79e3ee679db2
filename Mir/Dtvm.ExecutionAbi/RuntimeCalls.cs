// SPDX-License-Identifier: Apache-2.0

using static Dtvm.ExecutionAbi.RuntimeCallKind;

namespace Dtvm.ExecutionAbi;

/// <summary>The one table of names and C signatures of runtime calls.</summary>
public static class RuntimeCalls
{
    private static readonly (RuntimeCall Call, string Name, RuntimeCallKind Kind)[] Rows =
    [
        (RuntimeCall.UDiv, "udiv", Plain),
        (RuntimeCall.SDiv, "sdiv", Plain),
        (RuntimeCall.UMod, "umod", Plain),
        (RuntimeCall.SMod, "smod", Plain),
        (RuntimeCall.AddMod, "addmod", Plain),
        (RuntimeCall.MulMod, "mulmod", Plain),
        (RuntimeCall.CallDataLoad, "calldataload", Plain),
        (RuntimeCall.SelfBalance, "selfbalance", Plain),
        (RuntimeCall.BlobHash, "blobhash", Plain),
        (RuntimeCall.BlockHash, "blockhash", Plain),
        (RuntimeCall.TLoad, "tload", Plain),
        (RuntimeCall.Origin, "origin", Plain),
        (RuntimeCall.GasPrice, "gasprice", Plain),
        (RuntimeCall.Coinbase, "coinbase", Plain),
        (RuntimeCall.Timestamp, "timestamp", Plain),
        (RuntimeCall.Number, "number", Plain),
        (RuntimeCall.PrevRandao, "prevrandao", Plain),
        (RuntimeCall.GasLimit, "gaslimit", Plain),
        (RuntimeCall.ChainId, "chainid", Plain),
        (RuntimeCall.BaseFee, "basefee", Plain),
        (RuntimeCall.BlobBaseFee, "blobbasefee", Plain),
        (RuntimeCall.Exp, "exp", Gas),
        (RuntimeCall.Keccak256, "keccak256", Gas),
        (RuntimeCall.CallDataCopy, "calldatacopy", Gas),
        (RuntimeCall.CodeCopy, "codecopy", Gas),
        (RuntimeCall.ExtCodeCopy, "extcodecopy", Gas),
        (RuntimeCall.ReturnDataCopy, "returndatacopy", Gas),
        (RuntimeCall.MCopy, "mcopy", Gas),
        (RuntimeCall.Balance, "balance", Gas),
        (RuntimeCall.ExtCodeSize, "extcodesize", Gas),
        (RuntimeCall.ExtCodeHash, "extcodehash", Gas),
        (RuntimeCall.SLoad, "sload", Gas),
        (RuntimeCall.SStore, "sstore", Gas),
        (RuntimeCall.TStore, "tstore", Gas),
        (RuntimeCall.Log0, "log0", Gas),
        (RuntimeCall.Log1, "log1", Gas),
        (RuntimeCall.Log2, "log2", Gas),
        (RuntimeCall.Log3, "log3", Gas),
        (RuntimeCall.Log4, "log4", Gas),
        (RuntimeCall.Create, "create", Gas),
        (RuntimeCall.Create2, "create2", Gas),
        (RuntimeCall.Call, "call", Gas),
        (RuntimeCall.CallCode, "callcode", Gas),
        (RuntimeCall.DelegateCall, "delegatecall", Gas),
        (RuntimeCall.StaticCall, "staticcall", Gas),
        (RuntimeCall.Return, "return", Gas),
        (RuntimeCall.Revert, "revert", Gas),
        (RuntimeCall.SelfDestruct, "selfdestruct", Gas),
        (RuntimeCall.MemGrow, "mem_grow", MemGrow),
        (RuntimeCall.SlotNumber, "slotnum", Plain),
    ];

    /// <summary>How many there are; each call's number is below it.</summary>
    public static int Count => Rows.Length;

    /// <summary>How many addresses the helper table of a frame holds: by the number of a call what serves it, behind these
    /// (<see cref="OwnOf"/>) the runtime's own, and <see cref="KeccakPermutation"/>.</summary>
    public static int TableLength => (2 * Count) + 1;

    /// <summary>The place in the helper table of machine code for Keccak-f[1600], a C function <c>void permute(uint64_t state[25])</c>; 0
    /// where there is none.</summary>
    public static int KeccakPermutation => 2 * Count;

    /// <summary>The place in the helper table of the runtime's own helper of a call, whatever serves the call.</summary>
    /// <param name="call">A defined call.</param>
    public static int OwnOf(RuntimeCall call) => Count + (int)call;

    /// <summary>The name in MIR text behind <c>rt.</c>, and in messages.</summary>
    /// <param name="call">A defined call.</param>
    public static string NameOf(RuntimeCall call) => Rows[(int)call].Name;

    /// <summary>The C signature.</summary>
    /// <param name="call">A defined call.</param>
    public static RuntimeCallKind KindOf(RuntimeCall call) => Rows[(int)call].Kind;

    /// <summary>Whether a call gives quotient or remainder of two words.</summary>
    /// <param name="call">A defined call.</param>
    public static bool IsDivision(RuntimeCall call) => call is RuntimeCall.UDiv or RuntimeCall.UMod or RuntimeCall.SDiv or RuntimeCall.SMod;

    /// <summary>Finds a call by its name.</summary>
    /// <param name="name">The name without the <c>rt.</c> prefix.</param>
    /// <param name="call">The call when found.</param>
    /// <returns>Whether there is such a call.</returns>
    public static bool TryFind(ReadOnlySpan<char> name, out RuntimeCall call)
    {
        foreach (ref readonly var row in Rows.AsSpan())
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
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>The runtime calls generated code can make; <see cref="RuntimeCalls"/> holds name and signature of each.</summary>
/// <remarks>The order is the order of the helper table that the frame points to.</remarks>
public enum RuntimeCall : byte
{
#pragma warning disable CS1591 // Each member is the EVM instruction of the same name, or described in the table.
    UDiv, SDiv, UMod, SMod, AddMod, MulMod, CallDataLoad,
    SelfBalance, BlobHash, BlockHash, TLoad, Origin, GasPrice, Coinbase, Timestamp, Number, PrevRandao, GasLimit, ChainId, BaseFee,
    BlobBaseFee,
    Exp, Keccak256, CallDataCopy, CodeCopy, ExtCodeCopy, ReturnDataCopy, MCopy, Balance, ExtCodeSize, ExtCodeHash,
    SLoad, SStore, TStore, Log0, Log1, Log2, Log3, Log4,
    Create, Create2, Call, CallCode, DelegateCall, StaticCall, Return, Revert, SelfDestruct, MemGrow,
    SlotNumber,
#pragma warning restore CS1591
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;

namespace Dtvm.Evmc.Abi;

/// <summary>
/// The transaction and block an execution belongs to (<c>evmc_tx_context</c>): 256 bytes. Numbers of 32 bytes are big-endian.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
public unsafe struct EvmcTxContext
{
    /// <summary>GASPRICE: the effective gas price in wei.</summary>
    [FieldOffset(TxContextLayout.TxGasPrice)] public EvmcBytes32 TxGasPrice;

    /// <summary>ORIGIN: the account that signed the transaction.</summary>
    [FieldOffset(TxContextLayout.TxOrigin)] public EvmcAddress TxOrigin;

    /// <summary>COINBASE: the block's beneficiary.</summary>
    [FieldOffset(TxContextLayout.BlockCoinbase)] public EvmcAddress BlockCoinbase;

    /// <summary>NUMBER.</summary>
    [FieldOffset(TxContextLayout.BlockNumber)] public long BlockNumber;

    /// <summary>TIMESTAMP in seconds.</summary>
    [FieldOffset(TxContextLayout.BlockTimestamp)] public long BlockTimestamp;

    /// <summary>GASLIMIT.</summary>
    [FieldOffset(TxContextLayout.BlockGasLimit)] public long BlockGasLimit;

    /// <summary>PREVRANDAO (EIP-4399), before Paris DIFFICULTY.</summary>
    [FieldOffset(TxContextLayout.BlockPrevRandao)] public EvmcBytes32 BlockPrevRandao;

    /// <summary>CHAINID (EIP-1344).</summary>
    [FieldOffset(TxContextLayout.ChainId)] public EvmcBytes32 ChainId;

    /// <summary>BASEFEE (EIP-3198) in wei.</summary>
    [FieldOffset(TxContextLayout.BlockBaseFee)] public EvmcBytes32 BlockBaseFee;

    /// <summary>BLOBBASEFEE (EIP-7516) in wei.</summary>
    [FieldOffset(TxContextLayout.BlobBaseFee)] public EvmcBytes32 BlobBaseFee;

    /// <summary>The versioned hashes BLOBHASH (EIP-4844) returns.</summary>
    [FieldOffset(TxContextLayout.BlobHashes)] public EvmcBytes32* BlobHashes;

    /// <summary>The number of blob hashes.</summary>
    [FieldOffset(TxContextLayout.BlobHashesCount)] public nuint BlobHashesCount;

    /// <summary>Init codes the transaction carries.</summary>
    [FieldOffset(TxContextLayout.Initcodes)] public EvmcTxInitcode* Initcodes;

    /// <summary>The number of init codes.</summary>
    [FieldOffset(TxContextLayout.InitcodesCount)] public nuint InitcodesCount;

    /// <summary>SLOTNUM (EIP-7843): ABI 18 has it where ABI 12 has a pointer that no revision uses.</summary>
    public ulong BlockSlotNumber
    {
        readonly get => (ulong)Initcodes;
        set => Initcodes = (EvmcTxInitcode*)value;
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>Byte offsets in the transaction context (evmc.h of ABI 12, <c>evmc_tx_context</c>). Words and addresses are
/// big-endian.</summary>
public static class TxContextLayout
{
#pragma warning disable CS1591 // Each constant is the offset of the field of the same name.
    public const int TxGasPrice = 0;
    public const int TxOrigin = 32;
    public const int BlockCoinbase = 52;
    public const int BlockNumber = 72;
    public const int BlockTimestamp = 80;
    public const int BlockGasLimit = 88;
    public const int BlockPrevRandao = 96;
    public const int ChainId = 128;
    public const int BlockBaseFee = 160;
    public const int BlobBaseFee = 192;
    public const int BlobHashes = 224;
    public const int BlobHashesCount = 232;
    public const int Initcodes = 240;
    public const int InitcodesCount = 248;
#pragma warning restore CS1591
}

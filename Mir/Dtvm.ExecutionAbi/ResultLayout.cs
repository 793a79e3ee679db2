// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>Byte offsets in the result of a message (evmc.h of ABI 12, <c>evmc_result</c>).</summary>
public static class ResultLayout
{
#pragma warning disable CS1591 // Each constant is the offset of the field of the same name.
    public const int StatusCode = 0;
    public const int GasLeft = 8;
    public const int GasRefund = 16;
    public const int OutputData = 24;
    public const int OutputSize = 32;
    public const int Release = 40;
#pragma warning restore CS1591
}

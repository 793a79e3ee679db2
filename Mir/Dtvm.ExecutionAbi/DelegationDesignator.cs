// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>The code of an account that delegates to another one: ef 01 00 and the address of that (EIP-7702).</summary>
public static class DelegationDesignator
{
    /// <summary>Bytes of it.</summary>
    public const int Size = PrefixSize + ExecutionLimits.AddressBytes;

    /// <summary>Bytes before the address.</summary>
    public const int PrefixSize = 3;

    /// <summary>These bytes as a number, the first of them the least significant.</summary>
    public const int Prefix = 0x0001ef;

    /// <summary>The bits of such a number.</summary>
    public const int PrefixMask = 0xffffff;
}

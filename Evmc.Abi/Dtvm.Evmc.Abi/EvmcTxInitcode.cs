// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>Init code carried by a transaction (<c>evmc_tx_initcode</c>): 48 bytes. Used by no revision up to Osaka.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct EvmcTxInitcode
{
    /// <summary>The Keccak-256 hash of the code.</summary>
    public EvmcBytes32 Hash;

    /// <summary>The code.</summary>
    public byte* Code;

    /// <summary>The size of the code in bytes.</summary>
    public nuint CodeSize;
}

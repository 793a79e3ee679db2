// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>The result of an execution (<c>evmc_result</c>): 72 bytes, returned through a hidden pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct EvmcResult
{
    /// <summary>How the execution ended.</summary>
    public EvmcStatusCode StatusCode;

    /// <summary>The gas left; 0 unless the status is Success or Revert.</summary>
    public long GasLeft;

    /// <summary>The refund counter; 0 unless the status is Success. Negative values are possible within a transaction.</summary>
    public long GasRefund;

    /// <summary>The output, null when <see cref="OutputSize"/> is 0.</summary>
    public byte* OutputData;

    /// <summary>The size of the output in bytes.</summary>
    public nuint OutputSize;

    /// <summary>
    /// Releases what the result owns, or null. Called exactly once with a pointer to the result or to a copy of it.
    /// </summary>
    public delegate* unmanaged[Cdecl]<EvmcResult*, void> Release;

    /// <summary>The address of the created contract; valid for a successful creation only.</summary>
    public EvmcAddress CreateAddress;

    /// <summary>Free for the result's maker.</summary>
    public uint Padding;
}

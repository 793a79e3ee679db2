// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>
/// What a host of ABI 12 offers beyond it for revision Amsterdam (<c>dtvm_host_interface</c> of <c>dtvm/amsterdam.h</c>): the host passes a
/// pointer to this in place of one to <see cref="EvmcHostInterface"/>. 160 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct DtvmHostInterface
{
    /// <summary>The functions of the ABI.</summary>
    public EvmcHostInterface Evmc;

    /// <summary>The size of the whole struct in bytes; a larger one has functions that are not known here.</summary>
    public uint Size;

    /// <summary>The nonce of an account, 0 when it does not exist: a creation is charged for by whether its address exists
    /// (EIP-8037).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, ulong> GetNonce;

    /// <summary>The slot number of the block (EIP-7843).</summary>
    public delegate* unmanaged[Cdecl]<void*, ulong> GetSlotNumber;

    /// <summary>
    /// The cell of the execution stack for state gas (EIP-8037), the same for all executions nested in each other. Before <c>execute</c>
    /// and before <c>call</c> it holds what the frame gets of the reservoir; afterwards, on success, what is left of the reservoir less
    /// what was paid from gas, and on failure what it held before.
    /// </summary>
    public delegate* unmanaged[Cdecl]<void*, long*> StateGas;
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>A VM instance as the host sees it (<c>evmc_vm</c>): 56 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct EvmcVm
{
    /// <summary>The ABI version the VM implements, <see cref="EvmcAbi.Version"/>.</summary>
    public int AbiVersion;

    /// <summary>The VM's name, a static zero-terminated non-empty UTF-8 string.</summary>
    public byte* Name;

    /// <summary>The VM's version, a static zero-terminated non-empty UTF-8 string.</summary>
    public byte* Version;

    /// <summary>Destroys the instance.</summary>
    public delegate* unmanaged[Cdecl]<EvmcVm*, void> Destroy;

    /// <summary>Executes code: VM, host interface, host context (may be null), revision, message, code (may be null), code size.</summary>
    public delegate* unmanaged[Cdecl]<EvmcVm*, EvmcHostInterface*, void*, EvmcRevision, EvmcMessage*, byte*, nuint, EvmcResult> Execute;

    /// <summary>What the VM can execute.</summary>
    public delegate* unmanaged[Cdecl]<EvmcVm*, EvmcCapabilities> GetCapabilities;

    /// <summary>Sets an option (name, value; both zero-terminated, the value may be null); the pointer may be null.</summary>
    public delegate* unmanaged[Cdecl]<EvmcVm*, byte*, byte*, EvmcSetOptionResult> SetOption;
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>
/// The functions a VM calls in its host (<c>evmc_host_interface</c>): 16 pointers, 128 bytes. The first argument of each is the
/// host's context pointer, passed through unchanged. A C <c>bool</c> is a byte of 0 or 1.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct EvmcHostInterface
{
    /// <summary>Whether the account exists; since Spurious Dragon whether it is not empty (EIP-161).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, byte> AccountExists;

    /// <summary>The value of a storage slot.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32*, EvmcBytes32> GetStorage;

    /// <summary>Stores to a slot (account, key, value) and tells the effect.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32*, EvmcBytes32*, EvmcStorageStatus> SetStorage;

    /// <summary>The balance in wei, big-endian.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32> GetBalance;

    /// <summary>The size of the account's code in bytes.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, nuint> GetCodeSize;

    /// <summary>The Keccak-256 hash of the account's code, zero when the account does not exist (EIP-1052).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32> GetCodeHash;

    /// <summary>Copies code (account, code offset, buffer, buffer size) and returns the number of bytes copied.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, nuint, byte*, nuint, nuint> CopyCode;

    /// <summary>Registers an account (first) for destruction in favour of the beneficiary (second); 1 when it is the first time.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcAddress*, byte> Selfdestruct;

    /// <summary>Executes a nested message.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcMessage*, EvmcResult> Call;

    /// <summary>The transaction and block context.</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcTxContext> GetTxContext;

    /// <summary>The hash of the block with the number; zero when it is not among the last 256.</summary>
    public delegate* unmanaged[Cdecl]<void*, long, EvmcBytes32> GetBlockHash;

    /// <summary>Emits a log (account, data, data size, topics, number of topics).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, byte*, nuint, EvmcBytes32*, nuint, void> EmitLog;

    /// <summary>Marks an account as accessed and tells whether it was (EIP-2929).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcAccessStatus> AccessAccount;

    /// <summary>Marks a storage slot as accessed and tells whether it was (EIP-2929).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32*, EvmcAccessStatus> AccessStorage;

    /// <summary>The value of a transient storage slot (EIP-1153).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32*, EvmcBytes32> GetTransientStorage;

    /// <summary>Stores to a transient storage slot (account, key, value) (EIP-1153).</summary>
    public delegate* unmanaged[Cdecl]<void*, EvmcAddress*, EvmcBytes32*, EvmcBytes32*, void> SetTransientStorage;
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>
/// The bridge to the host: an EVMC host interface together with its context. Nothing else calls the host, but the machine code of SLOAD and
/// of calls, which believes no answer that these methods and <see cref="NestedResult"/> do not. 24 bytes, blittable, kept in the
/// <see cref="ExecutionFrame"/>. The arguments of the methods are passed on unchanged; see <see cref="EvmcHostInterface"/>.
/// </summary>
/// <remarks>
/// Also the gate for all that the host answers: what leaves these methods is in the range that the ABI says, whatever the host returned,
/// so that every mode of execution makes the same of it. docs/evmc.md says what each bad answer counts as. Where the host's memory ends
/// cannot be known: a pointer that is not null is believed together with its size. A struct that C returns through a hidden pointer
/// (System V ABI, 3.2.3) goes straight to its place: the pointer is written out where the struct is large.
/// The callers of these methods leave the upper halves of vector registers in use, and a host that is compiled for any x86-64 pays for that
/// with each of its SSE instructions, 100 ns and more a call on some processors. So each method clears them first, where it was told how:
/// C# has no instruction for it, and .NET's compiler cannot be relied on to emit one before a call out of managed code.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct WrappedHost
{
    /// <summary>The largest number of blob hashes: they are no larger than EVM memory can be.</summary>
    private const ulong MaxBlobHashes = FrameMemory.MaxOffset / EvmcBytes32.Size;

    private EvmcHostInterface* _interface;
    private void* _context;
    private delegate* unmanaged[Cdecl, SuppressGCTransition]<void> _clearUpperHalves;

    /// <summary>Sets the host to call.</summary>
    /// <param name="hostInterface">The host's functions; must stay valid while the bridge is used.</param>
    /// <param name="context">The host's context, passed to each function; may be null.</param>
    /// <param name="clearUpperHalves">Address of a C function that clears the upper halves of vector registers (VZEROUPPER) and does
    /// nothing else; 0 where the host does not care.</param>
    public void Reinitialize(EvmcHostInterface* hostInterface, void* context, nint clearUpperHalves)
    {
        _interface = hostInterface;
        _context = context;
        _clearUpperHalves = (delegate* unmanaged[Cdecl, SuppressGCTransition]<void>)clearUpperHalves;
    }

    /// <summary>Whether the account exists (since Spurious Dragon: is not empty, EIP-161).</summary>
    public readonly bool AccountExists(EvmcAddress* address)
    {
        ClearUpperHalves();
        return _interface->AccountExists(_context, address) != 0;
    }

    /// <summary>The value of the storage slot.</summary>
    public readonly EvmcBytes32 GetStorage(EvmcAddress* address, EvmcBytes32* key)
    {
        ClearUpperHalves();
        return _interface->GetStorage(_context, address, key);
    }

    /// <summary>Stores to the storage slot. A status that the ABI does not have counts as Assigned.</summary>
    public readonly EvmcStorageStatus SetStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        ClearUpperHalves();
        var status = _interface->SetStorage(_context, address, key, value);
        return (uint)status <= (uint)EvmcStorageStatus.ModifiedRestored ? status : EvmcStorageStatus.Assigned;
    }

    /// <summary>The balance in wei.</summary>
    public readonly EvmcBytes32 GetBalance(EvmcAddress* address)
    {
        ClearUpperHalves();
        return _interface->GetBalance(_context, address);
    }

    /// <summary>The size of the account's code in bytes.</summary>
    public readonly nuint GetCodeSize(EvmcAddress* address)
    {
        ClearUpperHalves();
        return _interface->GetCodeSize(_context, address);
    }

    /// <summary>The hash of the account's code.</summary>
    public readonly EvmcBytes32 GetCodeHash(EvmcAddress* address)
    {
        ClearUpperHalves();
        return _interface->GetCodeHash(_context, address);
    }

    /// <summary>Copies code to the buffer and returns the number of bytes copied; more than the buffer has count as all of it.</summary>
    public readonly nuint CopyCode(EvmcAddress* address, nuint codeOffset, byte* buffer, nuint bufferSize)
    {
        ClearUpperHalves();
        return nuint.Min(_interface->CopyCode(_context, address, codeOffset, buffer, bufferSize), bufferSize);
    }

    /// <summary>Registers the account for destruction; true when it is the first time in the transaction.</summary>
    public readonly bool Selfdestruct(EvmcAddress* address, EvmcAddress* beneficiary)
    {
        ClearUpperHalves();
        return _interface->Selfdestruct(_context, address, beneficiary) != 0;
    }

    /// <summary>Executes a nested message.</summary>
    /// <param name="message">The message; its gas is not negative.</param>
    /// <param name="owned">Where the host's result goes as it is, for <see cref="Release"/> alone.</param>
    /// <returns>What the result counts as.</returns>
    public readonly NestedResult Call(EvmcMessage* message, EvmcResult* owned)
    {
        ClearUpperHalves();

        // The message is the host's meanwhile.
        var given = message->Gas;
        _ = ((delegate* unmanaged[Cdecl]<EvmcResult*, void*, EvmcMessage*, EvmcResult*>)(nint)_interface->Call)(owned, _context, message);
        return new NestedResult(owned, given);
    }

    /// <summary>Gets the transaction context. Blob hashes without address, or too many, count as none.</summary>
    /// <param name="context">Where it goes.</param>
    public readonly void GetTxContext(EvmcTxContext* context)
    {
        ClearUpperHalves();
        _ = ((delegate* unmanaged[Cdecl]<EvmcTxContext*, void*, EvmcTxContext*>)(nint)_interface->GetTxContext)(context, _context);
        if (context->BlobHashes == null || context->BlobHashesCount > MaxBlobHashes)
        {
            context->BlobHashesCount = 0;
        }
    }

    /// <summary>The hash of a block.</summary>
    public readonly EvmcBytes32 GetBlockHash(long number)
    {
        EvmcBytes32 hash;
        ClearUpperHalves();
        _ = ((delegate* unmanaged[Cdecl]<EvmcBytes32*, void*, long, EvmcBytes32*>)(nint)_interface->GetBlockHash)(&hash, _context, number);
        return hash;
    }

    /// <summary>Emits a log.</summary>
    public readonly void EmitLog(EvmcAddress* address, byte* data, nuint dataSize, EvmcBytes32* topics, nuint topicsCount)
    {
        ClearUpperHalves();
        _interface->EmitLog(_context, address, data, dataSize, topics, topicsCount);
    }

    /// <summary>Marks the account as accessed. Every status but Cold counts as Warm.</summary>
    public readonly EvmcAccessStatus AccessAccount(EvmcAddress* address)
    {
        ClearUpperHalves();
        var status = _interface->AccessAccount(_context, address);
        return status == EvmcAccessStatus.Cold ? status : EvmcAccessStatus.Warm;
    }

    /// <summary>Marks the storage slot as accessed. Every status but Cold counts as Warm.</summary>
    public readonly EvmcAccessStatus AccessStorage(EvmcAddress* address, EvmcBytes32* key)
    {
        ClearUpperHalves();
        var status = _interface->AccessStorage(_context, address, key);
        return status == EvmcAccessStatus.Cold ? status : EvmcAccessStatus.Warm;
    }

    /// <summary>The value of the transient storage slot.</summary>
    public readonly EvmcBytes32 GetTransientStorage(EvmcAddress* address, EvmcBytes32* key)
    {
        ClearUpperHalves();
        return _interface->GetTransientStorage(_context, address, key);
    }

    /// <summary>Stores to the transient storage slot.</summary>
    public readonly void SetTransientStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        ClearUpperHalves();
        _interface->SetTransientStorage(_context, address, key, value);
    }

    /// <summary>The nonce of an account. Only of a host that is a <see cref="DtvmHostInterface"/>.</summary>
    public readonly ulong GetNonce(EvmcAddress* address)
    {
        ClearUpperHalves();
        return ((DtvmHostInterface*)_interface)->GetNonce(_context, address);
    }

    /// <summary>The slot number of the block. Only of a host that is a <see cref="DtvmHostInterface"/>.</summary>
    public readonly ulong GetSlotNumber()
    {
        ClearUpperHalves();
        return ((DtvmHostInterface*)_interface)->GetSlotNumber(_context);
    }

    /// <summary>The cell for state gas. Only of a host that is a <see cref="DtvmHostInterface"/>.</summary>
    public readonly long* GetStateCell()
    {
        ClearUpperHalves();
        return ((DtvmHostInterface*)_interface)->StateGas(_context);
    }

    /// <summary>Releases what a result that the host gave owns, and notes that, so that a second call does nothing.</summary>
    /// <param name="result">The result; all zero is allowed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(EvmcResult* result)
    {
        if (result->Release != null)
        {
            result->Release(result);
            result->Release = null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ClearUpperHalves()
    {
        if (_clearUpperHalves != null)
        {
            _clearUpperHalves();
        }
    }
}

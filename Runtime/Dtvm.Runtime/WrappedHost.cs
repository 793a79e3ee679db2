using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>
/// The bridge to the host: an EVMC host interface together with its context. Nothing else calls the host. 16 bytes, blittable, kept
/// in the <see cref="ExecutionFrame"/>. The arguments of the methods are passed on unchanged; see <see cref="EvmcHostInterface"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct WrappedHost
{
    private EvmcHostInterface* _interface;
    private void* _context;

    /// <summary>Sets the host to call.</summary>
    /// <param name="hostInterface">The host's functions; must stay valid while the bridge is used.</param>
    /// <param name="context">The host's context, passed to each function; may be null.</param>
    public void Reinitialize(EvmcHostInterface* hostInterface, void* context)
    {
        _interface = hostInterface;
        _context = context;
    }

    /// <summary>Whether the account exists (since Spurious Dragon: is not empty, EIP-161).</summary>
    public readonly bool AccountExists(EvmcAddress* address) => _interface->AccountExists(_context, address) != 0;

    /// <summary>The value of the storage slot.</summary>
    public readonly EvmcBytes32 GetStorage(EvmcAddress* address, EvmcBytes32* key) => _interface->GetStorage(_context, address, key);

    /// <summary>Stores to the storage slot.</summary>
    public readonly EvmcStorageStatus SetStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        _interface->SetStorage(_context, address, key, value);

    /// <summary>The balance in wei.</summary>
    public readonly EvmcBytes32 GetBalance(EvmcAddress* address) => _interface->GetBalance(_context, address);

    /// <summary>The size of the account's code in bytes.</summary>
    public readonly nuint GetCodeSize(EvmcAddress* address) => _interface->GetCodeSize(_context, address);

    /// <summary>The hash of the account's code.</summary>
    public readonly EvmcBytes32 GetCodeHash(EvmcAddress* address) => _interface->GetCodeHash(_context, address);

    /// <summary>Copies code to the buffer and returns the number of bytes copied, at most <paramref name="bufferSize"/>.</summary>
    public readonly nuint CopyCode(EvmcAddress* address, nuint codeOffset, byte* buffer, nuint bufferSize) =>
        nuint.Min(_interface->CopyCode(_context, address, codeOffset, buffer, bufferSize), bufferSize);

    /// <summary>Registers the account for destruction; true when it is the first time in the transaction.</summary>
    public readonly bool Selfdestruct(EvmcAddress* address, EvmcAddress* beneficiary) =>
        _interface->Selfdestruct(_context, address, beneficiary) != 0;

    /// <summary>Executes a nested message. The caller owns the result and ends it with <see cref="Release"/>.</summary>
    public readonly EvmcResult Call(EvmcMessage* message) => _interface->Call(_context, message);

    /// <summary>The transaction context.</summary>
    public readonly EvmcTxContext GetTxContext() => _interface->GetTxContext(_context);

    /// <summary>The hash of a block.</summary>
    public readonly EvmcBytes32 GetBlockHash(long number) => _interface->GetBlockHash(_context, number);

    /// <summary>Emits a log.</summary>
    public readonly void EmitLog(EvmcAddress* address, byte* data, nuint dataSize, EvmcBytes32* topics, nuint topicsCount) =>
        _interface->EmitLog(_context, address, data, dataSize, topics, topicsCount);

    /// <summary>Marks the account as accessed.</summary>
    public readonly EvmcAccessStatus AccessAccount(EvmcAddress* address) => _interface->AccessAccount(_context, address);

    /// <summary>Marks the storage slot as accessed.</summary>
    public readonly EvmcAccessStatus AccessStorage(EvmcAddress* address, EvmcBytes32* key) =>
        _interface->AccessStorage(_context, address, key);

    /// <summary>The value of the transient storage slot.</summary>
    public readonly EvmcBytes32 GetTransientStorage(EvmcAddress* address, EvmcBytes32* key) =>
        _interface->GetTransientStorage(_context, address, key);

    /// <summary>Stores to the transient storage slot.</summary>
    public readonly void SetTransientStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        _interface->SetTransientStorage(_context, address, key, value);

    /// <summary>Releases what a result of <see cref="Call"/> owns and clears it, so that a second call does nothing.</summary>
    /// <param name="result">The result; all zero is allowed.</param>
    public static void Release(EvmcResult* result)
    {
        if (result->Release != null)
            result->Release(result);
        *result = default;
    }
}

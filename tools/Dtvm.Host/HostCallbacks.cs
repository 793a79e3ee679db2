// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host;

/// <summary>
/// An object as an EVMC host: the functions of <c>evmc_host_interface</c> and of <see cref="DtvmHostInterface"/> call its methods.
/// </summary>
public abstract unsafe class HostCallbacks : IDisposable
{
    private readonly DtvmHostInterface* _table;
    private GCHandle _handle;

    /// <summary>Makes the table of functions, in native memory.</summary>
    private protected HostCallbacks()
    {
        _handle = GCHandle.Alloc(this);
        _table = (DtvmHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(DtvmHostInterface));
        _table->Size = (uint)sizeof(DtvmHostInterface);
        _table->GetNonce = &OnGetNonce;
        _table->GetSlotNumber = &OnGetSlotNumber;
        _table->StateGas = &OnStateGas;
        _table->Evmc = new EvmcHostInterface
        {
            AccountExists = &OnAccountExists,
            GetStorage = &OnGetStorage,
            SetStorage = &OnSetStorage,
            GetBalance = &OnGetBalance,
            GetCodeSize = &OnGetCodeSize,
            GetCodeHash = &OnGetCodeHash,
            CopyCode = &OnCopyCode,
            Selfdestruct = &OnSelfDestruct,
            Call = &OnCall,
            GetTxContext = &OnGetTxContext,
            GetBlockHash = &OnGetBlockHash,
            EmitLog = &OnEmitLog,
            AccessAccount = &OnAccessAccount,
            AccessStorage = &OnAccessStorage,
            GetTransientStorage = &OnGetTransientStorage,
            SetTransientStorage = &OnSetTransientStorage,
        };
    }

    private delegate T Body<out T>(HostCallbacks host, void* first, void* second, void* third);

    /// <summary>The host's functions, to hand to a VM together with <see cref="Context"/>.</summary>
    public EvmcHostInterface* Interface => &_table->Evmc;

    /// <summary>The context that the host's functions expect.</summary>
    public void* Context => (void*)GCHandle.ToIntPtr(_handle);

    /// <summary>Frees the table; no VM may call the host any more.</summary>
    public void Dispose()
    {
        if (_handle.IsAllocated)
        {
            _handle.Free();
            NativeMemory.Free(_table);
            Free();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Frees, once, what a derived class owns.</summary>
    private protected virtual void Free()
    {
    }

    /// <summary>Keeps an exception of one of the methods below: none may cross the VM's frames. What the function
    /// answers then is zero, or a failure.</summary>
    private protected abstract void RecordFault(Exception exception);

    // The functions, in the order of the ABI; what each is told and answers is said there.
    private protected abstract bool AccountExists(EvmcAddress* address);

    private protected abstract EvmcBytes32 GetStorage(EvmcAddress* address, EvmcBytes32* key);

    private protected abstract EvmcStorageStatus SetStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value);

    private protected abstract EvmcBytes32 GetBalance(EvmcAddress* address);

    private protected abstract nuint GetCodeSize(EvmcAddress* address);

    private protected abstract EvmcBytes32 GetCodeHash(EvmcAddress* address);

    private protected abstract nuint CopyCode(EvmcAddress* address, nuint offset, byte* buffer, nuint size);

    private protected abstract bool SelfDestruct(EvmcAddress* address, EvmcAddress* beneficiary);

    private protected abstract EvmcResult Call(EvmcMessage* message);

    private protected abstract EvmcTxContext GetTxContext();

    private protected abstract EvmcBytes32 GetBlockHash(long number);

    private protected abstract void EmitLog(EvmcAddress* address, ReadOnlySpan<byte> data, ReadOnlySpan<EvmcBytes32> topics);

    private protected abstract EvmcAccessStatus AccessAccount(EvmcAddress* address);

    private protected abstract EvmcAccessStatus AccessStorage(EvmcAddress* address, EvmcBytes32* key);

    private protected abstract EvmcBytes32 GetTransientStorage(EvmcAddress* address, EvmcBytes32* key);

    private protected abstract void SetTransientStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value);

    private protected abstract ulong GetNonce(EvmcAddress* address);

    private protected abstract ulong GetSlotNumber();

    private protected abstract long* StateGas();

    /// <summary>Calls a method of the host; the pointers stand for whatever the function was given.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "An exception must not cross a native frame.")]
    private static T Enter<T>(void* context, void* first, void* second, void* third, Body<T> body, in T otherwise = default!)
    {
        var host = Unsafe.As<HostCallbacks>(GCHandle.FromIntPtr((nint)context).Target!);
        try
        {
            return body(host, first, second, third);
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return otherwise;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnAccountExists(void* context, EvmcAddress* address) =>
        Enter(context, address, null, null, static (host, a, _, _) => ToByte(host.AccountExists((EvmcAddress*)a)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 OnGetStorage(void* context, EvmcAddress* address, EvmcBytes32* key) =>
        Enter(context, address, key, null, static (host, a, b, _) => host.GetStorage((EvmcAddress*)a, (EvmcBytes32*)b));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcStorageStatus OnSetStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        Enter(context, address, key, value, static (host, a, b, c) => host.SetStorage((EvmcAddress*)a, (EvmcBytes32*)b, (EvmcBytes32*)c));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 OnGetBalance(void* context, EvmcAddress* address) =>
        Enter(context, address, null, null, static (host, a, _, _) => host.GetBalance((EvmcAddress*)a));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OnGetCodeSize(void* context, EvmcAddress* address) =>
        Enter(context, address, null, null, static (host, a, _, _) => host.GetCodeSize((EvmcAddress*)a));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 OnGetCodeHash(void* context, EvmcAddress* address) =>
        Enter(context, address, null, null, static (host, a, _, _) => host.GetCodeHash((EvmcAddress*)a));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OnCopyCode(void* context, EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var range = stackalloc nuint[] { offset, size };
        return Enter(
            context, address, buffer, range,
            static (host, a, b, c) => host.CopyCode((EvmcAddress*)a, ((nuint*)c)[0], (byte*)b, ((nuint*)c)[1]));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnSelfDestruct(void* context, EvmcAddress* address, EvmcAddress* beneficiary) =>
        Enter(context, address, beneficiary, null, static (host, a, b, _) => ToByte(host.SelfDestruct((EvmcAddress*)a, (EvmcAddress*)b)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult OnCall(void* context, EvmcMessage* message) =>
        Enter(
            context, message, null, null, static (host, a, _, _) => host.Call((EvmcMessage*)a),
            new EvmcResult { StatusCode = EvmcStatusCode.InternalError });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcTxContext OnGetTxContext(void* context) =>
        Enter(context, null, null, null, static (host, _, _, _) => host.GetTxContext());

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 OnGetBlockHash(void* context, long number) =>
        Enter(context, &number, null, null, static (host, a, _, _) => host.GetBlockHash(*(long*)a));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnEmitLog(
        void* context, EvmcAddress* address, byte* data, nuint dataSize, EvmcBytes32* topics, nuint topicCount)
    {
        var log = stackalloc nuint[] { (nuint)data, dataSize, (nuint)topics, topicCount };
        Enter(context, address, log, null, static (host, a, b, _) =>
        {
            var parts = (nuint*)b;
            host.EmitLog(
                (EvmcAddress*)a,
                new ReadOnlySpan<byte>((void*)parts[0], checked((int)parts[1])),
                new ReadOnlySpan<EvmcBytes32>((void*)parts[2], checked((int)parts[3])));
            return true;
        });
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus OnAccessAccount(void* context, EvmcAddress* address) =>
        Enter(context, address, null, null, static (host, a, _, _) => host.AccessAccount((EvmcAddress*)a));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus OnAccessStorage(void* context, EvmcAddress* address, EvmcBytes32* key) =>
        Enter(context, address, key, null, static (host, a, b, _) => host.AccessStorage((EvmcAddress*)a, (EvmcBytes32*)b));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 OnGetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key) =>
        Enter(context, address, key, null, static (host, a, b, _) => host.GetTransientStorage((EvmcAddress*)a, (EvmcBytes32*)b));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        Enter(context, address, key, value, static (host, a, b, c) =>
        {
            host.SetTransientStorage((EvmcAddress*)a, (EvmcBytes32*)b, (EvmcBytes32*)c);
            return true;
        });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong OnGetNonce(void* context, EvmcAddress* address) =>
        Enter(context, address, null, null, static (host, a, _, _) => host.GetNonce((EvmcAddress*)a));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong OnGetSlotNumber(void* context) =>
        Enter(context, null, null, null, static (host, _, _, _) => host.GetSlotNumber());

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long* OnStateGas(void* context) =>
        (long*)Enter(context, null, null, null, static (host, _, _, _) => (nint)host.StateGas());

    private static byte ToByte(bool value) => value ? (byte)1 : (byte)0;
}

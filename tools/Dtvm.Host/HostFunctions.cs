using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;

namespace Dtvm.Host;

/// <summary>The sixteen functions of <c>evmc_host_interface</c>, and those of <see cref="DtvmHostInterface"/>, over an <see
/// cref="InMemoryHost"/>. An exception never leaves one of them: it is kept for the host to throw.</summary>
[SuppressMessage("Design", "CA1031", Justification = "An exception must not cross a native frame.")]
internal static unsafe class HostFunctions
{
    /// <summary>Release function of outputs made by precompiled contracts.</summary>
    public static delegate* unmanaged[Cdecl]<EvmcResult*, void> FreeOutput => &FreeOutputData;

    /// <summary>Makes the table of functions in native memory.</summary>
    /// <returns>The table, to be freed with <see cref="NativeMemory.Free"/>.</returns>
    public static EvmcHostInterface* Allocate()
    {
        var table = (DtvmHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(DtvmHostInterface));
        table->Size = (uint)sizeof(DtvmHostInterface);
        table->GetNonce = &GetNonce;
        table->GetSlotNumber = &GetSlotNumber;
        table->StateGas = &StateGas;
        table->Evmc = new EvmcHostInterface
        {
            AccountExists = &AccountExists,
            GetStorage = &GetStorage,
            SetStorage = &SetStorage,
            GetBalance = &GetBalance,
            GetCodeSize = &GetCodeSize,
            GetCodeHash = &GetCodeHash,
            CopyCode = &CopyCode,
            Selfdestruct = &SelfDestruct,
            Call = &Call,
            GetTxContext = &GetTxContext,
            GetBlockHash = &GetBlockHash,
            EmitLog = &EmitLog,
            AccessAccount = &AccessAccount,
            AccessStorage = &AccessStorage,
            GetTransientStorage = &GetTransientStorage,
            SetTransientStorage = &SetTransientStorage,
        };
        return &table->Evmc;
    }

    private static EvmcBytes32 ToEvmc(in Bytes32 word) => Unsafe.As<Bytes32, EvmcBytes32>(ref Unsafe.AsRef(in word));

    private static ref readonly Address Read(EvmcAddress* address) => ref *(Address*)address;

    private static ref readonly Bytes32 Read(EvmcBytes32* word) => ref *(Bytes32*)word;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FreeOutputData(EvmcResult* result) => NativeMemory.Free(result->OutputData);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AccountExists(void* context, EvmcAddress* address)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            var account = host.State.Find(Read(address));
            var exists = account is not null && account.Exists && (host.Revision < EvmcRevision.SpuriousDragon || !account.IsEmpty);
            return exists ? (byte)1 : (byte)0;
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return ToEvmc(host.State.GetSlot(host.State.GetOrAdd(Read(address)), Read(key)).Current);
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcStorageStatus SetStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            var account = host.State.GetOrAdd(Read(address));
            var isNew = (account.Flags & AccountFlags.Created) != 0;
            return host.State.SetStorage(host.State.GetSlot(account, Read(key)), Read(value), isNew);
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return EvmcStorageStatus.Assigned;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBalance(void* context, EvmcAddress* address)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            var account = host.State.Find(Read(address));
            return account is null ? default : ToEvmc(new Bytes32(account.Balance));
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetCodeSize(void* context, EvmcAddress* address)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return (nuint)(host.State.Find(Read(address))?.Code.Length ?? 0);
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetCodeHash(void* context, EvmcAddress* address)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            // EIP-1052: zero for an account that is absent or empty.
            var account = host.State.Find(Read(address));
            return account is null || !account.Exists || account.IsEmpty ? default : ToEvmc(account.Code.Hash);
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint CopyCode(void* context, EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            var code = host.State.Find(Read(address))?.Code;
            if (code is null || offset >= (nuint)code.Length)
            {
                return 0;
            }

            var count = Math.Min(size, (nuint)code.Length - offset);
            NativeMemory.Copy(code.Pointer + offset, buffer, count);
            GC.KeepAlive(code);
            return count;
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte SelfDestruct(void* context, EvmcAddress* address, EvmcAddress* beneficiary)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return host.SelfDestruct(Read(address), Read(beneficiary)) ? (byte)1 : (byte)0;
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult Call(void* context, EvmcMessage* message)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return host.Call(message);
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return InMemoryHost.Failed(EvmcStatusCode.InternalError);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong GetNonce(void* context, EvmcAddress* address)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return host.State.Find(Read(address))?.Nonce ?? 0;
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong GetSlotNumber(void* context) => InMemoryHost.FromContext(context).Block.SlotNumber;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long* StateGas(void* context) => InMemoryHost.FromContext(context).StateCell;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcTxContext GetTxContext(void* context) => InMemoryHost.FromContext(context).TxContext;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBlockHash(void* context, long number)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return ToEvmc(host.Block.HashOf(number));
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EmitLog(void* context, EvmcAddress* address, byte* data, nuint dataSize, EvmcBytes32* topics, nuint topicCount)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            var topicArray = new ReadOnlySpan<Bytes32>(topics, checked((int)topicCount)).ToArray();
            var dataArray = new ReadOnlySpan<byte>(data, checked((int)dataSize)).ToArray();
            host.State.AddLog(new LogEntry(Read(address), topicArray, dataArray));
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessAccount(void* context, EvmcAddress* address)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return host.AccessAccount(Read(address));
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return EvmcAccessStatus.Cold;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            var slot = host.State.GetSlot(host.State.GetOrAdd(Read(address)), Read(key));
            return host.State.WarmSlot(slot) ? EvmcAccessStatus.Warm : EvmcAccessStatus.Cold;
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return EvmcAccessStatus.Cold;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            return ToEvmc(WorldState.GetTransient(host.State.GetOrAdd(Read(address)), Read(key)));
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var host = InMemoryHost.FromContext(context);
        try
        {
            host.State.SetTransient(host.State.GetOrAdd(Read(address)), Read(key), Read(value));
        }
        catch (Exception exception)
        {
            host.RecordFault(exception);
        }
    }
}

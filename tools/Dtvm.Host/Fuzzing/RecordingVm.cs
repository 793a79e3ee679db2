using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Fuzzing;

/// <summary>Puts itself between a VM and its host and writes every host call into a log. Not safe for concurrent use.</summary>
public sealed unsafe class RecordingVm : IVm
{
    private readonly IVm _vm;
    private readonly EvmcHostInterface* _interface;
    private GCHandle _handle;
    private EvmcHostInterface* _host;
    private void* _hostContext;

    /// <summary>Makes a recorder.</summary>
    /// <param name="vm">The VM, which stays the caller's to dispose.</param>
    public RecordingVm(IVm vm)
    {
        _vm = vm;
        _handle = GCHandle.Alloc(this);
        var extended = (DtvmHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(DtvmHostInterface));
        extended->Size = (uint)sizeof(DtvmHostInterface);
        extended->GetNonce = &GetNonce;
        extended->GetSlotNumber = &GetSlotNumber;
        extended->StateGas = &StateGas;
        _interface = &extended->Evmc;
        *_interface = new EvmcHostInterface
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
    }

    /// <summary>The log; the caller clears it before an execution.</summary>
    public HostCallLog Log { get; } = new();

    /// <summary>Whether messages of depth 0 become static calls.</summary>
    public bool IsStatic { get; set; }

    /// <inheritdoc/>
    public string Name => _vm.Name;

    /// <inheritdoc/>
    public VmStatistics Statistics => _vm.Statistics;

    /// <inheritdoc/>
    public string? Failure => _vm.Failure;

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        _host = host;
        _hostContext = context;
        var changed = *message;
        if (IsStatic && message->Depth == 0)
        {
            changed.Flags |= EvmcFlags.Static;
        }

        return _vm.Execute(_interface, (void*)GCHandle.ToIntPtr(_handle), revision, &changed, code, codeSize);
    }

    /// <inheritdoc/>
    public void Reset() => _vm.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_handle.IsAllocated)
        {
            return;
        }

        _handle.Free();
        NativeMemory.Free(_interface);
    }

    private DtvmHostInterface* Extended => (DtvmHostInterface*)_host;

    /// <summary>What the cell for state gas holds; the in-memory host has one in every revision.</summary>
    private long StateBalance() => *Extended->StateGas(_hostContext);

    private static RecordingVm From(void* context) => (RecordingVm)GCHandle.FromIntPtr((nint)context).Target!;

    private static ReadOnlySpan<byte> Bytes(EvmcAddress* address) => new(address, sizeof(EvmcAddress));

    private static ReadOnlySpan<byte> Bytes(EvmcBytes32* word) => new(word, sizeof(EvmcBytes32));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AccountExists(void* context, EvmcAddress* address)
    {
        var vm = From(context);
        var exists = vm._host->AccountExists(vm._hostContext, address);
        vm.Log.Add("account_exists", Bytes(address), number: exists);
        return exists;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var vm = From(context);
        var value = vm._host->GetStorage(vm._hostContext, address, key);
        vm.Log.Add("get_storage", Bytes(address), Bytes(key), Bytes(&value));
        return value;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcStorageStatus SetStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var vm = From(context);
        var status = vm._host->SetStorage(vm._hostContext, address, key, value);
        vm.Log.Add("set_storage", Bytes(address), Bytes(key), Bytes(value), (long)status);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBalance(void* context, EvmcAddress* address)
    {
        var vm = From(context);
        var value = vm._host->GetBalance(vm._hostContext, address);
        vm.Log.Add("get_balance", Bytes(address), Bytes(&value));
        return value;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetCodeSize(void* context, EvmcAddress* address)
    {
        var vm = From(context);
        var size = vm._host->GetCodeSize(vm._hostContext, address);
        vm.Log.Add("get_code_size", Bytes(address), number: (long)size);
        return size;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetCodeHash(void* context, EvmcAddress* address)
    {
        var vm = From(context);
        var value = vm._host->GetCodeHash(vm._hostContext, address);
        vm.Log.Add("get_code_hash", Bytes(address), Bytes(&value));
        return value;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint CopyCode(void* context, EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var vm = From(context);
        var count = vm._host->CopyCode(vm._hostContext, address, offset, buffer, size);
        ReadOnlySpan<ulong> numbers = [offset, size];
        vm.Log.Add("copy_code", Bytes(address), MemoryMarshal.AsBytes(numbers), number: (long)count);
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte SelfDestruct(void* context, EvmcAddress* address, EvmcAddress* beneficiary)
    {
        var vm = From(context);
        var first = vm._host->Selfdestruct(vm._hostContext, address, beneficiary);
        vm.Log.Add("selfdestruct", Bytes(address), Bytes(beneficiary), number: first);
        return first;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult Call(void* context, EvmcMessage* message)
    {
        var vm = From(context);
        ReadOnlySpan<ulong> numbers = [(ulong)message->Kind, (ulong)message->Flags, (ulong)message->Depth, (ulong)message->Gas];
        vm.Log.Add("call", MemoryMarshal.AsBytes(numbers), Bytes(&message->Recipient), Bytes(&message->Sender));
        vm.Log.Add(
            "call_input", new ReadOnlySpan<byte>(
                message->InputData, checked((int)message->InputSize)), Bytes(&message->Value), Bytes(&message->CodeAddress));
        if (message->Kind == EvmcCallKind.Create2)
        {
            vm.Log.Add("call_salt", Bytes(&message->Create2Salt));
        }

        var granted = vm.StateBalance();
        var result = vm._host->Call(vm._hostContext, message);
        vm.Log.Add(
            "call_result",
            new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize)),
            MemoryMarshal.AsBytes<long>([result.GasLeft, result.GasRefund]),
            number: (long)result.StatusCode);
        if (granted != 0 || vm.StateBalance() != 0)
        {
            vm.Log.Add("call_state_gas", MemoryMarshal.AsBytes<long>([granted, vm.StateBalance()]));
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong GetNonce(void* context, EvmcAddress* address)
    {
        var vm = From(context);
        var nonce = vm.Extended->GetNonce(vm._hostContext, address);
        vm.Log.Add("get_nonce", Bytes(address), number: (long)nonce);
        return nonce;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong GetSlotNumber(void* context)
    {
        var vm = From(context);
        vm.Log.Add("get_slot_number", default);
        return vm.Extended->GetSlotNumber(vm._hostContext);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long* StateGas(void* context)
    {
        var vm = From(context);
        return vm.Extended->StateGas(vm._hostContext);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcTxContext GetTxContext(void* context)
    {
        var vm = From(context);
        vm.Log.Add("get_tx_context", default);
        return vm._host->GetTxContext(vm._hostContext);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBlockHash(void* context, long number)
    {
        var vm = From(context);
        vm.Log.Add("get_block_hash", default, number: number);
        return vm._host->GetBlockHash(vm._hostContext, number);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EmitLog(void* context, EvmcAddress* address, byte* data, nuint dataSize, EvmcBytes32* topics, nuint topicCount)
    {
        var vm = From(context);
        vm.Log.Add(
            "emit_log",
            Bytes(address),
            new ReadOnlySpan<byte>(data, checked((int)dataSize)),
            new ReadOnlySpan<byte>(topics, checked((int)topicCount * sizeof(EvmcBytes32))));
        vm._host->EmitLog(vm._hostContext, address, data, dataSize, topics, topicCount);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessAccount(void* context, EvmcAddress* address)
    {
        var vm = From(context);
        var status = vm._host->AccessAccount(vm._hostContext, address);
        vm.Log.Add("access_account", Bytes(address), number: (long)status);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var vm = From(context);
        var status = vm._host->AccessStorage(vm._hostContext, address, key);
        vm.Log.Add("access_storage", Bytes(address), Bytes(key), number: (long)status);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var vm = From(context);
        var value = vm._host->GetTransientStorage(vm._hostContext, address, key);
        vm.Log.Add("get_transient_storage", Bytes(address), Bytes(key), Bytes(&value));
        return value;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var vm = From(context);
        vm.Log.Add("put_transient_storage", Bytes(address), Bytes(key), Bytes(value));
        vm._host->SetTransientStorage(vm._hostContext, address, key, value);
    }
}

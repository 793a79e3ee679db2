// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Fuzzing;

/// <summary>Puts itself between a VM and its host and writes every host call into a log. Not safe for concurrent use.</summary>
public sealed unsafe class RecordingVm : HostCallbacks, IVm
{
    private readonly IVm _vm;
    private EvmcHostInterface* _host;
    private void* _hostContext;

    /// <summary>Makes a recorder.</summary>
    /// <param name="vm">The VM, which stays the caller's to dispose.</param>
    public RecordingVm(IVm vm) => _vm = vm;

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

        return _vm.Execute(Interface, Context, revision, &changed, code, codeSize);
    }

    /// <inheritdoc/>
    public void Reset() => _vm.Reset();

    private DtvmHostInterface* Extended => (DtvmHostInterface*)_host;

    /// <summary>What the cell for state gas holds; the in-memory host has one in every revision.</summary>
    private long StateBalance() => *Extended->StateGas(_hostContext);

    // Only the log's want of memory is left to get here.
    private protected override void RecordFault(Exception exception) => Environment.FailFast("a host call was not recorded", exception);

    private static ReadOnlySpan<byte> Bytes(EvmcAddress* address) => new(address, sizeof(EvmcAddress));

    private static ReadOnlySpan<byte> Bytes(EvmcBytes32* word) => new(word, sizeof(EvmcBytes32));

    private protected override bool AccountExists(EvmcAddress* address)
    {
        var exists = _host->AccountExists(_hostContext, address);
        Log.Add("account_exists", Bytes(address), number: exists);
        return exists != 0;
    }

    private protected override EvmcBytes32 GetStorage(EvmcAddress* address, EvmcBytes32* key)
    {
        var value = _host->GetStorage(_hostContext, address, key);
        Log.Add("get_storage", Bytes(address), Bytes(key), Bytes(&value));
        return value;
    }

    private protected override EvmcStorageStatus SetStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var status = _host->SetStorage(_hostContext, address, key, value);
        Log.Add("set_storage", Bytes(address), Bytes(key), Bytes(value), (long)status);
        return status;
    }

    private protected override EvmcBytes32 GetBalance(EvmcAddress* address)
    {
        var value = _host->GetBalance(_hostContext, address);
        Log.Add("get_balance", Bytes(address), Bytes(&value));
        return value;
    }

    private protected override nuint GetCodeSize(EvmcAddress* address)
    {
        var size = _host->GetCodeSize(_hostContext, address);
        Log.Add("get_code_size", Bytes(address), number: (long)size);
        return size;
    }

    private protected override EvmcBytes32 GetCodeHash(EvmcAddress* address)
    {
        var value = _host->GetCodeHash(_hostContext, address);
        Log.Add("get_code_hash", Bytes(address), Bytes(&value));
        return value;
    }

    private protected override nuint CopyCode(EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var count = _host->CopyCode(_hostContext, address, offset, buffer, size);
        ReadOnlySpan<ulong> numbers = [offset, size];
        Log.Add("copy_code", Bytes(address), MemoryMarshal.AsBytes(numbers), number: (long)count);
        return count;
    }

    private protected override bool SelfDestruct(EvmcAddress* address, EvmcAddress* beneficiary)
    {
        var first = _host->Selfdestruct(_hostContext, address, beneficiary);
        Log.Add("selfdestruct", Bytes(address), Bytes(beneficiary), number: first);
        return first != 0;
    }

    private protected override EvmcResult Call(EvmcMessage* message)
    {
        ReadOnlySpan<ulong> numbers = [(ulong)message->Kind, (ulong)message->Flags, (ulong)message->Depth, (ulong)message->Gas];
        Log.Add("call", MemoryMarshal.AsBytes(numbers), Bytes(&message->Recipient), Bytes(&message->Sender));
        Log.Add(
            "call_input", new ReadOnlySpan<byte>(
                message->InputData, checked((int)message->InputSize)), Bytes(&message->Value), Bytes(&message->CodeAddress));
        if (message->Kind == EvmcCallKind.Create2)
        {
            Log.Add("call_salt", Bytes(&message->Create2Salt));
        }

        var granted = StateBalance();
        var result = _host->Call(_hostContext, message);
        Log.Add(
            "call_result",
            new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize)),
            MemoryMarshal.AsBytes<long>([result.GasLeft, result.GasRefund]),
            number: (long)result.StatusCode);
        if (granted != 0 || StateBalance() != 0)
        {
            Log.Add("call_state_gas", MemoryMarshal.AsBytes<long>([granted, StateBalance()]));
        }

        return result;
    }

    private protected override ulong GetNonce(EvmcAddress* address)
    {
        var nonce = Extended->GetNonce(_hostContext, address);
        Log.Add("get_nonce", Bytes(address), number: (long)nonce);
        return nonce;
    }

    private protected override ulong GetSlotNumber()
    {
        Log.Add("get_slot_number", default);
        return Extended->GetSlotNumber(_hostContext);
    }

    private protected override long* StateGas()
    {
        return Extended->StateGas(_hostContext);
    }

    private protected override EvmcTxContext GetTxContext()
    {
        Log.Add("get_tx_context", default);
        return _host->GetTxContext(_hostContext);
    }

    private protected override EvmcBytes32 GetBlockHash(long number)
    {
        Log.Add("get_block_hash", default, number: number);
        return _host->GetBlockHash(_hostContext, number);
    }

    private protected override void EmitLog(EvmcAddress* address, ReadOnlySpan<byte> data, ReadOnlySpan<EvmcBytes32> topics)
    {
        Log.Add("emit_log", Bytes(address), data, MemoryMarshal.AsBytes(topics));
        fixed (byte* dataStart = data)
        {
            fixed (EvmcBytes32* topicStart = topics)
            {
                _host->EmitLog(_hostContext, address, dataStart, (nuint)data.Length, topicStart, (nuint)topics.Length);
            }
        }
    }

    private protected override EvmcAccessStatus AccessAccount(EvmcAddress* address)
    {
        var status = _host->AccessAccount(_hostContext, address);
        Log.Add("access_account", Bytes(address), number: (long)status);
        return status;
    }

    private protected override EvmcAccessStatus AccessStorage(EvmcAddress* address, EvmcBytes32* key)
    {
        var status = _host->AccessStorage(_hostContext, address, key);
        Log.Add("access_storage", Bytes(address), Bytes(key), number: (long)status);
        return status;
    }

    private protected override EvmcBytes32 GetTransientStorage(EvmcAddress* address, EvmcBytes32* key)
    {
        var value = _host->GetTransientStorage(_hostContext, address, key);
        Log.Add("get_transient_storage", Bytes(address), Bytes(key), Bytes(&value));
        return value;
    }

    private protected override void SetTransientStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        Log.Add("put_transient_storage", Bytes(address), Bytes(key), Bytes(value));
        _host->SetTransientStorage(_hostContext, address, key, value);
    }
}

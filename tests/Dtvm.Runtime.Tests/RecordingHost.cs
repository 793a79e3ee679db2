// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>A nested message as the host received it.</summary>
internal sealed record ReceivedMessage(
    EvmcCallKind Kind, EvmcFlags Flags, int Depth, long Gas, U256 Recipient, U256 Sender, string? Input, U256 Value, U256 Salt,
    U256 CodeAddress);

/// <summary>A host that writes down every call in order and answers from its properties.</summary>
internal sealed unsafe class RecordingHost : IDisposable
{
    private readonly EvmcHostInterface* _interface;
    private GCHandle _self;
    private byte* _output;

    /// <summary>A result does not carry the context, so that its release finds the host here.</summary>
    [ThreadStatic]
    private static RecordingHost? _owner;

    public RecordingHost()
    {
        _self = GCHandle.Alloc(this);
        _interface = (EvmcHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(EvmcHostInterface));
        _interface->AccountExists = &AccountExists;
        _interface->GetStorage = &GetStorage;
        _interface->SetStorage = &SetStorage;
        _interface->GetBalance = &GetBalance;
        _interface->GetCodeSize = &GetCodeSize;
        _interface->GetCodeHash = &GetCodeHash;
        _interface->CopyCode = &CopyCode;
        _interface->Selfdestruct = &Selfdestruct;
        _interface->Call = &Call;
        _interface->GetTxContext = &GetTxContext;
        _interface->GetBlockHash = &GetBlockHash;
        _interface->EmitLog = &EmitLog;
        _interface->AccessAccount = &AccessAccount;
        _interface->AccessStorage = &AccessStorage;
        _interface->GetTransientStorage = &GetTransientStorage;
        _interface->SetTransientStorage = &SetTransientStorage;
    }

    public EvmcHostInterface* Interface => _interface;

    public void* Context => (void*)GCHandle.ToIntPtr(_self);

    public List<string> Calls { get; } = [];

    public List<ReceivedMessage> Messages { get; } = [];

    public bool IsRecording { get; set; } = true;

    public HashSet<U256> Existing { get; } = [];

    public HashSet<U256> Warm { get; } = [];

    public HashSet<U256> WarmKeys { get; } = [];

    public Dictionary<U256, U256> Balances { get; } = [];

    public Dictionary<U256, byte[]> Codes { get; } = [];

    public EvmcStorageStatus StorageStatus { get; set; }

    public U256 Answer { get; set; } = 0x1234;

    public EvmcTxContext TxContext { get; set; }

    public bool IsFirstSelfdestruct { get; set; } = true;

    public EvmcStatusCode CallStatus { get; set; }

    public long CallGasLeft { get; set; }

    public long CallRefund { get; set; }

    public byte[] CallOutput { get; set; } = [];

    public U256 CreatedAddress { get; set; }

    /// <summary>How many results with output were handed out and not released.</summary>
    public int Unreleased { get; private set; }

    public void Dispose()
    {
        NativeMemory.Free(_interface);
        NativeMemory.Free(_output);
        _self.Free();
    }

    private static RecordingHost From(void* context) => (RecordingHost)GCHandle.FromIntPtr((nint)context).Target!;

    private static U256 Number(EvmcAddress* address) => HostValues.ToNumber(*address);

    private static U256 Number(EvmcBytes32* word) => HostValues.ToNumber(*word);

    private static string? Hex(byte* data, nuint size) =>
        data == null ? null : Convert.ToHexStringLower(new ReadOnlySpan<byte>(data, (int)size));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AccountExists(void* context, EvmcAddress* address)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"account_exists {Number(address)}");
        }

        return host.Existing.Contains(Number(address)) ? (byte)1 : (byte)0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"get_storage {Number(address)} {Number(key)}");
        }

        return HostValues.ToWord(host.Answer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcStorageStatus SetStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"set_storage {Number(address)} {Number(key)} {Number(value)}");
        }

        return host.StorageStatus;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBalance(void* context, EvmcAddress* address)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"get_balance {Number(address)}");
        }

        return HostValues.ToWord(host.Balances.GetValueOrDefault(Number(address)));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetCodeSize(void* context, EvmcAddress* address)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"get_code_size {Number(address)}");
        }

        return host.Codes.TryGetValue(Number(address), out var code) ? (nuint)code.Length : 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetCodeHash(void* context, EvmcAddress* address)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"get_code_hash {Number(address)}");
        }

        return HostValues.ToWord(host.Answer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint CopyCode(void* context, EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"copy_code {Number(address)} {offset} {size}");
        }

        if (!host.Codes.TryGetValue(Number(address), out var code) || offset >= (nuint)code.Length)
        {
            return 0;
        }

        var count = int.Min(code.Length - (int)offset, (int)size);
        code.AsSpan((int)offset, count).CopyTo(new Span<byte>(buffer, count));
        return (nuint)count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte Selfdestruct(void* context, EvmcAddress* address, EvmcAddress* beneficiary)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"selfdestruct {Number(address)} {Number(beneficiary)}");
        }

        return host.IsFirstSelfdestruct ? (byte)1 : (byte)0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult Call(void* context, EvmcMessage* message)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add("call");
            host.Messages.Add(new ReceivedMessage(
                message->Kind, message->Flags, message->Depth, message->Gas, HostValues.ToNumber(message->Recipient),
                HostValues.ToNumber(message->Sender), Hex(message->InputData, message->InputSize), HostValues.ToNumber(message->Value),
                HostValues.ToNumber(message->Create2Salt), HostValues.ToNumber(message->CodeAddress)));
            Assert.True(message->Code == null && message->CodeSize == 0);
            Assert.True(message->InputData == null == (message->InputSize == 0));
        }

        EvmcResult result = new()
        {
            StatusCode = host.CallStatus,
            GasLeft = host.CallGasLeft,
            GasRefund = host.CallRefund,
            CreateAddress = HostValues.ToAddress(host.CreatedAddress),
        };
        if (host.CallOutput.Length != 0)
        {
            // One buffer for all results: it is overwritten to prove that nobody reads it after its release.
            if (host._output == null)
            {
                host._output = (byte*)NativeMemory.Alloc(4096);
            }

            host.CallOutput.CopyTo(new Span<byte>(host._output, 4096));
            result.OutputData = host._output;
            result.OutputSize = (nuint)host.CallOutput.Length;
            result.Release = &ReleaseOutput;
            host.Unreleased++;
            _owner = host;
        }
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseOutput(EvmcResult* result)
    {
        new Span<byte>(result->OutputData, (int)result->OutputSize).Fill(0xDD);
        _owner!.Unreleased--;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcTxContext GetTxContext(void* context)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add("get_tx_context");
        }

        return host.TxContext;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBlockHash(void* context, long number)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"get_block_hash {number}");
        }

        return HostValues.ToWord(host.Answer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EmitLog(void* context, EvmcAddress* address, byte* data, nuint size, EvmcBytes32* topics, nuint count)
    {
        var host = From(context);
        if (!host.IsRecording)
        {
            return;
        }

        var list = "";
        for (nuint i = 0; i < count; i++)
        {
            list += " " + Number(topics + i);
        }

        host.Calls.Add($"emit_log {Number(address)} [{Hex(data, size)}]{list}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessAccount(void* context, EvmcAddress* address)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"access_account {Number(address)}");
        }

        return host.Warm.Contains(Number(address)) ? EvmcAccessStatus.Warm : EvmcAccessStatus.Cold;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"access_storage {Number(address)} {Number(key)}");
        }

        return host.WarmKeys.Contains(Number(key)) ? EvmcAccessStatus.Warm : EvmcAccessStatus.Cold;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"get_transient_storage {Number(address)} {Number(key)}");
        }

        return HostValues.ToWord(host.Answer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var host = From(context);
        if (host.IsRecording)
        {
            host.Calls.Add($"set_transient_storage {Number(address)} {Number(key)} {Number(value)}");
        }
    }
}

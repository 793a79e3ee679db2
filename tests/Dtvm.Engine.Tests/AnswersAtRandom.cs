// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Engine.Tests;

/// <summary>A host that answers at random, good and bad, and writes down what it was asked. Two with one seed that are asked the same
/// answer the same.</summary>
internal sealed unsafe class AnswersAtRandom : IDisposable
{
    private const int BufferBytes = 256;

    private readonly EvmcHostInterface* _functions;
    private readonly byte* _buffer;
    private GCHandle _handle;
    private Random _random = new(0);

    public AnswersAtRandom()
    {
        _functions = (EvmcHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(EvmcHostInterface));
        _functions->AccessAccount = &AccessAccount;
        _functions->AccessStorage = &AccessStorage;
        _functions->GetStorage = &GetStorage;
        _functions->CopyCode = &CopyCode;
        _functions->AccountExists = &AccountExists;
        _functions->GetBalance = &GetBalance;
        _functions->Call =
            (delegate* unmanaged[Cdecl]<void*, EvmcMessage*, EvmcResult>)(delegate* unmanaged[Cdecl]<
                EvmcResult*, void*, EvmcMessage*, EvmcResult*>)&Call;
        _buffer = (byte*)NativeMemory.Alloc(BufferBytes);
        new Random(1).NextBytes(new Span<byte>(_buffer, BufferBytes));
        _handle = GCHandle.Alloc(this);
    }

    public EvmcHostInterface* Functions => _functions;

    public void* Context => (void*)GCHandle.ToIntPtr(_handle);

    /// <summary>What was asked, with all arguments, and what was released.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>A result with an output that wants to be released here.</summary>
    public EvmcResult Owned => new() { Release = &Release, OutputData = (byte*)Context };

    public void Begin(int seed)
    {
        _random = new Random(seed);
        Asked.Clear();
    }

    public void Dispose()
    {
        _handle.Free();
        NativeMemory.Free(_functions);
        NativeMemory.Free(_buffer);
    }

    private static AnswersAtRandom From(void* context) => (AnswersAtRandom)GCHandle.FromIntPtr((nint)context).Target!;

    private static string Hex(EvmcAddress* address) => Convert.ToHexStringLower(new ReadOnlySpan<byte>(address, EvmcAddress.Size));

    private static string Hex(EvmcBytes32* word) => Convert.ToHexStringLower(new ReadOnlySpan<byte>(word, EvmcBytes32.Size));

    private EvmcBytes32 AnyWord()
    {
        var bytes = new byte[EvmcBytes32.Size];
        _random.NextBytes(bytes);
        return new EvmcBytes32(bytes);
    }

    private EvmcAccessStatus AnyAccess() => (EvmcAccessStatus)(_random.Next(3) * _random.Next(4));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessAccount(void* context, EvmcAddress* account)
    {
        var host = From(context);
        host.Asked.Add($"access_account {Hex(account)}");
        return host.AnyAccess();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessStorage(void* context, EvmcAddress* account, EvmcBytes32* key)
    {
        var host = From(context);
        host.Asked.Add($"access_storage {Hex(account)} {Hex(key)}");
        return host.AnyAccess();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetStorage(void* context, EvmcAddress* account, EvmcBytes32* key)
    {
        var host = From(context);
        host.Asked.Add($"get_storage {Hex(account)} {Hex(key)}");
        return host.AnyWord();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBalance(void* context, EvmcAddress* account)
    {
        var host = From(context);
        host.Asked.Add($"get_balance {Hex(account)}");
        return host.AnyWord();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AccountExists(void* context, EvmcAddress* account)
    {
        var host = From(context);
        host.Asked.Add($"account_exists {Hex(account)}");
        return (byte)host._random.Next(2);
    }

    /// <summary>Half of the accounts delegate, some of them to themselves; some designators are not quite what they should be.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint CopyCode(void* context, EvmcAddress* account, nuint offset, byte* buffer, nuint size)
    {
        var host = From(context);
        var random = host._random;
        host.Asked.Add($"copy_code {Hex(account)} {offset} {size}");
        if (random.Next(2) == 0)
        {
            return (nuint)random.Next((int)size);
        }

        ReadOnlySpan<byte> designator = [0xef, 0x01, (byte)(random.Next(6) == 0 ? 1 : 0)];
        var copy = new Span<byte>(buffer, (int)size);
        designator.CopyTo(copy);
        random.NextBytes(copy[designator.Length..]);
        if (random.Next(3) == 0)
        {
            new ReadOnlySpan<byte>(account, EvmcAddress.Size).CopyTo(copy[designator.Length..]);
            copy[^1] ^= (byte)random.Next(2);
        }

        return size - (nuint)(random.Next(8) == 0 ? 1 : 0) + (nuint)(random.Next(4) == 0 ? 1000 : 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult* Call(EvmcResult* result, void* context, EvmcMessage* message)
    {
        var host = From(context);
        var random = host._random;
        var input = Convert.ToHexStringLower(new ReadOnlySpan<byte>(message->InputData, (int)message->InputSize));
        host.Asked.Add(
            $"call {message->Kind} {message->Flags} depth {message->Depth} gas {message->Gas} to {Hex(&message->Recipient)} from "
            + $"{Hex(&message->Sender)} input {(message->InputData == null ? "null" : input)} value {Hex(&message->Value)} salt "
            + $"{Hex(&message->Create2Salt)} of {Hex(&message->CodeAddress)} code {(nint)message->Code} {message->CodeSize}");
        *result = default;
        result->StatusCode = (EvmcStatusCode)(random.Next(3) == 0 ? random.Next(-3, 5) : 0);
        result->GasLeft = random.Next(8) switch
        {
            0 => message->Gas,
            1 => long.MinValue + random.Next(2),
            2 => message->Gas + 1,
            3 => -random.Next(1000),
            _ => message->Gas - (message->Gas / 3),
        };
        result->GasRefund = random.Next(8) switch
        {
            0 => long.MaxValue - random.Next(100),
            1 => long.MinValue + random.Next(100),
            2 => random.Next(-1000, 1000),
            _ => 0,
        };
        result->OutputSize = (nuint)random.Next(random.Next(3) == 0 ? BufferBytes : 40);
        result->OutputData = random.Next(6) switch
        {
            0 => null,
            1 => message->InputData,
            2 when message->InputSize > 0 => message->InputData + random.Next((int)message->InputSize),
            _ => host._buffer,
        };
        if (result->OutputData != null && result->OutputData != host._buffer)
        {
            // The input returned, as the identity does; a piece of it that goes where it overlaps.
            result->OutputSize = message->InputSize - (nuint)(result->OutputData - message->InputData);
        }
        else if (random.Next(10) == 0)
        {
            result->OutputSize = (nuint)1 << (32 + random.Next(32));
        }

        if (random.Next(2) == 0)
        {
            result->Release = &Release;
            *(nint*)&result->CreateAddress = (nint)context;
        }

        // The message is the host's.
        message->Gas = 77;
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(EvmcResult* result)
    {
        // Who it belongs to stands where an address would be, or where the output would.
        var owner = *(nint*)&result->CreateAddress;
        From((void*)(owner != 0 ? owner : (nint)result->OutputData)).Asked.Add("release");
    }
}

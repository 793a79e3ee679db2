// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>What an <see cref="AnsweringHost"/> answers, good or bad. The fields have the types of the C interface, so that they hold
/// anything.</summary>
internal sealed unsafe record HostAnswers
{
    /// <summary>How long the host takes for each answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Status of a nested message.</summary>
    public int Status { get; init; }

    /// <summary>Gas left of what a nested message was given.</summary>
    public Func<long, long> GasLeft { get; init; } = static _ => 0;

    /// <summary>Refund of a nested message.</summary>
    public long Refund { get; init; }

    /// <summary>Output of a nested message.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>The size that is given for the output; null for its own.</summary>
    public ulong? OutputSize { get; init; }

    /// <summary>Whether the output has no address.</summary>
    public bool HasNoOutputAddress { get; init; }

    /// <summary>Address of a created contract.</summary>
    public ulong Created { get; init; }

    /// <summary>Whether the host writes over the message that it is to execute.</summary>
    public bool ChangesMessage { get; init; }

    /// <summary>Block number, timestamp and gas limit.</summary>
    public long Block { get; init; } = 1000;

    /// <summary>Blob hashes: 1, 2, ...</summary>
    public int Blobs { get; init; }

    /// <summary>The count that is given for the blob hashes; null for theirs.</summary>
    public ulong? BlobCount { get; init; }

    /// <summary>Whether the blob hashes have no address.</summary>
    public bool HasNoBlobAddress { get; init; }

    /// <summary>Whether accounts and slots were accessed before.</summary>
    public int Access { get; init; }

    /// <summary>What a store did.</summary>
    public int Store { get; init; }

    /// <summary>A C bool: whether accounts exist, and whether a destruction is the first one.</summary>
    public byte True { get; init; } = 1;

    /// <summary>Code of every account.</summary>
    public byte[] Code { get; init; } = [];

    /// <summary>The number of bytes that copying code is said to have copied; null for what it did.</summary>
    public ulong? Copied { get; init; }

    /// <summary>The size that is given for code; null for its own.</summary>
    public ulong? CodeSize { get; init; }
}

/// <summary>How an execution ended and what it asked of its host.</summary>
internal sealed record HostOutcome(EvmcStatusCode Status, long GasLeft, long GasRefund, string Output, string Calls);

/// <summary>A host that answers as it is told and writes down what it is asked. One execution at a time on a thread.</summary>
internal sealed unsafe class AnsweringHost : IDisposable
{
    private static readonly EvmcHostInterface* Functions = MakeInterface();

    [ThreadStatic]
    private static AnsweringHost? _current;

    private readonly HostAnswers _answers;
    private readonly List<string> _calls = [];
    private readonly List<nint> _memory = [];
    private int _unreleased;

    public AnsweringHost(HostAnswers answers) => _answers = answers;

    /// <summary>Executes a code with a message.</summary>
    public static HostOutcome Run(EvmRuntime vm, HostAnswers answers, string hex, EvmcRevision revision, EvmcMessage message)
    {
        using var host = new AnsweringHost(answers);
        _current = host;
        var code = Convert.FromHexString(hex);
        fixed (byte* start = code)
        {
            var result = vm.Execute(Functions, null, revision, &message, start, (nuint)code.Length);
            var output = Convert.ToHexStringLower(new ReadOnlySpan<byte>(result.OutputData, (int)result.OutputSize));
            var outcome = new HostOutcome(result.StatusCode, result.GasLeft, result.GasRefund, output, string.Join('\n', host._calls));
            WrappedHost.Release(&result);
            Assert.Equal(0, host._unreleased);
            return outcome;
        }
    }

    public void Dispose()
    {
        foreach (var block in _memory)
        {
            NativeMemory.Free((void*)block);
        }
    }

    private static EvmcHostInterface* MakeInterface()
    {
        var functions = (EvmcHostInterface*)NativeMemory.Alloc((nuint)sizeof(EvmcHostInterface));
        *functions = new EvmcHostInterface
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
        return functions;
    }

    private static HostAnswers Asked(string call)
    {
        _current!._calls.Add(call);
        if (_current._answers.Delay != TimeSpan.Zero)
        {
            Thread.Sleep(_current._answers.Delay);
        }

        return _current._answers;
    }

    private static string Number(EvmcAddress* address) => HostValues.ToNumber(*address).ToString();

    private static string Number(EvmcBytes32* word) => HostValues.ToNumber(*word).ToString();

    private static byte* Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        _current!._memory.Add((nint)copy);
        return copy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AccountExists(void* context, EvmcAddress* address) => Asked($"account_exists {Number(address)}").True;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        Asked($"get_storage {Number(key)}");
        return HostValues.ToWord(7);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcStorageStatus SetStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        (EvmcStorageStatus)Asked($"set_storage {Number(key)} {Number(value)}").Store;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBalance(void* context, EvmcAddress* address)
    {
        Asked($"get_balance {Number(address)}");
        return HostValues.ToWord(1);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetCodeSize(void* context, EvmcAddress* address)
    {
        var answers = Asked($"get_code_size {Number(address)}");
        return (nuint)(answers.CodeSize ?? (ulong)answers.Code.Length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetCodeHash(void* context, EvmcAddress* address)
    {
        Asked($"get_code_hash {Number(address)}");
        return HostValues.ToWord(9);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint CopyCode(void* context, EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var answers = Asked($"copy_code {Number(address)} {offset} {size}");
        var code = answers.Code.AsSpan((int)Math.Min(offset, (nuint)answers.Code.Length));
        code = code[..(int)Math.Min(size, (nuint)code.Length)];
        code.CopyTo(new Span<byte>(buffer, (int)size));
        return (nuint)(answers.Copied ?? (ulong)code.Length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte SelfDestruct(void* context, EvmcAddress* address, EvmcAddress* beneficiary) =>
        Asked($"selfdestruct {Number(beneficiary)}").True;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult Call(void* context, EvmcMessage* message)
    {
        var answers = Asked(string.Create(
            CultureInfo.InvariantCulture,
            $"call {message->Kind} depth {message->Depth} gas {message->Gas} flags {message->Flags} code {Number(&message->CodeAddress)}"));
        var given = message->Gas;
        if (answers.ChangesMessage)
        {
            new Span<byte>(message, sizeof(EvmcMessage)).Fill(0xA5);
        }

        var host = _current!;
        host._unreleased++;
        return new EvmcResult
        {
            StatusCode = (EvmcStatusCode)answers.Status,
            GasLeft = answers.GasLeft(given),
            GasRefund = answers.Refund,
            OutputData = answers.HasNoOutputAddress ? null : Copy(answers.Output),
            OutputSize = (nuint)(answers.OutputSize ?? (ulong)answers.Output.Length),
            CreateAddress = HostValues.ToAddress(answers.Created),
            Release = &ReleaseResult,
        };
    }

    /// <summary>The result comes back as it was given, whatever was made of it.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseResult(EvmcResult* result)
    {
        var host = _current!;
        var answers = host._answers;
        var isOurs = result->OutputData == null == answers.HasNoOutputAddress
            && result->OutputSize == (nuint)(answers.OutputSize ?? (ulong)answers.Output.Length)
            && result->StatusCode == (EvmcStatusCode)answers.Status;
        host._unreleased += isOurs ? -1 : 1000;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcTxContext GetTxContext(void* context)
    {
        var answers = Asked("get_tx_context");
        var hashes = new EvmcBytes32[answers.Blobs];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = HostValues.ToWord((ulong)(i + 1));
        }

        return new EvmcTxContext
        {
            BlockNumber = answers.Block,
            BlockTimestamp = answers.Block,
            BlockGasLimit = answers.Block,
            BlobHashes = answers.HasNoBlobAddress ? null : (EvmcBytes32*)Copy(MemoryMarshal.AsBytes(hashes.AsSpan())),
            BlobHashesCount = (nuint)(answers.BlobCount ?? (ulong)hashes.Length),
        };
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBlockHash(void* context, long number)
    {
        Asked(string.Create(CultureInfo.InvariantCulture, $"get_block_hash {number}"));
        return HostValues.ToWord(0xB10C);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EmitLog(void* context, EvmcAddress* address, byte* data, nuint size, EvmcBytes32* topics, nuint count) =>
        Asked($"emit_log {size} {count}");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessAccount(void* context, EvmcAddress* address) =>
        (EvmcAccessStatus)Asked($"access_account {Number(address)}").Access;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessStorage(void* context, EvmcAddress* address, EvmcBytes32* key) =>
        (EvmcAccessStatus)Asked($"access_storage {Number(key)}").Access;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key)
    {
        Asked($"get_transient_storage {Number(key)}");
        return HostValues.ToWord(11);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetTransientStorage(void* context, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        Asked($"set_transient_storage {Number(key)} {Number(value)}");
}

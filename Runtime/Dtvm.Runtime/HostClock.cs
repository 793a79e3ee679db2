// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>Stands between <see cref="WrappedHost"/> and the host for an execution that is timed: passes each call on, unchanged, and
/// measures it. Executions that are not timed know nothing of it.</summary>
/// <remarks>Lives in native memory, because its address is the context that the VM gives the <see cref="Functions"/>.</remarks>
public unsafe struct HostClock
{
    private static readonly DtvmHostInterface* Table = CreateFunctions();

    private EvmcHostInterface* _inner;
    private void* _innerContext;

    /// <summary>Another clock of the same thread.</summary>
    public HostClock* Next { get; set; }

    /// <summary>When the execution began, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Started { get; set; }

    /// <summary>Ticks in functions of the host.</summary>
    public long HostTicks { get; set; }

    /// <summary>Ticks in executions nested in them.</summary>
    public long NestedTicks { get; set; }

    /// <summary>Calls of functions of the host.</summary>
    public long HostCalls { get; set; }

    /// <summary>Whether the execution was chosen as a sample.</summary>
    public bool IsSample { get; set; }

    /// <summary>Whether it is the first of code that was just compiled.</summary>
    public bool IsFirst { get; set; }

    /// <summary>Who compiled it.</summary>
    public int Compiler { get; set; }

    /// <summary>Makes a clock.</summary>
    public static HostClock* Create() => (HostClock*)NativeMemory.AllocZeroed((nuint)sizeof(HostClock));

    /// <summary>Frees a clock.</summary>
    /// <param name="clock">The clock.</param>
    public static void Free(HostClock* clock) => NativeMemory.Free(clock);

    /// <summary>The functions that measure: what an execution that is timed is given as its host's. Their context is the clock.</summary>
    public static EvmcHostInterface* Functions => (EvmcHostInterface*)Table;

    /// <summary>Starts a clock.</summary>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context.</param>
    public void Start(EvmcHostInterface* host, void* context)
    {
        _inner = host;
        _innerContext = context;
        HostTicks = 0;
        NestedTicks = 0;
        HostCalls = 0;
        Started = Stopwatch.GetTimestamp();
    }

    private static DtvmHostInterface* CreateFunctions()
    {
        var functions = (DtvmHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(DtvmHostInterface));
        functions->Evmc.AccountExists = &AccountExists;
        functions->Evmc.GetStorage = &GetStorage;
        functions->Evmc.SetStorage = &SetStorage;
        functions->Evmc.GetBalance = &GetBalance;
        functions->Evmc.GetCodeSize = &GetCodeSize;
        functions->Evmc.GetCodeHash = &GetCodeHash;
        functions->Evmc.CopyCode = &CopyCode;
        functions->Evmc.Selfdestruct = &Selfdestruct;
        functions->Evmc.Call = (delegate* unmanaged[Cdecl]<void*, EvmcMessage*, EvmcResult>)
            (delegate* unmanaged[Cdecl]<EvmcResult*, void*, EvmcMessage*, EvmcResult*>)&Call;
        functions->Evmc.GetTxContext = (delegate* unmanaged[Cdecl]<void*, EvmcTxContext>)
            (delegate* unmanaged[Cdecl]<EvmcTxContext*, void*, EvmcTxContext*>)&GetTxContext;
        functions->Evmc.GetBlockHash = &GetBlockHash;
        functions->Evmc.EmitLog = &EmitLog;
        functions->Evmc.AccessAccount = &AccessAccount;
        functions->Evmc.AccessStorage = &AccessStorage;
        functions->Evmc.GetTransientStorage = &GetTransientStorage;
        functions->Evmc.SetTransientStorage = &SetTransientStorage;
        functions->Size = (uint)sizeof(DtvmHostInterface);
        functions->GetNonce = &GetNonce;
        functions->GetSlotNumber = &GetSlotNumber;
        functions->StateGas = &StateGas;
        return functions;
    }

    private static void Count(HostClock* clock, long start)
    {
        clock->HostTicks += Stopwatch.GetTimestamp() - start;
        clock->HostCalls++;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte AccountExists(void* self, EvmcAddress* address)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->AccountExists(clock->_innerContext, address);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetStorage(void* self, EvmcAddress* address, EvmcBytes32* key)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->GetStorage(clock->_innerContext, address, key);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcStorageStatus SetStorage(void* self, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->SetStorage(clock->_innerContext, address, key, value);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBalance(void* self, EvmcAddress* address)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->GetBalance(clock->_innerContext, address);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetCodeSize(void* self, EvmcAddress* address)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->GetCodeSize(clock->_innerContext, address);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetCodeHash(void* self, EvmcAddress* address)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->GetCodeHash(clock->_innerContext, address);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint CopyCode(void* self, EvmcAddress* address, nuint codeOffset, byte* buffer, nuint bufferSize)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->CopyCode(clock->_innerContext, address, codeOffset, buffer, bufferSize);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte Selfdestruct(void* self, EvmcAddress* address, EvmcAddress* beneficiary)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->Selfdestruct(clock->_innerContext, address, beneficiary);
        Count(clock, start);
        return answer;
    }

    // The pointer that a C function with a result of this size gets is written out, as in WrappedHost.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult* Call(EvmcResult* result, void* self, EvmcMessage* message)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        _ = ((delegate* unmanaged[Cdecl]<EvmcResult*, void*, EvmcMessage*, EvmcResult*>)(nint)clock->_inner->Call)(
            result, clock->_innerContext, message);
        Count(clock, start);
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcTxContext* GetTxContext(EvmcTxContext* result, void* self)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        _ = ((delegate* unmanaged[Cdecl]<EvmcTxContext*, void*, EvmcTxContext*>)(nint)clock->_inner->GetTxContext)(
            result, clock->_innerContext);
        Count(clock, start);
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetBlockHash(void* self, long number)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->GetBlockHash(clock->_innerContext, number);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EmitLog(void* self, EvmcAddress* address, byte* data, nuint dataSize, EvmcBytes32* topics, nuint topicsCount)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        clock->_inner->EmitLog(clock->_innerContext, address, data, dataSize, topics, topicsCount);
        Count(clock, start);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessAccount(void* self, EvmcAddress* address)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->AccessAccount(clock->_innerContext, address);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcAccessStatus AccessStorage(void* self, EvmcAddress* address, EvmcBytes32* key)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->AccessStorage(clock->_innerContext, address, key);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcBytes32 GetTransientStorage(void* self, EvmcAddress* address, EvmcBytes32* key)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = clock->_inner->GetTransientStorage(clock->_innerContext, address, key);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SetTransientStorage(void* self, EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        clock->_inner->SetTransientStorage(clock->_innerContext, address, key, value);
        Count(clock, start);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong GetNonce(void* self, EvmcAddress* address)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = ((DtvmHostInterface*)clock->_inner)->GetNonce(clock->_innerContext, address);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static ulong GetSlotNumber(void* self)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = ((DtvmHostInterface*)clock->_inner)->GetSlotNumber(clock->_innerContext);
        Count(clock, start);
        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long* StateGas(void* self)
    {
        var clock = (HostClock*)self;
        var start = Stopwatch.GetTimestamp();
        var answer = ((DtvmHostInterface*)clock->_inner)->StateGas(clock->_innerContext);
        Count(clock, start);
        return answer;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Runtime;

namespace Dtvm.Host;

/// <content>What the host's functions answer.</content>
public sealed unsafe partial class InMemoryHost
{
    private protected override void RecordFault(Exception exception) => _fault ??= ExceptionDispatchInfo.Capture(exception);

    private protected override bool AccountExists(EvmcAddress* address) =>
        State.Find(*address) is { Exists: true } account && (Revision < EvmcRevision.SpuriousDragon || !account.IsEmpty);

    private protected override EvmcBytes32 GetStorage(EvmcAddress* address, EvmcBytes32* key) =>
        State.GetSlot(State.GetOrAdd(*address), *key).Current;

    private protected override EvmcStorageStatus SetStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value)
    {
        var account = State.GetOrAdd(*address);
        var isNew = (account.Flags & AccountFlags.Created) != 0;
        return State.SetStorage(State.GetSlot(account, *key), *value, isNew);
    }

    private protected override EvmcBytes32 GetBalance(EvmcAddress* address) =>
        State.Find(*address) is { } account ? HostValues.ToWord(account.Balance) : default;

    private protected override nuint GetCodeSize(EvmcAddress* address) => (nuint)(State.Find(*address)?.Code.Length ?? 0);

    // EIP-1052: zero for an account that is absent or empty.
    private protected override EvmcBytes32 GetCodeHash(EvmcAddress* address) =>
        State.Find(*address) is { Exists: true, IsEmpty: false } account ? account.Code.Hash : default;

    private protected override nuint CopyCode(EvmcAddress* address, nuint offset, byte* buffer, nuint size)
    {
        var code = State.Find(*address)?.Code;
        if (code is null || offset >= (nuint)code.Length)
        {
            return 0;
        }

        var count = Math.Min(size, (nuint)code.Length - offset);
        NativeMemory.Copy(code.Pointer + offset, buffer, count);
        GC.KeepAlive(code);
        return count;
    }

    private protected override bool SelfDestruct(EvmcAddress* address, EvmcAddress* beneficiary) => SelfDestruct(*address, *beneficiary);

    private protected override EvmcTxContext GetTxContext() => _txContext;

    private protected override EvmcBytes32 GetBlockHash(long number) => Block.HashOf(number);

    private protected override void EmitLog(EvmcAddress* address, ReadOnlySpan<byte> data, ReadOnlySpan<EvmcBytes32> topics) =>
        State.AddLog(new LogEntry(*address, topics.ToArray(), data.ToArray()));

    private protected override EvmcAccessStatus AccessAccount(EvmcAddress* address) => AccessAccount(*address);

    private protected override EvmcAccessStatus AccessStorage(EvmcAddress* address, EvmcBytes32* key) =>
        State.WarmSlot(State.GetSlot(State.GetOrAdd(*address), *key)) ? EvmcAccessStatus.Warm : EvmcAccessStatus.Cold;

    private protected override EvmcBytes32 GetTransientStorage(EvmcAddress* address, EvmcBytes32* key) =>
        WorldState.GetTransient(State.GetOrAdd(*address), *key);

    private protected override void SetTransientStorage(EvmcAddress* address, EvmcBytes32* key, EvmcBytes32* value) =>
        State.SetTransient(State.GetOrAdd(*address), *key, *value);

    private protected override ulong GetNonce(EvmcAddress* address) => State.Find(*address)?.Nonce ?? 0;

    private protected override ulong GetSlotNumber() => Block.SlotNumber;

    private protected override long* StateGas() => _stateCell;

    /// <summary>Release function of outputs made by precompiled contracts.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FreeOutput(EvmcResult* result) => NativeMemory.Free(result->OutputData);
}

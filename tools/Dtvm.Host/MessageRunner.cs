// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host;

/// <summary>A message call.</summary>
/// <param name="Sender">Sender and origin.</param>
/// <param name="To">The called account.</param>
/// <param name="Value">Value in wei.</param>
/// <param name="Data">Call data.</param>
/// <param name="Gas">Gas of the message: intrinsic gas is already taken off.</param>
/// <param name="Depth">Depth of the call, 0 for that of a transaction.</param>
public sealed record CallRequest(Address Sender, Address To, U256 Value, ReadOnlyMemory<byte> Data, long Gas, int Depth = 0)
{
    /// <summary>Whether a contract is created, with <see cref="Data"/> as its init code; <see cref="To"/> is not looked at then.</summary>
    public bool IsCreation { get; init; }
}

/// <summary>A storage slot whose value changed.</summary>
/// <param name="Address">The account.</param>
/// <param name="Key">The slot.</param>
/// <param name="Value">The new value.</param>
public readonly record struct StorageChange(Address Address, Bytes32 Key, Bytes32 Value);

/// <summary>What a message did.</summary>
/// <param name="Status">The status.</param>
/// <param name="GasLeft">Gas left.</param>
/// <param name="GasRefund">Refund counter.</param>
/// <param name="Output">Output.</param>
/// <param name="Logs">Logs.</param>
/// <param name="Storage">Changed slots, ordered by account and key.</param>
/// <param name="UnavailablePrecompile">Name of a precompiled contract that was needed and is not there; the rest is meaningless
/// then.</param>
/// <param name="Nanoseconds">Time of the execution.</param>
public sealed record MessageOutcome(
    EvmcStatusCode Status,
    long GasLeft,
    long GasRefund,
    ReadOnlyMemory<byte> Output,
    IReadOnlyList<LogEntry> Logs,
    IReadOnlyList<StorageChange> Storage,
    string? UnavailablePrecompile,
    double Nanoseconds)
{
    /// <summary>The part of <see cref="Nanoseconds"/> in which .NET compiled methods of the host and the engine themselves, because they
    /// were called for the first time in this process. 0 in a program that is compiled ahead of time.</summary>
    public double StartUpNanoseconds { get; init; }

    /// <summary>State gas at the end: what is left of the reservoir less what was paid from gas; 0 without state gas (EIP-8037).</summary>
    public long StateBalance { get; init; }

    /// <summary>The contract that a creation made; null for a call and when it failed.</summary>
    public CreatedContract? Created { get; init; }
}

/// <summary>A contract that was created.</summary>
/// <param name="Address">Where.</param>
/// <param name="Code">Its code.</param>
public sealed record CreatedContract(Address Address, ReadOnlyMemory<byte> Code);

/// <summary>Runs one message call again and again from the same state: every run is undone through the journal.</summary>
/// <remarks>Sender, recipient, coinbase (EIP-3651) and precompiled contracts are warm, as in a transaction without an access
/// list.</remarks>
public sealed unsafe class MessageRunner : IDisposable
{
    private readonly InMemoryHost _host;
    private readonly Snapshot _start;
    private readonly byte* _data;
    private EvmcMessage _message;

    /// <summary>Prepares a call.</summary>
    /// <param name="vm">The VM.</param>
    /// <param name="state">The state; a transaction is begun in it.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="block">The block.</param>
    /// <param name="gasPrice">Gas price in wei.</param>
    /// <param name="request">The call.</param>
    public MessageRunner(IVm vm, WorldState state, EvmcRevision revision, BlockEnvironment block, in U256 gasPrice, CallRequest request)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(request);
        _host = new InMemoryHost(vm, state, revision, block, new TransactionEnvironment { Origin = request.Sender, GasPrice = gasPrice });
        state.BeginTransaction();
        _host.AccessAccount(request.Sender);
        if (!request.IsCreation)
        {
            _host.AccessAccount(request.To);
        }

        if (revision >= EvmcRevision.Shanghai)
        {
            _host.AccessAccount(block.Coinbase);
        }

        if (!request.Data.IsEmpty)
        {
            _data = (byte*)NativeMemory.Alloc((nuint)request.Data.Length);
            request.Data.Span.CopyTo(new Span<byte>(_data, request.Data.Length));
        }

        _message.Kind = request.IsCreation ? EvmcCallKind.Create : EvmcCallKind.Call;
        _message.Depth = request.Depth;
        _message.Gas = request.Gas;
        _message.Recipient = request.IsCreation ? default : request.To;
        _message.Sender = request.Sender;
        _message.CodeAddress = _message.Recipient;
        _message.InputData = _data;
        _message.InputSize = (nuint)request.Data.Length;
        _message.Value = HostValues.ToWord(request.Value);

        if (request.IsCreation)
        {
            // What a transaction does before its message: the address follows from the nonce that was there.
            var sender = state.GetOrAdd(request.Sender);
            state.SetNonce(sender, sender.Nonce + 1);
        }

        // The transaction resolves a delegation of its recipient (EIP-7702); those of later calls are the VM's.
        else if (revision >= EvmcRevision.Prague && state.Find(request.To) is { } recipient
            && recipient.Code.TryGetDelegate(out var target))
        {
            _message.CodeAddress = target;
            _message.Flags |= EvmcFlags.Delegated;
            _host.AccessAccount(target);
        }

        _start = state.TakeSnapshot();
    }

    /// <summary>State gas that the call gets besides its gas (EIP-8037).</summary>
    public long Reservoir { get; init; }

    /// <summary>Runs the call, keeps what it did and undoes it.</summary>
    /// <returns>What it did.</returns>
    public MessageOutcome Run()
    {
        var compiledBefore = JitInfo.GetCompilationTime(currentThread: true);
        var result = Execute(out var nanoseconds);
        var startUp = JitInfo.GetCompilationTime(currentThread: true) - compiledBefore;
        var outcome = new MessageOutcome(
            result.StatusCode,
            result.GasLeft,
            result.GasRefund,
            new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize)).ToArray(),
            [.. _host.State.Logs],
            ChangesOf(_host.State),
            _host.UnavailablePrecompile,
            nanoseconds)
        {
            StartUpNanoseconds = startUp.TotalNanoseconds,
            StateBalance = _host.StateBalance,
            Created = CreatedBy(result),
        };
        InMemoryHost.Release(&result);
        _host.State.Revert(_start);
        return outcome;
    }

    /// <summary>Runs the call and undoes it.</summary>
    /// <returns>Time of the execution in nanoseconds, without the undoing.</returns>
    public double Time()
    {
        var result = Execute(out var nanoseconds);
        InMemoryHost.Release(&result);
        _host.State.Revert(_start);
        return nanoseconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _host.Dispose();
        NativeMemory.Free(_data);
    }

    private CreatedContract? CreatedBy(in EvmcResult result) =>
        _message.Kind == EvmcCallKind.Create && result.StatusCode == EvmcStatusCode.Success
            ? new CreatedContract(result.CreateAddress, _host.State.Find(result.CreateAddress)!.Code.Bytes.ToArray())
            : null;

    private static List<StorageChange> ChangesOf(WorldState state)
    {
        var changes = new List<StorageChange>();
        foreach (var account in state.Records)
        {
            if ((account.Flags & AccountFlags.Destroyed) != 0)
            {
                continue;
            }

            foreach ((var key, var slot) in account.Storage)
            {
                if (slot.Current != slot.Original)
                {
                    changes.Add(new StorageChange(account.Address, key, slot.Current));
                }
            }
        }

        changes.Sort((a, b) => a.Address == b.Address ? a.Key.CompareTo(b.Key) : a.Address.CompareTo(b.Address));
        return changes;
    }

    private EvmcResult Execute(out double nanoseconds)
    {
        var message = _message;
        var start = Stopwatch.GetTimestamp();
        var result = _host.Run(&message, Reservoir);
        nanoseconds = (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency);
        return result;
    }
}

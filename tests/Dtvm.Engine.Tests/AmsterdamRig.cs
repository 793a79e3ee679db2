// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>What a message did, with its state gas.</summary>
internal sealed record AmsterdamResult(
    EvmcStatusCode Status, long GasLeft, long GasRefund, long StateBalance, byte[] Output, IReadOnlyList<LogEntry> Logs, WorldState State);

/// <summary>Runs one message in Amsterdam with a reservoir of state gas.</summary>
internal sealed class AmsterdamRig
{
    public static readonly Address Sender = Address.FromNumber(0x5E4D);
    public static readonly Address Contract = Address.FromNumber(0xC0DE);
    public static readonly Address Other = Address.FromNumber(0x7A46);
    public static readonly Address Delegate = Address.FromNumber(0xDE1E);

    private static readonly ConcurrentDictionary<string, ContractCode> Codes = [];

    /// <summary>Code of the contract, hex.</summary>
    public string Code { get; init; } = "";

    public U256 Balance { get; init; } = 10;

    public long Gas { get; init; } = 1_000_000;

    public long Reservoir { get; init; }

    public EvmcRevision Revision { get; init; } = EvmcUpcoming.Amsterdam;

    /// <summary>Prepares the state before the transaction begins.</summary>
    public Action<WorldState> Before { get; init; } = _ => { };

    /// <summary>Prepares the transaction.</summary>
    public Action<InMemoryHost> Begun { get; init; } = _ => { };

    public static string Push(in Address address) => "73" + Convert.ToHexStringLower(address.AsSpan());

    /// <summary>The code that hex stands for: the same one each time, as a client keeps it.</summary>
    public static ContractCode CodeOf(string hex) => Codes.GetOrAdd(hex, static hex => ContractCode.Create(Convert.FromHexString(hex)));

    public static string Push(int number) => $"63{number:x8}";

    public AmsterdamResult Run(EngineVm vm) => DeepStack.Run(() => RunHere(vm));

    /// <summary>As <see cref="Run"/>, where the caller is on a <see cref="DeepStack"/> already.</summary>
    public unsafe AmsterdamResult RunHere(EngineVm vm)
    {
        var state = new WorldState();
        state.AddAccount(Sender, 1_000_000, 1, ContractCode.Empty);
        state.AddAccount(Contract, Balance, 1, CodeOf(Code));
        Before(state);
        using var host = new InMemoryHost(
            vm, state, Revision, new BlockEnvironment { SlotNumber = 0x1234 }, new TransactionEnvironment { Origin = Sender });
        state.BeginTransaction();
        host.AccessAccount(Sender);
        host.AccessAccount(Contract);
        Begun(host);
        EvmcMessage message = default;
        message.Gas = Gas;
        message.Sender = Evmc(Sender);
        message.Recipient = message.CodeAddress = Evmc(Contract);
        var result = host.Run(&message, Reservoir);
        var output = new ReadOnlySpan<byte>(result.OutputData, (int)result.OutputSize).ToArray();
        InMemoryHost.Release(&result);
        return new AmsterdamResult(
            result.StatusCode, result.GasLeft, result.GasRefund, host.StateBalance, output, [.. state.Logs], state);
    }

    private static EvmcAddress Evmc(in Address address) => Unsafe.As<Address, EvmcAddress>(ref Unsafe.AsRef(in address));
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>What a scripted VM does with a message.</summary>
internal unsafe delegate EvmcResult VmScript(EvmcHostInterface* host, void* context, EvmcMessage* message, ReadOnlySpan<byte> code);

/// <summary>A VM that does what a test says, to look at the host alone.</summary>
internal sealed unsafe class ScriptedVm(VmScript script) : IVm
{
    public string Name => "script";

    public VmStatistics Statistics => default;

    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        script(host, context, message, new ReadOnlySpan<byte>(code, (int)codeSize));

    public void Reset()
    {
    }

    public void Dispose()
    {
    }
}

/// <summary>A host with a few accounts, in a transaction.</summary>
internal sealed unsafe class HostFixture : IDisposable
{
    public static readonly Address Sender = Address.FromNumber(0xAAAA);
    public static readonly Address Contract = Address.FromNumber(0xCCCC);
    public static readonly Address Other = Address.FromNumber(0xDDDD);

    private readonly ScriptedVm _vm;

    public HostFixture(EvmcRevision revision, VmScript script, Action<WorldState>? prepare = null)
    {
        _vm = new ScriptedVm(script);
        State.AddAccount(Sender, 1000, 5, ContractCode.Empty);
        State.AddAccount(Contract, 100, 1, ContractCode.Create([0x00]));
        prepare?.Invoke(State);
        Host = new InMemoryHost(_vm, State, revision, new BlockEnvironment { Number = 10 }, new TransactionEnvironment { Origin = Sender });
        State.BeginTransaction();
    }

    public WorldState State { get; } = new();

    public InMemoryHost Host { get; }

    public Account this[Address address] => State.GetOrAdd(address);

    public static VmScript Unused { get; } = (_, _, _, _) => throw new InvalidOperationException("the VM must not run");

    public static EvmcResult Success(EvmcMessage* message, long refund = 0) =>
        new() { StatusCode = EvmcStatusCode.Success, GasLeft = message->Gas, GasRefund = refund };

    public static EvmcResult Failure() => new() { StatusCode = EvmcStatusCode.OutOfGas };

    /// <summary>A message between two accounts; tests change what they need to.</summary>
    public static EvmcMessage Message(
        EvmcCallKind kind, in Address sender, in Address recipient, ulong value = 0, long gas = 100000, int depth = 1)
    {
        EvmcMessage message = default;
        message.Kind = kind;
        message.Depth = depth;
        message.Gas = gas;
        message.Sender = sender;
        if (kind is not (EvmcCallKind.Create or EvmcCallKind.Create2))
        {
            message.Recipient = recipient;
        }

        message.CodeAddress = recipient;
        message.Value = Word(value);
        return message;
    }

    public static Bytes32 Word(ulong value) => HostValues.ToWord(new U256(value));

    public EvmcResult Run(EvmcMessage message) => Host.Run(&message);

    public EvmcStatusCode RunForStatus(EvmcMessage message)
    {
        var result = Run(message);
        InMemoryHost.Release(&result);
        return result.StatusCode;
    }

    public void Dispose()
    {
        Host.Dispose();
        _vm.Dispose();
    }
}

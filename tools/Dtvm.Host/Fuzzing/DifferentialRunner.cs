// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host.Fuzzing;

/// <summary>Runs programs in two VMs and compares everything that can be observed. Not safe for concurrent use; to be used on a
/// <see cref="DeepStack"/>.</summary>
public sealed class DifferentialRunner : IDisposable
{
    /// <summary>Account that runs the program.</summary>
    public static readonly Address Contract = Address.FromNumber(0xC0DE);

    /// <summary>The second account.</summary>
    public static readonly Address Callee = Address.FromNumber(0xCA11);

    /// <summary>What the sender of every message has: the most that a message can send.</summary>
    public static readonly U256 SenderBalance = U256.One << 100;

    private static readonly Address Sender = Address.FromNumber(0x5E4D);

    private static readonly BlockEnvironment Block = new()
    {
        Number = 1000,
        Timestamp = 1_700_000_000,
        GasLimit = 30_000_000,
        Coinbase = Address.FromNumber(0xC01B),
        PrevRandao = HostValues.ToWord(U256.MaxValue - new U256(77)),
        BaseFee = new U256(7),
        BlobBaseFee = U256.One,
    };

    private readonly Observer _reference;
    private readonly Observer _subject;

    /// <summary>Makes a runner.</summary>
    /// <param name="reference">The VM that is taken to be right. Both stay the caller's to dispose.</param>
    /// <param name="subject">The VM under test.</param>
    public DifferentialRunner(IVm reference, IVm subject)
    {
        _reference = new Observer(reference);
        _subject = new Observer(subject);
    }

    /// <summary>The surroundings that every program runs in.</summary>
    /// <param name="program">The program.</param>
    /// <param name="input">The execution.</param>
    /// <returns>The scenario.</returns>
    public static ExecutionScenario Scenario(FuzzProgram program, FuzzInput input)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(input);
        return new ExecutionScenario(
            () => PreState.ToWorldState(
            [
                new PreAccount(Sender, SenderBalance, 1, ContractCode.Empty, []),
                new PreAccount(
                    Contract,
                    new U256(1_000_000),
                    1,
                    ContractCode.Create(program.Code),
                    [new(default, HostValues.ToWord(U256.One)), new(HostValues.ToWord(U256.One), HostValues.ToWord(U256.MaxValue))]),
                new PreAccount(
                    Callee, new U256(5), 1, ContractCode.Create(program.CalleeCode), [new(default, HostValues.ToWord(U256.One))]),
            ]),
            (EvmcRevision)(int)program.Revision,
            Block,
            new U256(10),
            new CallRequest(Sender, Contract, input.Value, input.CallData, input.Gas),
            input.IsStatic)
        {
            Reservoir = program.Revision == Revision.Amsterdam ? ReservoirOf(input) : 0,
        };
    }

    /// <summary>The state gas of an execution (EIP-8037): none, too little, or plenty, as its gas says.</summary>
    private static long ReservoirOf(FuzzInput input) => (input.Gas % 4) switch
    {
        0 => 0,
        1 => input.Gas * 7919 % 200_000,
        _ => input.Gas * 7919 % 1_000_000,
    };

    /// <summary>Runs a program once in both VMs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="input">The execution.</param>
    /// <param name="reference">What the reference did.</param>
    /// <param name="keepsText">Whether host calls are kept as text.</param>
    /// <returns>The difference, or null when there is none.</returns>
    public FuzzDifference? Compare(FuzzProgram program, FuzzInput input, out Observation reference, bool keepsText = false)
    {
        var scenario = Scenario(program, input);
        reference = _reference.Observe(scenario, keepsText);
        if (reference.Outcome?.UnavailablePrecompile is not null)
        {
            return null;
        }

        var subject = _subject.Observe(scenario, keepsText);
        return ObservationComparison.Compare(reference, subject) is { } kind
            ? new FuzzDifference(kind, program, input, reference, subject)
            : null;
    }

    /// <summary>Forgets compiled code, so that memory stays bounded.</summary>
    public void Reset()
    {
        _reference.Reset();
        _subject.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reference.Dispose();
        _subject.Dispose();
    }
}

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>Runs programs in two VMs and compares everything that can be observed. Not safe for concurrent use; to be used on a <see cref="DeepStack"/>.</summary>
public sealed class DifferentialRunner : IDisposable
{
    /// <summary>Account that runs the program.</summary>
    public static readonly Address Contract = Address.FromNumber(0xC0DE);

    /// <summary>The second account.</summary>
    public static readonly Address Callee = Address.FromNumber(0xCA11);

    private static readonly Address Sender = Address.FromNumber(0x5E4D);

    private static readonly BlockEnvironment Block = new()
    {
        Number = 1000,
        Timestamp = 1_700_000_000,
        GasLimit = 30_000_000,
        Coinbase = Address.FromNumber(0xC01B),
        PrevRandao = new Bytes32(U256.MaxValue - new U256(77)),
        BaseFee = new U256(7),
        BlobBaseFee = U256.One,
    };

    private readonly RecordingVm _reference;
    private readonly RecordingVm _subject;

    /// <summary>Makes a runner.</summary>
    /// <param name="reference">The VM that is taken to be right. Both stay the caller's to dispose.</param>
    /// <param name="subject">The VM under test.</param>
    public DifferentialRunner(IVm reference, IVm subject)
    {
        _reference = new RecordingVm(reference);
        _subject = new RecordingVm(subject);
    }

    /// <summary>Runs a program once in both VMs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="input">The execution.</param>
    /// <param name="reference">What the reference did.</param>
    /// <param name="keepsText">Whether host calls are kept as text.</param>
    /// <returns>The difference, or null when there is none.</returns>
    public FuzzDifference? Compare(FuzzProgram program, FuzzInput input, out Observation reference, bool keepsText = false)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(input);
        reference = Observe(_reference, program, input, keepsText);
        if (reference.Outcome?.UnavailablePrecompile is not null) return null;
        Observation subject = Observe(_subject, program, input, keepsText);
        return FirstDifference(reference, subject) is { } kind ? new FuzzDifference(kind, program, input, reference, subject) : null;
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

    private static Observation Observe(RecordingVm vm, FuzzProgram program, FuzzInput input, bool keepsText)
    {
        vm.Log.Clear();
        vm.Log.KeepsText = keepsText;
        vm.IsStatic = input.IsStatic;
        WorldState state = PreState.ToWorldState(
        [
            new PreAccount(Sender, U256.One << 100, 1, ContractCode.Empty, []),
            new PreAccount(
                Contract,
                new U256(1_000_000),
                1,
                ContractCode.Create(program.Code),
                [new(default, new Bytes32(U256.One)), new(new Bytes32(U256.One), new Bytes32(U256.MaxValue))]),
            new PreAccount(Callee, new U256(5), 1, ContractCode.Create(program.CalleeCode), [new(default, new Bytes32(U256.One))]),
        ]);
        MessageOutcome? outcome = null;
        string? failure = null;
        long failedBefore = vm.Statistics.CompilationFailures;
        try
        {
            using var runner = new MessageRunner(
                vm,
                state,
                (EvmcRevision)(int)program.Revision,
                Block,
                new U256(10),
                new CallRequest(Sender, Contract, input.Value, input.CallData, input.Gas));
            outcome = runner.Run();
        }
#pragma warning disable CA1031 // An exception of a VM or of the host under its calls is a finding, not a failure of the fuzzer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = $"{exception.GetType().Name}: {exception.Message}";
        }

        // Code that could not be compiled was interpreted: that it behaves alike says nothing.
        if (vm.Statistics.CompilationFailures > failedBefore)
        {
            outcome = null;
            failure = "the program could not be compiled";
        }

        return new Observation(outcome, vm.Log.Count, vm.Log.Hash, [.. vm.Log.Entries], failure);
    }

    private static DifferenceKind? FirstDifference(Observation reference, Observation subject)
    {
        if (reference.Outcome is not { } a || subject.Outcome is not { } b) return DifferenceKind.Crash;
        if (a.Status != b.Status) return DifferenceKind.Status;
        if (a.GasLeft != b.GasLeft) return DifferenceKind.GasLeft;
        if (a.GasRefund != b.GasRefund) return DifferenceKind.Refund;
        if (!a.Output.Span.SequenceEqual(b.Output.Span)) return DifferenceKind.Output;
        if (!SameLogs(a.Logs, b.Logs)) return DifferenceKind.Logs;
        if (!a.Storage.SequenceEqual(b.Storage)) return DifferenceKind.Storage;
        return reference.HostCallCount != subject.HostCallCount || reference.HostCallHash != subject.HostCallHash ? DifferenceKind.HostCalls : null;
    }

    private static bool SameLogs(IReadOnlyList<LogEntry> left, IReadOnlyList<LogEntry> right)
    {
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].Address != right[i].Address || !left[i].Topics.SequenceEqual(right[i].Topics)) return false;
            if (!left[i].Data.Span.SequenceEqual(right[i].Data.Span)) return false;
        }

        return true;
    }
}

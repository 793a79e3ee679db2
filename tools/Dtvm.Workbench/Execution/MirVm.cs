// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Mir.Interpretation;
using Dtvm.Mir.Passes;
using Dtvm.Runtime;

namespace Dtvm.Workbench.Execution;

/// <summary>
/// The third engine: interprets MIR on the frame and the helpers that machine code uses, moves between optimistic and conservative MIR as
/// the engine moves between its two versions of machine code, and takes the interpreter of bytecode where the engine does.
/// </summary>
/// <remarks>Not safe for concurrent use; re-entrant. To be used on a <see cref="DeepStack"/>.</remarks>
/// <param name="codes">The MIR. Stays the caller's to dispose.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
/// <param name="maxSteps">The bound of MIR instructions of all messages between two calls of <see cref="Start"/>.</param>
public sealed unsafe class MirVm(CodeStore codes, bool gasMetering = true, long maxSteps = MirVm.DefaultMaxSteps) : IVm
{
    /// <summary>The bound when none is given: some ten seconds.</summary>
    public const long DefaultMaxSteps = 500_000_000;

    private readonly FrameArena _arena = new();
    private long _steps;

    /// <inheritdoc/>
    public string Name => "mir";

    /// <inheritdoc/>
    public VmStatistics Statistics => default;

    /// <summary>MIR instructions run since <see cref="Start"/>.</summary>
    public long Steps => _steps;

    /// <summary>Why what was executed since <see cref="Start"/> means nothing: the bound of steps, undefined behaviour, a failed pass;
    /// otherwise null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether <see cref="Failure"/> is the bound of steps.</summary>
    public bool ReachedStepLimit { get; private set; }

    /// <summary>A code of which only the size is known, so that its MIR cannot go on in other code; null for none.</summary>
    public byte[]? UnknownBytecode { get; init; }

    /// <summary>Which version of the MIR a message begins in.</summary>
    public RegionMode EntryMode { get; init; } = RegionMode.Optimistic;

    /// <summary>Counts steps from 0 again and forgets a failure.</summary>
    public void Start()
    {
        _steps = 0;
        Failure = null;
        ReachedStepLimit = false;
    }

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        if (!MessageCheck.IsGood(revision, message, code, codeSize))
        {
            return new EvmcResult { StatusCode = MessageCheck.FindFault(revision, message, code, codeSize).Status };
        }

        if (codeSize == 0)
        {
            return new EvmcResult { StatusCode = EvmcStatusCode.Success, GasLeft = message->Gas };
        }

        var frame = RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? _arena.Push(host, context, revision, message, code, codeSize, isHostExtended: true)
            : null;
        if (frame == null)
        {
            return new EvmcResult { StatusCode = EvmcStatusCode.Failure };
        }

        try
        {
            frame->IsMetered = gasMetering ? 1 : 0;
            var bytes = new ReadOnlySpan<byte>(code, (int)codeSize);
            return MakeResult(frame, (EvmcStatusCode)Run(frame, bytes, (Revision)frame->Revision));
        }
        catch (MirPassException exception)
        {
            Failure ??= exception.Message;
            return new EvmcResult { StatusCode = EvmcStatusCode.Failure };
        }
        finally
        {
            _arena.Pop(frame);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        // Nothing is kept but the store, which is the caller's.
    }

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();

    private int Run(ExecutionFrame* frame, ReadOnlySpan<byte> code, Revision revision)
    {
        if (codes.Mir(code, revision, EntryMode) is not { } mir)
        {
            return RunBytecode(frame, code, revision, 0);
        }

        var machine = new FrameMachine(frame);
        var exit = mir.Run(ref machine, 0, 0, frame->Gas, ref _steps, maxSteps);
        if (exit.Kind == MirExitKind.ResumeConservative && IsKnown(code)
            && codes.Mir(code, revision, RegionMode.Conservative) is { } conservative
            && conservative.Module.FindByEntry(exit.Pc) is { } function)
        {
            exit = conservative.Run(ref machine, function.Index, exit.Height, exit.Gas, ref _steps, maxSteps);
        }

        return Finish(frame, exit, code, revision);
    }

    private int Finish(ExecutionFrame* frame, in MirExit exit, ReadOnlySpan<byte> code, Revision revision)
    {
        frame->Gas = exit.Gas;
        switch (exit.Kind)
        {
            case MirExitKind.Ended:
                return exit.Status;
            case MirExitKind.StepLimit:
                ReachedStepLimit = true;
                Failure ??= string.Create(CultureInfo.InvariantCulture, $"{maxSteps} MIR instructions were run without end");
                return (int)EvmcStatusCode.Failure;
            case MirExitKind.Fault:
                Failure ??= $"undefined behaviour: {exit.Fault}";
                return (int)EvmcStatusCode.Failure;
            default:
                if (!IsKnown(code))
                {
                    Failure ??= string.Create(
                        CultureInfo.InvariantCulture,
                        $"the MIR leaves at pc 0x{exit.Pc:x} to go on in other code of the contract, whose bytecode is not known");
                    return (int)EvmcStatusCode.Failure;
                }

                frame->StackTop = frame->StackBase + exit.Height;
                return RunBytecode(frame, code, revision, (ulong)exit.Pc);
        }
    }

    private bool IsKnown(ReadOnlySpan<byte> code) => UnknownBytecode is null || !code.SequenceEqual(UnknownBytecode);

    private int RunBytecode(ExecutionFrame* frame, ReadOnlySpan<byte> code, Revision revision, ulong pc) =>
        Interpreter.Interpreter.Run(frame, codes.Bytecode(code, revision), pc);

    /// <summary>Gas, refund and output as EVMC wants them: none of them on an exceptional halt, no refund on a revert.</summary>
    private static EvmcResult MakeResult(ExecutionFrame* frame, EvmcStatusCode status)
    {
        StateGas.End(frame, status);
        var result = new EvmcResult { StatusCode = status };
        if (status is not (EvmcStatusCode.Success or EvmcStatusCode.Revert))
        {
            return result;
        }

        result.GasLeft = frame->Gas;
        result.GasRefund = status == EvmcStatusCode.Success ? frame->GasRefund : 0;
        FrameOutput.CopyTo(frame, ref result);
        return result;
    }
}

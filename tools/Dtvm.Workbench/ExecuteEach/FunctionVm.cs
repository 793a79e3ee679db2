// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Mir.Interpretation;
using Dtvm.Numerics;
using Dtvm.Runtime;
using Dtvm.Workbench.Execution;

namespace Dtvm.Workbench.ExecuteEach;

/// <summary>What a function finds when it is entered, besides the message.</summary>
/// <param name="Stack">The EVM stack, the bottom first; at most 1,024 items.</param>
/// <param name="Memory">EVM memory; the size is a multiple of 32.</param>
internal sealed record FunctionEntry(U256[] Stack, byte[] Memory);

/// <summary>Runs a message of depth 0 in one function of a module and stops where that is left; nested messages run as bytecode.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed unsafe class FunctionVm : IVm
{
    private readonly CodeStore _codes = new(_ => null);
    private readonly MirVm _nested;
    private readonly FrameArena _arena = new();

    /// <summary>Makes the VM.</summary>
    public FunctionVm() => _nested = new MirVm(_codes);

    /// <summary>The module's interpreter.</summary>
    public required MirInterpreter Mir { get; set; }

    /// <summary>Index of the function.</summary>
    public int Function { get; set; }

    /// <summary>What it finds.</summary>
    public FunctionEntry Entry { get; set; } = new([], []);

    /// <summary>The bound of steps.</summary>
    public long MaxSteps { get; init; } = 100_000;

    /// <summary>How the last message ended.</summary>
    public MirExit Exit { get; private set; }

    /// <summary>The stack that the last message left for another function; empty when it ended.</summary>
    public U256[] Stack { get; private set; } = [];

    /// <summary>The memory that the last message left for another function; empty when it ended.</summary>
    public byte[] Memory { get; private set; } = [];

    /// <inheritdoc/>
    public string Name => "mir-function";

    /// <inheritdoc/>
    public VmStatistics Statistics => default;

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        if (message->Depth > 0)
        {
            return _nested.Execute(host, context, revision, message, code, codeSize);
        }

        var frame = _arena.Push(host, context, revision, message, code, codeSize);
        try
        {
            new Span<U256>(frame->StackBase, ExecutionFrame.StackItems).Clear();
            Entry.Stack.CopyTo(new Span<U256>(frame->StackBase, ExecutionFrame.StackItems));
            var machine = new FrameMachine(frame);
            var memoryGas = long.MaxValue;
            if (Entry.Memory.Length > 0)
            {
                machine.TryTouch(0, (ulong)Entry.Memory.Length, ref memoryGas);
                Entry.Memory.CopyTo(new Span<byte>(frame->MemoryBase, Entry.Memory.Length));
            }

            long steps = 0;
            Exit = Mir.Run(ref machine, Function, Entry.Stack.Length, frame->Gas, ref steps, MaxSteps, onlyThisFunction: true);
            frame->Gas = Exit.Gas;
            return MakeResult(frame);
        }
        finally
        {
            _arena.Pop(frame);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        // Nothing is kept.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nested.Dispose();
        _codes.Dispose();
        _arena.Dispose();
    }

    /// <summary>A message that leaves the function counts as success, so that the state it made is seen.</summary>
    private EvmcResult MakeResult(ExecutionFrame* frame)
    {
        Stack = [];
        Memory = [];
        if (Exit.Kind == MirExitKind.Ended && Exit.Status is not ((int)EvmcStatusCode.Success or (int)EvmcStatusCode.Revert))
        {
            return new EvmcResult { StatusCode = (EvmcStatusCode)Exit.Status };
        }

        var result = new EvmcResult
        {
            StatusCode = Exit is { Kind: MirExitKind.Ended, Status: (int)EvmcStatusCode.Revert }
                ? EvmcStatusCode.Revert
                : EvmcStatusCode.Success,
            GasLeft = frame->Gas,
            GasRefund = Exit.Status == 0 ? frame->GasRefund : 0,
        };
        if (Exit.Kind != MirExitKind.Ended)
        {
            Stack = new Span<U256>(frame->StackBase, Exit.Height).ToArray();
            Memory = new Span<byte>(frame->MemoryBase, (int)frame->MemorySize).ToArray();
        }
        else
        {
            FrameOutput.CopyTo(frame, ref result);
        }

        return result;
    }
}

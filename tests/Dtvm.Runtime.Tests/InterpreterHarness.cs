// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>How a run ended and what it asked of the host.</summary>
internal sealed record InterpreterOutcome(EvmcStatusCode Status, long GasLeft, long Refund, string Output, string HostCalls)
{
    /// <summary>The output as a number; 0 when it is longer than a word.</summary>
    public U256 Word => U256.Parse("0x" + (Output.Length is 0 or > 64 ? "0" : Output));
}

/// <summary>Where and with what a run begins.</summary>
internal sealed record InterpreterSetup
{
    public Revision Revision { get; init; } = Revision.Osaka;

    public long Gas { get; init; } = 1_000_000;

    public byte[] Input { get; init; } = [];

    public EvmcFlags Flags { get; init; }

    public int Depth { get; init; }

    public bool IsMetered { get; init; } = true;

    public ulong StartPc { get; init; }

    public U256[] Stack { get; init; } = [];
}

/// <summary>The ways to run a frame; all must have the same outcome.</summary>
internal enum RunMode
{
    Chunked,
    PerInstruction,
    Traced,
}

/// <summary>Runs programs in the interpreter against a recording host.</summary>
internal sealed unsafe class InterpreterHarness : IDisposable
{
    public const ulong Self = 0x5E1F;
    public const ulong Sender = 0x5E0D;
    public const ulong MessageValue = 77;

    private readonly FrameArena _arena = new();

    public RecordingHost Host { get; } = new();

    public List<TracedStep> Trace { get; } = [];

    public void Dispose()
    {
        Assert.Equal(0, Host.Unreleased);
        Host.Dispose();
        _arena.Dispose();
    }

    /// <summary>Runs in all modes, demands equal outcomes and returns the outcome.</summary>
    public InterpreterOutcome Run(byte[] code, InterpreterSetup? setup = null)
    {
        setup ??= new InterpreterSetup();
        var outcome = Run(code, setup, RunMode.Chunked);
        Assert.Equal(Run(code, setup, RunMode.PerInstruction), outcome);
        Assert.Equal(Run(code, setup, RunMode.Traced), outcome);
        return outcome;
    }

    /// <summary>As <see cref="Run(byte[], InterpreterSetup)"/>, in a revision.</summary>
    public InterpreterOutcome Run(EvmProgram program, Revision revision = Revision.Osaka, long gas = 1_000_000) =>
        Run(program.ToArray(), new InterpreterSetup { Revision = revision, Gas = gas });

    /// <summary>Runs in one mode.</summary>
    public InterpreterOutcome Run(byte[] code, InterpreterSetup setup, RunMode mode)
    {
        using var prepared = InterpreterCode.Create(code, setup.Revision);
        return Run(code, prepared, setup, mode);
    }

    /// <summary>Runs prepared code in one mode.</summary>
    public InterpreterOutcome Run(byte[] code, InterpreterCode prepared, InterpreterSetup setup, RunMode mode)
    {
        Host.Calls.Clear();
        Host.Messages.Clear();
        Trace.Clear();
        EvmcMessage message = default;
        message.Flags = setup.Flags;
        message.Depth = setup.Depth;
        message.Gas = setup.Gas;
        message.Recipient = HostValues.ToAddress(Self);
        message.CodeAddress = HostValues.ToAddress(0xC0DE);
        message.Sender = HostValues.ToAddress(Sender);
        message.Value = HostValues.ToWord(MessageValue);
        fixed (byte* codeBytes = code)
        fixed (byte* input = setup.Input)
        {
            message.InputData = input;
            message.InputSize = (nuint)setup.Input.Length;
            var frame = _arena.Push(Host.Interface, Host.Context, (EvmcRevision)setup.Revision, &message, codeBytes, (nuint)code.Length);
            frame->IsMetered = setup.IsMetered ? 1 : 0;
            foreach (var item in setup.Stack)
            {
                *frame->StackTop++ = item;
            }

            var tracer = new ListTracer(Trace);
            var status = mode switch
            {
                RunMode.Chunked => Interpreter.Interpreter.Run(frame, prepared, setup.StartPc),
                RunMode.PerInstruction => Interpreter.Interpreter.RunPerInstruction(frame, prepared, setup.StartPc),
                _ => Interpreter.Interpreter.Run(frame, prepared, setup.StartPc, ref tracer),
            };
            Assert.Equal(status, frame->Status);
            Assert.True(frame->Output == null == (frame->OutputSize == 0));
            var output = Convert.ToHexStringLower(new ReadOnlySpan<byte>(frame->Output, (int)frame->OutputSize));
            var outcome = new InterpreterOutcome(
                (EvmcStatusCode)status, frame->Gas, frame->GasRefund, output,
                    string.Join('\n', Host.Calls.Concat(Host.Messages.Select(m => m.ToString()))));
            _arena.Pop(frame);
            return outcome;
        }
    }
}

/// <summary>A traced instruction.</summary>
internal sealed record TracedStep(
    ulong Pc, Opcode Opcode, long Gas, int StaticCost, ulong MemorySize, U256[] Stack, int Depth, long Refund)
{
    public long? GasCost { get; set; }

    public EvmcStatusCode? Status { get; set; }
}

/// <summary>Collects the instructions.</summary>
internal readonly struct ListTracer(List<TracedStep> steps) : ITracer
{
    public void InstructionStarted(in TraceStep step)
    {
        if (steps.Count != 0)
        {
            Assert.NotNull(steps[^1].Status);
        }

        steps.Add(new TracedStep(
            step.Pc, step.Opcode, step.Gas, step.StaticCost, step.MemorySize, step.Stack.ToArray(), step.Depth, step.Refund));
    }

    public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status)
    {
        Assert.Equal(steps[^1].Pc, step.Pc);
        Assert.Equal(steps[^1].Gas, step.Gas);
        Assert.Equal(steps[^1].MemorySize, step.MemorySize);
        Assert.Null(steps[^1].Status);
        steps[^1].GasCost = gasCost;
        steps[^1].Status = status;
    }
}

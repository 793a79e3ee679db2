// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Fuzzing;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Tracing;

/// <summary>Writes a line of JSON for each basic block that is entered: where, with how much gas and how high a stack, in which
/// code.</summary>
/// <remarks>The height is what all blocks that ran before in the frame make of it; machine code is not asked for it.</remarks>
/// <param name="writer">Where to; not disposed with this.</param>
internal sealed class BlockTracer(TraceWriter writer) : IHostCallListener
{
    private readonly Dictionary<string, CodeBlocks> _codes = [];
    private readonly Stack<Frame> _frames = new();
    private OutputException? _failure;

    /// <summary>A frame begins.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="depth">Its depth.</param>
    public void Begin(ReadOnlySpan<byte> code, int depth)
    {
        var blocks = new CodeBlocks(code);
        if (!_codes.TryAdd(blocks.Name, blocks))
        {
            blocks = _codes[blocks.Name];
        }

        _frames.Push(new Frame(blocks, depth));
    }

    /// <summary>The frame has ended.</summary>
    public void End() => _frames.Pop();

    /// <summary>Code comes to a place in the frame, which may be no block's beginning.</summary>
    /// <param name="pc">The program counter.</param>
    /// <param name="gas">The gas left.</param>
    public void Reach(int pc, long gas)
    {
        var frame = _frames.Peek();
        if (!frame.Code.IsStart(pc))
        {
            return;
        }

        frame.Height += frame.Last < 0 ? 0 : frame.Code.ChangeOf(frame.Last);
        frame.Last = pc;
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"pc\":{pc},\"gas\":\"0x{gas:x}\",\"depth\":{frame.Depth + 1},\"stackSize\":{frame.Height},"
            + $"\"code\":\"{frame.Code.Name}\"}}"));
    }

    /// <inheritdoc/>
    public void HostCalled(string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, long number)
    {
        if (name == "get_transient_storage" && BlockTracePass.TryRead(second, out var pc, out var gas))
        {
            Reach(pc, gas);
        }
    }

    /// <summary>Ends the trace as one of instructions ends.</summary>
    /// <param name="status">How the message ended.</param>
    /// <param name="output">Its output.</param>
    /// <param name="gasUsed">Gas that it used.</param>
    /// <exception cref="OutputException">The trace could not be written.</exception>
    public void Summarize(EvmcStatusCode status, ReadOnlySpan<byte> output, long gasUsed)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        writer.Summarize(status, output, gasUsed);
    }

    /// <summary>Writes a line. Nothing may be thrown below machine code, so a failure is kept for the end.</summary>
    private void Write(string line)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            writer.Add(line);
        }
        catch (OutputException exception)
        {
            _failure = exception;
        }
    }

    private sealed class Frame(CodeBlocks code, int depth)
    {
        public CodeBlocks Code { get; } = code;

        public int Depth { get; } = depth;

        public int Height { get; set; }

        public int Last { get; set; } = -1;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Interpreter;

namespace Dtvm.Tool.Tracing;

/// <summary>Writes a trace in the form of EIP-3155: one JSON object a line and instruction, then a summary.</summary>
/// <remarks>
/// An instruction's line stands before those of the frame it calls, yet its gas cost is known only after them. Such a line is written with room for
/// the number, which is filled in later; so the file must be seekable.
/// </remarks>
internal sealed class TraceWriter : IDisposable
{
    /// <summary>Characters of the longest gas cost: quotes, 0x, sixteen digits.</summary>
    private const int CostWidth = 20;

    private readonly FileStream _file;
    private readonly Stack<Pending> _pending = new();
    private readonly StringBuilder _line = new();

    /// <summary>Opens the trace file anew.</summary>
    /// <param name="path">Its path.</param>
    public TraceWriter(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        if (_file.CanSeek) return;
        _file.Dispose();
        throw new IOException("a trace needs a regular file");
    }

    /// <summary>Notes an instruction that is about to run.</summary>
    /// <param name="step">The state before it.</param>
    public void Start(in TraceStep step)
    {
        if (_pending.TryPop(out Pending outer)) _pending.Push(outer.Begin.Length == 0 ? outer : WriteWithoutCost(outer));
        _pending.Push(new Pending(FormatBegin(step), FormatEnd(step), -1));
    }

    /// <summary>Writes an instruction that has run.</summary>
    /// <param name="gasCost">Its whole cost.</param>
    /// <param name="status">How it ended.</param>
    public void Finish(long gasCost, EvmcStatusCode status)
    {
        Pending pending = _pending.Pop();
        string cost = string.Create(CultureInfo.InvariantCulture, $"\"0x{gasCost:x}\"");
        if (pending.CostPosition >= 0)
        {
            long end = _file.Position;
            _file.Position = pending.CostPosition;
            Write(cost);
            _file.Position = end;
            return;
        }

        bool failed = status is not (EvmcStatusCode.Success or EvmcStatusCode.Revert);
        Write(pending.Begin + cost + pending.End + (failed ? $",\"error\":\"{StatusNames.Of(status)}\"}}\n" : "}\n"));
    }

    /// <summary>Writes the summary.</summary>
    /// <param name="outcome">What the message did.</param>
    /// <param name="gasUsed">Gas that it used.</param>
    public void Summarize(MessageOutcome outcome, long gasUsed)
    {
        string pass = outcome.Status == EvmcStatusCode.Success ? "true" : "false";
        Write(string.Create(CultureInfo.InvariantCulture, $"{{\"output\":\"{Hex.Encode(outcome.Output.Span)}\",\"gasUsed\":\"0x{gasUsed:x}\",\"pass\":{pass}}}\n"));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private string FormatBegin(in TraceStep step)
    {
        _line.Clear();
        _line.Append(CultureInfo.InvariantCulture, $"{{\"pc\":{step.Pc},\"op\":{(byte)step.Opcode},\"gas\":\"0x{step.Gas:x}\",\"gasCost\":");
        return _line.ToString();
    }

    private string FormatEnd(in TraceStep step)
    {
        _line.Clear();
        _line.Append(CultureInfo.InvariantCulture, $",\"memSize\":{step.MemorySize},\"stack\":[");
        for (int i = 0; i < step.Stack.Length; i++)
        {
            if (i > 0) _line.Append(',');
            _line.Append('"').Append(step.Stack[i].ToString()).Append('"');
        }

        OpcodeInfo info = OpcodeTable.Get(step.Opcode);
        string name = info.IsAssigned ? info.Name : "UNDEFINED";
        _line.Append(CultureInfo.InvariantCulture, $"],\"depth\":{step.Depth + 1},\"refund\":{step.Refund},\"opName\":\"{name}\"");
        return _line.ToString();
    }

    private Pending WriteWithoutCost(in Pending pending)
    {
        Write(pending.Begin);
        long position = _file.Position;
        Write(new string(' ', CostWidth) + pending.End + "}\n");
        return new Pending("", "", position);
    }

    private void Write(string text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        int count = Encoding.ASCII.GetBytes(text, bytes);
        _file.Write(bytes, 0, count);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>An instruction that has begun: its line before and after the cost; once written, empty texts and where the cost belongs.</summary>
    private readonly record struct Pending(string Begin, string End, long CostPosition);
}

// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Interpreter;
using Dtvm.Tool.Input;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Tracing;

/// <summary>Writes a trace in the form of EIP-3155: one JSON object a line and instruction, then a summary.</summary>
/// <remarks>
/// An instruction's line stands before those of the frame it calls, yet its gas cost is known only after them. Such a line is written with
/// room for the number, which is filled in later. Where the output has no places to go back to, as a pipe, the lines from there on are held
/// in a temporary file until then.
/// </remarks>
internal sealed class TraceWriter : IDisposable
{
    /// <summary>Characters of the longest gas cost: quotes, 0x, sixteen digits.</summary>
    private const int CostWidth = 20;

    private const int BufferSize = 1 << 16;
    private const int BrokenPipe = 32;

    private readonly string _name;
    private readonly Stream _output;
    private readonly MemoryStream _buffer = new(2 * BufferSize);
    private readonly Stack<Pending> _pending = new();
    private readonly StringBuilder _line = new();
    private Stream? _held;
    private int _unfinished;

    /// <summary>Makes a writer.</summary>
    /// <param name="output">Where to; disposed with this.</param>
    /// <param name="name">What that is called in messages.</param>
    public TraceWriter(Stream output, string name)
    {
        _output = output;
        _name = name;
        if (output.CanSeek)
        {
            _held = output;
        }
    }

    /// <summary>Opens what a path names: a file, which is written anew, a pipe or device, or with <c>-</c> standard output.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public static TraceWriter Open(string path) => path switch
    {
        // Opened by its name a file behind standard output would have a place of its own, and the report would be written over the trace.
        "-" or "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1" => new TraceWriter(StandardStreams.OpenOutput(), path),
        "/dev/stderr" or "/dev/fd/2" or "/proc/self/fd/2" => new TraceWriter(StandardStreams.OpenError(), path),
        _ => new TraceWriter(
            Files.Guard(path, () => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0)), path),
    };

    /// <summary>Notes an instruction that is about to run.</summary>
    /// <param name="step">The state before it.</param>
    public void Start(in TraceStep step)
    {
        if (_pending.TryPeek(out var outer) && outer.Begin.Length > 0)
        {
            // It stays pending when it cannot be written: the frame that it calls ends then, and its own line is finished all the same.
            var written = WriteWithoutCost(outer);
            _pending.Pop();
            _pending.Push(written);
        }

        _pending.Push(new Pending(FormatBegin(step), FormatEnd(step), -1));
    }

    /// <summary>Writes an instruction that has run.</summary>
    /// <param name="gasCost">Its whole cost.</param>
    /// <param name="status">How it ended.</param>
    public void Finish(long gasCost, EvmcStatusCode status)
    {
        var pending = _pending.Pop();
        var cost = string.Create(CultureInfo.InvariantCulture, $"\"0x{gasCost:x}\"");
        if (pending.CostPosition >= 0)
        {
            FillIn(pending.CostPosition, cost);
            return;
        }

        var failed = status is not (EvmcStatusCode.Success or EvmcStatusCode.Revert);
        Write(pending.Begin + cost + pending.End + (failed ? $",\"error\":\"{StatusNames.Of(status)}\"}}\n" : "}\n"));
    }

    /// <summary>Writes a line of another kind.</summary>
    /// <param name="line">One JSON object.</param>
    /// <exception cref="OutputException">The trace could not be written.</exception>
    public void Add(string line) => Write(line + "\n");

    /// <summary>Writes the summary, which ends the trace.</summary>
    /// <param name="status">How the message ended.</param>
    /// <param name="output">Its output.</param>
    /// <param name="gasUsed">Gas that it used.</param>
    /// <exception cref="OutputException">The trace could not be written.</exception>
    public void Summarize(EvmcStatusCode status, ReadOnlySpan<byte> output, long gasUsed)
    {
        var pass = status == EvmcStatusCode.Success ? "true" : "false";
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"output\":\"{Hex.Encode(output)}\",\"gasUsed\":\"0x{gasUsed:x}\",\"pass\":{pass}}}\n"));
        Guard(() =>
        {
            Flush();
            Release();
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        _held?.Dispose();
    }

    private string FormatBegin(in TraceStep step)
    {
        _line.Clear();
        _line.Append(
            CultureInfo.InvariantCulture, $"{{\"pc\":{step.Pc},\"op\":{(byte)step.Opcode},\"gas\":\"0x{step.Gas:x}\",\"gasCost\":");
        return _line.ToString();
    }

    private string FormatEnd(in TraceStep step)
    {
        _line.Clear();
        _line.Append(CultureInfo.InvariantCulture, $",\"memSize\":{step.MemorySize},\"stack\":[");
        for (var i = 0; i < step.Stack.Length; i++)
        {
            if (i > 0)
            {
                _line.Append(',');
            }

            _line.Append('"').Append(step.Stack[i].ToString()).Append('"');
        }

        var info = OpcodeTable.Get(step.Opcode);
        var name = info.IsAssigned ? info.Name : "UNDEFINED";
        _line.Append(CultureInfo.InvariantCulture, $"],\"depth\":{step.Depth + 1},\"refund\":{step.Refund},\"opName\":\"{name}\"");
        return _line.ToString();
    }

    private Pending WriteWithoutCost(in Pending pending)
    {
        long position = 0;
        Guard(() =>
        {
            Flush();
            _held ??= OpenTemporary();
            position = _held.Position;
        });
        position += pending.Begin.Length;
        _unfinished++;
        Write(pending.Begin + new string(' ', CostWidth) + pending.End + "}\n");
        return new Pending("", "", position);
    }

    private static FileStream OpenTemporary()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

        // Without a name it goes with the process, however that ends.
        File.Delete(path);
        return file;
    }

    private void FillIn(long position, string cost) => Guard(() =>
    {
        Flush();
        var end = _held!.Position;
        _held.Position = position;
        _held.Write(Encoding.ASCII.GetBytes(cost));
        _held.Position = end;
        if (--_unfinished == 0)
        {
            Release();
        }
    });

    /// <summary>Writes the lines that were held.</summary>
    private void Release()
    {
        if (_held is null || _held == _output)
        {
            return;
        }

        _held.Position = 0;
        _held.CopyTo(_output);
        _held.SetLength(0);
    }

    private void Write(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        _buffer.Write(bytes, 0, Encoding.ASCII.GetBytes(text, bytes));
        ArrayPool<byte>.Shared.Return(bytes);
        if (_buffer.Length >= BufferSize)
        {
            Guard(Flush);
        }
    }

    private void Flush()
    {
        _buffer.WriteTo(_unfinished > 0 ? _held! : _output);
        _buffer.SetLength(0);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            throw new OutputException($"{_name}: {exception.Message}", exception.HResult == BrokenPipe);
        }
    }

    /// <summary>An instruction that has begun: its line before and after the cost; once written, empty texts and where the cost
    /// belongs.</summary>
    private readonly record struct Pending(string Begin, string End, long CostPosition);
}

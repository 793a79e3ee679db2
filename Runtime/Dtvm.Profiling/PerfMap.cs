// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;

namespace Dtvm.Profiling;

/// <summary>Writes the perf map of the process: a line for each piece of code with its address, its size and its name, in the place where
/// perf looks for it.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class PerfMap : IDisposable
{
    private readonly ByteWriter _text = new();
    private readonly FileStream _file = new(
        Path.Combine("/tmp", $"perf-{CodeWriter.ProcessId}.map"), FileMode.Create, FileAccess.Write, FileShare.Read, 1);

    /// <summary>Writes the lines of loaded code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="ranges">Its pieces.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Write(LoadedCode code, List<CodeRange> ranges)
    {
        _text.Clear();
        foreach (var range in ranges)
        {
            _text.Hex((ulong)(code.Base + range.Offset));
            _text.U8(' ');
            _text.Hex((ulong)range.Size);
            _text.U8(' ');
            _text.Ascii(range.Name);
            _text.U8('\n');
        }

        _file.Write(_text.Written);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text;

namespace Dtvm.Evmc.Library.Logging;

/// <summary>Writes lines to standard error as far as the threshold asks for them.</summary>
/// <remarks>A line is one call of <c>write</c>, so that lines of several threads do not mix, and no managed stream is opened in the host's
/// process.</remarks>
internal sealed unsafe partial class StandardErrorLog
{
    private const int StandardError = 2;

    /// <summary>What is written.</summary>
    public LogThreshold Threshold { get; set; } = LogThreshold.Notice;

    /// <summary>Whether lines of a level are written.</summary>
    public bool IsEnabled(LogThreshold level) => level != LogThreshold.Off && level <= Threshold;

    /// <summary>Writes a line if the threshold asks for it.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="text">The line without its end.</param>
    public void Write(LogThreshold level, string text)
    {
        if (IsEnabled(level))
        {
            WriteLine(text);
        }
    }

    /// <summary>Writes a line.</summary>
    /// <param name="text">The line without its end; line ends within become spaces.</param>
    public static void WriteLine(string text)
    {
        var bytes = Encoding.UTF8.GetBytes($"dtvm: {text.ReplaceLineEndings(" ")}\n");
        fixed (byte* start = bytes)
        {
            // A closed or full standard error is no reason to fail.
            _ = NativeWrite(StandardError, start, (nuint)bytes.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint NativeWrite(int file, byte* data, nuint size);
}

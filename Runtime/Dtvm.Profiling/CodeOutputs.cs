// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;

namespace Dtvm.Profiling;

/// <summary>How finely code is told to a tool.</summary>
public enum CodeDetail : byte
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>By region.</summary>
    Regions,

    /// <summary>By EVM basic block.</summary>
    Blocks,
}

/// <summary>Tells perf and GDB of all machine code that is loaded while they are wanted. One serves all engines of a process: the files and
/// GDB's list are the process's.</summary>
/// <remarks>GDB is told before the code is entered. What perf reads afterwards is written behind the compiler's back, by a thread of its
/// own: within milliseconds, before the code is freed, and before <see cref="Flush"/> returns. A fork has no such thread, and its parent's
/// files: of what it compiles nothing is told.</remarks>
/// <param name="report">Told a failure, one line; what failed is turned off.</param>
public sealed class CodeOutputs(Action<string>? report = null) : ICodeListener, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<nint, nint> _images = [];
    private readonly Listings _listings = new();
    private CodeWriter? _writer;
    private JitDump? _dump;
    private PerfMap? _map;
    private GdbJit? _gdb;
    private int _failures;

    /// <summary>Whether a jitdump is written, and how finely.</summary>
    public CodeDetail JitDump { get; set; }

    /// <summary>Whether a perf map is written, and how finely.</summary>
    public CodeDetail PerfMap { get; set; }

    /// <summary>Whether GDB is told.</summary>
    public bool Gdb { get; set; }

    /// <summary>Where jitdump and listings go; a change counts for files that are not open yet. perf looks for its map in
    /// <c>/tmp</c>.</summary>
    public string Directory { get; set; } = "/tmp";

    /// <summary>Told a failure besides the one of the constructor; null for nobody. Any thread may call it.</summary>
    public Action<string>? Failed { get; set; }

    /// <summary>Called when the thread that writes begins; null for nobody.</summary>
    public Action? WriterBegins { get; set; }

    /// <inheritdoc/>
    public bool IsListening => (WantsFramePointers || (Gdb && _gdb is not null)) && !IsOrphan;

    /// <inheritdoc/>
    /// <remarks>For perf, which follows stacks by them. GDB unwinds.</remarks>
    public bool WantsFramePointers => JitDump != CodeDetail.Off || PerfMap != CodeDetail.Off;

    /// <inheritdoc/>
    /// <remarks>Blocks are cut by them, and GDB stops at them.</remarks>
    public bool WantsInstructions => JitDump == CodeDetail.Blocks || PerfMap == CodeDetail.Blocks || (Gdb && _gdb is not null);

    private bool IsOrphan => _writer is { IsOrphan: true };

    /// <summary>Says by which list GDB can be told; without, it is not.</summary>
    /// <param name="gdb">The list.</param>
    public void UseGdb(GdbJit gdb) => _gdb ??= gdb;

    /// <summary>Makes the jitdump if one is wanted, instead of when code is loaded for the first time: it takes longer than to compile a
    /// small contract.</summary>
    public void Begin()
    {
        if (IsOrphan)
        {
            return;
        }

        lock (_lock)
        {
            if (JitDump != CodeDetail.Off)
            {
                Guarded(() =>
                {
                    _dump ??= new JitDump(Directory);
                    _ = Writer();
                });
            }
        }
    }

    /// <inheritdoc/>
    public void Loaded(LoadedCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (IsOrphan)
        {
            return;
        }

        lock (_lock)
        {
            Guarded(() =>
            {
                var directory = Directory;
                if (JitDump is not CodeDetail.Off and var detail)
                {
                    var dump = _dump ??= new JitDump(Directory);
                    var moment = Profiling.JitDump.ThisMoment();
                    Later(code, () =>
                    {
                        var name = CodeRanges.NameOf(code);
                        var ranges = CodeRanges.Of(code, name, detail == CodeDetail.Blocks);
                        dump.Write(code, ranges, _listings.Of(code, name, directory), moment);
                    });
                }

                if (PerfMap is not CodeDetail.Off and var named)
                {
                    var map = _map ??= new PerfMap();
                    Later(code, () => map.Write(code, CodeRanges.Of(code, named == CodeDetail.Blocks)));
                }

                if (Gdb && _gdb is not null)
                {
                    var name = CodeRanges.NameOf(code);
                    var image = GdbImage.Make(code, CodeRanges.Of(code, name, false), _listings.Of(code, name, directory));
                    _images.Add(code.Base, _gdb.Add(image));
                }
            });
        }
    }

    /// <inheritdoc/>
    public void Unloading(nint code)
    {
        if (IsOrphan)
        {
            return;
        }

        lock (_lock)
        {
            _writer?.Flush();
            if (_images.Remove(code, out var image))
            {
                _gdb!.Remove(image);
            }
        }
    }

    /// <summary>Waits until all code that was told of is in the files.</summary>
    public void Flush()
    {
        if (IsOrphan)
        {
            return;
        }

        lock (_lock)
        {
            _writer?.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsOrphan)
        {
            return;
        }

        lock (_lock)
        {
            _writer?.Dispose();
            _dump?.Dispose();
            _map?.Dispose();
            _writer = null;
            _dump = null;
            _map = null;
        }
    }

    /// <summary>Reads a name of <see cref="CodeDetail"/>.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="detail">The value.</param>
    public static bool TryParse(string name, out CodeDetail detail)
    {
        detail = name switch
        {
            "regions" => CodeDetail.Regions,
            "blocks" => CodeDetail.Blocks,
            _ => CodeDetail.Off,
        };
        return detail != CodeDetail.Off || name == "off";
    }

    private void Later(LoadedCode code, Action write)
    {
        var failures = _failures;
        void Write()
        {
            // What was put off before a failure would fail as well.
            if (failures == Volatile.Read(ref _failures))
            {
                Guarded(write);
            }
        }

        // Helpers are loaded with the first contract, which wakes the thread.
        Writer().Add(Write, isUrgent: code.Unit is not null);
    }

    private CodeWriter Writer()
    {
        if (_writer is null)
        {
            _writer = new CodeWriter();
            WriterBegins?.Invoke();
        }

        return _writer;
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _failures);
            JitDump = CodeDetail.Off;
            PerfMap = CodeDetail.Off;
            Gdb = false;
            report?.Invoke($"perf: {exception.Message}");
            Failed?.Invoke($"perf: {exception.Message}");
        }
    }
}

using System.Globalization;
using System.Text;
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
/// <param name="report">Told a failure, one line; what failed is turned off.</param>
public sealed class CodeOutputs(Action<string>? report = null) : ICodeListener, IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _listings = [];
    private JitDump? _dump;
    private FileStream? _map;
    private readonly Dictionary<LoadedCode, nint> _images = new(ReferenceEqualityComparer.Instance);
    private GdbJit? _gdb;

    /// <summary>Whether a jitdump is written, and how finely.</summary>
    public CodeDetail JitDump { get; set; }

    /// <summary>Whether a perf map is written, and how finely.</summary>
    public CodeDetail PerfMap { get; set; }

    /// <summary>Whether GDB is told.</summary>
    public bool Gdb { get; set; }

    /// <summary>Where jitdump and listings go; a change counts for files that are not open yet. perf looks for its map in
    /// <c>/tmp</c>.</summary>
    public string Directory { get; set; } = "/tmp";

    /// <summary>Told a failure besides the one of the constructor; null for nobody.</summary>
    public Action<string>? Failed { get; set; }

    /// <inheritdoc/>
    public bool IsListening => JitDump != CodeDetail.Off || PerfMap != CodeDetail.Off || (Gdb && _gdb is not null);

    /// <summary>Says by which list GDB can be told; without, it is not.</summary>
    /// <param name="gdb">The list.</param>
    public void UseGdb(GdbJit gdb) => _gdb ??= gdb;

    /// <inheritdoc/>
    public void Loaded(LoadedCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (_lock)
        {
            try
            {
                if (JitDump != CodeDetail.Off)
                {
                    _dump ??= new JitDump(Directory);
                    _dump.Write(code, CodeRanges.Of(code, JitDump == CodeDetail.Blocks), ListingOf(code));
                }

                if (PerfMap != CodeDetail.Off)
                {
                    WriteMap(code);
                }

                if (Gdb && _gdb is not null)
                {
                    _images.Add(code, _gdb.Add(GdbImage.Make(code, CodeRanges.Of(code, false), ListingOf(code))));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                JitDump = CodeDetail.Off;
                PerfMap = CodeDetail.Off;
                Gdb = false;
                report?.Invoke($"perf: {exception.Message}");
                Failed?.Invoke($"perf: {exception.Message}");
            }
        }
    }

    /// <inheritdoc/>
    public void Unloading(LoadedCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (_lock)
        {
            if (_images.Remove(code, out var image))
            {
                _gdb!.Remove(image);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _dump?.Dispose();
            _map?.Dispose();
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

    private void WriteMap(LoadedCode code)
    {
        _map ??= new FileStream(
            Path.Combine("/tmp", $"perf-{Environment.ProcessId}.map"), FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        var text = new StringBuilder();
        foreach (var range in CodeRanges.Of(code, PerfMap == CodeDetail.Blocks))
        {
            text.Append(CultureInfo.InvariantCulture, $"{code.Base + range.Offset:x} {range.Size:x} {range.Name}\n");
        }

        _map.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>The listing of a contract, written when it is needed for the first time; null for code of helpers.</summary>
    private string? ListingOf(LoadedCode code)
    {
        if (code.Unit is not { } unit)
        {
            return null;
        }

        var path = Path.Combine(Path.GetFullPath(Directory), $"evm_{EvmListing.NameOf(unit.Code.Span)}.evm");
        if (_listings.Add(path))
        {
            File.WriteAllText(path, EvmListing.Write(unit.Code.Span));
        }

        return path;
    }
}

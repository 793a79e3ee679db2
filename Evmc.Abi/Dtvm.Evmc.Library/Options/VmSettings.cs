using Dtvm.Engine;
using Dtvm.Evmc.Library.Logging;

namespace Dtvm.Evmc.Library.Options;

/// <summary>What the options of a VM change.</summary>
internal sealed class VmSettings(RuntimeConfig config, StandardErrorLog log)
{
    /// <summary>How the engine runs code.</summary>
    public RuntimeConfig Config { get; } = config;

    /// <summary>The VM's log.</summary>
    public StandardErrorLog Log { get; } = log;

    /// <summary>Where each code that is compiled is written, an absolute path; null for nowhere.</summary>
    public string? DumpDirectory { get; set; }

    /// <summary>Whether a line of statistics is written when the VM is destroyed.</summary>
    public bool ReportStatistics { get; set; }

    /// <summary>Address of the C function that frees the output of a result, fixed before the engine is made; 0 for the engine's
    /// own.</summary>
    public nint ReleaseOutput { get; set; }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evmc.Library.Logging;
using Dtvm.Profiling;

namespace Dtvm.Evmc.Library.Options;

/// <summary>What the options of a VM change.</summary>
internal sealed class VmSettings(RuntimeConfig config, StandardErrorLog log, CodeOutputs? outputs = null)
{
    /// <summary>How the engine runs code.</summary>
    public RuntimeConfig Config { get; } = config;

    /// <summary>The VM's log.</summary>
    public StandardErrorLog Log { get; } = log;

    /// <summary>What tells perf and GDB of code: the process's.</summary>
    public CodeOutputs Outputs { get; } = outputs ?? new CodeOutputs();

    /// <summary>Changes what is told of code; a failure of it is logged by this VM.</summary>
    /// <param name="change">The change.</param>
    public void TellCode(Action<CodeOutputs> change)
    {
        Outputs.Failed = failure => Log.Write(LogThreshold.Error, failure);
        change(Outputs);
        Outputs.Begin();
    }

    /// <summary>Where each code that is compiled is written, an absolute path; null for nowhere.</summary>
    public string? DumpDirectory { get; set; }

    /// <summary>Whether a line of statistics is written when the VM is destroyed.</summary>
    public bool ReportStatistics { get; set; }

    /// <summary>Follows the value of option <c>statistics</c>.</summary>
    /// <param name="records">Whether they are recorded.</param>
    /// <param name="reports">Whether a line is written at the end.</param>
    public void SetStatistics(bool records, bool reports)
    {
        Config.RecordsStatistics = records;
        ReportStatistics = reports;
    }

    /// <summary>Address of the C function that frees the output of a result, fixed before the engine is made; 0 for the engine's
    /// own.</summary>
    public nint ReleaseOutput { get; set; }
}

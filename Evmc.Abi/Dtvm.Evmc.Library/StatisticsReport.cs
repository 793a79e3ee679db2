using System.Globalization;
using Dtvm.Engine;
using Dtvm.Evmc.Library.Logging;

namespace Dtvm.Evmc.Library;

/// <summary>The line that a VM with option <c>statistics</c> writes when it is destroyed.</summary>
internal static class StatisticsReport
{
    /// <summary>Writes it to standard error.</summary>
    public static void Write(EvmRuntime runtime)
    {
        var statistics = runtime.Statistics;
        StandardErrorLog.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"statistics: cached_modules={runtime.CachedModules} cached_bytes={runtime.CachedBytes} "
            + $"compilations={statistics.Compilations} conservative_compilations={statistics.ConservativeCompilations} "
            + $"compilation_failures={statistics.CompilationFailures} compile_ms={statistics.CompilationTime.TotalMilliseconds:F1} "
            + $"machine_code_bytes={statistics.MachineCodeBytes} conservative_resumes={statistics.ConservativeResumes} "
            + $"interpreted_halts={statistics.InterpretedHalts}"));
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Engine;
using Dtvm.Evmc.Library.Logging;

namespace Dtvm.Evmc.Library;

/// <summary>The forms that <c>dtvm_statistics</c> gives (<c>enum dtvm_statistics_format</c> of <c>dtvm/dtvm.h</c>).</summary>
internal enum StatisticsFormat
{
    /// <summary>One line of sums, which option <c>statistics</c> writes too.</summary>
    Line,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Prometheus' text format.</summary>
    Prometheus,
}

/// <summary>Tells a VM's statistics.</summary>
internal static class StatisticsReport
{
    /// <summary>Writes the line to standard error.</summary>
    /// <param name="runtime">The VM's engine.</param>
    public static void Write(EvmRuntime runtime) =>
        StandardErrorLog.WriteLine("statistics: " + StatisticsText.ToLine(runtime.Statistics.Read()));

    /// <summary>The text of a form, in UTF-8.</summary>
    /// <param name="runtime">The VM's engine.</param>
    /// <param name="format">The form.</param>
    /// <returns>Null when there is no such form.</returns>
    public static byte[]? Format(EvmRuntime runtime, StatisticsFormat format) => format switch
    {
        StatisticsFormat.Line => Encoding.UTF8.GetBytes(StatisticsText.ToLine(runtime.Statistics.Read()) + "\n"),
        StatisticsFormat.Json => Encoding.UTF8.GetBytes(StatisticsText.ToJson(runtime.Statistics.Read())),
        StatisticsFormat.Prometheus => Encoding.UTF8.GetBytes(StatisticsText.ToPrometheus(runtime.Statistics.Read())),
        _ => null,
    };
}

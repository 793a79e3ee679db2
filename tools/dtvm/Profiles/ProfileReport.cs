// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Profiles;

/// <summary>Writes a profile for people and for programs.</summary>
/// <param name="profile">The profile.</param>
/// <param name="order">time, gas or executions: what comes first.</param>
/// <param name="limit">The most rows of a table.</param>
internal sealed class ProfileReport(ExecutionProfile profile, string order, int limit)
{
    private static readonly string[] Kinds = ["region", "block", "family", "opcode"];

    /// <summary>Writes the tables.</summary>
    public void WriteText(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{profile.Gas} gas, {profile.Instructions} instructions; {profile.Mode}: {profile.Nanoseconds / 1e6:F3} ms a run, "
            + $"{profile.Samples} samples in {profile.Runs} runs"));
        if (profile.Samples > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{100.0 * profile.OutsideSamples / profile.Samples:F1}% of the time belong to no instruction (entry, host, runtime)"));
        }

        foreach (var kind in Kinds)
        {
            output.WriteLine();
            output.WriteLine($"{kind,-34} {"executions",12} {"gas",14} {"gas %",6} {"time ms",10} {"time %",6} {"called %",8}");
            foreach (var row in profile.Rows(kind, order).Take(limit))
            {
                WriteRow(output, row, kind);
            }
        }
    }

    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("gas_used", profile.Gas);
        writer.WriteNumber("instructions", profile.Instructions);
        writer.WriteString("mode", profile.Mode);
        writer.WriteNumber("runs", profile.Runs);
        writer.WriteNumber("run_ns", (long)profile.Nanoseconds);
        writer.WriteNumber("samples", profile.Samples);
        writer.WriteNumber("samples_outside", profile.OutsideSamples);
        foreach (var kind in Kinds)
        {
            writer.WriteStartArray(kind switch
            {
                "family" => "families",
                _ => kind + "s",
            });
            foreach (var row in profile.Rows(kind, order))
            {
                WriteRow(writer, row);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private void WriteRow(TextWriter output, ProfileRow row, string kind)
    {
        var name = kind switch
        {
            "region" => $"{row.Contract} {row.Name}",
            "block" => $"{row.Contract} {row.Name} in {ExecutionProfile.Hex(row.Region)}",
            _ => row.Name,
        };
        var gas = 100.0 * row.Gas / Math.Max(profile.Gas, 1);
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{name,-34} {row.Executions,12} {row.Gas,14} {gas,6:F1}");
        output.WriteLine(profile.Samples == 0
            ? $"{numbers} {"-",10} {"-",6} {"-",8}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{numbers} {profile.Time(row.AllSamples) / 1e6,10:F3} {100.0 * row.AllSamples / profile.Samples,6:F1} "
                + $"{100.0 * row.CalledSamples / profile.Samples,8:F1}"));
    }

    private void WriteRow(Utf8JsonWriter writer, ProfileRow row)
    {
        writer.WriteStartObject();
        if (row.Contract.Length > 0)
        {
            writer.WriteString("contract", row.Contract);
            writer.WriteString("region", ExecutionProfile.Hex(row.Region));
            if (row.Block >= 0)
            {
                writer.WriteString("block", ExecutionProfile.Hex(row.Block));
            }
        }
        else
        {
            writer.WriteString("name", row.Name);
        }

        writer.WriteNumber("executions", row.Executions);
        writer.WriteNumber("gas", row.Gas);
        if (profile.Samples > 0)
        {
            writer.WriteNumber("time_ns", (long)profile.Time(row.AllSamples));
            writer.WriteNumber("called_time_ns", (long)profile.Time(row.CalledSamples));
        }

        writer.WriteEndObject();
    }
}

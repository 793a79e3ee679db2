// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dtvm.Evm;

namespace Dtvm.Host.Fuzzing;

/// <summary>Writes a difference as JSON: the program, the execution and what both VMs did.</summary>
public static class ReproducerFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>SEED-INDEX.json</c>.</summary>
    /// <param name="directory">The folder; made when it is absent.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="index">Number of the program.</param>
    /// <param name="level">Optimisation level.</param>
    /// <param name="difference">The difference.</param>
    /// <param name="culprit">What bisection found; null when there was none.</param>
    /// <param name="mode">The name of the mode that was compared.</param>
    /// <returns>Path of the file.</returns>
    public static string Write(
        string directory, ulong seed, ulong index, int level, FuzzDifference difference, Culprit? culprit = null,
        string mode = Reproducer.DefaultMode)
    {
        ArgumentNullException.ThrowIfNull(difference);
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{seed}-{index}.json"));
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteNumber("seed", seed);
        json.WriteNumber("index", index);
        json.WriteString("difference", difference.Kind.ToString());
        json.WriteString("revision", Revisions.Name(difference.Program.Revision));
        json.WriteNumber("level", level);
        json.WriteString("mode", mode);
        json.WriteString("code", Hex.Encode(difference.Program.Code));
        json.WriteString("callee_code", Hex.Encode(difference.Program.CalleeCode));
        json.WriteString("calldata", Hex.Encode(difference.Input.CallData));
        json.WriteNumber("gas", difference.Input.Gas);
        json.WriteString("value", difference.Input.Value.ToString());
        json.WriteBoolean("static", difference.Input.IsStatic);
        if (culprit is not null)
        {
            json.WriteStartObject("culprit");
            WriteMembers(json, culprit);
            json.WriteEndObject();
        }

        Write(json, "reference", difference.Reference);
        Write(json, "subject", difference.Subject);
        json.WriteEndObject();
        return path;
    }

    /// <summary>Writes what bisection found as members of the open object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="culprit">What was found.</param>
    public static void WriteMembers(Utf8JsonWriter json, Culprit culprit)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(culprit);
        json.WriteString("kind", NameOf(culprit.Kind));
        json.WriteString("pass", culprit.Pass);
        json.WriteString("function", culprit.Function);
        json.WriteNumber("application", culprit.Application);
        json.WriteNumber("applications", culprit.Applications);
        json.WriteString("difference", culprit.Difference);
        json.WriteString("explanation", culprit.Explanation);
    }

    /// <summary>The same as a line.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>Kind, program size, and both outcomes.</returns>
    public static string Describe(FuzzDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{difference.Kind} {Revisions.Name(difference.Program.Revision)} {Hex.Encode(difference.Program.Code)}");
        text.Append(
            CultureInfo.InvariantCulture,
            $" gas {difference.Input.Gas}: {Describe(difference.Reference)} / {Describe(difference.Subject)}");
        return text.ToString();
    }

    private static string NameOf(CulpritKind kind) => kind switch
    {
        CulpritKind.None => "none",
        CulpritKind.Pass => "pass",
        CulpritKind.RequiredPass => "required_pass",
        CulpritKind.Lift => "lift",
        CulpritKind.Reference => "reference",
        _ => "backend",
    };

    /// <summary>What an execution did, as a line.</summary>
    /// <param name="observation">The execution.</param>
    /// <returns>Status, gas, number of host calls and size of the output, or how it failed.</returns>
    public static string Describe(Observation observation) => observation.Outcome is { } outcome
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{StatusNames.Of(outcome.Status)} {outcome.GasLeft} refund {outcome.GasRefund} calls {observation.HostCallCount} output "
            + $"{outcome.Output.Length} bytes")
        : observation.Failure ?? "";

    private static void Write(Utf8JsonWriter json, string name, Observation observation)
    {
        json.WriteStartObject(name);
        if (observation.Outcome is { } outcome)
        {
            json.WriteString("status", StatusNames.Of(outcome.Status));
            json.WriteNumber("gas_left", outcome.GasLeft);
            json.WriteNumber("gas_refund", outcome.GasRefund);
            json.WriteString("output", Hex.Encode(outcome.Output.Span));
            json.WriteNumber("logs", outcome.Logs.Count);
            json.WriteStartArray("storage");
            foreach (var change in outcome.Storage)
            {
                json.WriteStringValue($"{change.Address} {change.Key} {change.Value}");
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString("failure", observation.Failure);
        }

        json.WriteNumber("host_call_count", observation.HostCallCount);
        json.WriteStartArray("host_calls");
        foreach (var call in observation.HostCalls)
        {
            json.WriteStringValue(call);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

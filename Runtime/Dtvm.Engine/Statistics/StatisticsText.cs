// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dtvm.Engine;

/// <summary>The forms in which statistics are told, all made from <see cref="StatisticsTable"/>.</summary>
public static class StatisticsText
{
    /// <summary>One line of the sums of all rows: <c>name=value name=value</c>.</summary>
    /// <param name="snapshot">The values.</param>
    public static string ToLine(StatisticsSnapshot snapshot)
    {
        var text = new StringBuilder();
        foreach (var row in StatisticsTable.All)
        {
            text.Append(text.Length == 0 ? "" : " ");
            text.Append(CultureInfo.InvariantCulture, $"{row.Name}={snapshot[row]}{SuffixOf(row.Unit)}");
        }

        return text.ToString();
    }

    /// <summary>A table for people: what is not 0, a value a line.</summary>
    /// <param name="snapshot">The values.</param>
    public static string ToTable(StatisticsSnapshot snapshot)
    {
        var text = new StringBuilder();
        foreach (var row in StatisticsTable.All)
        {
            foreach (var sample in snapshot.Samples(row))
            {
                if (sample.Value != 0)
                {
                    var name = sample.Labels.IsEmpty ? row.Name : $"{row.Name} ({string.Join(", ", sample.Labels)})";
                    text.Append(CultureInfo.InvariantCulture, $"{name,-56} {sample.Value,16}{SuffixOf(row.Unit)}\n");
                }
            }
        }

        foreach (var contract in snapshot.Contracts)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"contract 0x{HashText(contract)}: {contract.Executions} sampled, {contract.OwnNanoseconds}ns in the VM, ");
            text.Append(CultureInfo.InvariantCulture, $"{contract.HostNanoseconds}ns in the host, {contract.GasUsed} gas\n");
        }

        return text.ToString();
    }

    /// <summary>JSON: a member for each row, a number or, for a row with labels, an object of those values that are not 0.</summary>
    /// <param name="snapshot">The values.</param>
    public static string ToJson(StatisticsSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            WriteJson(writer, snapshot);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Writes the JSON object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="snapshot">The values.</param>
    public static void WriteJson(Utf8JsonWriter writer, StatisticsSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (var row in StatisticsTable.All)
        {
            var name = row.Unit == StatisticsUnit.Nanoseconds ? row.Name + "_ns" : row.Name;
            if (row.Labels.IsEmpty)
            {
                writer.WriteNumber(name, snapshot[row]);
                continue;
            }

            writer.WriteStartObject(name);
            WriteValues(writer, snapshot, row);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("contracts");
        foreach (var contract in snapshot.Contracts)
        {
            writer.WriteStartObject();
            writer.WriteString("code_hash", "0x" + HashText(contract));
            writer.WriteNumber("sampled_executions", contract.Executions);
            writer.WriteNumber("sampled_own_time_ns", contract.OwnNanoseconds);
            writer.WriteNumber("sampled_host_time_ns", contract.HostNanoseconds);
            writer.WriteNumber("gas_used", contract.GasUsed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Prometheus' text format, version 0.0.4: counters end in <c>_total</c>, times are in seconds.</summary>
    /// <param name="snapshot">The values.</param>
    /// <param name="name">A label <c>vm</c> for all values; null for none.</param>
    public static string ToPrometheus(StatisticsSnapshot snapshot, string? name = null) => ToPrometheus([(name, snapshot)]);

    /// <summary>As the other overload, of several VMs.</summary>
    /// <param name="snapshots">Their names and values.</param>
    public static string ToPrometheus(IReadOnlyList<(string? Vm, StatisticsSnapshot Snapshot)> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        var text = new StringBuilder();
        foreach (var row in StatisticsTable.All)
        {
            var metric = PrometheusName(row);
            Describe(text, metric, row.Kind == StatisticsKind.Counter ? "counter" : "gauge", row.Meaning);
            foreach (var (vm, snapshot) in snapshots)
            {
                foreach (var sample in snapshot.Samples(row))
                {
                    var labels = row.Labels.Select((label, index) => (label.Name, sample.Labels[index]));
                    WriteSample(text, metric, vm, labels, row.Unit, sample.Value);
                }
            }
        }

        WriteContracts(
            text, snapshots, "dtvm_contract_sampled_own_seconds_total", "Time of timed executions in the VM, by contract.",
            contract => contract.OwnNanoseconds);
        WriteContracts(
            text, snapshots, "dtvm_contract_sampled_host_seconds_total", "Time of timed executions in the host, by contract.",
            contract => contract.HostNanoseconds);
        return text.ToString();
    }

    /// <summary>The table for the documentation: Markdown, a row a line.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var row in StatisticsTable.All)
        {
            var labels = row.Labels.IsEmpty ? "" : $" by {string.Join(" and ", row.Labels.Select(label => label.Name))}";
            var unit = row.Unit.ToString().ToLowerInvariant();
            var kind = row.Kind == StatisticsKind.Gauge ? "gauge, " : row.IsAlwaysOn ? "always counted, " : "";
            text.Append(CultureInfo.InvariantCulture, $"- **`{row.Name}`** ({kind}{unit}{labels}): {row.Meaning}\n");
        }

        return text.ToString();
    }

    /// <summary>The name of a row in Prometheus.</summary>
    /// <param name="row">The row.</param>
    public static string PrometheusName(StatisticsRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var unit = row.Unit switch
        {
            StatisticsUnit.Nanoseconds => "_seconds",
            StatisticsUnit.Bytes when !row.Name.EndsWith("_bytes", StringComparison.Ordinal) => "_bytes",
            _ => "",
        };
        return $"dtvm_{row.Name}{unit}{(row.Kind == StatisticsKind.Counter ? "_total" : "")}";
    }

    private static void WriteValues(Utf8JsonWriter writer, StatisticsSnapshot snapshot, StatisticsRow row)
    {
        string? open = null;
        foreach (var sample in snapshot.Samples(row))
        {
            if (sample.Labels.Length == 1)
            {
                writer.WriteNumber(sample.Labels[0], sample.Value);
                continue;
            }

            if (sample.Labels[0] != open)
            {
                if (open is not null)
                {
                    writer.WriteEndObject();
                }

                writer.WriteStartObject(open = sample.Labels[0]);
            }

            writer.WriteNumber(sample.Labels[1], sample.Value);
        }

        if (open is not null)
        {
            writer.WriteEndObject();
        }
    }

    private static void WriteContracts(
        StringBuilder text, IReadOnlyList<(string? Vm, StatisticsSnapshot Snapshot)> snapshots, string metric, string meaning,
        Func<ContractTimes, long> value)
    {
        Describe(text, metric, "counter", meaning);
        foreach (var (vm, snapshot) in snapshots)
        {
            foreach (var contract in snapshot.Contracts)
            {
                WriteSample(text, metric, vm, [("code_hash", HashText(contract))], StatisticsUnit.Nanoseconds, value(contract));
            }
        }
    }

    private static void Describe(StringBuilder text, string metric, string type, string meaning) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {metric} {meaning}\n# TYPE {metric} {type}\n");

    private static void WriteSample(
        StringBuilder text, string metric, string? vm, IEnumerable<(string Name, string Value)> labels, StatisticsUnit unit, long value)
    {
        text.Append(metric);
        var separator = '{';
        foreach (var (name, labelValue) in vm is null ? labels : labels.Prepend(("vm", vm)))
        {
            text.Append(separator).Append(CultureInfo.InvariantCulture, $"{name}=\"{labelValue}\"");
            separator = ',';
        }

        text.Append(separator == ',' ? "} " : " ");
        if (unit == StatisticsUnit.Nanoseconds)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value / 1_000_000_000}.{value % 1_000_000_000:D9}\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{value}\n");
        }
    }

    private static string HashText(ContractTimes contract)
    {
        var bytes = new byte[32];
        contract.CodeHash.WriteBigEndian(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static string SuffixOf(StatisticsUnit unit) => unit == StatisticsUnit.Nanoseconds ? "ns" : "";
}

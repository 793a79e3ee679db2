// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Host;
using Dtvm.Host.Json;
using Dtvm.Numerics;
using Dtvm.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Dumps;

/// <summary>What <c>meta.json</c> of a dump says about how it was made: the defaults when the dump is given as CODE.</summary>
internal sealed record DumpMeta
{
    /// <summary>The version of the directory's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The name of the file.</summary>
    public const string FileName = "meta.json";

    /// <summary>The property with the name of the processor that code was generated for.</summary>
    public const string GeneratedFor = "generated_for";

    /// <summary>The property with what that can do other than its name says.</summary>
    public const string CpuFeatures = "cpu_features";

    /// <summary>Where <see cref="Passes"/> stand, for messages.</summary>
    public string PassesPlace { get; init; } = "";

    /// <summary>Where <see cref="StopAfter"/> stands, for messages.</summary>
    public string StopAfterPlace { get; init; } = "";

    /// <summary>Name of the revision.</summary>
    public required string Revision { get; init; }

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public required string GasMetering { get; init; }

    /// <summary><c>optimistic</c> or <c>conservative</c>.</summary>
    public required string Regions { get; init; }

    /// <summary>Optimisation level.</summary>
    public required int Level { get; init; }

    /// <summary>Names of passes in place of the level's, or null.</summary>
    public string? Passes { get; init; }

    /// <summary>The last pass that ran, or null.</summary>
    public string? StopAfter { get; init; }

    /// <summary>How many runs of optional passes were made, or null.</summary>
    public int? BisectLimit { get; init; }

    /// <summary>The processor that was asked for, or that of the machine that wrote the dump; null when that is not known, for the
    /// host's.</summary>
    public Processor? Processor { get; init; }

    /// <summary>The message that was run, or null when nothing was run.</summary>
    public DumpMessage? Message { get; init; }

    /// <summary>What a compilation's settings come to.</summary>
    public static DumpMeta Of(CompileSettings settings, DumpMessage? message) => new()
    {
        Revision = Revisions.Name(settings.Revision),
        GasMetering = settings.GasMetering ? "on" : "off",
        Regions = CompileSettings.NameOf(settings.Regions),
        Level = settings.Level,
        Passes = settings.Passes,
        StopAfter = settings.StopAfter,
        BisectLimit = settings.BisectLimit,
        Processor = settings.Cpu,
        Message = message,
    };

    /// <summary>Reads the file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="CliException">It cannot be read or has the wrong form.</exception>
    public static DumpMeta Read(string path) => Files.Guard(path, () =>
    {
        using var file = JsonFile.Read(path);
        return Parse(file.Root);
    });

    /// <summary>Writes the properties that <see cref="Read"/> reads.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("dump", FormatVersion);
        writer.WriteString("revision", Revision);
        writer.WriteBoolean("gas_metering", GasMetering == "on");
        writer.WriteString("mode", Regions);
        writer.WriteNumber("level", Level);
        Reports.JsonOutput.WriteStringOrNull(writer, "pass_list", Passes);
        Reports.JsonOutput.WriteStringOrNull(writer, "stop_after", StopAfter);
        if (BisectLimit is { } limit)
        {
            writer.WriteNumber("bisect_limit", limit);
        }
        else
        {
            writer.WriteNull("bisect_limit");
        }

        Reports.JsonOutput.WriteStringOrNull(writer, "cpu", Processor?.Given);
        if (Message is null)
        {
            writer.WriteNull("message");
        }
        else
        {
            Message.Write(writer);
        }
    }

    private static DumpMeta Parse(JsonCursor json)
    {
        var version = json["dump"];
        if (version.Int(0, int.MaxValue) is var number and not FormatVersion)
        {
            throw version.Fault($"dump version {number}; this dtvm reads version {FormatVersion}");
        }

        var revision = json["revision"];
        if (!Revisions.TryParse(revision.Text("a revision"), out _))
        {
            throw revision.Expected("a revision");
        }

        var regions = json["mode"];
        if (!CompilerValues.TryParseRegions(regions.Text(), out _))
        {
            throw regions.Expected("optimistic or conservative");
        }

        return new DumpMeta
        {
            Revision = revision.Text(),
            GasMetering = json["gas_metering"].Flag() ? "on" : "off",
            Regions = regions.Text(),
            Level = json["level"].Int(0, Pipelines.MaxLevel),
            Passes = Text(json["pass_list"]),
            PassesPlace = $"{json.File}: {json["pass_list"].Path}:",
            StopAfter = Text(json["stop_after"]),
            StopAfterPlace = $"{json.File}: {json["stop_after"].Path}:",
            BisectLimit = json["bisect_limit"] is { IsGiven: true } limit ? limit.Int(0, int.MaxValue) : null,
            Processor = ReadProcessor(json),
            Message = json["message"] is { IsGiven: true } message ? DumpMessage.Read(message) : null,
        };
    }

    private static Processor? ReadProcessor(JsonCursor json)
    {
        if (Text(json["cpu"]) is { } given)
        {
            return new Processor(given, "");
        }

        return Text(json[GeneratedFor]) is { } name && Text(json[CpuFeatures]) is { Length: > 0 } features
            ? new Processor(name, features)
            : null;
    }

    private static string? Text(JsonCursor json) => json.IsGiven ? json.Text() : null;
}

/// <summary>The message of <c>dtvm run</c>.</summary>
/// <param name="ExecutionMode"><c>multipass</c> or <c>interpreter</c>.</param>
/// <param name="CallData">Call data.</param>
/// <param name="Gas">Gas, at least 1.</param>
/// <param name="Value">Value in wei.</param>
/// <param name="Sender">The sender.</param>
/// <param name="To">The account that holds the code.</param>
/// <param name="HasState">Whether the dump holds the state, in <see cref="RunDump.StateFile"/>.</param>
/// <param name="HasCase">Whether the dump holds a benchmark case, in <see cref="RunDump.CaseFile"/>.</param>
/// <param name="Label">Label of a run of the case, or null.</param>
internal sealed record DumpMessage(
    string ExecutionMode,
    ReadOnlyMemory<byte> CallData,
    long Gas,
    U256 Value,
    Address Sender,
    Address To,
    bool HasState,
    bool HasCase,
    string? Label)
{
    /// <summary>Reads the object.</summary>
    public static DumpMessage Read(JsonCursor json)
    {
        var mode = json["execution_mode"];
        if (!ExecutionModes.TryParse(mode.Text("a mode"), out _, out _))
        {
            throw mode.Expected("a mode");
        }

        var gas = json["gas"];
        return new DumpMessage(
            mode.Text(),
            json["calldata"].Bytes(),
            gas.Long() is > 0 and var amount ? amount : throw gas.Expected("a number above 0"),
            json["value"].Number(),
            json["sender"].Address(),
            json["to"].Address(),
            IsThere(json["state"], RunDump.StateFile),
            IsThere(json["case"], RunDump.CaseFile),
            json["label"] is { IsGiven: true } label ? label.Text() : null);
    }

    /// <summary>Writes the property <c>message</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("message");
        writer.WriteString("execution_mode", ExecutionMode);
        writer.WriteString("calldata", Hex.Encode(CallData.Span));
        writer.WriteString("gas", Gas.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("value", Value.ToDecimalString());
        writer.WriteString("sender", Sender.ToString());
        writer.WriteString("to", To.ToString());
        Reports.JsonOutput.WriteStringOrNull(writer, "state", HasState ? RunDump.StateFile : null);
        Reports.JsonOutput.WriteStringOrNull(writer, "case", HasCase ? RunDump.CaseFile : null);
        Reports.JsonOutput.WriteStringOrNull(writer, "label", Label);
        writer.WriteEndObject();
    }

    /// <summary>Whether a file of the dump is named, which has one name only.</summary>
    private static bool IsThere(JsonCursor json, string name)
    {
        if (!json.IsGiven)
        {
            return false;
        }

        return json.Text() == name ? true : throw json.Expected($"'{name}' or null");
    }
}

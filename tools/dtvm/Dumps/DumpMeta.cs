using System.Text.Json;
using Dtvm.Host;
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

    /// <summary>The processor that was asked for, or that of the machine that wrote the dump; null when that is not known, for the host's.</summary>
    public Processor? Processor { get; init; }

    /// <summary>The message that was run, or null when nothing was run.</summary>
    public DumpMessage? Message { get; init; }

    /// <summary>What a compilation's settings come to.</summary>
    public static DumpMeta Of(CompileSettings settings, DumpMessage? message) => new()
    {
        Revision = Values.NameOf(settings.Revision),
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
    public static DumpMeta Read(string path)
    {
        byte[] bytes = Files.ReadAllBytes(path);
        try
        {
            using JsonDocument document = JsonFile.Parse(bytes);
            JsonElement root = document.RootElement;
            int version = root.GetProperty("dump").GetInt32();
            if (version != FormatVersion) throw new CliException($"{path}: dump version {version}; this dtvm reads version {FormatVersion}");
            return new DumpMeta
            {
                Revision = root.GetProperty("revision").GetString()!,
                GasMetering = root.GetProperty("gas_metering").GetBoolean() ? "on" : "off",
                Regions = root.GetProperty("mode").GetString()!,
                Level = root.GetProperty("level").GetInt32(),
                Passes = Text(root, "pass_list"),
                StopAfter = Text(root, "stop_after"),
                BisectLimit = root.TryGetProperty("bisect_limit", out JsonElement limit) && limit.ValueKind == JsonValueKind.Number ? limit.GetInt32() : null,
                Processor = ReadProcessor(root),
                Message = root.TryGetProperty("message", out JsonElement message) && message.ValueKind == JsonValueKind.Object
                    ? DumpMessage.Read(message)
                    : null,
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CliException($"{path}: not the {FileName} of a dump: {exception.Message}");
        }
    }

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
        if (BisectLimit is { } limit) writer.WriteNumber("bisect_limit", limit);
        else writer.WriteNull("bisect_limit");
        Reports.JsonOutput.WriteStringOrNull(writer, "cpu", Processor?.Given);
        if (Message is null) writer.WriteNull("message");
        else Message.Write(writer);
    }

    private static Processor? ReadProcessor(JsonElement root)
    {
        if (Text(root, "cpu") is { } given) return new Processor(given, "");
        return Text(root, GeneratedFor) is { } name && Text(root, CpuFeatures) is { Length: > 0 } features ? new Processor(name, features) : null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The message of <c>dtvm run</c>, in the words of its options.</summary>
/// <param name="ExecutionMode"><c>multipass</c> or <c>interpreter</c>.</param>
/// <param name="CallData">Hex.</param>
/// <param name="Gas">A number.</param>
/// <param name="Value">A number.</param>
/// <param name="Sender">An address.</param>
/// <param name="To">An address.</param>
/// <param name="State">Name of a file of the dump that holds the state, or null.</param>
/// <param name="Case">Name of a file of the dump that holds a benchmark case, or null.</param>
/// <param name="Label">Label of a run of the case, or null.</param>
internal sealed record DumpMessage(
    string ExecutionMode, string CallData, string Gas, string Value, string Sender, string To, string? State, string? Case, string? Label)
{
    /// <summary>Reads the object.</summary>
    public static DumpMessage Read(JsonElement message) => new(
        message.GetProperty("execution_mode").GetString()!,
        message.GetProperty("calldata").GetString()!,
        message.GetProperty("gas").GetString()!,
        message.GetProperty("value").GetString()!,
        message.GetProperty("sender").GetString()!,
        message.GetProperty("to").GetString()!,
        message.GetProperty("state").GetString(),
        message.GetProperty("case").GetString(),
        message.GetProperty("label").GetString());

    /// <summary>Writes the property <c>message</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("message");
        writer.WriteString("execution_mode", ExecutionMode);
        writer.WriteString("calldata", CallData);
        writer.WriteString("gas", Gas);
        writer.WriteString("value", Value);
        writer.WriteString("sender", Sender);
        writer.WriteString("to", To);
        Reports.JsonOutput.WriteStringOrNull(writer, "state", State);
        Reports.JsonOutput.WriteStringOrNull(writer, "case", Case);
        Reports.JsonOutput.WriteStringOrNull(writer, "label", Label);
        writer.WriteEndObject();
    }
}

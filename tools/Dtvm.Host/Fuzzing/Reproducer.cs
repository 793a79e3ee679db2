using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>What is needed to run a difference again.</summary>
/// <param name="Seed">Seed of the run that found it.</param>
/// <param name="Index">Number of the program in that run.</param>
/// <param name="Level">Optimisation level.</param>
/// <param name="Kind">What differed first.</param>
/// <param name="Program">The program, shrunk.</param>
/// <param name="Input">The execution.</param>
public sealed record Reproducer(ulong Seed, ulong Index, int Level, DifferenceKind Kind, FuzzProgram Program, FuzzInput Input)
{
    private const int MaxLevel = 3;

    /// <summary>Reads a file that <see cref="ReproducerFile"/> wrote.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The reproducer.</returns>
    /// <exception cref="FormatException">It is no such file; the message names what is wrong in it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Reproducer Read(string path)
    {
        using JsonDocument document = JsonFile.Read(path);
        return Parse(document.RootElement);
    }

    private static Reproducer Parse(JsonElement json)
    {
        string revisionName = JsonText.String(json, "revision");
        if (!Revisions.TryParse(revisionName, out Revision revision)) throw new FormatException($"revision: '{revisionName}' is unknown");
        string kindName = JsonText.String(json, "difference");
        if (!Enum.TryParse(kindName, out DifferenceKind kind) || kind.ToString() != kindName) throw new FormatException($"difference: '{kindName}' is unknown");
        int level = JsonText.Count(json, "level");
        if (level is < 0 or > MaxLevel) throw new FormatException($"level: {level} is not one of 0 to {MaxLevel}");
        string valueText = JsonText.String(json, "value");
        if (!U256.TryParse(valueText, out U256 value)) throw new FormatException($"value: '{valueText}' is no number");
        long gas = Whole(json, "gas").TryGetInt64(out long parsed) && parsed >= 0 ? parsed : throw new FormatException("gas: from 0 to 2^63 - 1 is expected");
        return new Reproducer(
            Number(json, "seed"),
            Number(json, "index"),
            level,
            kind,
            new FuzzProgram(JsonText.Bytes(json, "code"), JsonText.Bytes(json, "callee_code"), revision),
            new FuzzInput(
                JsonText.Bytes(json, "calldata"),
                gas,
                value,
                JsonText.Property(json, "static").ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    _ => throw new FormatException("static: a truth value is expected"),
                }));
    }

    private static JsonElement Whole(JsonElement json, string name) =>
        JsonText.Property(json, name) is { ValueKind: JsonValueKind.Number } value ? value : throw new FormatException($"{name}: a number is expected");

    private static ulong Number(JsonElement json, string name) =>
        Whole(json, name).TryGetUInt64(out ulong value) ? value : throw new FormatException($"{name}: a whole number is expected");
}

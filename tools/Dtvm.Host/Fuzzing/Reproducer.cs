// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Host.Json;

namespace Dtvm.Host.Fuzzing;

/// <summary>What is needed to run a difference again.</summary>
/// <param name="Seed">Seed of the run that found it.</param>
/// <param name="Index">Number of the program in that run.</param>
/// <param name="Level">Optimisation level.</param>
/// <param name="Mode">The name of the mode that was compared.</param>
/// <param name="Kind">What differed first.</param>
/// <param name="Program">The program, shrunk.</param>
/// <param name="Input">The execution.</param>
public sealed record Reproducer(
    ulong Seed, ulong Index, int Level, string Mode, DifferenceKind Kind, FuzzProgram Program, FuzzInput Input)
{
    /// <summary>The mode of files that name none.</summary>
    public const string DefaultMode = "multipass";

    private const int MaxLevel = 3;

    /// <summary>Reads a file that <see cref="ReproducerFile"/> wrote.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The reproducer.</returns>
    /// <exception cref="JsonInputException">It is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Reproducer Read(string path)
    {
        using var file = JsonFile.Read(path);
        JsonKinds.Expect(file.Root, JsonKind.Reproducer);
        return Parse(file.Root);
    }

    private static Reproducer Parse(JsonCursor json)
    {
        var revisionName = json["revision"];
        if (!Revisions.TryParse(revisionName.Text("a revision"), out var revision))
        {
            throw revisionName.Expected("a revision");
        }

        var kindName = json["difference"];
        if (!Enum.TryParse(kindName.Text("a kind of difference"), out DifferenceKind kind) || kind.ToString() != kindName.Text())
        {
            throw kindName.Expected("a kind of difference", $"there are {string.Join(", ", Enum.GetNames<DifferenceKind>())}");
        }

        var value = json["value"];
        if (value.Number() > DifferentialRunner.SenderBalance)
        {
            throw value.Expected($"a number up to the sender's balance of {DifferentialRunner.SenderBalance.ToDecimalString()} wei");
        }

        return new Reproducer(
            json["seed"].ULong(),
            json["index"].ULong(),
            json["level"].Int(0, MaxLevel),
            json["mode"] is { Exists: true } mode ? mode.Text("the name of a mode") : DefaultMode,
            kind,
            new FuzzProgram(json["code"].Bytes(), json["callee_code"].Bytes(), revision),
            new FuzzInput(json["calldata"].Bytes(), json["gas"].Long(), value.Number(), json["static"].Flag()));
    }
}

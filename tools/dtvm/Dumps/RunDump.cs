// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Dtvm.Host;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Dumps;

/// <summary>
/// The dump of an execution: the stages of the code that is called, the message with all it needs, so that the dump repeats it, and a dump
/// of every other code that the execution runs.
/// </summary>
/// <param name="Code">The code.</param>
/// <param name="Settings">How it is compiled.</param>
/// <param name="Steps">The passes.</param>
/// <param name="Message">The message; it says whether there are a state and a case.</param>
/// <param name="Scenario">The message with its surroundings.</param>
/// <param name="StatePath">The file with the state, or null.</param>
/// <param name="CasePath">The benchmark case, or null.</param>
internal sealed record RunDump(
    byte[] Code,
    CompileSettings Settings,
    ImmutableArray<PassStep> Steps,
    DumpMessage Message,
    ExecutionScenario Scenario,
    string? StatePath,
    string? CasePath)
{
    /// <summary>The name of a state in a dump.</summary>
    public const string StateFile = "state.json";

    /// <summary>The name of a benchmark case in a dump.</summary>
    public const string CaseFile = "case.json";

    /// <summary>The folder of the other codes.</summary>
    public const string NestedFolder = "nested";

    /// <summary>A loop can create a new code in every turn: no more than this are dumped.</summary>
    public const int MaxNested = 200;

    /// <summary>Writes the dump.</summary>
    /// <remarks>Which codes run is learned from the interpreter before anything is compiled, so that a dump is there when machine code
    /// brings the process down.</remarks>
    /// <param name="directory">The directory.</param>
    /// <returns>What was done, in one line.</returns>
    public string Write(string directory)
    {
        var main = Convert.ToHexStringLower(SHA256.HashData(Code));
        ExecutedCode[] nested =
            [.. DeepStack.Run(() => CodeRecorder.Record(Scenario, Settings.GasMetering)).Where(executed => executed.Sha256 != main)];
        var attachments = new List<(string, byte[])>();
        if (StatePath is not null)
        {
            attachments.Add((StateFile, Files.ReadAllBytes(StatePath)));
        }

        if (CasePath is not null)
        {
            attachments.Add((CaseFile, Files.ReadAllBytes(CasePath)));
        }

        var codes = new List<NestedCode>();
        for (var i = 0; i < Math.Min(nested.Length, MaxNested); i++)
        {
            var code = new NestedCode(
                string.Create(CultureInfo.InvariantCulture, $"{NestedFolder}/{i + 1:d3}-{nested[i].Sha256[..16]}"), nested[i]);
            codes.Add(code);
            foreach ((var name, var content) in StageDump.Make(Compile(nested[i].Code), null))
            {
                attachments.Add(($"{code.Directory}/{name}", content));
            }
        }

        var written = DumpFolder.Write(
            directory, StageDump.Make(Compile(Code), Message, new NestedCodes(codes, nested.Length - codes.Count), attachments));
        if (nested.Length > 0)
        {
            written += string.Create(CultureInfo.InvariantCulture, $"; nested codes: {codes.Count}");
        }

        return nested.Length == codes.Count
            ? written
            : written + string.Create(CultureInfo.InvariantCulture, $"; codes left out: {nested.Length - codes.Count}");

        ContractCompilation Compile(byte[] code) => ContractCompilation.Run(code, Settings, Steps, PassSettings.Default, records: true);
    }
}

/// <summary>The dump of another code that an execution runs.</summary>
/// <param name="Directory">Where it is, below the dump.</param>
/// <param name="Executed">The code.</param>
internal sealed record NestedCode(string Directory, ExecutedCode Executed);

/// <summary>The dumps of the other codes that an execution runs.</summary>
/// <param name="Codes">The codes in the order of their first execution.</param>
/// <param name="LeftOut">Number of codes that ran and are not there.</param>
internal sealed record NestedCodes(IReadOnlyList<NestedCode> Codes, int LeftOut);

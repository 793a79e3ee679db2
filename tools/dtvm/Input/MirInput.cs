// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Verification;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Input;

/// <summary>Reads MIR from a file, from standard input (<c>-</c>), or from a dump directory, whose lifted MIR it is then.</summary>
internal static class MirInput
{
    /// <summary>The file of a dump that holds the MIR before all passes.</summary>
    private const string LiftedFile = "10-lift.mir";

    /// <summary>Reads and verifies a module.</summary>
    /// <param name="argument">What the user gave.</param>
    /// <returns>A well-formed module.</returns>
    /// <exception cref="MirInputException">The text has faults, or the MIR is malformed.</exception>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static MirModule Read(string argument)
    {
        var name = argument == "-" ? StandardStreams.InputName : argument;
        if (argument != "-" && Directory.Exists(argument))
        {
            if (!DumpFolder.IsDump(argument))
            {
                throw new CliException($"{argument}: is a directory, and no dump");
            }

            name = Path.Combine(argument, LiftedFile);
        }

        var text = Encoding.UTF8.GetString(argument == "-" ? StandardStreams.ReadInput() : Files.ReadAllBytes(name)).TrimStart('\uFEFF');
        var result = MirParser.Parse(text, name);
        if (result.Module is null)
        {
            throw new MirInputException(result.Diagnostics);
        }

        var faults = MirVerifier.Verify(result.Module);
        return faults.Count == 0 ? result.Module : throw new MirInputException(result.SourceMap.Locate(faults));
    }
}

/// <summary>MIR text has faults: each is a line of its own with its place.</summary>
/// <param name="diagnostics">The faults, at least one.</param>
internal sealed class MirInputException(IReadOnlyList<MirTextDiagnostic> diagnostics)
    : Exception(string.Join("\n", diagnostics.Select(diagnostic => diagnostic.ToString())))
{
    /// <summary>The faults in the order of the text.</summary>
    public IReadOnlyList<MirTextDiagnostic> Diagnostics { get; } = diagnostics;
}

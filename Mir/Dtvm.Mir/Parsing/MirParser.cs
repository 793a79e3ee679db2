// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>Reads MIR from text. <c>docs/mir.md</c> has the grammar.</summary>
public static class MirParser
{
    /// <summary>Reads a module: syntax, names and the types that the text states. Whether the MIR is well formed beyond that is for
    /// <see cref="Verification.MirVerifier"/> to say; <see cref="MirSourceMap.Locate(Verification.MirDiagnostic)"/> finds the line of what
    /// it says.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="name">How diagnostics name the text: a file name.</param>
    /// <returns>The module, or every fault in the text up to a bound; no text makes this throw, and the memory it takes is proportional to
    /// the length of the text.</returns>
    public static MirParseResult Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new MirTokenReader(text, name);
        var map = new MirSourceMap(name);
        var module = new ModuleParser(reader, map, new IdBudget(text.Length)).Parse();
        return reader.Diagnostics.Count == 0 && module is not null
            ? new MirParseResult(module, [], map)
            : new MirParseResult(null, reader.Diagnostics, map);
    }
}

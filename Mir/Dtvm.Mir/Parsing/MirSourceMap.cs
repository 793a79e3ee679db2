// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Verification;

namespace Dtvm.Mir.Parsing;

/// <summary>Where the functions, blocks and instructions of a parsed module stand in its text. Holds until the module is changed.</summary>
public sealed class MirSourceMap
{
    private readonly string _file;
    private readonly Dictionary<string, FunctionPlaces> _functions = [];

    internal MirSourceMap(string file) => _file = file;

    /// <summary>Where the module begins.</summary>
    internal TextPlace Module { get; set; } = new(1, 1);

    /// <summary>The place of a fault that <see cref="MirVerifier"/> found.</summary>
    /// <param name="diagnostic">A fault in the parsed module.</param>
    /// <returns>The place of the instruction, or else of the block, of the function, or of the module's first line.</returns>
    public MirTextDiagnostic Locate(MirDiagnostic diagnostic)
    {
        var place = Module;
        if (_functions.TryGetValue(diagnostic.Function, out var function))
        {
            place = function.Place;
            if (function.Blocks.TryGetValue(diagnostic.Block, out var block))
            {
                place = diagnostic.Index >= 0 && diagnostic.Index < block.Instructions.Count
                    ? block.Instructions[diagnostic.Index]
                    : block.Place;
            }
        }

        return new MirTextDiagnostic(_file, place.Line, place.Column, diagnostic.Reason);
    }

    /// <summary>The places of faults that <see cref="MirVerifier"/> found.</summary>
    /// <param name="diagnostics">Faults in the parsed module.</param>
    public IReadOnlyList<MirTextDiagnostic> Locate(IReadOnlyList<MirDiagnostic> diagnostics)
    {
        var located = new MirTextDiagnostic[diagnostics.Count];
        for (var i = 0; i < located.Length; i++)
        {
            located[i] = Locate(diagnostics[i]);
        }

        return located;
    }

    internal FunctionPlaces AddFunction(MirFunction function, TextPlace place) => _functions[function.Name] = new FunctionPlaces(place);
}

/// <summary>A place in a text, counted from 1.</summary>
internal readonly record struct TextPlace(int Line, int Column);

/// <summary>The places of a function and its blocks, by their names.</summary>
internal sealed class FunctionPlaces(TextPlace place)
{
    public TextPlace Place { get; } = place;

    public Dictionary<string, BlockPlaces> Blocks { get; } = [];
}

/// <summary>The places of a block and its instructions.</summary>
internal sealed class BlockPlaces(TextPlace place)
{
    public TextPlace Place { get; } = place;

    public List<TextPlace> Instructions { get; } = [];
}

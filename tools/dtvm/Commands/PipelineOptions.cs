// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Dtvm.Engine;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Plugins;

namespace Dtvm.Tool.Commands;

/// <summary>A list of passes in place of a level's.</summary>
/// <param name="Names">The list as it was written.</param>
/// <param name="Steps">The passes; gas-metering is among them.</param>
internal sealed record PassList(string Names, ImmutableArray<PassStep> Steps)
{
    /// <summary>What the compiler does by a list.</summary>
    /// <param name="list">The list; null for what the level says.</param>
    public static CompilationOptions CompilationOf(PassList? list) =>
        list is null ? CompilationOptions.Default : CompilationOptions.Default with { Pipeline = _ => list.Steps };
}

/// <summary>The options that say which passes make the code that runs.</summary>
internal sealed class PipelineOptions
{
    private readonly Option<string[]> _passes = new("--passes")
    {
        HelpName = "a,b,c",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _plugins = PassPlugins.Option();
    private readonly bool _takesSeveral;

    /// <summary>Makes the options of a verb.</summary>
    /// <param name="takesSeveral">Whether several lists can be given.</param>
    public PipelineOptions(bool takesSeveral = false)
    {
        _takesSeveral = takesSeveral;
        _passes.Description = "Compile with these passes in place of a level's; O1, say, stands for those of the level, and gas-metering "
            + "is added where it is missing." + (takesSeveral ? " Given several times, the lists are compared." : "");
    }

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_passes, _plugins];

    /// <summary>The lists that are asked for, in their order; none for what the level says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="recorded">The list of a dump, where the command line has none; null for none.</param>
    /// <param name="recordedAt">Where that stands, for messages.</param>
    /// <exception cref="CliException">A name is unknown, a plugin cannot be loaded, or there are several lists where one is
    /// taken.</exception>
    public ImmutableArray<PassList> Read(ParseResult parsed, string? recorded = null, string recordedAt = "")
    {
        var given = parsed.GetValue(_passes) ?? [];
        var plugins = parsed.GetValue(_plugins);
        if (given.Length > 1 && !_takesSeveral)
        {
            throw new CliException("--passes: give one list; dtvm bench compares several");
        }

        var (lists, from) = given.Length == 0 && recorded is not null ? ([recorded], recordedAt) : (given, _passes.Name);
        if (lists.Length == 0)
        {
            return plugins is { Length: > 0 }
                ? throw new CliException("--plugin: its passes run where --passes names them: --passes O2,NAME")
                : [];
        }

        var passes = PassPlugins.Load(plugins);
        return [.. lists.Select(list => new PassList(list, PassSelection.Metered(PassSelection.Resolve(list, 0, null, passes, from))))];
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Dtvm.Mir.Passes;
using Dtvm.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Commands;

/// <summary>The options that say how a code is compiled. What is not given comes from the dump that the code comes from, if it
/// does.</summary>
internal sealed class CompileOptions
{
    private readonly Option<string?> _revision = CommonOptions.Revision("EVM revision, frontier to osaka (default: osaka).");
    private readonly Option<string> _gasMetering = CommonOptions.GasMetering();
    private readonly Option<string?> _mode = Regions();
    private readonly Option<string?> _level = Level();
    private readonly Option<string?> _passes =
        new("--passes") { Description = "Run these passes in place of a level's.", HelpName = "a,b,c" };
    private readonly Option<string?> _cpu = Cpu();

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_revision, _gasMetering, _mode, _level, _passes, _cpu];

    /// <summary>The optimisation level.</summary>
    public static Option<string?> Level() => new("-O")
    {
        Description = $"Optimisation level (default: {DefaultLevel}).\n" + string.Join(
            '\n', Enumerable.Range(0, Pipelines.MaxLevel + 1).Select(level => $"{level}: {Pipelines.PurposeOf(level)}")),
        HelpName = "0..3",
    };

    /// <summary>How code is cut into regions.</summary>
    public static Option<string?> Regions() =>
        new("--mode") { Description = "How code is cut into regions: optimistic (default) or conservative.", HelpName = "MODE" };

    /// <summary>The processor.</summary>
    public static Option<string?> Cpu() => new("--cpu")
    {
        Description = "Generate code for this processor, as LLVM names it: x86-64-v3 (default: this machine's, or that of a dump); host "
            + "for this machine's.",
        HelpName = "NAME",
    };

    /// <summary>The processor by the option, else by the dump that the code comes from, else this machine's.</summary>
    public static Processor Processor(ParseResult parsed, Option<string?> cpu, DumpMeta? meta) =>
        parsed.GetValue(cpu) is { } name ? Compilation.Processor.Named(name) : meta?.Processor ?? Compilation.Processor.Host;

    /// <summary>The level when none is named: what the engine uses.</summary>
    public const string DefaultLevel = "2";

    /// <summary>The passes that the settings name.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="meta">The dump that the settings come from where the command line does not say them, or null.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="options">The options around passes.</param>
    /// <param name="passes">The passes there are.</param>
    public ImmutableArray<PassStep> Steps(
        ParseResult parsed, DumpMeta? meta, CompileSettings settings, PassOptions options, ImmutableArray<IMirPass> passes) =>
        PassSelection.Resolve(
            settings.Passes,
            settings.Level,
            settings.StopAfter,
            passes,
            meta is null || parsed.GetValue(_passes) is not null ? "--passes" : meta.PassesPlace,
            meta is null || options.StopAfter(parsed) is not null ? "--stop-after" : meta.StopAfterPlace);

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="meta">The defaults of a dump, or null.</param>
    /// <param name="passes">The options around passes that a dump records too.</param>
    public CompileSettings Read(ParseResult parsed, DumpMeta? meta, PassOptions passes)
    {
        var level = parsed.GetValue(_level);
        return new CompileSettings(
            Values.Revision(parsed.GetValue(_revision) ?? meta?.Revision ?? "osaka"),
            CommonOptions.GasMetering(parsed, _gasMetering, meta),
            CompilerValues.Regions(parsed.GetValue(_mode) ?? meta?.Regions ?? "optimistic"),
            CompilerValues.Level(level ?? meta?.Level.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? DefaultLevel),
            parsed.GetValue(_passes) ?? (level is null ? meta?.Passes : null),
            passes.StopAfter(parsed) ?? meta?.StopAfter,
            passes.BisectLimit(parsed) ?? meta?.BisectLimit,
            Processor(parsed, _cpu, meta));
    }
}

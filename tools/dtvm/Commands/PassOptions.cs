// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;

namespace Dtvm.Tool.Commands;

/// <summary>The options around passes that <c>dtvm mir</c> and <c>dtvm opt</c> share.</summary>
internal sealed class PassOptions
{
    private readonly Option<string[]> _printBefore = Names("--print-before", "Print each function before a pass, or before all of them.");
    private readonly Option<string[]> _printAfter = Names("--print-after", "Print each function after a pass, or after all of them.");
    private readonly Option<bool> _printChanged =
        new("--print-changed") { Description = "Print what each pass changed in each function, as a unified diff." };
    private readonly Option<bool> _verifyEach =
        new("--verify-each") { Description = "Verify each function before the first and after every pass." };
    private readonly Option<bool> _timePasses = new("--time-passes") { Description = "Report the time of each pass." };
    private readonly Option<bool> _stats = new("--stats") { Description = "Report what each pass did to the number of instructions." };
    private readonly Option<string?> _stopAfter =
        new("--stop-after") { Description = "Stop after a pass; lift stops before the first.", HelpName = "PASS" };
    private readonly Option<string?> _bisectLimit =
        new("--bisect-limit") { Description = "Make only the first N runs of optional passes.", HelpName = "N" };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All =>
        [_printBefore, _printAfter, _printChanged, _verifyEach, _timePasses, _stats, _stopAfter, _bisectLimit];

    /// <summary>The last pass to run, if one is named.</summary>
    public string? StopAfter(ParseResult parsed) => parsed.GetValue(_stopAfter);

    /// <summary>The number of optional runs to make, if one is named.</summary>
    public int? BisectLimit(ParseResult parsed) => parsed.GetValue(_bisectLimit) is { } text ? Limit(text) : null;

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="steps">The steps that will run, to check the names.</param>
    /// <param name="bisectLimit">The number of optional runs to make.</param>
    public PassSettings Read(ParseResult parsed, ImmutableArray<PassStep> steps, int? bisectLimit)
    {
        var settings = new PassSettings
        {
            PrintBefore = Split(parsed.GetValue(_printBefore)),
            PrintAfter = Split(parsed.GetValue(_printAfter)),
            PrintChanged = parsed.GetValue(_printChanged),
            VerifyEach = parsed.GetValue(_verifyEach),
            TimePasses = parsed.GetValue(_timePasses),
            Stats = parsed.GetValue(_stats),
            BisectLimit = bisectLimit,
        };
        PassSelection.Check("--print-before", settings.PrintBefore, steps);
        PassSelection.Check("--print-after", settings.PrintAfter, steps);
        return settings;
    }

    private static Option<string[]> Names(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "PASS|all",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };

    private static ImmutableArray<string> Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static int Limit(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new CliException($"--bisect-limit '{text}': must be a whole number from 0 to {int.MaxValue}");
}

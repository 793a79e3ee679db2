// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Workbench.ExecuteEach;
using Dtvm.Workbench.Execution;

namespace Dtvm.Tool.Commands;

/// <summary><c>--execute-each</c> and what goes with it, for <c>dtvm exec</c> and the verbs that run passes, <c>dtvm mir</c> and <c>dtvm
/// opt</c>.</summary>
internal sealed class PassExecutionOptions
{
    private const long MaxInputs = 1000;

    private readonly Option<bool> _each =
        new("--execute-each")
        {
            Description = "Run before the first and after each pass and compare, also each changed function on generated inputs.",
        };

    private readonly Option<string?> _inputs =
        new("--inputs") { Description = "Generated inputs a function for --execute-each (default: 2).", HelpName = "N" };
    private readonly Option<string?> _seed = new("--seed") { Description = "Seed of the generated inputs (default: 1).", HelpName = "S" };
    private readonly Option<string?> _maxSteps =
        new("--max-steps")
        {
            Description = $"Stop an execution after this many MIR instructions (default: {MirVm.DefaultMaxSteps}).",
            HelpName = "N",
        };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_each, _inputs, _seed, _maxSteps];

    /// <summary>Whether passes are to be executed between.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_each);

    /// <summary>The bound of an execution.</summary>
    public long MaxSteps(ParseResult parsed) =>
        parsed.GetValue(_maxSteps) is { } text ? Count(_maxSteps.Name, text) : MirVm.DefaultMaxSteps;

    /// <summary>Refuses options that mean nothing without <c>--execute-each</c>.</summary>
    /// <exception cref="CliException">There is one.</exception>
    public void Check(ParseResult parsed)
    {
        if (!IsAsked(parsed) && ((Option[])[_inputs, _seed]).FirstOrDefault(option => parsed.GetResult(option) is not null) is { } alone)
        {
            throw Alone(alone.Name);
        }
    }

    /// <summary>The same for a verb that executes nothing else: a message too means nothing there then.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="message">The message's options.</param>
    /// <param name="settings">What is done around the passes.</param>
    /// <exception cref="CliException">There is one.</exception>
    public void Check(ParseResult parsed, MessageOptions message, Compilation.PassSettings settings)
    {
        Check(parsed);
        if (!IsAsked(parsed) && (message.FirstGiven(parsed) ?? (parsed.GetResult(_maxSteps) is null ? null : _maxSteps.Name)) is { } alone)
        {
            throw Alone(alone);
        }

        if (IsAsked(parsed) && settings.BisectLimit is not null)
        {
            throw new CliException(
                "--execute-each: takes all applications of passes; --bisect-limit, given or from a dump, makes only some");
        }
    }

    /// <summary>Executes before the first and after each pass.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">What is executed.</param>
    /// <param name="setups">The messages.</param>
    /// <param name="steps">The passes.</param>
    /// <param name="metered">Whether gas is metered.</param>
    /// <param name="mode">Which version of the code executions begin in.</param>
    /// <exception cref="CliException">There are no passes, or an option is wrong.</exception>
    public ExecuteEachReport Run(
        ParseResult parsed, ProgramInput program, IReadOnlyList<MessageSetup> setups, ImmutableArray<PassStep> steps, bool metered,
        RegionMode mode)
    {
        if (steps.Length == 0)
        {
            throw new CliException("--execute-each: there are no passes: give a level with -O or --passes a,b,c");
        }

        var code = program.Code ?? setups[0].Code;
        var options = new ExecuteEachOptions
        {
            GasMetering = metered,
            MaxSteps = MaxSteps(parsed),
            Mode = mode,
            UnknownBytecode = program.IsBytecodeKnown ? null : code,
            FunctionInputs = parsed.GetValue(_inputs) is { } count ? (int)Math.Min(Count(_inputs.Name, count, 0), MaxInputs) : 2,
            Seed = parsed.GetValue(_seed) is { } number ? (ulong)Count(_seed.Name, number, 0) : 1,
        };
        var executed = program with { Code = code };
        return DeepStack.Run(
            () => new PassExecution(steps, options, executed.Provide(executed.Module)).Run([.. setups.Select(setup => setup.Scenario)]));
    }

    /// <summary>Executes as a verb that makes something else, and reports a change, which keeps it from making that.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="json">Whether the report is JSON; nothing is written then unless the verb's job ends here.</param>
    /// <returns>Whether the verb may go on.</returns>
    public static bool Report(ExecuteEachReport report, bool json)
    {
        var isSound = ExecuteEachOutput.ExitCodeOf(report) == ExitCode.Success;
        if (!json)
        {
            ExecuteEachOutput.WriteText(Console.Error, report);
        }
        else if (!isSound)
        {
            JsonOutput.Write(Console.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WritePropertyName("execute_each");
                ExecuteEachOutput.WriteJson(writer, report);
                writer.WriteEndObject();
            });
        }

        return isSound;
    }

    private static CliException Alone(string option) => new($"{option}: goes with --execute-each");

    private static long Count(string option, string text, long least = 1) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new CliException($"{option} '{text}': must be a whole number from {least}");
}

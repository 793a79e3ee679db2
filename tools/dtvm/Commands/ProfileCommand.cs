// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Profiles;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm profile</c>: what code spends its gas and its time on.</summary>
internal static class ProfileCommand
{
    private static readonly string[] Orders = ["time", "gas", "executions"];

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var code = new Argument<string?>("CODE") { Description = CodeInput.Description, Arity = ArgumentArity.ZeroOrOne };
        var contract = CommonOptions.Contract();
        var message = new MessageOptions();
        var mode = new Option<string>("--mode")
        {
            Description = "What is timed: multipass or baseline.",
            HelpName = "MODE",
            DefaultValueFactory = _ => EngineFactory.DefaultMode,
        };
        var level = CompileOptions.Level();
        var gasMetering = CommonOptions.GasMetering();
        var order = new Option<string>("--by")
        {
            Description = "What comes first, and what folded stacks weigh: time, gas or executions.",
            HelpName = "time|gas|executions",
            DefaultValueFactory = _ => Orders[0],
        };
        var seconds = new Option<string>("--seconds")
        {
            Description = "How long runs are sampled.",
            HelpName = "N",
            DefaultValueFactory = _ => "1",
        };
        var top = new Option<string>("--top")
        {
            Description = "The most rows of a table.",
            HelpName = "N",
            DefaultValueFactory = _ => "10",
        };
        var folded = new Option<bool>("--folded") { Description = "Folded stacks for a flame graph instead of tables." };
        var json = CommonOptions.Json();
        var command = new Command("profile", "Show what code spends its gas and time on, by region, block and opcode") { code, contract };
        foreach (var option in (Option[])[.. message.All, mode, level, gasMetering, order, seconds, top, folded, json])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var argument = parsed.GetValue(code);
            if (message.HasCase(parsed) == (argument is not null))
            {
                throw new CliException("profile: give either CODE or --case FILE");
            }

            var by = parsed.GetRequiredValue(order);
            if (!Orders.Contains(by))
            {
                throw new CliException($"--by '{by}': not one of {string.Join(", ", Orders)}");
            }

            if (!int.TryParse(parsed.GetRequiredValue(top), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            {
                throw new CliException($"--top '{parsed.GetRequiredValue(top)}': must be a whole number");
            }

            var selection = new CodeSelection(parsed.GetValue(contract), false);
            var program = ProgramInput.Of(argument ?? "", argument is null ? null : CodeInput.Load(argument, selection));
            var setup = message.Read(parsed, program, false);
            var metered = CommonOptions.GasMetering(parsed, gasMetering, program.Meta);
            var levelNumber = CompilerValues.Level(parsed.GetValue(level) ?? CompileOptions.DefaultLevel);
            var budget = TimeSpan.FromSeconds(Values.Seconds("--seconds", parsed.GetRequiredValue(seconds)));
            var modeName = parsed.GetRequiredValue(mode);
            if (modeName == "interpreter")
            {
                throw new CliException("--mode 'interpreter': what is timed is machine code: multipass or baseline");
            }

            var profile = DeepStack.Run(() => Measure(setup, modeName, metered, levelNumber, budget));
            if (parsed.GetValue(folded))
            {
                foreach (var line in profile.Folded(by))
                {
                    Console.Out.WriteLine(line);
                }
            }
            else if (parsed.GetValue(json))
            {
                new ProfileReport(profile, by, limit).WriteJson(Console.Out);
            }
            else
            {
                new ProfileReport(profile, by, limit).WriteText(Console.Out);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Counts one run in the interpreter and samples runs of machine code.</summary>
    private static ExecutionProfile Measure(MessageSetup setup, string mode, bool metered, int level, TimeSpan budget)
    {
        var counts = new CountingInterpreter.Counts();
        using (var interpreter = new CountingInterpreter(counts, metered))
        using (var runner = setup.Scenario.Prepare(interpreter))
        {
            runner.Run();
        }

        var code = new SampledCode();
        using var engine = EngineFactory.CreateOurs(mode, metered, level, compilation: new CompilationOptions { Listener = code });
        using var timed = setup.Scenario.Prepare(engine);
        timed.Run();
        code.Join(counts.Contracts);
        using var sampler = PerfSampler.TryCreate(out var error);
        if (sampler is null)
        {
            Console.Error.WriteLine($"dtvm: profile: time is not told by instruction: {error}");
        }

        long samples = 0, outside = 0;
        var runs = 0;
        double nanoseconds = 0;
        var start = Stopwatch.GetTimestamp();
        do
        {
            sampler?.Start();
            nanoseconds += timed.Time();
            runs++;
            if (sampler is not null && (runs % 64 == 0 || nanoseconds > runs * 1e6 || Stopwatch.GetElapsedTime(start) >= budget))
            {
                sampler.Stop((address, stack) =>
                {
                    samples++;
                    outside += code.Count(address, stack) ? 0 : 1;
                });
            }
        }
        while (Stopwatch.GetElapsedTime(start) < budget);
        return new ExecutionProfile(counts.Contracts, mode, runs, nanoseconds / runs, samples, outside);
    }
}

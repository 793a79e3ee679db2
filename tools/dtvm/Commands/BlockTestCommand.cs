// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Dtvm.Host;
using Dtvm.Host.Json;
using Dtvm.Host.StateTests;
using Dtvm.Tool.Engines;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm blocktest</c>: makes the blocks of blockchain tests again and compares headers and states.</summary>
internal static class BlockTestCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Fixture files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var mode = new Option<string?>("--mode")
        {
            Description = $"multipass, baseline or interpreter (default: {EngineFactory.DefaultMode}).",
            HelpName = "MODE",
        };
        var compare = new Option<string?>("--compare")
        {
            Description = "all: headers and accounts; storage: that of the called accounts, and success, for fixtures with other prices "
                + "(default: all).",
            HelpName = "SCOPE",
        };
        var gas = new Option<string?>("--least-gas") { Description = "Raise lower gas limits of transactions to this.", HelpName = "N" };
        var command = new Command("blocktest", "Make the blocks of blockchain tests again and compare them")
        {
            paths,
            mode,
            compare,
            gas,
        };
        command.SetAction(parsed => Run(
            StateTestCommand.FindFiles(parsed.GetRequiredValue(paths)),
            parsed.GetValue(mode) ?? EngineFactory.DefaultMode,
            ScopeOf(parsed.GetValue(compare)),
            GasOf(parsed.GetValue(gas))));
        return command;
    }

    private static int Run(List<string> files, string mode, BlockTestScope scope, long leastGas)
    {
        var (passed, failed) = (0, 0);
        using var vm = EngineFactory.CreateOurs(mode, gasMetering: true);
        foreach (var file in files)
        {
            foreach (var test in Read(file))
            {
                var problems = DeepStack.Run(() => new BlockTestRunner(vm, scope, leastGas).Run(test));
                if (problems.Count == 0)
                {
                    passed++;
                    continue;
                }

                failed++;
                Console.Out.WriteLine($"FAILED {file}::{test.Name}");
                foreach (var problem in problems)
                {
                    Console.Out.WriteLine($"  {problem}");
                }
            }
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {files.Count} files"));
        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static IReadOnlyList<BlockTest> Read(string file)
    {
        try
        {
            return new BlockTestReader().Read(file);
        }
        catch (JsonInputException exception)
        {
            throw new CliException($"{file}: {exception.Place}");
        }
    }

    private static BlockTestScope ScopeOf(string? text) => text switch
    {
        null or "all" => BlockTestScope.All,
        "storage" => BlockTestScope.Storage,
        _ => throw new CliException($"--compare '{text}': must be all or storage"),
    };

    private static long GasOf(string? text) =>
        text is null ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var gas) ? gas
        : throw new CliException($"--least-gas '{text}': must be a whole number");
}

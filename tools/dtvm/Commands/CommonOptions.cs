// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Commands;

/// <summary>Options that several verbs have, with one description each.</summary>
internal static class CommonOptions
{
    /// <summary>Gas of a message when none is given.</summary>
    public const long DefaultGas = 1_000_000_000;

    public static Option<bool> Json() => new("--json") { Description = "Machine-readable output." };

    public static Option<string?> Revision(string description) => new("--revision") { Description = description, HelpName = "REVISION" };

    public static Option<string?> Contract() => new("--contract")
    {
        Description = "Which contract of a compiler's output: A, or a.sol:A.",
        HelpName = "NAME",
    };

    public static Option<string> GasMetering() => new("--gas-metering")
    {
        Description = "Meter gas: on or off. Off, a loop may run for ever.",
        HelpName = "on|off",
        DefaultValueFactory = _ => "on",
    };

    /// <summary>Whether gas is metered, by the option, else by the dump that the code comes from, else it is.</summary>
    public static bool GasMetering(ParseResult parsed, Option<string> option, DumpMeta? meta) =>
        Values.Switch(
            option.Name,
            meta is null || parsed.GetResult(option) is { Implicit: false } ? parsed.GetRequiredValue(option) : meta.GasMetering);
}

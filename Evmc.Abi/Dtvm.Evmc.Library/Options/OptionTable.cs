// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Evmc.Library.Logging;
using Dtvm.ExecutionAbi;
using Dtvm.Profiling;

namespace Dtvm.Evmc.Library.Options;

/// <summary>The options of the VM: all that is known of them is in one table.</summary>
internal static class OptionTable
{
    private const int BytesPerMebibyte = 1 << 20;
    private const int MaxCacheMebibytes = 1 << 20;
    private const int MaxCodeSize = ExecutionLimits.MaxCodeSize;
    private const int MaxBudgetMilliseconds = 3_600_000;
    private const int MaxSampling = 1_000_000;
    private const string Off = "off";
    private const string Booleans = "`true`, `false`";
    private const string VariablePrefix = "DTVM_EVM_";

    private static readonly Revision[] ExperimentalRevisions =
        [Revision.Osaka, Revision.Amsterdam, Revision.AmsterdamWithoutStateGas];

    // In the order of the enumeration.
    private static readonly string[] LogLevels = ["off", "notice", "error", "warning", "information", "debug"];

    /// <summary>The options, in the order of the documentation.</summary>
    public static IReadOnlyList<VmOption> All { get; } =
    [
        new(
            "enable_gas_metering", Booleans, "false", "DTVM_EVM_ENABLE_GAS_METERING",
            "Whether instructions are charged for. Off, only what bounds a resource is charged (memory growth, copies, hashing, host "
            + "operations, calls), gas left means nothing, and **a loop may run for ever**.",
            (settings, value) => ReadBoolean(value, on => settings.Config.EnableEvmGasMetering = on)),
        new(
            "watchdog", $"0 to {long.MaxValue}", "0", "DTVM_EVM_WATCHDOG",
            "While gas metering is off: the most gas that an execution of depth 0 may use with all that it calls, whatever gas its message "
            + "has, before it ends with `EVMC_OUT_OF_GAS`; 0 for no bound. A round of the shortest loop takes 11. Its gas left is that of "
            + "its message, since what it used was not the client's.",
            (settings, value) => ReadInteger(value, long.MaxValue, gas => settings.Config.Watchdog = gas)),
        new(
            "mode", "`multipass`, `baseline`, `interpreter`", "multipass", "DTVM_EVM_MODE",
            "How code is executed: by machine code that is compiled when a contract is first executed, by LLVM (`multipass`) or by the "
            + "baseline compiler, which takes a hundredth of the time (`baseline`), or by the interpreter.",
            ApplyMode),
        new(
            "cache_size", "0 to 1048576", "256", null,
            "Mebibytes that loaded contracts and their machine code may hold; beyond it the least recently executed are dropped.",
            (settings, value) => ReadInteger(
                value, MaxCacheMebibytes, size => settings.Config.MaxCacheBytes = (long)size * BytesPerMebibyte)),
        new(
            "max_compiled_code_size", $"0 to {MaxCodeSize}", $"{new RuntimeConfig().MaxCompiledCodeSize}", null,
            "Code of more bytes than this is interpreted in every mode.",
            (settings, value) => ReadInteger(value, MaxCodeSize, size => settings.Config.MaxCompiledCodeSize = size)),
        new(
            "compilation_budget", "0 to 3600000", "2000", null,
            "Milliseconds, for mode multipass: code whose compilation is estimated above them, from the operations it is made of and by "
            + "no clock, is compiled by the baseline compiler.",
            (settings, value) => ReadInteger(
                value, MaxBudgetMilliseconds, time => settings.Config.CompilationBudget = TimeSpan.FromMilliseconds(time))),
        new(
            "optimization_level", "`0`, `1`, `2`, `3`", "2", null,
            "How much is done for faster machine code, as `docs/passes.md` says; mode baseline has one level above 0.",
            (settings, value) => ReadInteger(value, 3, level => settings.Config.OptimizationLevel = level)),
        new(
            "log_level", "`off`, `notice`, `error`, `warning`, `information`, `debug`", "notice", "DTVM_EVM_LOG_LEVEL",
            "What is written to standard error. `notice` is one line a process, that gas metering is off, when an execution starts so, "
            + "and a line for each option and environment variable that is refused; `error` adds failures of the library, `warning` code "
            + "that could not be compiled, `debug` each compilation.",
            ApplyLogLevel),
        new(
            "dump_directory", "`off`, an absolute path", Off, null,
            "Where each code that is compiled is written, in a directory of its own that the command line takes for a code: `dtvm mir "
            + "DIRECTORY --emit asm` shows what it was compiled to.",
            ApplyDumpDirectory),
        new(
            "trust_code_hash", Booleans, "false", null,
            "Whether, for every message that is no creation, the host's `get_code_hash` of the message's `code_address` is the hash of the "
            + "code it passes. Then code of 2 KiB or more that comes from the same place as before is asked for by hash instead of being "
            + "compared, which is faster if the host has the hash at hand.",
            (settings, value) => ReadBoolean(value, on => settings.Config.TrustsCodeHashes = on)),
        new(
            "experimental", "`osaka`, `amsterdam`, `amsterdam-without-state-gas`", "osaka", null,
            "What `EVMC_EXPERIMENTAL` is executed as. The fork Amsterdam is not final, and `amsterdam` needs a host with state gas: "
            + "the option below. Set it before the first execution.",
            ApplyExperimental),
        new(
            "amsterdam_host", Booleans, "false", null,
            "Whether every host pointer that is passed is one to a `dtvm_host_interface` (`dtvm/amsterdam.h`). Without it revision "
            + "Amsterdam is answered with `EVMC_REJECTED`, logged once at level `error`.",
            (settings, value) => ReadBoolean(value, on => settings.Config.IsHostExtended = on)),
        new(
            "perf_jitdump", "`off`, `regions`, `blocks`", Off, null,
            "Whether machine code is told to `perf inject --jit` in `jit-PID.dump`, by region or by EVM basic block, with listings of the "
            + "contracts beside it (docs/profiling.md). This option and the next two are the process's, whichever VM sets them; code that "
            + "is loaded already is not told.",
            (settings, value) => ReadDetail(value, detail => settings.TellCode(outputs => outputs.JitDump = detail))),
        new(
            "perf_map", "`off`, `regions`, `blocks`", Off, null,
            "Whether machine code is told to `perf report` in `/tmp/perf-PID.map`: names only.",
            (settings, value) => ReadDetail(value, detail => settings.TellCode(outputs => outputs.PerfMap = detail))),
        new(
            "perf_directory", "an absolute path", new CodeOutputs().Directory, null,
            "Where `perf_jitdump` writes; set it before.",
            (settings, value) => ReadDirectory(value, path => settings.Outputs.Directory = path)),
        new(
            "gdb", "`true`, `false`", "false", null,
            "Whether GDB is told of machine code, by region, with listings in `perf_directory`; the process's, as the three before.",
            (settings, value) => ReadBoolean(value, on => settings.TellCode(outputs => outputs.Gdb = on))),
        new(
            "statistics", "`true`, `false`, `record`", "false", null,
            "Whether executions, lookups and stages of compilations are counted as well (docs/profiling.md), for `dtvm_statistics`; with "
            + "`true` a line of all counters is written to standard error when the VM is destroyed.",
            ApplyStatistics),
        new(
            "statistics_sampling", "1 to 1000000", $"{new RuntimeConfig().StatisticsSampling}", null,
            "While statistics are recorded, the time of one outermost execution of so many on a thread is taken, in the VM and in the "
            + "host.",
            (settings, value) => ReadInteger(
                value, MaxSampling, count => settings.Config.StatisticsSampling = count, minimum: 1)),
    ];

    /// <summary>Sets an option, as EVMC's <c>set_option</c> does. The next execution follows it.</summary>
    /// <param name="settings">What to change.</param>
    /// <param name="name">The name; null is no name.</param>
    /// <param name="value">The value; null is refused.</param>
    public static EvmcSetOptionResult Set(VmSettings settings, string? name, string? value)
    {
        foreach (var option in All)
        {
            if (option.Name != name)
            {
                continue;
            }

            var error = value is null ? "a value is missing" : option.Apply(settings, value);
            if (error is null)
            {
                settings.Log.Write(LogThreshold.Information, $"option {name}={value}");
                return EvmcSetOptionResult.Success;
            }

            settings.Log.Write(LogThreshold.Notice, $"option {name}: {error}; it is refused");
            return EvmcSetOptionResult.InvalidValue;
        }

        settings.Log.Write(LogThreshold.Notice, $"option {name}: there is no such option; docs/evmc.md and the manual page list them");
        return EvmcSetOptionResult.InvalidName;
    }

    /// <summary>Sets the options that environment variables give a value. A bad value, and a variable that is none but is called like one,
    /// is told and changes nothing.</summary>
    /// <param name="settings">What to change.</param>
    /// <param name="names">The names of all variables.</param>
    public static void ApplyEnvironment(VmSettings settings, IReadOnlyCollection<string> names)
    {
        var errors = new List<string>();
        foreach (var option in All)
        {
            if (option.EnvironmentVariable is { } variable
                && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                && option.Apply(settings, value) is { } error)
            {
                errors.Add($"environment variable {variable}: {error}; it is ignored");
            }
        }

        var known = All.Select(option => option.EnvironmentVariable).OfType<string>().ToList();
        foreach (var name in names)
        {
            if (name.StartsWith(VariablePrefix, StringComparison.Ordinal) && !known.Contains(name))
            {
                errors.Add($"environment variable {name}: there is no such variable; there are {string.Join(", ", known)}");
            }
        }

        // After the loops, so that the log level of the environment decides about all of them.
        foreach (var error in errors)
        {
            settings.Log.Write(LogThreshold.Notice, error);
        }
    }

    /// <summary>The table as a Markdown list, as it stands in the documentation, a line each.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var option in All)
        {
            var variable = option.EnvironmentVariable is { } name ? $"; environment `{name}`" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"- **`{option.Name}`**: {option.Values}; default `{option.Default}`{variable}. {option.Description}\n");
        }

        return text.ToString();
    }

    /// <summary>The table as a manual page (man-pages(7), section 7): <c>packaging/libdtvmapi.7</c>.</summary>
    public static string ToManual()
    {
        var text = new StringBuilder(
            """
            .TH LIBDTVMAPI 7 "" Dtvm
            .SH NAME
            libdtvmapi \- compiler and virtual machine for EVM code, a VM of EVMC ABI 12
            .SH SYNOPSIS
            .nf
            #include <dtvm/dtvm.h>

            struct evmc_vm *vm = evmc_create_dtvmapi();
            dtvm_set_option(vm, "enable_gas_metering", "true");
            .fi
            .SH DESCRIPTION
            The header says how a VM is used, docs/embedding.md and docs/evmc.md of the project what it promises.
            .PP
            Gas metering is off unless option enable_gas_metering turns it on: then a loop may run for ever.
            .SH OPTIONS
            Set by evmc_vm.set_option, or where a variable is named by the environment when a VM is made. Refused ones are told on standard
            error. A switch may be true, yes, on or 1; false, no, off or 0.

            """);
        foreach (var option in All)
        {
            text.Append(CultureInfo.InvariantCulture, $".TP\n.B {option.Name}\n{Plain(option.Values)}; default {option.Default}");
            if (option.EnvironmentVariable is { } variable)
            {
                text.Append(CultureInfo.InvariantCulture, $"; environment {variable}");
            }

            text.Append(CultureInfo.InvariantCulture, $".\n{Plain(option.Description)}\n");
        }

        return text.ToString();

        static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal)
            .Replace("**", "", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal);
    }

    private static string? ApplyMode(VmSettings settings, string value)
    {
        if (!ExecutionModes.TryParse(value, out var mode, out var error))
        {
            return error;
        }

        settings.Config.Mode = mode;
        return null;
    }

    private static string? ApplyStatistics(VmSettings settings, string value)
    {
        if (value == "record")
        {
            settings.SetStatistics(true, false);
            return null;
        }

        return ReadBoolean(value, on => settings.SetStatistics(on, on)) is { } error ? $"{error}, nor record" : null;
    }

    private static string? ApplyExperimental(VmSettings settings, string value)
    {
        foreach (var revision in ExperimentalRevisions)
        {
            if (value == Revisions.Name(revision))
            {
                settings.Config.ExperimentalRevision = revision;
                return null;
            }
        }

        return $"'{value}' is not one of {string.Join(", ", ExperimentalRevisions.Select(Revisions.Name))}";
    }

    private static string? ApplyDumpDirectory(VmSettings settings, string value)
    {
        if (value == Off)
        {
            settings.DumpDirectory = null;
            return null;
        }

        return ReadDirectory(value, path => settings.DumpDirectory = path);
    }

    private static string? ReadDetail(string value, Action<CodeDetail> apply)
    {
        if (!CodeOutputs.TryParse(value, out var detail))
        {
            return $"'{value}' is not one of off, regions, blocks";
        }

        apply(detail);
        return null;
    }

    private static string? ReadDirectory(string value, Action<string> apply)
    {
        if (!Path.IsPathFullyQualified(value))
        {
            return $"'{value}' is no absolute path";
        }

        try
        {
            Directory.CreateDirectory(value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"'{value}' cannot be made: {exception.Message}";
        }

        apply(value);
        return null;
    }

    private static string? ApplyLogLevel(VmSettings settings, string value)
    {
        var level = Array.IndexOf(LogLevels, value);
        if (level >= 0)
        {
            settings.Log.Threshold = (LogThreshold)level;
            return null;
        }

        return $"'{value}' is not one of {string.Join(", ", LogLevels)}";
    }

    private static string? ReadBoolean(string value, Action<bool> apply)
    {
        switch (value.ToUpperInvariant())
        {
            case "TRUE" or "YES" or "ON" or "1":
                apply(true);
                return null;
            case "FALSE" or "NO" or "OFF" or "0":
                apply(false);
                return null;
            default:
                return $"'{value}' is neither true nor false (nor yes, no, on, off, 1, 0)";
        }
    }

    private static string? ReadInteger(string value, int maximum, Action<int> apply, int minimum = 0) =>
        ReadInteger(value, (long)maximum, number => apply((int)number), minimum);

    private static string? ReadInteger(string value, long maximum, Action<long> apply, long minimum = 0)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < minimum || number > maximum)
        {
            return $"'{value}' is no number from {minimum} to {maximum}";
        }

        apply(number);
        return null;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Profiling;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Commands;

/// <summary>The options that tell perf and GDB of machine code.</summary>
internal sealed class PerfOptions
{
    private readonly Option<string?> _jitDump = new("--perf-jitdump")
    {
        Description = "Tell machine code to perf inject --jit (jit-PID.dump), by region or by EVM basic block: regions or blocks.",
        HelpName = "regions|blocks",
    };

    private readonly Option<string?> _map = new("--perf-map")
    {
        Description = "Tell machine code to perf report (/tmp/perf-PID.map), names only: regions or blocks.",
        HelpName = "regions|blocks",
    };

    private readonly Option<string?> _directory = new("--perf-directory")
    {
        Description = "Where the jitdump and the listings of contracts go (default: /tmp).",
        HelpName = "DIR",
    };

    private readonly Option<bool> _gdb = new("--gdb")
    {
        Description = "Tell machine code to GDB, by region, with its program counters as lines of the listings.",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_jitDump, _map, _directory, _gdb];

    /// <summary>What the options ask for; null when they ask for nothing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CliException">A value is none, or GDB cannot be told.</exception>
    public CodeOutputs? Read(ParseResult parsed)
    {
        var outputs = new CodeOutputs(failure => Console.Error.WriteLine("dtvm: " + failure))
        {
            JitDump = Detail(parsed, _jitDump),
            PerfMap = Detail(parsed, _map),
        };
        if (parsed.GetValue(_directory) is { } directory)
        {
            outputs.Directory = Files.Guard(directory, () => Directory.CreateDirectory(directory).FullName);
        }

        if (parsed.GetValue(_gdb))
        {
            // The runtime's own modules have no list for GDB.
            outputs.UseGdb(
                LlvmLibrary.TryFindGdbList(out var descriptor, out var register, out var error)
                    ? new GdbJit(descriptor, register)
                    : throw new CliException($"{_gdb.Name}: {error}"));
            outputs.Gdb = true;
        }

        outputs.Begin();
        return outputs.IsListening ? outputs : null;
    }

    private static CodeDetail Detail(ParseResult parsed, Option<string?> option) =>
        CodeOutputs.TryParse(parsed.GetValue(option) ?? "off", out var detail)
            ? detail
            : throw new CliException($"{option.Name} '{parsed.GetValue(option)}': not one of regions, blocks, off");
}

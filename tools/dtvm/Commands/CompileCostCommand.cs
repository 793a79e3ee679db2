// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dtvm.Backend.Llvm;
using Dtvm.Evm;
using Dtvm.Host.Fuzzing;
using Dtvm.Tool.Input;
using Dtvm.Workbench.CompileCost;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm fuzz compile-cost</c>: searches for codes that take longer to compile than they are estimated at.</summary>
internal static class CompileCostCommand
{
    private const int DefaultSeconds = 60;
    private const int DefaultSize = 1000;
    private const int MaxSize = 64 * 1024;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long to search.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSeconds,
        };
        var seed = new Option<ulong?>("--seed") { Description = "Seed (default: one of the clock).", HelpName = "S" };
        var size = new Option<int>("--size")
        {
            Description = "Bytes of each code.",
            HelpName = "BYTES",
            DefaultValueFactory = _ => DefaultSize,
        };
        var measure = new Option<string?>("--measure")
        {
            Description = "Measure this code instead, PREFIX*UNIT in hex, filled up to --size.",
            HelpName = "CODE",
        };
        var unmetered = CommonOptions.GasMetering();
        var revision = CommonOptions.Revision("EVM revision, frontier to osaka (default: osaka).");
        var json = CommonOptions.Json();
        var command = new Command("compile-cost", "Search for codes that take longer to compile than they are estimated at")
        {
            seconds, seed, size, measure, unmetered, revision, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(seconds),
            parsed.GetValue(seed) ?? (ulong)DateTime.UtcNow.Ticks,
            parsed.GetValue(size) is > 0 and <= MaxSize and int bytes
                ? bytes
                : throw new CliException($"--size: must be from 1 to {MaxSize}"),
            parsed.GetValue(measure),
            CommonOptions.GasMetering(parsed, unmetered, null),
            Values.Revision(parsed.GetValue(revision) ?? "osaka"),
            parsed.GetValue(json),
            cancellation)));
        return command;
    }

    private static int Run(
        int seconds, ulong seed, int size, string? measured, bool gasMetering, Revision revision, bool json, CancellationToken cancellation)
    {
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new CliException($"compile-cost: {error}");
        using var probe = new CompileCostProbe(backend, revision, gasMetering);
        if (measured is not null)
        {
            Write(Parse(measured), probe.Measure(Parse(measured).Fill(size), 3), json);
            return ExitCode.Success;
        }

        var search = new CompileCostSearch(probe, revision, seed, size);
        if (!json)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }

        var worst = search.Run(
            TimeSpan.FromSeconds(seconds), (code, sample) => { if (!json) { Write(code, sample, false); } }, cancellation);
        if (json && worst is { } found)
        {
            Write(found.Code, found.Sample, true);
        }

        if (!json)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{search.Tried} codes measured"));
        }

        return ExitCode.Success;
    }

    private static RepeatedCode Parse(string text)
    {
        try
        {
            return RepeatedCode.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CliException($"--measure {exception.Message}");
        }
    }

    private static void Write(RepeatedCode code, CompileCostSample sample, bool json)
    {
        if (!json)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Ratio:F2} of the estimate: {sample.Time.TotalMilliseconds:F0} ms for {sample.Bytes} bytes, estimated at "
                + $"{sample.Estimate.TotalMilliseconds:F0} ms, {sample.MachineCodeBytes} bytes of machine code: {code}"));
            return;
        }

        using (var stream = Console.OpenStandardOutput())
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("code", code.ToString());
            writer.WriteNumber("bytes", sample.Bytes);
            writer.WriteNumber("ms", Math.Round(sample.Time.TotalMilliseconds, 1));
            writer.WriteNumber("estimated_ms", Math.Round(sample.Estimate.TotalMilliseconds, 1));
            writer.WriteNumber("machine_code_bytes", sample.MachineCodeBytes);
            writer.WriteEndObject();
        }

        Console.WriteLine();
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;
using Dtvm.Tool.Plugins;
using Dtvm.Tool.Reports;
using Dtvm.Workbench.ExecuteEach;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm opt</c>: runs passes over MIR from a file.</summary>
internal static class OptCommand
{
    private const string Kinds = "mir|llvm|llvm-opt|asm|obj|dot";

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var file = new Argument<string>("FILE.mir")
        {
            Description = "MIR text, a dump directory (its lifted MIR), or - for standard input.",
        };
        var passes = new Option<string?>("--passes") { Description = "The passes to run, in order.", HelpName = "a,b,c" };
        var level = CompileOptions.Level();
        level.Description = "Run the passes of an optimisation level, 0 to 3, instead. Without both the MIR is read, checked and printed.";
        var emit = ArtifactOutput.Emit(Kinds);
        var output = ArtifactOutput.Output();
        var cpu = CompileOptions.Cpu();
        var plugins = PassPlugins.Option();
        var bytecode = new Option<string?>("--code")
        {
            Description = "The code that FILE.mir was made of, for --execute-each.",
            HelpName = "CODE",
        };
        var passOptions = new PassOptions();
        var each = new PassExecutionOptions();
        var message = new MessageOptions(hasRevision: false, takesSeveral: true);
        var json = CommonOptions.Json();
        var command = new Command("opt", "Run passes over MIR from a file") { file, passes, level, emit, output, cpu, plugins };
        foreach (var option in passOptions.All.Concat(each.All).Append(bytecode).Concat(message.All))
        {
            command.Add(option);
        }

        command.Add(json);
        command.SetAction(parsed =>
        {
            var kind = EmitKinds.Parse(parsed.GetValue(emit) ?? "mir");
            if (kind is EmitKind.Chunks or EmitKind.Html)
            {
                throw new CliException(
                    $"--emit {EmitKinds.NameOf(kind)}: needs the bytecode: dtvm mir makes it; here it is one of {Kinds}");
            }

            var path = ArtifactOutput.FileOf(parsed, output);
            var asJson = parsed.GetValue(json);
            ArtifactOutput.Check(kind, path, asJson);
            var names = parsed.GetValue(passes);
            var levelText = parsed.GetValue(level);
            if (names is not null && levelText is not null)
            {
                throw new CliException("opt: give either --passes a,b,c or a level with -O; without both the MIR stays as it is");
            }

            var steps = PassSelection.Resolve(
                names ?? (levelText is null ? "" : null),
                CompilerValues.Level(levelText ?? "0"),
                passOptions.StopAfter(parsed),
                PassPlugins.Load(parsed.GetValue(plugins)));
            var settings = passOptions.Read(parsed, steps, passOptions.BisectLimit(parsed));
            each.Check(parsed, message, settings);
            if (!each.IsAsked(parsed) && parsed.GetValue(bytecode) is not null)
            {
                throw new CliException("--code: goes with --execute-each");
            }

            var input = parsed.GetRequiredValue(file);
            if (!TryRead(input, asJson, out var module))
            {
                return ExitCode.BadInput;
            }

            ExecuteEachReport? executed = null;
            if (each.IsAsked(parsed))
            {
                var program = ProgramInput.OfMir(input, module!, FindCode(input, parsed.GetValue(bytecode)));
                var messages = message.ReadAll(parsed, program, Values.Revision(module!.Revision));
                executed = each.Run(parsed, program, messages, steps, module.IsMetered, program.Mode);
                if (!PassExecutionOptions.Report(executed, asJson))
                {
                    return ExitCode.Failure;
                }
            }

            var prints = new List<PassPrint>();
            ImmutableArray<IPassObserver> observers =
                PassPrinter.IsNeeded(settings) ? [new PassPrinter(settings, asJson ? prints.Add : ArtifactOutput.WritePrint)] : [];

            // Times are those of warm passes: the first run of each is compiled by .NET.
            if (settings.TimePasses && input != "-")
            {
                new PassSession(steps, PassSettings.Default).Run(MirInput.Read(input));
            }

            var result = new PassSession(steps, settings, observers).Run(module!);
            var content = ArtifactOutput.Make(
                module!,
                kind,
                new InstructionNames(null),
                CompileOptions.Processor(parsed, cpu, FindCode(input, null)?.Meta),
                CompilerValues.Level(levelText ?? CompileOptions.DefaultLevel));
            var report = new PassReport(steps, settings, result);
            if (asJson)
            {
                WriteJson(module!, kind, path, content, report, prints, executed);
                return ExitCode.Success;
            }

            ArtifactOutput.Write(path, content, kind);
            report.WriteText(Console.Error);
            return ExitCode.Success;
        });
        return command;
    }

    private static bool TryRead(string argument, bool json, out MirModule? module)
    {
        try
        {
            module = MirInput.Read(argument);
            return true;
        }
        catch (MirInputException exception)
        {
            module = null;
            foreach (var diagnostic in exception.Diagnostics)
            {
                Console.Error.WriteLine("dtvm: " + diagnostic);
            }

            if (json)
            {
                WriteDiagnostics(exception.Diagnostics);
            }

            return false;
        }
    }

    private static void WriteDiagnostics(IReadOnlyList<MirTextDiagnostic> diagnostics) => JsonOutput.Write(Console.Out, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("file", diagnostic.File);
            writer.WriteNumber("line", diagnostic.Line);
            writer.WriteNumber("column", diagnostic.Column);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>The code that MIR was made of: a dump has it.</summary>
    private static LoadedCode? FindCode(string input, string? bytecode) =>
        bytecode is not null ? CodeInput.Load(bytecode) : input != "-" && Directory.Exists(input) ? CodeInput.Load(input) : null;

    private static void WriteJson(
        MirModule module, EmitKind kind, string? path, byte[] content, PassReport report, List<PassPrint> prints,
        ExecuteEachReport? executed) =>
        JsonOutput.Write(Console.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("revision", module.Revision);
            writer.WriteBoolean("gas_metering", module.IsMetered);
            writer.WriteNumber("code_size", module.CodeSize);
            writer.WriteNumber("functions", module.Functions.Count);
            writer.WriteString("emit", EmitKinds.NameOf(kind));
            ArtifactOutput.WriteJson(writer, kind, path, content);
            report.WriteJson(writer);
            ArtifactOutput.WriteJson(writer, prints);
            ArtifactOutput.WriteJson(writer, executed);
            writer.WriteEndObject();
        });
}

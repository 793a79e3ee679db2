// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Dtvm.Host;
using Dtvm.Mir;
using Dtvm.Mir.Printing;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;
using Dtvm.Workbench.ExecuteEach;

namespace Dtvm.Tool.Commands;

/// <summary>Where what a verb makes of a module goes: a file, standard output, or a property of a JSON document. What passes have to say
/// goes to standard error.</summary>
internal static class ArtifactOutput
{
    /// <summary>The option that names what is made.</summary>
    public static Option<string?> Emit(string kinds) =>
        new("--emit") { Description = $"What to show: {kinds} (default: mir).", HelpName = "KIND" };

    /// <summary>The option that names a file.</summary>
    public static Option<string?> Output() =>
        new("--output", "-o") { Description = "Write to a file instead of standard output (-).", HelpName = "FILE" };

    /// <summary>The file that the option names; null for standard output.</summary>
    public static string? FileOf(ParseResult parsed, Option<string?> output) =>
        parsed.GetValue(output) is { } path && path != "-" ? path : null;

    /// <summary>Refuses bytes on a terminal.</summary>
    public static void Check(EmitKind kind, string? path, bool json)
    {
        if (kind == EmitKind.Obj && path is null && !json && !Console.IsOutputRedirected)
        {
            throw new CliException("--emit obj: writes bytes: name a file with -o FILE, or redirect standard output");
        }
    }

    /// <summary>Makes what can be made of a module alone.</summary>
    /// <param name="module">The module after the passes.</param>
    /// <param name="kind">Not chunks or html, which need the code.</param>
    /// <param name="names">Names of EVM instructions for comments.</param>
    /// <param name="cpu">The processor.</param>
    /// <param name="level">The optimisation level.</param>
    public static byte[] Make(MirModule module, EmitKind kind, InstructionNames names, Processor cpu, int level)
    {
        switch (kind)
        {
            case EmitKind.Mir:
                return Encoding.UTF8.GetBytes(MirPrinter.Print(module));
            case EmitKind.Dot:
                return Encoding.UTF8.GetBytes(CfgDot.Format(module));
            default:
                using (var generator = new CodeGenerator(cpu, level))
                {
                    return kind == EmitKind.Obj ? generator.Object(module) : Encoding.UTF8.GetBytes(generator.List(module, kind, names));
                }
        }
    }

    /// <summary>Writes what was made, coloured where it is a listing for a terminal.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="content">What was made.</param>
    /// <param name="kind">What it is.</param>
    public static void Write(string? path, byte[] content, EmitKind kind)
    {
        var isListing = kind is EmitKind.Mir or EmitKind.Llvm or EmitKind.LlvmOpt or EmitKind.Asm or EmitKind.Chunks;
        var isPainted = path is null && isListing && CodeColours.AreOnOutput;
        Write(path, isPainted ? Encoding.UTF8.GetBytes(CodeColours.Paint(Encoding.UTF8.GetString(content))) : content);
    }

    /// <summary>Writes to a file or to standard output.</summary>
    public static void Write(string? path, byte[] content)
    {
        if (path is not null)
        {
            Files.Guard(path, () =>
            {
                File.WriteAllBytes(path, content);
                return 0;
            });
            return;
        }

        using var output = StandardStreams.OpenOutput();
        output.Write(content);
    }

    /// <summary>Writes the properties <c>file</c> and <c>output</c>: one of them is null. Bytes are hex.</summary>
    public static void WriteJson(Utf8JsonWriter writer, EmitKind kind, string? path, byte[] content)
    {
        if (path is not null)
        {
            Write(path, content);
        }

        writer.WriteStringOrNull("file", path);
        var text = kind == EmitKind.Obj ? Hex.Encode(content) : Encoding.UTF8.GetString(content);
        writer.WriteStringOrNull("output", path is null ? text : null);
    }

    /// <summary>Writes the property <c>prints</c>.</summary>
    public static void WriteJson(Utf8JsonWriter writer, IEnumerable<PassPrint> prints)
    {
        writer.WriteStartArray("prints");
        foreach (var print in prints)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", print.Kind);
            writer.WriteString("pass", print.Pass);
            writer.WriteString("function", print.Function);
            writer.WriteString("text", print.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the property <c>execute_each</c> when there were executions between passes.</summary>
    public static void WriteJson(Utf8JsonWriter writer, ExecuteEachReport? executed)
    {
        if (executed is null)
        {
            return;
        }

        writer.WritePropertyName("execute_each");
        ExecuteEachOutput.WriteJson(writer, executed);
    }

    /// <summary>Writes what is printed around a pass to standard error.</summary>
    public static void WritePrint(PassPrint print)
    {
        if (print.Kind != "changed")
        {
            Console.Error.Write($"; {print.Kind} {print.Pass}\n");
        }

        Console.Error.Write(CodeColours.AreOnError ? CodeColours.Paint(print.Text) : print.Text);
        Console.Error.Write('\n');
    }
}

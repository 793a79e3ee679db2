// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dtvm.Host;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Dumps;

/// <summary>The files of a stage dump: everything there is to see of a compilation, and what is needed to repeat it.</summary>
/// <remarks>
/// <c>00-disasm.txt</c>, <c>01-chunks.txt</c>, <c>10-lift.mir</c>, <c>20-PASS.mir</c> and so on, <c>80-unopt.ll</c>, <c>81-opt.ll</c>,
/// <c>90-code.s</c>, <c>bytecode.bin</c>, <c>meta.json</c>. They depend on the code, the options and the processor, nothing else.
/// </remarks>
internal static class StageDump
{
    private const int FirstPass = 20, MaxPasses = 60;

    /// <summary>Makes the files.</summary>
    /// <param name="compilation">A compilation whose stages were recorded.</param>
    /// <param name="message">The message that was run, or null.</param>
    /// <param name="nested">The other codes that the message runs, or null when none was looked for.</param>
    /// <param name="attachments">More files: a state, a case, the dumps of other codes.</param>
    /// <exception cref="CliException">There are too many passes to number, or LLVM refused the module.</exception>
    public static SortedDictionary<string, byte[]> Make(
        ContractCompilation compilation,
        DumpMessage? message,
        NestedCodes? nested = null,
        params IEnumerable<(string Name, byte[] Content)> attachments)
    {
        var stages = compilation.Stages!;
        if (stages.Count - 1 > MaxPasses)
        {
            throw new CliException($"--dump-dir: {stages.Count - 1} passes; a dump has room for {MaxPasses}");
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var disassembly = new StringWriter();
        new Disassembly(compilation.Code, compilation.Settings.Revision).WriteText(disassembly);
        Add("00-disasm.txt", disassembly.ToString());
        Add("01-chunks.txt", new ChunkReport(compilation.Context, compilation.Names).Format());
        for (var stage = 0; stage < stages.Count; stage++)
        {
            Add(FileOf(stages, stage), stages.ModuleAt(stage));
        }

        Processor? cpu = null;
        if (compilation.IsComplete)
        {
            using var generator = new CodeGenerator(compilation.Settings.Cpu, compilation.Settings.Level);
            cpu = new Processor(generator.Cpu, generator.Features);
            Add("80-unopt.ll", generator.List(compilation.Module, EmitKind.Llvm, compilation.Names));
            Add("81-opt.ll", generator.List(compilation.Module, EmitKind.LlvmOpt, compilation.Names));
            Add("90-code.s", generator.List(compilation.Module, EmitKind.Asm, compilation.Names));
        }

        foreach ((var name, var content) in attachments)
        {
            files.Add(name, content);
        }

        files.Add(DumpFolder.CodeFile, compilation.Code);
        Add(DumpMeta.FileName, Describe(compilation, message, nested, cpu));
        return files;

        void Add(string name, string text) => files.Add(name, Encoding.UTF8.GetBytes(text));
    }

    private static string FileOf(StageRecorder stages, int stage) =>
        (stage == 0 ? 10 : FirstPass + stage - 1).ToString("d2", CultureInfo.InvariantCulture) + "-" + stages.NameOf(stage) + ".mir";

    private static string Describe(ContractCompilation compilation, DumpMessage? message, NestedCodes? nested, Processor? cpu)
    {
        var text = new StringWriter();
        JsonOutput.WriteIndented(text, writer =>
        {
            writer.WriteStartObject();
            DumpMeta.Of(compilation.Settings, message).Write(writer);
            writer.WriteNumber("code_size", compilation.Code.Length);
            writer.WriteString("code_sha256", Hex.Encode(SHA256.HashData(compilation.Code)));
            writer.WriteStringOrNull(DumpMeta.GeneratedFor, cpu?.Name);
            writer.WriteStringOrNull(DumpMeta.CpuFeatures, cpu is { Features.Length: > 0 } ? cpu.Features : null);
            writer.WriteStartArray("stages");
            var stages = compilation.Stages!;
            for (var stage = 0; stage < stages.Count; stage++)
            {
                writer.WriteStartObject();
                writer.WriteString("file", FileOf(stages, stage));
                writer.WriteString("stage", stages.NameOf(stage));
                writer.WriteBoolean("changed", stages.IsChanged(stage));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (nested is not null)
            {
                WriteNested(writer, nested);
            }

            writer.WriteEndObject();
        });
        return text.ToString();
    }

    private static void WriteNested(Utf8JsonWriter writer, NestedCodes nested)
    {
        writer.WriteStartArray("nested");
        foreach ((var directory, var executed) in nested.Codes)
        {
            writer.WriteStartObject();
            writer.WriteString("directory", directory);
            writer.WriteString("kind", executed.IsCreation ? "create" : "call");
            writer.WriteString("address", executed.Address.ToString());
            writer.WriteNumber("code_size", executed.Code.Length);
            writer.WriteString("code_sha256", "0x" + executed.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("nested_left_out", nested.LeftOut);
    }
}

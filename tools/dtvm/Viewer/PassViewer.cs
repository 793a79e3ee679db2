// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Mir.Printing;
using Dtvm.Profiling;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Profiles;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Viewer;

/// <summary>One self-contained HTML page with every stage of a compilation: bytecode, MIR after each pass, LLVM IR, assembly.</summary>
/// <remarks>
/// The page is made of the files under <c>Viewer/Page</c>, which are resources of this program, and of the data as compressed JSON. It
/// loads nothing: its content security policy forbids that.
/// </remarks>
internal static class PassViewer
{
    /// <summary>How many listings a page has besides MIR, with LLVM; one without.</summary>
    public const int Listings = 4;

    private const string ResourcePrefix = "Dtvm.Tool.Viewer.Page.";

    /// <summary>Makes the page.</summary>
    /// <param name="content">What it shows.</param>
    /// <param name="finished">Told of each listing that is done, on any thread: these are what takes long.</param>
    /// <exception cref="CliException">LLVM is missing, or the backend that was asked for refused the module.</exception>
    public static string Format(PageContent content, Action<string> finished)
    {
        var compilation = content.Compilation;
        var settings = compilation.Settings;
        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"{compilation.Code.Length} bytes, {Revisions.Name(settings.Revision)}, {ListOf(settings)}, "
            + $"{CompileSettings.NameOf(settings.Regions)} regions");
        var script = string.Join(
            "\n",
            Assembly.GetExecutingAssembly().GetManifestResourceNames()
                .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(Read));
        return Read(ResourcePrefix + "page.html")
            .Replace(
                "{{title}}",
                title.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
                StringComparison.Ordinal)
            .Replace("{{style}}", Read(ResourcePrefix + "page.css").TrimEnd(), StringComparison.Ordinal)
            .Replace("{{script}}", script.TrimEnd(), StringComparison.Ordinal)
            .Replace("{{data}}", Convert.ToBase64String(Compress(Describe(content, finished))), StringComparison.Ordinal);
    }

    private static string ListOf(CompileSettings settings) =>
        settings.Passes ?? "-O" + settings.Level.ToString(CultureInfo.InvariantCulture);

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the resource {resource} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static byte[] Compress(byte[] data)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(data);
        }

        return memory.ToArray();
    }

    private static byte[] Describe(PageContent content, Action<string> finished)
    {
        var compilation = content.Compilation;
        var listings = new string?[3];
        string? baseline = null;
        var cpu = "";
        if (compilation.IsComplete)
        {
            baseline = content.IsBaseline
                ? BaselineListing.Format(compilation.Module, compilation.Names)
                : BaselineListing.TryFormat(compilation.Module, compilation.Names, out var error) ?? $"# none: {error}";
            finished("x64");
        }

        if (compilation.IsComplete && !content.IsBaseline)
        {
            using var generator = new CodeGenerator(compilation.Settings.Cpu, compilation.Settings.Level);
            cpu = generator.Cpu;
            EmitKind[] kinds = [EmitKind.Llvm, EmitKind.LlvmOpt, EmitKind.Asm];
            Parallel.For(0, kinds.Length, i =>
            {
                listings[i] = generator.List(compilation.Module, kinds[i], compilation.Names);
                finished(EmitKinds.NameOf(kinds[i]));
            });
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteCode(writer, compilation);
            if (content.Heat is { } heat)
            {
                WriteHeat(writer, compilation.Code, heat);
            }

            WriteStages(writer, compilation);
            if (content.Compared is { } compared)
            {
                WriteCompared(writer, compared);
            }

            writer.WriteStringOrNull("llvm", listings[0]);
            writer.WriteStringOrNull("llvmOpt", listings[1]);
            writer.WriteStringOrNull("asm", listings[2]);
            writer.WriteString("cpu", cpu);
            writer.WriteStringOrNull("x64", baseline);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteCode(Utf8JsonWriter writer, ContractCompilation compilation)
    {
        var lines = new Disassembly(compilation.Code, compilation.Settings.Revision).FormatLines();
        writer.WriteStartObject("code");
        writer.WriteNumber("size", compilation.Code.Length);
        writer.WriteStartArray("lines");
        foreach ((_, var text) in lines)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("pcs");
        foreach ((var pc, _) in lines)
        {
            writer.WriteNumberValue(pc);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();

        writer.WriteStartArray("chunks");
        foreach (var (start, end, cost) in compilation.Context.GasChunks)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(start);
            writer.WriteNumberValue(end);
            writer.WriteNumberValue(cost);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the MIR of another list of passes, its functions in the order of the code.</summary>
    private static void WriteCompared(Utf8JsonWriter writer, ContractCompilation compared)
    {
        writer.WriteStartObject("compared");
        writer.WriteString("name", ListOf(compared.Settings));
        writer.WriteStartArray("texts");
        foreach (var function in compared.Module.Functions)
        {
            writer.WriteStringValue(MirPrinter.Print(function, compared.Module));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes where each block begins, and of those that ran executions and gas.</summary>
    private static void WriteHeat(Utf8JsonWriter writer, byte[] code, List<BlockHeat> heat)
    {
        writer.WriteStartObject("heat");
        writer.WriteStartArray("blocks");
        foreach (var block in EvmListing.BlocksOf(code).Where(block => block >= 0).Distinct())
        {
            writer.WriteNumberValue(block);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("ran");
        foreach (var (pc, executions, gas) in heat)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(pc);
            writer.WriteNumberValue(executions);
            writer.WriteNumberValue(gas);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes each text of a function once; the stages refer to them by number.</summary>
    private static void WriteStages(Utf8JsonWriter writer, ContractCompilation compilation)
    {
        var stages = compilation.Stages!;
        var texts = new List<string>();
        var last = new int[compilation.Module.Functions.Count];
        writer.WriteStartArray("functions");
        foreach (var function in compilation.Module.Functions)
        {
            writer.WriteStringValue(function.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("stages");
        for (var stage = 0; stage < stages.Count; stage++)
        {
            var pass = stage == 0 ? null : compilation.Steps[stage - 1].Pass.Info;
            writer.WriteStartObject();
            writer.WriteString("name", stages.NameOf(stage));
            writer.WriteString("description", pass?.Description ?? "");
            writer.WriteBoolean("changed", stages.IsChanged(stage));
            writer.WriteStartArray("functions");
            for (var i = 0; i < last.Length; i++)
            {
                if (stage == 0 || !ReferenceEquals(stages.FunctionsAt(stage)[i], stages.FunctionsAt(stage - 1)[i]))
                {
                    last[i] = texts.Count;
                    texts.Add(stages.FunctionsAt(stage)[i]);
                }

                writer.WriteNumberValue(last[i]);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("texts");
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Dtvm.Evm;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Input;
using Dtvm.Tool.Plugins;
using Dtvm.Tool.Profiles;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Viewer;
using Dtvm.Workbench.ExecuteEach;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm mir</c>: shows what becomes of a code at any stage of compilation.</summary>
internal static class MirCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = CodeInput.Description };
        var emit = ArtifactOutput.Emit(EmitKinds.List("|"));
        var backend = new Option<string?>("--backend")
        {
            Description = "Whose assembly or object: llvm (default) or x64, the baseline compiler's. A page has both; x64 leaves LLVM out.",
            HelpName = "NAME",
        };
        var heat = new Option<string?>("--heat")
        {
            Description = "With --emit html: executions and gas by block, out of what dtvm profile --json wrote.",
            HelpName = "FILE",
        };
        var compare = new Option<string?>("--compare")
        {
            Description = "With --emit html: the MIR of this list of passes too, with what differs; O1, say, for those of a level. It "
                + "ends with gas-metering if the page's own list has it.",
            HelpName = "a,b,c",
        };
        var output = ArtifactOutput.Output();
        var dump = new Option<string?>("--dump-dir")
        {
            Description = "Write all stages as numbered files into a new directory, which is itself accepted as CODE.",
            HelpName = "DIR",
        };
        var contract = CommonOptions.Contract();
        var plugins = PassPlugins.Option();
        var compile = new CompileOptions();
        var passOptions = new PassOptions();
        var each = new PassExecutionOptions();
        var message = new MessageOptions(hasRevision: false, takesSeveral: true);
        var json = CommonOptions.Json();
        var command = new Command("mir", "Show a code at any stage of compilation: chunks, MIR, LLVM IR, assembly")
        {
            code,
            contract,
            emit,
            backend,
            heat,
            compare,
            output,
            dump,
            plugins,
        };
        foreach (var option in compile.All.Concat(passOptions.All).Concat(each.All).Concat(message.All))
        {
            command.Add(option);
        }

        command.Add(json);
        command.SetAction(parsed =>
        {
            var kind = EmitKinds.Parse(parsed.GetValue(emit) ?? "mir");
            var path = ArtifactOutput.FileOf(parsed, output);
            var asJson = parsed.GetValue(json);
            ArtifactOutput.Check(kind, path, asJson);
            var isBaseline = BaselineListing.IsAsked(parsed.GetValue(backend), kind);
            var heatPath = ViewerOnly(heat.Name, parsed.GetValue(heat), kind);
            var comparedList = ViewerOnly(compare.Name, parsed.GetValue(compare), kind);
            var loaded = CodeInput.Load(parsed.GetRequiredValue(code), new CodeSelection(parsed.GetValue(contract)));
            var blocks = heatPath is null ? null : BlockHeat.Read(heatPath, loaded.Code);
            var settings = compile.Read(parsed, loaded.Meta, passOptions);
            var passes = PassPlugins.Load(parsed.GetValue(plugins));
            var steps = compile.Steps(parsed, loaded.Meta, settings, passOptions, passes);
            var comparedSteps = comparedList is null
                ? default
                : PassSelection.Resolve(comparedList, settings.Level, null, passes, compare.Name);
            if (comparedList is not null && PassSelection.IsMetered(steps))
            {
                comparedSteps = PassSelection.Metered(comparedSteps);
            }

            var passSettings = passOptions.Read(parsed, steps, settings.BisectLimit);
            each.Check(parsed, message, passSettings);
            ExecuteEachReport? executed = null;
            if (each.IsAsked(parsed))
            {
                var program = ProgramInput.Of(parsed.GetRequiredValue(code), loaded);
                executed = each.Run(
                    parsed, program, message.ReadAll(parsed, program, settings.Revision), steps, settings.GasMetering, settings.Regions);
                if (!PassExecutionOptions.Report(executed, asJson))
                {
                    return ExitCode.Failure;
                }
            }

            var dumpPath = parsed.GetValue(dump);
            var prints = new List<PassPrint>();
            ImmutableArray<IPassObserver> observers = PassPrinter.IsNeeded(passSettings)
                ? [new PassPrinter(passSettings, asJson ? prints.Add : ArtifactOutput.WritePrint)]
                : [];
            var compilation =
                ContractCompilation.Run(
                    loaded.Code, settings, steps, passSettings, dumpPath is not null || kind == EmitKind.Html, observers);
            var dumped = dumpPath is null ? null : DumpFolder.Write(dumpPath, StageDump.Make(compilation, null));
            if (dumped is not null && !asJson)
            {
                Console.Error.WriteLine("dtvm: " + dumped);
            }

            var compared = comparedList is null
                ? null
                : ContractCompilation.Run(
                    loaded.Code, settings with { Passes = comparedList, StopAfter = null, BisectLimit = null }, comparedSteps,
                    PassSettings.Default, false);
            var content = new PageContent(compilation) { Compared = compared, Heat = blocks, IsBaseline = isBaseline };
            byte[] MakeAsked() => Make(content, kind);
            var report = new PassReport(steps, passSettings, compilation.Result);
            if (!asJson)
            {
                // With a dump and nothing else asked for, the dump is the output.
                var isAsked = parsed.GetValue(output) is not null || parsed.GetValue(emit) is not null;
                if (dumpPath is null || isAsked)
                {
                    ArtifactOutput.Write(path, MakeAsked(), kind);
                }

                report.WriteText(Console.Error);
                return ExitCode.Success;
            }

            WriteJson(compilation, kind, MakeAsked, path, report, prints, executed);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The value of an option that is for the page alone.</summary>
    private static string? ViewerOnly(string option, string? value, EmitKind kind) =>
        value is null || kind == EmitKind.Html
            ? value
            : throw new CliException($"{option} goes with --emit html, not with --emit {EmitKinds.NameOf(kind)}");

    private static byte[] Make(PageContent content, EmitKind kind)
    {
        var compilation = content.Compilation;
        return kind switch
        {
            EmitKind.Asm when content.IsBaseline => Encoding.UTF8.GetBytes(BaselineListing.Format(compilation.Module, compilation.Names)),
            EmitKind.Obj when content.IsBaseline => BaselineObject.Make(compilation.Module),
            EmitKind.Chunks => Encoding.UTF8.GetBytes(new ChunkReport(compilation.Context, compilation.Names).Format()),
            EmitKind.Html => MakePage(content),
            _ => ArtifactOutput.Make(compilation.Module, kind, compilation.Names, compilation.Settings.Cpu, compilation.Settings.Level),
        };
    }

    private static byte[] MakePage(PageContent content)
    {
        var total = content.IsBaseline ? 1 : PassViewer.Listings;
        var (done, last) = (0, "");
        void Finish(string listing)
        {
            last = $", {listing} was the last";
            Interlocked.Increment(ref done);
        }

        return LiveProgress.Show(
            _ => Encoding.UTF8.GetBytes(PassViewer.Format(content, Finish)),
            () => new WorkState(done, total, $"{done} of {total} listings{last}"));
    }

    private static void WriteJson(
        ContractCompilation compilation, EmitKind kind, Func<byte[]> make, string? path, PassReport report, List<PassPrint> prints,
        ExecuteEachReport? executed) =>
        JsonOutput.Write(Console.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("revision", Revisions.Name(compilation.Settings.Revision));
            writer.WriteBoolean("gas_metering", compilation.Settings.GasMetering);
            writer.WriteString("mode", CompileSettings.NameOf(compilation.Settings.Regions));
            writer.WriteNumber("level", compilation.Settings.Level);
            writer.WriteNumber("code_size", compilation.Code.Length);
            writer.WriteNumber("functions", compilation.Module.Functions.Count);
            writer.WriteString("emit", EmitKinds.NameOf(kind));
            if (kind == EmitKind.Chunks && path is null)
            {
                writer.WriteNull("file");
                writer.WritePropertyName("output");
                new ChunkReport(compilation.Context, compilation.Names).WriteJson(writer);
            }
            else
            {
                ArtifactOutput.WriteJson(writer, kind, path, make());
            }

            report.WriteJson(writer);
            ArtifactOutput.WriteJson(writer, prints);
            ArtifactOutput.WriteJson(writer, executed);
            writer.WriteEndObject();
        });
}

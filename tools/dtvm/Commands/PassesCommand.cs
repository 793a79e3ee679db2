using System.CommandLine;
using Dtvm.Passes;
using Dtvm.Tool.Plugins;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm passes</c>: lists the passes with what they say of themselves.</summary>
internal static class PassesCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        Option<string[]> plugins = PassPlugins.Option();
        var markdown = new Option<bool>("--markdown") { Description = "Write docs/passes.md." };
        var json = CommonOptions.Json();
        var command = new Command("passes", "List the passes with descriptions and requirements") { plugins, markdown, json };
        command.SetAction(parsed =>
        {
            var catalogue = new PassCatalogue(PassPlugins.Load(parsed.GetValue(plugins)));
            if (parsed.GetValue(json)) catalogue.WriteJson(Console.Out);
            else Console.Out.Write(parsed.GetValue(markdown) ? catalogue.FormatMarkdown() : catalogue.FormatText());
            return ExitCode.Success;
        });
        return command;
    }
}

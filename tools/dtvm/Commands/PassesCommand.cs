// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
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
        var plugins = PassPlugins.Option();
        var markdown = new Option<bool>("--markdown") { Description = "Write docs/passes.md." };
        var examples = new Option<string?>("--examples")
        {
            Description =
                "With --markdown: a folder with a folder a pass, in which one file of MIR is its example (a line '; Example: WHY').",
            HelpName = "DIR",
        };
        var json = CommonOptions.Json();
        var command = new Command("passes", "List the passes with descriptions and requirements") { plugins, markdown, examples, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(examples) is not null && !parsed.GetValue(markdown))
            {
                throw new CliException("--examples: goes with --markdown");
            }

            var catalogue = new PassCatalogue(PassPlugins.Load(parsed.GetValue(plugins)));
            if (parsed.GetValue(json))
            {
                catalogue.WriteJson(Console.Out);
            }
            else
            {
                Console.Out.Write(parsed.GetValue(markdown) ? catalogue.FormatMarkdown(parsed.GetValue(examples)) : catalogue.FormatText());
            }

            return ExitCode.Success;
        });
        return command;
    }
}

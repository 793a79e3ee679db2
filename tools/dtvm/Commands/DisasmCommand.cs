// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm disasm</c>: lists the instructions of a code.</summary>
internal static class DisasmCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = CodeInput.Description };
        var revision = CommonOptions.Revision("EVM revision, frontier to osaka (default: osaka).");
        var contract = CommonOptions.Contract();
        var json = CommonOptions.Json();
        var command = new Command("disasm", "List the instructions of a code") { code, contract, revision, json };
        command.SetAction(parsed =>
        {
            var loaded = CodeInput.Load(parsed.GetRequiredValue(code), new CodeSelection(parsed.GetValue(contract)));
            var rules = Values.Revision(parsed.GetValue(revision) ?? loaded.Meta?.Revision ?? "osaka");
            var listing = new Disassembly(loaded.Code, rules);
            if (parsed.GetValue(json))
            {
                listing.WriteJson(Console.Out);
            }
            else
            {
                using var text = new StringWriter();
                listing.WriteText(text);
                Console.Out.Write(CodeColours.AreOnOutput ? CodeColours.Paint(text.ToString()) : text.ToString());
            }

            return ExitCode.Success;
        });
        return command;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Dtvm.Host;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm asm</c>: makes code of assembly, or hex of whatever is taken as code.</summary>
internal static class AsmCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = CodeInput.Description };
        var contract = CommonOptions.Contract();
        var create = new Option<bool>("--create") { Description = "Of a compiler's output the code that creates the contract." };
        var output = new Option<string?>("--output") { Description = "Write raw bytes into this file instead of hex.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("asm", "Make code of assembly, or hex of any other form of code")
        {
            code, contract, create, output, json,
        };
        command.SetAction(parsed =>
        {
            var selection = new CodeSelection(parsed.GetValue(contract), parsed.GetValue(create));
            var bytes = CodeInput.Load(parsed.GetRequiredValue(code), selection).Code;
            if (parsed.GetValue(output) is { } path)
            {
                ArtifactOutput.Write(path, bytes);
            }

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(Console.Out, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("code_size", bytes.Length);
                    writer.WriteString("code", Hex.Encode(bytes));
                    writer.WriteEndObject();
                });
            }
            else if (parsed.GetValue(output) is null)
            {
                Console.WriteLine(Convert.ToHexStringLower(bytes));
            }

            return ExitCode.Success;
        });
        return command;
    }
}

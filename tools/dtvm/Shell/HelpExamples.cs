// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Dtvm.Tool.Shell;

/// <summary>The help of a verb with its options in groups, and examples behind. Each can be typed as it stands; a test does.</summary>
internal sealed class HelpExamples : SynchronousCommandLineAction
{
    private const string Sum = "600360050160005260206000f3";

    private readonly SynchronousCommandLineAction _help;

    private HelpExamples(SynchronousCommandLineAction help) => _help = help;

    /// <summary>The examples: name of the verb, empty for the program's own help, and what is typed.</summary>
    public static (string Verb, string Line)[] All { get; } =
    [
        ("", $"dtvm run {Sum}"),
        ("", $"dtvm mir {Sum} -O2"),
        ("", "dtvm asm 'PUSH1 2 PUSH1 3 ADD STOP'"),
        ("", "dtvm help run"),
        ("run", $"dtvm run {Sum} --mode interpreter"),
        ("run", "dtvm run 5f355f5260205ff3 --calldata 0x000000000000000000000000000000000000000000000000000000000000002a"),
        ("run", $"dtvm run {Sum} --trace -"),
        ("run", "dtvm run 6005600c60003960056000f360016000f3 --create"),
        ("asm", "dtvm asm 'PUSH1 2 PUSH1 3 ADD STOP'"),
        ("disasm", $"dtvm disasm {Sum}"),
        ("profile", $"dtvm profile {Sum} --by gas --seconds 0.1"),
        ("compile", $"dtvm compile {Sum} --backend x64 --repeat 3"),
        ("fuzz", "dtvm fuzz --count 64 --mode baseline"),
        ("mir", $"dtvm mir {Sum} --print-changed"),
        ("mir", $"dtvm mir {Sum} --backend x64 --emit asm"),
        ("exec", $"dtvm exec {Sum} -O2"),
        ("prove", "dtvm prove 'and-*'"),
        ("prove", "dtvm prove 'sub(x, sub(x, y)) => y'"),
        ("bisect", $"dtvm bisect {Sum}"),
        ("reduce", $"dtvm reduce {Sum} --predicate 'grep -q 6005 $1' --output /tmp/small.hex"),
    ];

    /// <summary>Who asks for help has not written the rest of the line yet.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Adds the examples to the help of a program.</summary>
    /// <param name="root">The program.</param>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpExamples((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var help = new StringWriter { NewLine = "\n" };
        configuration.Output = help;
        var code = _help.Invoke(parseResult);
        configuration.Output = output;
        output.Write(HelpGroups.Apply(help.ToString().ReplaceLineEndings("\n")));
        var command = parseResult.CommandResult.Command;
        var verb = command is RootCommand ? "" : command.Name;
        string[] lines = [.. All.Where(example => example.Verb == verb).Select(example => example.Line)];
        if (lines.Length > 0)
        {
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine("  " + line);
            }

            output.WriteLine();
        }

        return code;
    }
}

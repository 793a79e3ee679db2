// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary>Runs commands of pages with less work and with files in place of names: campaigns of four programs, one file of tests, our
/// library in place of another VM, targets of make without their recipes, test runs as far as the tests are there.</summary>
internal static partial class SmallCommands
{
    private const string Case = "../shared/ethereum/bench/cases/counter.json";

    private const string StateTests =
        "../shared/ethereum/state/eest/homestead/identity_precompile/test_identity_return_buffer_modify.json";

    private const string WayOut =
        "A page whose blocks run as they stand belongs into DocumentedCommandsTests.Followed; a command that takes long or names files of "
        + "the reader's gets a line in SmallCommands.Substitutions; one that another test runs, a row in "
        + "CommandCoverageTests.RunElsewhere.";

    /// <summary>Applied one after the other, to the command without its optional parts.</summary>
    private static readonly (Regex Pattern, string Replacement)[] Substitutions = Rows(
        // Work: how many programs, seconds, samples, rules; one seed, so that no line does another thing each time.
        ("--count [0-9]+", "--count 4"),
        ("--seed [0-9]+", "--seed 1"),
        ("^(./dtvm fuzz .*)--seconds [0-9]+", "$1--count 4"),
        ("^(./dtvm fuzz(?! compile-cost)(?!.* --(?:count|replay) ).*)$", "$1 --count 4"),
        ("^(./dtvm fuzz(?!.* --(?:seed|replay|measure) ).*)$", "$1 --seed 1"),
        ("^(./dtvm fuzz compile-cost) --seed", "$1 --seconds 1 --seed"),
        ("^(./dtvm fuzz compile-cost .*)$", "$1 --size 64"),
        ("^(./dtvm bench .*)--seconds [0-9.]+", "$1--seconds 0.01"),
        ("^(./dtvm bench (?!.*--(?:seconds|check)).*)$", "$1 --seconds 0.01"),
        ("^(./dtvm bench (?!.*--(?:cold|check)).*)$", "$1 --cold 1"),
        ("--repeat [0-9]+", "--repeat 1"),
        ("^(./dtvm compile (?!.*--repeat).*)$", "$1 --repeat 1"),
        ("^(./dtvm profile (?!.*--seconds).*)$", "$1 --seconds 0.01"),
        ("^./dtvm prove$", "./dtvm prove and-same"),
        ("^./dtvm prove 'and-[*]' sdiv-power$", "./dtvm prove 'and-s*' not-not"),

        // Names that stand for something of the reader's.
        ("^(./dtvm bench) (?:PATH|CASES)", $"$1 {Case}"),
        ("^(./dtvm statetest) PATH", "$1 ../shared/ethereum/state --mode multipass"),
        ("^(./dtvm blocktest) PATH", "$1 ../shared/ethereum/amsterdam/evmone/eip7778_block_gas_final.json"),
        ("--case (?:FILE|CASE.json)(?= |$)", $"--case {Case}"),
        (@"--(input\.(?:alloc|env|txs)) FILE", "--$1 $1.json"),
        (@"input\.([a-z]+)\.json", "$1.json"),
        (@"--state\.fork F(?= |$)", "--state.fork Shanghai"),
        (@"(?:artifacts/fuzz/)?REPRODUCER\.json|(?<=--replay )FILE", "reproducer.json"),
        (@"FILE\.mir", "code.mir"),
        ("(?<= )a,b,c(?= |$)", "sccp,dce"),
        ("^(./dtvm mir) (?:DUMP|DIRECTORY) (.*)$", "$1 CODE --dump-dir /tmp/dump\n$1 /tmp/dump $2"),
        ("(?<= )(?:CODE|INPUT)(?= |$)", SmallFolder.Code),
        ("(?<=--predicate )COMMAND", "'grep -q 52 \"$1\"'"),
        (@"/tmp/stages/\.\.\.mir", "$(ls /tmp/stages/*.mir | head -n 1)"),

        // Data: one file of tests, one case, one contract, our library.
        (@"\.\./shared/ethereum/state(?= |$)", StateTests),
        (@"(?:\.\./shared/ethereum/bench|tests/contracts)/cases(?= |$)", Case),
        (@"/contracts/\*\.hex", "/contracts/counter.hex"),
        (@"amsterdam/eest-bal-5\.7\.0-alpha", "amsterdam/eest-bal-5.7.0-alpha/eip7843_slotnum"),
        ("--examples tests/filetests/passes", $"--examples {SourceTree.Path("tests/filetests/passes")}"),
        ("--vm A --vm B", "--vm libevmone.so --vm libevmone.so,mode=baseline"),
        (@"libevmone\.so", "artifacts/libdtvmapi.so,enable_gas_metering=true"),

        (@"samples/what-if/bin/Release/\S+\.dll", OptTests.WhatIf),

        // A fault for reduce to find, and what proves wrong on purpose.
        (@"^(./dtvm reduce \S+ --predicate differs)$", "$1 --engine mir --plugin PLUGIN --passes simplify-cfg,swapped-sub,gas-metering"),
        ($"^(./dtvm reduce) {SmallFolder.Code} (.* PLUGIN .*)$", $"$1 {ExecTests.Subtract} $2"),
        ("^(./dtvm prove 'mul.x, k. => shl.*)$", "status=0; $1 || status=$?; [ $status = 1 ]"));

    /// <summary>Lines of the command line that ran, and need not again: pages name many twice.</summary>
    private static readonly HashSet<string> Done = [];

    /// <summary>Runs commands of one page, in their order.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="folder">Where they run.</param>
    public static void Run(IEnumerable<PageCommand> commands, SmallFolder folder)
    {
        PageCommand[] all = [.. commands];
        string[] written = [.. all.SelectMany(command => Target().Matches(command.Text).Select(match => match.Groups[1].Value))];
        string[][] lines = [.. all.Select(command => Small(command, written))];
        var script = new StringBuilder("set -o pipefail\nchmod +x dtvm\n");
        var now = new HashSet<string>();
        for (var i = 0; i < all.Length; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"echo @{i}; echo @{i} >&2\n");
            foreach (var line in lines[i])
            {
                // What reads or writes a file of the folder is run each time.
                var isAlone = line.StartsWith("./dtvm ", StringComparison.Ordinal) && !NamesFile().IsMatch(line);
                if (!isAlone || (!Done.Contains(line) && now.Add(line)))
                {
                    script.Append(line).Append('\n');
                }
            }
        }

        var library = SourceTree.Path("artifacts/dev/libdtvmapi.so");
        Assert.True(File.Exists(library), $"{library} is not there: build it with\nmake native");
        var text = script.ToString()
            .Replace("artifacts/libdtvmapi.so", library, StringComparison.Ordinal)
            .Replace("../shared/", SharedData.Path("") + "/", StringComparison.Ordinal)
            .Replace(" /tmp/", " tmp/", StringComparison.Ordinal)
            .Replace(" PLUGIN ", $" {SwappedSubtraction.Plugin} ", StringComparison.Ordinal);
        var result = Shell.Run(text, folder.Root);
        if (result.ExitCode != 0)
        {
            // The last number is that of the command that failed.
            var at = int.Parse(Number().Matches(result.Error)[^1].Groups[1].Value, CultureInfo.InvariantCulture);
            var output = result.Output[result.Output.LastIndexOf($"@{at}\n", StringComparison.Ordinal)..];
            var error = result.Error[result.Error.LastIndexOf($"@{at}\n", StringComparison.Ordinal)..];
            Fail(all[at], $"exit code {result.ExitCode} of\n{string.Join('\n', lines[at])}\n{output}\n{error}");
        }

        Done.UnionWith(now);
    }

    private static (Regex, string)[] Rows(params (string Pattern, string Replacement)[] rows) =>
        [.. rows.Select(row => (new Regex(row.Pattern), row.Replacement))];

    [GeneratedRegex(@" > (\S+)")]
    private static partial Regex Target();

    [GeneratedRegex(@"/tmp/|>|\n")]
    private static partial Regex NamesFile();

    [GeneratedRegex("^@([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:\./)?dtvm [a-z0-9]+(?: compile-cost)?(?: --[a-z][a-z-]*)*$")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\./dtvm [^&;|\n]*")]
    private static partial Regex DtvmOfRecipe();

    [GeneratedRegex(@"(?<![\w/.-])scripts/[\w-]+")]
    private static partial Regex RecipeScript();

    [GeneratedRegex(@"(?<![\w/.-])[\w./-]+\.(?:sln|slnf|proj)(?= |$)", RegexOptions.Multiline)]
    private static partial Regex RecipeFile();

    [GeneratedRegex(@"(?<![\w/.-])Dtvm\.\S*Tests(?= )")]
    private static partial Regex RecipeProject();

    [GeneratedRegex(@"(?<= )CODE\|--case FILE|(?<=^| )([^\s'|]+)(?:\|[^\s'|]+)+(?= |$)")]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"\[[^\[\]]*\](?:\.\.\.)?")]
    private static partial Regex Optional();

    [GeneratedRegex(@"^sed -i .* (\S+)$")]
    private static partial Regex SedLine();

    /// <summary>Commands of bash that do a command in small.</summary>
    private static string[] Small(PageCommand command, string[] written)
    {
        var text = command.Text.StartsWith("$ ", StringComparison.Ordinal) ? command.Text[2..] : command.Text;
        switch (text.Split(' ', 2)[0])
        {
            // A verb or its options, named in a sentence: DocumentedCommandsTests looks for them in the verb's help.
            case "dtvm" or "./dtvm" when command.Language is null && Mention().IsMatch(text):
            case "dotnet" when command.Language is null && text == "dotnet test":
                return [];
            case "dtvm" or "./dtvm":
                return [SmallDtvm(text)];
            case "make":
                return SmallMake(command, text);
            case "mkdir" or "echo" or "cat" or "dotnet" when !text.StartsWith("dotnet test", StringComparison.Ordinal):
                return [text];
            case "git":
                return ["git init -q .", text];
            case "sed" when SedLine().Match(text) is { Success: true } line:
                var file = line.Groups[1].Value;
                var original = SourceTree.Path(file);
                return
                [
                    $"mkdir -p $(dirname {file})", $"cp '{original}' {file}", text,
                    $"if cmp -s '{original}' {file}; then echo 'it changes nothing' >&2; exit 1; fi",
                ];
            case var program when program == "dotnet" || program.StartsWith("DTVM_", StringComparison.Ordinal):
                return TestRuns.Fault(text, written) is { } fault ? Fail(command, fault) : [];
            case var program when program.StartsWith("scripts/", StringComparison.Ordinal):
                return Script(program) is { } missing ? Fail(command, missing) : [Executable(program)];
            default:
                return Fail(command, "no test runs this");
        }
    }

    private static string SmallDtvm(string text)
    {
        text = text.StartsWith("./", StringComparison.Ordinal) ? text : "./" + text;
        while (Optional().IsMatch(text))
        {
            text = Optional().Replace(text, "");
        }

        text = Alternatives().Replace(text, match => match.Groups[1].Success ? match.Groups[1].Value : "CODE");
        text = Regex.Replace(text, @"\.\.\.(?= |$)", "");
        text = Regex.Replace(text, " +(?= |$)", "");
        text = Substitutions.Aggregate(text, (line, row) => row.Pattern.Replace(line, row.Replacement));

        // Campaigns differ in little but the order of their options: the same ones run once.
        var words = text.Split(" --");
        return words[0] == "./dtvm fuzz" ? string.Join(" --", [words[0], .. words.Skip(1).Order(StringComparer.Ordinal)]) : text;
    }

    /// <summary>What make would do: its scripts and projects must be there, and what it runs of the command line is run.</summary>
    private static string[] SmallMake(PageCommand command, string text)
    {
        var target = Optional().Replace(text, "")["make ".Length..];
        var result = Shell.Run($"env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -n {target}", SourceTree.Root);
        if (result.ExitCode != 0 || result.Output.Contains("Nothing to be done", StringComparison.Ordinal))
        {
            Fail(command, result.ToString());
        }

        string[] scripts = [.. RecipeScript().Matches(result.Output).Select(match => match.Value).Distinct()];
        var files = RecipeFile().Matches(result.Output).Select(match => match.Value)
            .Concat(RecipeProject().Matches(result.Output).Select(match => $"tests/{match.Value}"));
        var missing = scripts.Select(Script)
            .Concat(files.Where(file => !Path.Exists(SourceTree.Path(file))).Select(file => $"there is no {file}"))
            .FirstOrDefault(reason => reason is not null);
        if (missing is not null)
        {
            Fail(command, missing);
        }

        return [.. scripts.Select(Executable), .. DtvmOfRecipe().Matches(result.Output).Select(match => SmallDtvm(match.Value.Trim()))];
    }

    /// <summary>Why a script cannot be run, or null.</summary>
    private static string? Script(string path) => !File.Exists(SourceTree.Path(path)) ? $"there is no {path}"
        : File.ReadAllText(SourceTree.Path("Makefile")).Contains(path, StringComparison.Ordinal) || TestRuns.AnySourceHas(path) ? null
        : $"neither the Makefile nor a test runs {path}";

    private static string Executable(string script) => $"test -x '{SourceTree.Path(script)}'";

    private static string[] Fail(PageCommand command, string reason)
    {
        Assert.Fail($"{command}\n{reason}\n{WayOut}");
        return [];
    }
}

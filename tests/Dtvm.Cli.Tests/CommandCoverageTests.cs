// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary>No command stands in a page that nothing runs: what is not followed as it stands runs here in small, or is known to be run by
/// another test.</summary>
public sealed class CommandCoverageTests
{
    private const string Native = "tests/Dtvm.Native.Tests/";
    private const string Examples = Native + "ExampleTests.cs";
    private const string Snapshots = "tests/Dtvm.Packages.Tests/SnapshotSampleTests.cs";

    /// <summary>Pages whose blocks a test runs from beginning to end: its source, and how it takes all of them.</summary>
    private static readonly (string Page, string Source, string Text)[] FollowedElsewhere =
    [
        (ProfilingPageTests.Page, "tests/Dtvm.Cli.Tests/ProfilingPageTests.cs", "Markdown.Blocks(Page, \"sh\")"),
        ("docs/testing.md", "tests/Dtvm.FileTests/TestingPageTests.cs", "Assert.Single(Markdown.Blocks(Page, \"sh\"))"),
        ("samples/contract-snapshots/README.md", Snapshots, "Markdown.Blocks(Readme, \"sh\")"),
    ];

    /// <summary>Commands that another test runs: page and command, its source, and what stands there.</summary>
    private static readonly (Regex Command, string Source, string Text)[] RunElsewhere = Rows(
        (@"^docs/run\.md: _dtvm\(\)", "tests/Dtvm.Cli.Tests/HelpTests.cs", "page.IndexOf(\"```bash\\n\""),
        (@"^docs/t8n\.md: #!/bin/sh\n", "tests/Dtvm.Cli.Tests/T8nTests.cs", "Markdown.Blocks(\"docs/t8n.md\", \"bash\")"),
        (@": make install PREFIX=", Examples, "\"install\", $\"PREFIX={prefix}\""),
        (@": make uninstall PREFIX=", Examples, "\"uninstall\", $\"PREFIX={prefix}\""),
        (@"^docs/embedding\.md: gcc host\.c ", Examples, "command => command.Text.StartsWith(\"gcc host.c \""),
        (@"^docs/embedding\.md: counter -stress ", Examples, "Command.Run(program, \"-stress\", "),
        (@"^examples/README\.md: export PKG_CONFIG_PATH=", Native + "InstallationFixture.cs", "PKG_CONFIG_PATH"),
        (@"^examples/c/README\.md: make$", Examples, "Repository.At(\"examples/c\"), $\"OUT={output}\"]"),
        (@"^examples/c/README\.md: \./counter$", Examples, "TheExampleInCIsBuiltByPkgConfig"),
        (@"^examples/c/README\.md: make smallest && \./smallest$", Examples, "Command.Run(Path.Combine(output, \"smallest\"))"),
        (@"^examples/cpp/README\.md: (?:cmake -S|cmake --build|build/counter)", Examples, "Command.Run(\"cmake\", \"--build\", output)"),
        (@"^examples/go/README\.md: export CGO_LDFLAGS=", Examples, "(\"CGO_LDFLAGS\", "),
        (@"^examples/go/README\.md: (?:go build -o counter \.|\./counter$)", Examples, "\"go\", [\"build\", \"-o\", program, \".\"]"),
        (@"^examples/go/README\.md: \./counter -stress ", Examples, "Command.Run(program, \"-stress\", "),
        (@"^examples/rust/README\.md: cargo run --release$", Examples, "Command.Run(Path.Combine(output, \"release/counter\"))"),
        (@": dotnet build samples/what-if ", "tests/Dtvm.Cli.Tests/Dtvm.Cli.Tests.csproj", "samples/what-if/WhatIf.csproj"),
        (@"^tools/Dtvm\.Testing/README\.md: DTVM_ACCEPT=1 dotnet test ", Snapshots, "Passes(blocks[2]);"));

    public static TheoryData<string> Pages => [.. PageCommand.All.Where(RunsHere).Select(command => command.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void CommandsRunInSmall(string page)
    {
        using var folder = new SmallFolder();
        SmallCommands.Run(PageCommand.All.Where(command => command.Page == page && RunsHere(command)), folder);
    }

    [Fact]
    public void TestsThatRunCommandsAreThere()
    {
        (string Source, string Text)[] native = [(Native + "DocumentedProgramsTests.cs", "command.StartsNativeProgram")];
        var sources = FollowedElsewhere.Select(row => (row.Source, row.Text)).Concat(RunElsewhere.Select(row => (row.Source, row.Text)));
        Assert.All(sources.Concat(native), row => Assert.Contains(row.Text, File.ReadAllText(SourceTree.Path(row.Source))));
        Assert.All(FollowedElsewhere, row => Assert.NotEmpty(Markdown.Blocks(row.Page, "sh")));
        Assert.All(RunElsewhere, row => Assert.True(
            PageCommand.All.Any(command => row.Command.IsMatch($"{command}")), $"no page has {row.Command} any more"));
    }

    /// <summary>Commands are found wherever pages keep them.</summary>
    [Fact]
    public void CommandsOfAPageAreFound()
    {
        const string Page = """
            Say `make
            test`, not `make`; a verb is `dtvm run`, and `x = make y` is none.

            ```sh
            # why
            ./dtvm run 00 \
                --json    # how
            ./dtvm fuzz [--count N]    # what
                        [--seed S]
            cat > a <<'END'
            # text
              more
            END
            ```

            ```text
            $ ./dtvm asm '#1'
            dtvm: not this
            DTVM_ACCEPT=1 dotnet test x
            ```

            ```c
            make no;
            ```

              ```sh
            artifacts/native-tests/plain/entry 1 VM
              ```
            """;
        var commands = PageCommand.Of("page.md", Page).ToList();
        Assert.Equal(
            [
                "make test", "dtvm run", "./dtvm run 00 --json", "./dtvm fuzz [--count N] [--seed S]",
                "cat > a <<'END'\n# text\n  more\nEND",
                "$ ./dtvm asm '#1'", "DTVM_ACCEPT=1 dotnet test x", "artifacts/native-tests/plain/entry 1 VM",
            ],
            commands.Select(command => command.Text));
        Assert.True(commands[^1].StartsNativeProgram);
        Assert.All(commands.SkipLast(1), command => Assert.False(command.StartsNativeProgram));
    }

    [Theory]
    [InlineData("sh", "frobnicate --all", "no test runs this")]
    [InlineData("sh", "./dtvm run 00 --no-such-option", "--no-such-option")]
    [InlineData("", "$ ./dtvm asm NOCODE", "NOCODE")]
    [InlineData("sh", "make no-such-target", "no-such-target")]
    [InlineData("sh", "make docs", "Nothing to be done for 'docs'")]
    [InlineData("shell", "frobnicate", "no test runs this")]
    [InlineData("sh", "scripts/nothing", "there is no scripts/nothing")]
    [InlineData("sh", "dotnet test tests/Dtvm.Cli.Tests --filter NoSuchTests", "no test is named NoSuchTests")]
    [InlineData("sh", "dotnet test tests/Dtvm.FileTests --filter DisplayName~no-such-file", "no file is named no-such-file")]
    [InlineData("sh", "dotnet test tests/Dtvm.Nothing.Tests", "there is no project tests/Dtvm.Nothing.Tests")]
    [InlineData("sh", "DTVM_NO_SUCH=1 dotnet test tests/Dtvm.Cli.Tests", "no test reads DTVM_NO_SUCH")]
    [InlineData("sh", "sed -i s/NoSuchWord/x/ Makefile", "it changes nothing")]
    public void WhatDoesNotRunIsNamedWithAWayOut(string language, string line, string reason)
    {
        using var folder = new SmallFolder();
        var command = Assert.Single(PageCommand.Of("page.md", $"```{language}\n{line}\n```\n"));
        Assert.True(RunsHere(command));
        var message = Assert.ThrowsAny<Exception>(() => SmallCommands.Run([command], folder)).Message;
        Assert.Contains($"page.md: {line}", message);
        Assert.Contains(reason, message);
        Assert.Contains("DocumentedCommandsTests.Followed", message);
    }

    private static (Regex, string, string)[] Rows(params (string Command, string Source, string Text)[] rows) =>
        [.. rows.Select(row => (new Regex(row.Command), row.Source, row.Text))];

    private static bool RunsHere(PageCommand command) => !(command.StartsNativeProgram
        || (command.Language == "sh" && IsFollowed(command.Page))
        || RunElsewhere.Any(row => row.Command.IsMatch($"{command}")));

    private static bool IsFollowed(string page) =>
        DocumentedCommandsTests.Followed.ContainsKey(page) || FollowedElsewhere.Any(row => row.Page == page);
}

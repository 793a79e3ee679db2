// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>A folder of the repository's layout with the files that the placeholders of pages stand for.</summary>
internal sealed class SmallFolder : IDisposable
{
    /// <summary>Code that returns a word, which the sample of a compiler's output has too.</summary>
    public const string Code = "602a5f5260205ff3";

    private readonly TemporaryFolder _folder = new();

    public SmallFolder()
    {
        _folder.Write("dtvm", $"#!/bin/sh\nDOTNET_TieredCompilation=1 exec {CommandLine.ShellCommand} \"$@\"\n");
        foreach (var name in (string[])["tmp", "docs", "Passes", "tests/filetests/run", "tests/snapshots/comparison"])
        {
            Directory.CreateDirectory(_folder[name]);
        }

        Directory.CreateSymbolicLink(_folder["samples"], SourceTree.Path("samples"));
        File.Copy(SourceTree.Path("Dtvm.sln"), _folder["Dtvm.sln"]);
        _folder.Write("code.hex", Code);
        _folder.Write("code.mir", ExecTests.Mir);
        _folder.Write("Token.json", $$"""
            {"abi": [], "contractName": "Token", "bytecode": "0x67{{Code}}5f5260086018f3", "deployedBytecode": "0x{{Code}}"}
            """);
        _folder.Write("reproducer.json", $$"""
            {"seed": 1, "index": 2, "difference": "Output", "revision": "Osaka", "level": 2, "code": "{{ExecTests.Subtract}}",
             "callee_code": "0x", "calldata": "0x", "gas": 100000, "value": "0", "static": false}
            """);

        // The inputs of a block are those of its page.
        foreach (var file in PageCommand.All.Where(command => command.Page == "docs/t8n.md"))
        {
            if (!file.Text.StartsWith("cat > ", StringComparison.Ordinal))
            {
                continue;
            }

            var lines = file.Text.Split('\n');
            _folder.Write(Path.GetFileName(lines[0].Split(' ')[2]), string.Join('\n', lines[1..^1]));
        }
    }

    /// <summary>Its path.</summary>
    public string Root => _folder[""];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

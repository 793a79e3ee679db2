// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Tool;
using Dtvm.Tool.Input;

namespace Dtvm.Cli.Tests;

/// <summary>What compilers write is taken as code, and one contract is chosen in it.</summary>
public sealed class CompilerOutputTests : IDisposable
{
    private const string Combined = """
        {"contracts":{"a.sol:A":{"bin":"6001600055","bin-runtime":"6001"},"a.sol:I":{"bin":"","bin-runtime":""},
        "b.sol:B":{"bin":"6003600055","bin-runtime":"6003"}},"version":"0.8.30"}
        """;

    private const string Standard = """
        {"contracts":{"a.sol":{"A":{"abi":[],"evm":{"bytecode":{"object":"6001600055"},"deployedBytecode":{"object":"6001"}}},
        "B":{"evm":{"bytecode":{"object":"6003600055"},"deployedBytecode":{"object":"6003"}}}}},"sources":{}}
        """;

    private const string Foundry = """
        {"abi":[],"bytecode":{"object":"0x6001600055"},"deployedBytecode":{"object":"0x6001"},
        "metadata":{"settings":{"compilationTarget":{"src/A.sol":"A"}}}}
        """;

    private const string Hardhat = """
        {"_format":"hh-sol-artifact-1","contractName":"A","sourceName":"src/A.sol","abi":[],"bytecode":"0x6001600055",
        "deployedBytecode":"0x6001"}
        """;

    private const string Text = """

        ======= a.sol:A =======
        Binary:
        6001600055
        Binary of the runtime part:
        6001

        ======= b.sol:B =======
        Binary:
        6003600055
        """;

    private static readonly string Build = $$$"""{"id":"1","input":{"language":"Solidity"},"output":{{{Standard}}}}""";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string?, string, string> Chosen() => new()
    {
        { Combined, "A", "6001", "6001600055" },
        { Combined, "b.sol:B", "6003", "6003600055" },
        { Standard, "a.sol:A", "6001", "6001600055" },
        { Standard, "B", "6003", "6003600055" },
        { Build, "B", "6003", "6003600055" },
        { Foundry, null, "6001", "6001600055" },
        { Foundry, "A", "6001", "6001600055" },
        { Hardhat, null, "6001", "6001600055" },
        { Hardhat, "src/A.sol:A", "6001", "6001600055" },
        { Text, "A", "6001", "6001600055" },
        { Text, "B", "6003600055", "6003600055" },
    };

    public static TheoryData<string, string?, string> Refused() => new()
    {
        { Combined, null, "is solc's combined JSON with several contracts: a.sol:A, b.sol:B: choose with --contract NAME" },
        { Combined, "C", "--contract 'C': " },
        { Combined, "I", "an interface or an abstract contract" },
        { Standard, null, "is solc's standard JSON output with several contracts: a.sol:A, a.sol:B: choose with --contract NAME" },
        { Build, null, "is a build-info file with several contracts: a.sol:A, a.sol:B" },
        { Text, null, "is solc's output with several contracts: a.sol:A, b.sol:B" },
        { """{"contracts":{},"version":"0.8.30"}""", null, "is solc's combined JSON without code: there is no contract in it" },
        { """{"contracts":{"a.sol:A":{"abi":[]}},"version":"1"}""", null, "interfaces, abstract contracts, or compiled without bytecode" },
        { """{"abi":[],"bytecode":{"object":"0x"}}""", null, "is a Foundry artifact without code" },
        {
            """{"contracts":{"a.sol:A":{"bin":"60"},"b.sol:A":{"bin":"61"}},"version":"1"}""", "A",
            "has several: a.sol:A, b.sol:A"
        },
        {
            $$"""{"contractName":"A","abi":[],"bytecode":"0x73__${{new string('a', 34)}}$__"}""", null,
            "A: holds unlinked libraries: "
        },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Chosen))]
    public void OneCodeIsChosen(string content, string? contract, string runtime, string creation)
    {
        var path = _folder.Write("output.json", Encoding.UTF8.GetBytes(content));
        Assert.Equal(runtime, Convert.ToHexStringLower(CodeInput.Load(path, new CodeSelection(contract)).Code));
        Assert.Equal(creation, Convert.ToHexStringLower(CodeInput.Load(path, new CodeSelection(contract, IsCreation: true)).Code));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatIsMissingIsNamed(string content, string? contract, string expected)
    {
        var path = _folder.Write("output.json", Encoding.UTF8.GetBytes(content));
        var message = Assert.Throws<CliException>(() => CodeInput.Load(path, new CodeSelection(contract))).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void OnlyItsOwnCodeIsHere()
    {
        const string Output = """{"abi":[],"contractName":"A","bytecode":"","deployedBytecode":"60"}""";
        var path = _folder.Write("output.json", Encoding.UTF8.GetBytes(Output));
        var message = Assert.Throws<CliException>(() => CodeInput.Load(path, new CodeSelection(null, IsCreation: true))).Message;
        Assert.Contains("only its own code is here", message);
    }

    /// <summary>Each verb that takes code chooses, and each refuses a name where there are none.</summary>
    [Fact]
    public void EveryVerbChooses()
    {
        var path = _folder.Write("output.json", Encoding.UTF8.GetBytes(Combined));
        string[][] verbs = [.. CodeInputTests.Verbs, ["asm", "--json"], ["compile", "--backend", "none", "--repeat", "1", "--json"]];
        foreach (var verb in verbs)
        {
            string[] command = [verb[0], path, .. verb[1..]];
            CommandLine.Run([.. command, "--contract", "A"]).Succeeded();
            CommandLine.Run(command).FailsWith("choose with --contract NAME");
            CommandLine.Run([verb[0], "6001", .. verb[1..], "--contract", "A"]).FailsWith("--contract: CODE is no compiler's output");
        }
    }

    /// <summary>Init code is run, its constructor's argument behind it, and what was deployed is said.</summary>
    [Fact]
    public void ContractIsCreated()
    {
        // CODECOPY of the last byte, that of the argument, which becomes the code of the contract.
        const string InitCode = "600138600190035f3960015ff3";
        foreach (var mode in (string[])["interpreter", "baseline", "multipass"])
        {
            var result = CommandLine.Run("run", InitCode, "--create", "--calldata", "0x00fe", "--mode", mode, "--json").Succeeded().Json;
            Assert.Equal("success", result.GetProperty("status").GetString());
            Assert.Equal("0xfe", result.GetProperty("deployed_code").GetString());
            Assert.StartsWith("0x", result.GetProperty("created_address").GetString());
        }

        CommandLine.Run("run", "6001", "--create", "--to", "0x000000000000000000000000000000000000c0de").FailsWith("--create: --to");
    }

    [Fact]
    public void StateMayBeAGenesisFile()
    {
        var genesis = _folder.Write(
            "genesis.json",
            Encoding.UTF8.GetBytes("""{"config":{"chainId":1},"alloc":{"000000000000000000000000000000000000ca12":{"balance":"0x2a"}}}"""));
        var result = CommandLine.Run(
            "run", "61ca12315f5260205ff3", "--state", genesis, "--mode", "interpreter", "--json").Succeeded().Json;
        Assert.EndsWith("2a", result.GetProperty("output").GetString());
    }
}

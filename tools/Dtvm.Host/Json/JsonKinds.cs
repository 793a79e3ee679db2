// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Json;

/// <summary>Tells kinds of JSON files by their keys, so that a file in the wrong place gets an error that says where it belongs.</summary>
public static class JsonKinds
{
    private const int AddressDigits = 2 * EvmcAddress.Size;

    /// <summary>The kind of a file.</summary>
    /// <param name="root">Its value.</param>
    /// <returns>The kind; <see cref="JsonKind.Unknown"/> unless the keys leave no doubt.</returns>
    public static JsonKind Of(JsonCursor root)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (root.IsList)
        {
            return IsInterface(root) ? JsonKind.ContractInterface : JsonKind.Unknown;
        }

        if (!root.IsObject)
        {
            return JsonKind.Unknown;
        }

        if (Has(root, "jsonrpc"))
        {
            return JsonKind.RpcReply;
        }

        if (Has(root, "seed", "difference", "callee_code"))
        {
            return JsonKind.Reproducer;
        }

        if (Has(root, "dump", "revision", "gas_metering"))
        {
            return JsonKind.DumpDescription;
        }

        if (Has(root, "fork", "env", "pre", "runs"))
        {
            return JsonKind.BenchmarkCase;
        }

        if (Has(root, "status", "gas_used", "execute_ns"))
        {
            return JsonKind.Report;
        }

        if (Has(root, "pc", "op", "gas"))
        {
            return JsonKind.Trace;
        }

        if (root["alloc"].IsObject)
        {
            return JsonKind.Genesis;
        }

        return OfCompiler(root) is var compiled and not JsonKind.Unknown ? compiled : OfMembers(root);
    }

    /// <summary>The kind of file that a test belongs into.</summary>
    /// <param name="test">A member of the file.</param>
    /// <returns>State tests, blockchain tests, or <see cref="JsonKind.Unknown"/>.</returns>
    public static JsonKind OfTest(JsonCursor test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!test.IsObject)
        {
            return JsonKind.Unknown;
        }

        if (Has(test, "blocks", "genesisBlockHeader"))
        {
            return JsonKind.BlockchainTest;
        }

        return Has(test, "env", "pre") && (test["transaction"].Exists || test["exec"].Exists) ? JsonKind.StateTest : JsonKind.Unknown;
    }

    /// <summary>What a file of a kind is called.</summary>
    /// <param name="kind">The kind, not <see cref="JsonKind.Unknown"/>.</param>
    /// <returns>The name, with an article.</returns>
    public static string NameOf(JsonKind kind) => kind switch
    {
        JsonKind.StateTest => "a file of state tests",
        JsonKind.BlockchainTest => "a file of blockchain tests",
        JsonKind.BenchmarkCase => "a benchmark case",
        JsonKind.State => "a state",
        JsonKind.Genesis => "a genesis file",
        JsonKind.Reproducer => "a reproducer of dtvm fuzz",
        JsonKind.DumpDescription => "the meta.json of a dump",
        JsonKind.Report => "a report of dtvm",
        JsonKind.Trace => "a trace",
        JsonKind.RpcReply => "the reply of a node",
        JsonKind.SolcCombined => "solc's combined JSON",
        JsonKind.SolcStandardOutput => "solc's standard JSON output",
        JsonKind.SolcStandardInput => "solc's standard JSON input",
        JsonKind.BuildInfo => "a build-info file",
        JsonKind.FoundryArtifact => "a Foundry artifact",
        JsonKind.HardhatArtifact => "a Hardhat artifact",
        JsonKind.ContractInterface => "the interface (ABI) of a contract",
        _ => "JSON",
    };

    /// <summary>What a file of a kind is good for, as far as these tools take it.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The way out; empty when there is none.</returns>
    public static string UseOf(JsonKind kind) => kind switch
    {
        JsonKind.StateTest => "dtvm statetest FILE runs it",
        JsonKind.BlockchainTest => "dtvm blocktest FILE runs its transactions",
        JsonKind.BenchmarkCase => "dtvm run --case FILE and dtvm bench FILE run it",
        JsonKind.State or JsonKind.Genesis => "dtvm run CODE --state FILE takes it",
        JsonKind.Reproducer => "dtvm fuzz --replay FILE, exec, bisect and reduce take it",
        JsonKind.DumpDescription => "the directory that it lies in is taken as CODE",
        _ => "",
    };

    /// <summary>Refuses a file that is plainly of another kind.</summary>
    /// <param name="root">Its value.</param>
    /// <param name="wanted">The kind that it must be.</param>
    /// <exception cref="JsonInputException">It is of another; the message says which and where it belongs.</exception>
    internal static void Expect(JsonCursor root, JsonKind wanted)
    {
        var kind = Of(root);
        if (kind == JsonKind.Unknown || kind == wanted)
        {
            return;
        }

        var use = UseOf(kind);
        throw root.Fault($"expected {NameOf(wanted)}, found {NameOf(kind)}{(use.Length == 0 ? "" : ": " + use)}");
    }

    private static bool Has(JsonCursor json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!json[name].Exists)
            {
                return false;
            }
        }

        return true;
    }

    private static JsonKind OfCompiler(JsonCursor root)
    {
        if (Has(root, "input", "output") && root["output"]["contracts"].IsObject)
        {
            return JsonKind.BuildInfo;
        }

        if (Has(root, "language", "sources"))
        {
            return JsonKind.SolcStandardInput;
        }

        if (root["contracts"] is { IsObject: true } contracts)
        {
            return HasFiles(contracts) ? JsonKind.SolcStandardOutput : JsonKind.SolcCombined;
        }

        if (!Has(root, "abi"))
        {
            return JsonKind.Unknown;
        }

        var code = root["bytecode"];
        return code.IsObject ? JsonKind.FoundryArtifact : code.IsText ? JsonKind.HardhatArtifact : JsonKind.Unknown;
    }

    /// <summary>Whether contracts stand below the name of their file; in combined JSON the key has both.</summary>
    private static bool HasFiles(JsonCursor contracts) =>
        contracts.Members().Any(file => file.IsObject && file.Members().Any(contract => contract.IsObject && Has(contract, "evm")));

    private static JsonKind OfMembers(JsonCursor root)
    {
        var hasAddresses = false;
        foreach (var member in root.Members())
        {
            if (!member.IsObject)
            {
                return JsonKind.Unknown;
            }

            if (OfTest(member) is var test and not JsonKind.Unknown)
            {
                return test;
            }

            if (!IsAddress(member.Name!))
            {
                return JsonKind.Unknown;
            }

            hasAddresses = true;
        }

        return hasAddresses ? JsonKind.State : JsonKind.Unknown;
    }

    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return text.Length == AddressDigits;
    }

    private static bool IsInterface(JsonCursor list) =>
        list.Items().Any(item => item.IsObject && Has(item, "type") && (item["inputs"].Exists || item["stateMutability"].Exists));
}

// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Host;
using Dtvm.Host.Json;

namespace Dtvm.Tool.Input;

/// <summary>
/// What a compiler wrote: <c>solc --bin</c>, combined JSON, standard JSON output (also inside a build-info file), an artifact of Foundry or
/// Hardhat. One code is chosen in it.
/// </summary>
/// <param name="name">How errors name the input.</param>
/// <param name="kind">What it is, with an article.</param>
/// <param name="contracts">The contracts in it, with code and without.</param>
internal sealed class CompilerOutput(string name, string kind, IReadOnlyList<CompiledContract> contracts)
{
    private const int ContractsShown = 20;

    private const int NameShown = 100;

    /// <summary>Reads a text as a compiler's output.</summary>
    /// <param name="name">How errors name the text: a path, whose last part names a contract that has no name in it.</param>
    /// <param name="body">The text without blanks around it.</param>
    /// <returns>The output; null when the text is something else.</returns>
    public static CompilerOutput? Find(string name, string body)
    {
        if (SolcOutput.IsOne(body))
        {
            return new CompilerOutput(name, "solc's output", SolcOutput.Read(body));
        }

        if (body is not ['{', ..])
        {
            return null;
        }

        try
        {
            using var file = JsonFile.Parse(Encoding.UTF8.GetBytes(body), name);
            var root = file.Root;
            var kind = JsonKinds.Of(root);
            return OfJson(name, root, kind) is { } contracts ? new CompilerOutput(name, JsonKinds.NameOf(kind), contracts) : null;
        }
        catch (JsonInputException)
        {
            return null;
        }
    }

    /// <summary>The chosen code.</summary>
    /// <param name="selection">Which.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">There is none, or several, whose names the message gives; or it is not linked.</exception>
    public byte[] Read(CodeSelection selection)
    {
        var contract = Choose(selection.Contract);
        var of = $"{name}: {contract.Name}";
        var hex = selection.IsCreation ? contract.Creation : contract.Runtime;
        if (string.IsNullOrEmpty(hex) && !selection.IsCreation)
        {
            // The only code there is: who gives the output of --bin alone means that.
            hex = contract.Creation;
        }

        if (string.IsNullOrEmpty(hex))
        {
            throw new CliException($"{of}: only its own code is here, not the code that creates it (solc --bin)");
        }

        return LibraryPlaceholders.Find(hex) is { } placeholders
            ? throw new CliException($"{of}: {placeholders}")
            : HexText.Read(of, hex);
    }

    private CompiledContract Choose(string? wanted)
    {
        List<CompiledContract> having = [.. contracts.Where(contract => contract.HasCode)];
        if (wanted is null)
        {
            return having.Count switch
            {
                1 => having[0],
                0 => throw new CliException($"{name}: is {kind} without code{Remedy()}"),
                _ => throw new CliException($"{name}: is {kind} with several contracts: {NamesOf(having)}: choose with --contract NAME"),
            };
        }

        List<CompiledContract> found = [.. contracts.Where(contract => contract.IsCalled(wanted))];
        return found.Count switch
        {
            0 => throw new CliException(
                $"--contract {ShownText.Quote(wanted)}: {name} has no such contract" + (having.Count == 0 ? "" : ": " + NamesOf(having))),
            > 1 => throw new CliException($"--contract {ShownText.Quote(wanted)}: {name} has several: {NamesOf(found)}"),
            _ when !found[0].HasCode => throw new CliException(
                $"--contract {ShownText.Quote(wanted)}: has no code in {name}: an interface or an abstract contract"),
            _ => found[0],
        };
    }

    private string Remedy() => contracts.Count switch
    {
        _ when kind == "solc's output" => ": call solc with --bin or --bin-runtime",
        0 => ": there is no contract in it",
        _ => $": {NamesOf(contracts)}: interfaces, abstract contracts, or compiled without bytecode among the outputs",
    };

    private static string NamesOf(IReadOnlyList<CompiledContract> contracts) =>
        string.Join(", ", contracts.Take(ContractsShown).Select(contract => ShownText.Escape(contract.Name, NameShown)))
        + (contracts.Count > ContractsShown ? ", ..." : "");

    private static List<CompiledContract>? OfJson(string name, JsonCursor root, JsonKind kind) => kind switch
    {
        JsonKind.SolcCombined =>
        [
            .. root["contracts"].Members().Select(
                contract => new CompiledContract(contract.Name!, Text(contract, "bin-runtime"), Text(contract, "bin"))),
        ],
        JsonKind.SolcStandardOutput => OfStandardOutput(root["contracts"]),
        JsonKind.BuildInfo => OfStandardOutput(root["output"]["contracts"]),
        JsonKind.FoundryArtifact =>
            [new CompiledContract(FoundryName(name, root), Text(root, "deployedBytecode", "object"), Text(root, "bytecode", "object"))],
        JsonKind.HardhatArtifact =>
            [new CompiledContract(HardhatName(name, root), Text(root, "deployedBytecode"), Text(root, "bytecode"))],
        _ => null,
    };

    private static List<CompiledContract> OfStandardOutput(JsonCursor files) =>
    [
        .. files.Members().Where(file => file.IsObject).SelectMany(
            file => file.Members(),
            (file, contract) => new CompiledContract(
                $"{file.Name}:{contract.Name}",
                Text(contract, "evm", "deployedBytecode", "object"),
                Text(contract, "evm", "bytecode", "object"))),
    ];

    /// <summary>Foundry names the contract in the settings that it repeats, and in the name of the file.</summary>
    private static string FoundryName(string name, JsonCursor root)
    {
        var target = At(root, "metadata", "settings", "compilationTarget") is { IsObject: true } targets
            ? targets.Members().FirstOrDefault(member => member.IsText)
            : null;
        return target is null ? Path.GetFileNameWithoutExtension(name) : $"{target.Name}:{target.Text()}";
    }

    private static string HardhatName(string name, JsonCursor root)
    {
        var contract = Text(root, "contractName") ?? Path.GetFileNameWithoutExtension(name);
        return Text(root, "sourceName") is { } source ? $"{source}:{contract}" : contract;
    }

    /// <summary>A text without the mark of hex; null when there is none.</summary>
    private static string? Text(JsonCursor root, params ReadOnlySpan<string> path)
    {
        if (At(root, path) is not { IsText: true } json)
        {
            return null;
        }

        var text = json.Text();
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
    }

    /// <summary>What stands at a path; null when something on it is no object.</summary>
    private static JsonCursor? At(JsonCursor root, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (!root.IsObject)
            {
                return null;
            }

            root = root[name];
        }

        return root;
    }
}

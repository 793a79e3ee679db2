// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>The C programs of <c>tests/native</c>, built once for all tests, and the cases written for them.</summary>
/// <remarks>They stay in <c>artifacts/native-tests</c>, to be run by hand.</remarks>
public sealed class NativePrograms
{
    private readonly string _folder = Directory.CreateDirectory(Repository.At("artifacts/native-tests")).FullName;

    /// <summary>Builds the programs with gcc and writes the cases.</summary>
    public NativePrograms()
    {
        Build("plain");
        AllCases = Path.Combine(_folder, "all.cases");
        var files = Directory.GetFiles(SharedData.Path("ethereum/bench/cases"), "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        CaseLines.Write(AllCases, files);

        // Contracts that are real and end soon.
        string[] quick =
        [
            "weth", "usdc_transfer", "counter", "swap_math", "create2_deploy", "multicall3_aggregate", "fibonacci_calldata", "sha1_shifts",
        ];
        QuickCases = Path.Combine(_folder, "quick.cases");
        CaseLines.Write(QuickCases, files.Where(file => quick.Contains(Path.GetFileNameWithoutExtension(file))));
    }

    /// <summary>Every benchmark case.</summary>
    public string AllCases { get; }

    /// <summary>A few cases that end in microseconds.</summary>
    public string QuickCases { get; }

    /// <summary>The path of a program.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="flavour">"plain", or "asan" after <see cref="Build"/>.</param>
    public string Program(string name, string flavour = "plain") => Path.Combine(_folder, flavour, name);

    /// <summary>Builds all programs into a folder of their own.</summary>
    /// <param name="flavour">Name of the folder.</param>
    /// <param name="variables">Variables of the makefile, as in <c>NAME=value</c>.</param>
    public void Build(string flavour, params string[] variables)
    {
        string[] arguments = ["-s", "-C", Repository.At("tests/native"), $"OUT={Path.Combine(_folder, flavour)}", .. variables];
        Command.Run("make", arguments).Succeeded();
    }
}

/// <summary>Tests that share the built programs and run one after the other: several of them measure memory or use all cores.</summary>
[CollectionDefinition(Name)]
public sealed class NativeCollection : ICollectionFixture<NativePrograms>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "native";
}

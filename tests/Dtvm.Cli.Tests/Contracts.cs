// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary>Codes of real contracts out of the benchmark cases.</summary>
internal static class Contracts
{
    /// <summary>Names of all contracts of the benchmark.</summary>
    public static IEnumerable<string> Files => Directory.GetFiles(SharedData.Path("ethereum/bench/contracts"), "*.hex")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>A contract by the name of its file.</summary>
    public static byte[] Read(string name) => Convert.FromHexString(File.ReadAllText(PathOf(name)).Trim());

    /// <summary>Path of a contract.</summary>
    public static string PathOf(string name) => SharedData.Path($"ethereum/bench/contracts/{name}.hex");

    /// <summary>The largest code of a case.</summary>
    public static byte[] Largest(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path($"ethereum/bench/cases/{name}.json")));
        var code = document.RootElement.GetProperty("pre").EnumerateObject()
            .Select(account => account.Value.TryGetProperty("code", out var value) ? value.GetString()! : "0x")
            .MaxBy(text => text.Length)!;
        return Convert.FromHexString(code[2..]);
    }
}

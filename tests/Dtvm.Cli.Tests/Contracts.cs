using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary>Codes of real contracts out of the benchmark cases.</summary>
internal static class Contracts
{
    /// <summary>The largest code of a case.</summary>
    public static byte[] Largest(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path($"ethereum/bench/cases/{name}.json")));
        string code = document.RootElement.GetProperty("pre").EnumerateObject()
            .Select(account => account.Value.TryGetProperty("code", out JsonElement value) ? value.GetString()! : "0x")
            .MaxBy(text => text.Length)!;
        return Convert.FromHexString(code[2..]);
    }
}

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm passes</c> as a process.</summary>
public class PassesTests
{
    [Fact]
    public void Lists_every_pass_with_its_requirements()
    {
        string text = Cli.Run("passes").Succeeded().Output;
        Assert.Contains("\nsccp ", text);
        Assert.Contains("followed by dce: it leaves the operands", text);
        Assert.Contains("required by the backend", text);
        Assert.Contains("-O0  gas-metering\n", text);
    }

    [Fact]
    public void Lists_them_as_json()
    {
        JsonElement json = Cli.Run("passes", "--json").Succeeded().Json;
        JsonElement metering = json.GetProperty("passes").EnumerateArray().Single(pass => pass.GetProperty("name").GetString() == "gas-metering");
        Assert.True(metering.GetProperty("required_by_backend").GetBoolean());
        Assert.Equal("last", metering.GetProperty("requirements")[0].GetProperty("rule").GetString());
        Assert.Equal("gas-metering", json.GetProperty("levels").GetProperty("0")[0].GetString());
    }

    [Fact]
    public void The_page_about_passes_is_current()
    {
        string path = Path.Combine(SourceTree.Root, "docs/passes.md");
        string markdown = Cli.Run("passes", "--markdown").Succeeded().Output;
        if (Environment.GetEnvironmentVariable("DTVM_ACCEPT") == "1") File.WriteAllText(path, markdown);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == markdown,
            "docs/passes.md is not what './dtvm passes --markdown' writes: run this test with DTVM_ACCEPT=1 to rewrite it");
    }
}

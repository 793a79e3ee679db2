using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>Reads VM tests.</summary>
internal static class VmTestReader
{
    /// <summary>Reads one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="json">Its object.</param>
    /// <returns>The test.</returns>
    public static VmTest Read(string name, JsonElement json)
    {
        JsonElement exec = FixtureJson.Required(json, "exec");
        VmTestExpectation? expected = null;
        if (FixtureJson.TryGet(json, "post", out JsonElement post))
        {
            expected = new VmTestExpectation(
                FixtureJson.Long("gas", FixtureJson.Required(json, "gas")),
                FixtureJson.Bytes("out", FixtureJson.Required(json, "out")),
                FixtureJson.Word("logs", FixtureJson.Required(json, "logs")),
                PreState.Parse(post));
        }

        return new VmTest(
            name,
            EnvironmentReader.Read(FixtureJson.Required(json, "env"), default, EvmcRevision.Frontier, default),
            PreState.Parse(FixtureJson.Required(json, "pre")),
            FixtureJson.Address("address", FixtureJson.Required(exec, "address")),
            FixtureJson.Address("caller", FixtureJson.Required(exec, "caller")),
            FixtureJson.Address("origin", FixtureJson.Required(exec, "origin")),
            FixtureJson.Number("gasPrice", FixtureJson.Required(exec, "gasPrice")),
            FixtureJson.Number("value", FixtureJson.Required(exec, "value")),
            FixtureJson.Bytes("code", FixtureJson.Required(exec, "code")),
            FixtureJson.Bytes("data", FixtureJson.Required(exec, "data")),
            FixtureJson.Long("gas", FixtureJson.Required(exec, "gas")),
            expected);
    }
}

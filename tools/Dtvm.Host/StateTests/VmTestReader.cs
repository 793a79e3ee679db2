// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>Reads VM tests.</summary>
internal static class VmTestReader
{
    /// <summary>Reads one.</summary>
    /// <param name="json">Its object, behind its name.</param>
    /// <returns>The test.</returns>
    public static VmTest Read(JsonCursor json)
    {
        var exec = json["exec"];
        VmTestExpectation? expected = null;
        if (json["post"] is { IsGiven: true } post)
        {
            expected = new VmTestExpectation(json["gas"].Long(), json["out"].Bytes(), json["logs"].Word(), PreState.Parse(post));
        }

        return new VmTest(
            json.Name!,
            EnvironmentReader.Read(json["env"], null, EvmcRevision.Frontier, default),
            PreState.Parse(json["pre"]),
            exec["address"].Address(),
            exec["caller"].Address(),
            exec["origin"].Address(),
            exec["gasPrice"].Number(),
            exec["value"].Number(),
            exec["code"].Bytes(),
            exec["data"].Bytes(),
            exec["gas"].Long(),
            expected);
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>The library as EVMC's loader and EVMC's own tester see it, and what it writes meanwhile.</summary>
[Collection(NativeCollection.Name)]
public sealed class LoaderTests(NativePrograms programs)
{
    private const string Notice = "dtvm: gas metering is off";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ItDoesWhatEvmcDemandsOfAVm(bool release)
    {
        var result = Command.Run(programs.Program("vmtester"), Library(release)).Succeeded();
        var lines = Lines(result.Output);
        Assert.Matches("^vmtester: [0-9]+ checks passed$", Assert.Single(lines));

        // A line for each option that it refuses, and one that metering is off.
        Assert.StartsWith(Notice, Assert.Single(Lines(result.Error), line => !line.StartsWith("dtvm: option ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "", "", "success, gas left 100 of 100", true)]
    [InlineData("", "true", "", "success, gas left 91 of 100", false)]
    [InlineData("", "true", "interpreter", "success, gas left 91 of 100", false)]
    [InlineData("", "false", "interpreter", "success, gas left 100 of 100", true)]
    [InlineData(",enable_gas_metering=true", "false", "", "success, gas left 91 of 100", false)]
    [InlineData(",enable_gas_metering=false", "true", "", "success, gas left 100 of 100", true)]
    public void EnvironmentGivesFirstValuesAndOptionsOverrideThem(string options, string metering, string mode, string output, bool notice)
    {
        List<(string, string)> environment = [];
        if (metering.Length != 0)
        {
            environment.Add(("DTVM_EVM_ENABLE_GAS_METERING", metering));
        }

        if (mode.Length != 0)
        {
            environment.Add(("DTVM_EVM_MODE", mode));
        }

        var result = Command.Run(
            programs.Program("vmtester"), [Library(true) + options, "gas"], null, [.. environment]).Succeeded();
        Assert.Equal(output + "\n", result.Output);

        // One line, though two executions were not metered; and none at all when all are.
        if (notice)
        {
            Assert.StartsWith(Notice, Assert.Single(Lines(result.Error)));
        }
        else
        {
            Assert.Equal("", result.Error);
        }
    }

    [Theory]
    [InlineData(true, "multipass")]
    [InlineData(true, "interpreter")]
    [InlineData(false, "multipass")]
    [InlineData(false, "interpreter")]
    public void CodesWithEqualChecksumsAreDifferentContracts(bool release, string mode)
    {
        var result = Command.Run(
            programs.Program("collisions"), $"{Library(release)},mode={mode},enable_gas_metering=true").Succeeded();
        Assert.Equal("", result.Error);
    }

    private static string Library(bool release) => release ? Repository.ReleaseLibrary : Repository.DevelopmentLibrary;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

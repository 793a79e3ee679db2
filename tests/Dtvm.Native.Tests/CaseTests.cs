// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>A C host runs every benchmark case through the library and finds what the case files say.</summary>
[Collection(NativeCollection.Name)]
public sealed class CaseTests(NativePrograms programs)
{
    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    [InlineData("interpreter")]
    public void EveryCaseIsRightInACHost(string mode)
    {
        var vm = $"{Repository.ReleaseLibrary},mode={mode},enable_gas_metering=true";
        var result = Command.Run(programs.Program("run_cases"), vm, programs.AllCases).Succeeded();
        Assert.Contains("36 cases, 52 runs, each 2 times", result.Output);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    [InlineData("interpreter")]
    public void QuickCasesAreRightInTheDevelopmentLibrary(string mode)
    {
        var vm = $"{Repository.DevelopmentLibrary},mode={mode},enable_gas_metering=true";
        var result = Command.Run(programs.Program("run_cases"), vm, programs.QuickCases).Succeeded();
        Assert.Equal("", result.Error);
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>A host in C that answers badly in every way, and messages that cannot be: both modes make the same of them, which is what
/// docs/evmc.md says.</summary>
[Collection(NativeCollection.Name)]
public sealed class BadHostTests(NativePrograms programs)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BadAnswersCountAsGoodOnesInBothModes(bool release)
    {
        var library = release ? Repository.ReleaseLibrary : Repository.DevelopmentLibrary;
        var result = Command.Run(programs.Program("bad_host"), $"{library},enable_gas_metering=true").Succeeded();
        Assert.Equal("", result.Error);
        Assert.Matches("^bad_host: [0-9]+ checks passed\n$", result.Output);
    }
}

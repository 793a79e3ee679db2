// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Library.Tests;

/// <summary>What a process that uses the library sees of it on its standard streams. Each test is a process of the command line.</summary>
public sealed class ProcessTests
{
    private const string Notice = "dtvm: gas metering is off";

    [Fact]
    public void ItIsSaidOnceThatGasMeteringIsOff()
    {
        var lines = ErrorLines("", [], "6001600101", "--gas", "1000");
        Assert.StartsWith(Notice, Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",enable_gas_metering=true")]
    [InlineData(",enable_gas_metering=true,mode=interpreter")]
    [InlineData(",log_level=off")]
    [InlineData(",watchdog=1000000")]
    public void OtherwiseNothingIsSaid(string options) => Assert.Empty(ErrorLines(options, [], "6001600101"));

    [Fact]
    public void CompilationsAreToldAtLevelDebug() =>
        Assert.Contains(
            ErrorLines(",enable_gas_metering=true,log_level=debug", [], "6001600101"),
            line => line.StartsWith("dtvm: compiled 5 bytes", StringComparison.Ordinal));

    [Fact]
    public void StatisticsAreToldWhenTheVmEnds() =>
        Assert.Contains(
            ErrorLines(",enable_gas_metering=true,statistics=true", [], "6001600101"),
            line => line.Contains("compilations_ended=1 ", StringComparison.Ordinal));

    [Fact]
    public void ABadEnvironmentVariableIsTold()
    {
        var line = Assert.Single(ErrorLines(",enable_gas_metering=true", [("DTVM_EVM_MODE", "singlepass")], "6001600101"));
        Assert.Contains("DTVM_EVM_MODE", line, StringComparison.Ordinal);
        Assert.Contains("does not support", line, StringComparison.Ordinal);
        line = Assert.Single(ErrorLines(",enable_gas_metering=true", [("DTVM_EVM_GAS_METERING", "true")], "6001600101"));
        Assert.Contains("DTVM_EVM_GAS_METERING: there is no such variable; there are DTVM_EVM_ENABLE_GAS_METERING", line);
        Assert.Empty(ErrorLines(
            ",enable_gas_metering=true", [("DTVM_EVM_MODE", "nonsense"), ("DTVM_EVM_LOG_LEVEL", "off")], "6001600101"));
    }

    /// <summary>What people write to turn metering on turns it on; what does not is told, and then that it is off.</summary>
    [Theory]
    [InlineData("1", 0)]
    [InlineData("TRUE", 0)]
    [InlineData("yes", 0)]
    [InlineData("enabled", 2)]
    public void MeteringIsNotOffUnawares(string value, int lines) =>
        Assert.Equal(lines, ErrorLines("", [("DTVM_EVM_ENABLE_GAS_METERING", value)], "6001600101", "--gas", "1000").Length);

    [Fact]
    public void ARefusedOptionIsTold()
    {
        var (exitCode, _, error) = Run(",enable_gas_metering=maybe", [], "6001600101");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("dtvm: option enable_gas_metering: 'maybe' is neither true nor false", error, StringComparison.Ordinal);
    }

    [Fact]
    public void SinglepassIsRefusedWithAReason()
    {
        var (exitCode, _, error) = Run(",log_level=error,mode=singlepass", [], "6001600101");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("the EVM JIT does not support it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownOptionIsRefused()
    {
        var (exitCode, _, error) = Run(",no_such_option=1", [], "6001600101");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("no_such_option", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEnvironmentChoosesTheMode() =>
        Assert.Contains(
            ErrorLines(",enable_gas_metering=true,statistics=true", [("DTVM_EVM_MODE", "interpreter")], "6001600101"),
            line => line.Contains("compilations_ended=0 ", StringComparison.Ordinal));

    private static string[] ErrorLines(string options, (string Name, string Value)[] environment, params string[] arguments)
    {
        var (exitCode, output, error) = Run(options, environment, arguments);
        Assert.True(exitCode == 0, error);
        Assert.Contains("success", output, StringComparison.Ordinal);
        Assert.DoesNotContain("dtvm:", output, StringComparison.Ordinal);
        return error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static CommandLineResult Run(string options, (string Name, string Value)[] environment, params string[] arguments) =>
        CommandLine.RunWith(environment, ["run", "--vm", SharedLibrary.Release + options, .. arguments]);
}

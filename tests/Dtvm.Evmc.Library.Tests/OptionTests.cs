// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Evmc.Library.Logging;
using Dtvm.Evmc.Library.Options;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>The options: as a table, and as a host sees them.</summary>
[Collection("environment")]
public sealed partial class OptionTests
{
    /// <summary>Three instructions of 3 + 3 + 0 gas.</summary>
    private const string Cheap = "6001600100";

    public static TheoryData<string, string> GoodValues => new()
    {
        { "mode", "interpreter" },
        { "mode", "multipass" },
        { "mode", "baseline" },
        { "enable_gas_metering", "true" },
        { "enable_gas_metering", "false" },
        { "enable_gas_metering", "TRUE" },
        { "enable_gas_metering", "yes" },
        { "enable_gas_metering", "On" },
        { "enable_gas_metering", "0" },
        { "watchdog", "0" },
        { "watchdog", "9223372036854775807" },
        { "cache_size", "0" },
        { "cache_size", "1048576" },
        { "max_compiled_code_size", "0" },
        { "max_compiled_code_size", "16777216" },
        { "optimization_level", "0" },
        { "optimization_level", "3" },
        { "log_level", "off" },
        { "log_level", "debug" },
        { "statistics", "false" },
        { "statistics", "record" },
        { "statistics_sampling", "1" },
        { "statistics_sampling", "1000000" },
        { "perf_jitdump", "off" },
        { "perf_map", "off" },
        { "perf_directory", "/tmp" },
        { "gdb", "false" },
        { "compilation_budget", "0" },
        { "compilation_budget", "3600000" },
        { "experimental", "osaka" },
        { "experimental", "amsterdam" },
        { "experimental", "amsterdam-without-state-gas" },
        { "amsterdam_host", "true" },
        { "amsterdam_host", "false" },
        { "trust_code_hash", "true" },
        { "trust_code_hash", "false" },
        { "dump_directory", "off" },
        { "dump_directory", Path.GetTempPath() },
    };

    public static TheoryData<string, string?> BadValues
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (var option in OptionTable.All)
            {
                foreach (var value in new[] { null, "", " ", "nonsense", "-1", "1e3", "99999999999999999999", "4.0", "+1" })
                {
                    data.Add(option.Name, value);
                }
            }

            data.Add("mode", "singlepass");
            data.Add("optimization_level", "4");
            data.Add("watchdog", "9223372036854775808");
            data.Add("cache_size", "1048577");
            data.Add("compilation_budget", "3600001");
            data.Add("dump_directory", "relative/path");
            data.Add("dump_directory", "/proc/no_such_directory");
            data.Add("dump_directory", Path.Combine(SharedLibrary.Root, "Dtvm.sln", "below-a-file"));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(GoodValues))]
    public void GoodValuesAreTaken(string name, string value)
    {
        using var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set(name, value));
    }

    [Fact]
    public void EveryOptionHasAGoodValue() =>
        Assert.Empty(OptionTable.All.Select(option => option.Name).Except(GoodValues.Select(row => (string)row[0])));

    [Theory]
    [MemberData(nameof(BadValues))]
    public void BadValuesAreRefused(string name, string? value)
    {
        using var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.InvalidValue, vm.Set(name, value));
    }

    [Theory]
    [InlineData("no_such_option", "1")]
    [InlineData("no_such_option", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("Mode", "interpreter")]
    public void UnknownNamesAreRefusedWhateverTheValue(string? name, string? value)
    {
        using var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.InvalidName, vm.Set(name, value));
    }

    [Fact]
    public void EveryDefaultIsWhatAVmStartsWith()
    {
        var fresh = new VmSettings(new RuntimeConfig(), new StandardErrorLog());
        var told = new VmSettings(
            new RuntimeConfig
            {
                Mode = ExecutionMode.Interpreter,
                EnableEvmGasMetering = true,
                Watchdog = 1,
                MaxCacheBytes = 1,
                MaxCompiledCodeSize = 1,
                CompilationBudget = TimeSpan.Zero,
                OptimizationLevel = 0,
            },
            new StandardErrorLog { Threshold = LogThreshold.Off })
        { ReportStatistics = true, DumpDirectory = "/" };
        foreach (var option in OptionTable.All)
        {
            Assert.Null(option.Apply(told, option.Default));
        }

        Assert.Equal(fresh.Config.Mode, told.Config.Mode);
        Assert.Equal(fresh.Config.EnableEvmGasMetering, told.Config.EnableEvmGasMetering);
        Assert.Equal(fresh.Config.Watchdog, told.Config.Watchdog);
        Assert.Equal(fresh.Config.MaxCacheBytes, told.Config.MaxCacheBytes);
        Assert.Equal(fresh.Config.MaxCompiledCodeSize, told.Config.MaxCompiledCodeSize);
        Assert.Equal(fresh.Config.CompilationBudget, told.Config.CompilationBudget);
        Assert.Equal(fresh.Config.OptimizationLevel, told.Config.OptimizationLevel);
        Assert.Equal(fresh.Log.Threshold, told.Log.Threshold);
        Assert.Equal(fresh.DumpDirectory, told.DumpDirectory);
        Assert.Equal(fresh.ReportStatistics, told.ReportStatistics);
    }

    [Fact]
    public void TheDocumentationHoldsTheTable()
    {
        // The page breaks its lines.
        var words = File.ReadAllText(Path.Combine(SharedLibrary.Root, "docs/evmc.md"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var page = string.Join(' ', words);
        foreach (var line in OptionTable.ToMarkdown().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains(line, page, StringComparison.Ordinal);
        }
    }

    /// <summary>With DTVM_ACCEPT=1 in the environment the page is written.</summary>
    [Fact]
    public void TheManualPageHoldsTheTable()
    {
        var path = Path.Combine(SharedLibrary.Root, "packaging/libdtvmapi.7");
        if (Environment.GetEnvironmentVariable("DTVM_ACCEPT") == "1")
        {
            File.WriteAllText(path, OptionTable.ToManual());
        }

        Assert.Equal(OptionTable.ToManual(), File.ReadAllText(path));
    }

    [Fact]
    public void TheNextExecutionFollowsAChange()
    {
        using var vm = new RawVm();
        foreach (var mode in new[] { "interpreter", "multipass", "interpreter" })
        {
            Assert.Equal(EvmcSetOptionResult.Success, vm.Set("mode", mode));
            foreach (var (metering, left) in new[] { ("true", 94L), ("false", 100L), ("true", 94L) })
            {
                Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", metering));
                Assert.Equal((EvmcStatusCode.Success, left), (vm.Run(Cheap, 100).Status, vm.Run(Cheap, 100).GasLeft));
            }
        }
    }

    [Fact]
    public void ARefusedValueChangesNothing()
    {
        using var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", "true"));
        Assert.Equal(EvmcSetOptionResult.InvalidValue, vm.Set("enable_gas_metering", "maybe"));
        Assert.Equal(94, vm.Run(Cheap, 100).GasLeft);
    }

    [Theory]
    [InlineData("true", 94)]
    [InlineData("TRUE", 94)]
    [InlineData("yes", 94)]
    [InlineData("1", 94)]
    [InlineData("false", 100)]
    [InlineData("0", 100)]
    [InlineData("maybe", 100)]
    [InlineData("", 100)]
    public void TheEnvironmentSetsTheInitialValue(string value, long left)
    {
        using var variable = new EnvironmentVariable("DTVM_EVM_ENABLE_GAS_METERING", value);
        using var vm = new RawVm();
        Assert.Equal(left, vm.Run(Cheap, 100).GasLeft);
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", "true"));
        Assert.Equal(94, vm.Run(Cheap, 100).GasLeft);
    }

    /// <summary>What loops for ever ends, what ends in time has its message's gas left.</summary>
    [Theory]
    [InlineData("interpreter")]
    [InlineData("baseline")]
    [InlineData("multipass")]
    public void TheWatchdogBoundsWhatIsNotMetered(string mode)
    {
        const string Forever = "5b5f56";
        const string TenRounds = "600a5b600190038060025700";
        using var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("mode", mode));
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("watchdog", "1000000"));
        Assert.Equal((EvmcStatusCode.OutOfGas, 0), (vm.Run(Forever, long.MaxValue).Status, vm.Run(Forever, long.MaxValue).GasLeft));
        Assert.Equal((EvmcStatusCode.Success, 5), (vm.Run(TenRounds, 5).Status, vm.Run(TenRounds, 5).GasLeft));
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("watchdog", "200"));
        Assert.Equal(EvmcStatusCode.OutOfGas, vm.Run(TenRounds, 1000).Status);
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", "true"));
        Assert.Equal((EvmcStatusCode.Success, 737), (vm.Run(TenRounds, 1000).Status, vm.Run(TenRounds, 1000).GasLeft));
    }

    /// <summary>Sets a variable of the process itself; the framework's own setter changes a copy that C functions do not see.</summary>
    private sealed partial class EnvironmentVariable : IDisposable
    {
        private readonly string _name;

        public EnvironmentVariable(string name, string value)
        {
            _name = name;
            Assert.Equal(0, Set(name, value, 1));
        }

        public void Dispose() => Assert.Equal(0, Unset(_name));

        [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
        private static partial int Set(string name, string value, int overwrite);

        [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
        private static partial int Unset(string name);
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Dtvm.Native.Tests;

/// <summary>The library under load: threads, many VMs and contracts, deep calls, a sanitised host.</summary>
[Collection(NativeCollection.Name)]
public sealed class LoadTests(NativePrograms programs)
{
    /// <summary>A small first generation makes garbage of the library's runtime go soon, so that growth is a leak.</summary>
    private static readonly (string Name, string Value) SmallGeneration = ("DOTNET_GCgen0size", "100000");

    [Theory]
    [InlineData("shared")]
    [InlineData("own")]
    public void EightThreadsGetRightResults(string how) =>
        Run("threads", "", [programs.QuickCases, "3", "8", how]);

    [Theory]
    [InlineData("multipass", 1)]
    [InlineData("baseline", 8)]
    [InlineData("interpreter", 8)]
    public void StatisticsAreWhatTheHostCounts(string mode, int threads) =>
        Run("statistics", $",statistics=record,statistics_sampling=3,mode={mode}", [programs.QuickCases, $"{threads}"]);

    [Theory]
    [InlineData("multipass", 120, 8192)]
    [InlineData("interpreter", 2000, 4096)]
    public void VmsComeAndGoWithoutTakingMemory(string mode, int count, int limit)
    {
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode}";
        Command.Run(programs.Program("cycles"), [vm, "vms", $"{count}", $"{limit}"], null, SmallGeneration).Succeeded();
    }

    [Theory]
    [InlineData("multipass", "", 100, 20000)]
    [InlineData("multipass", ",cache_size=1", 120, 240)]
    [InlineData("interpreter", "", 5000, 200000)]
    public void ManyContractsTakeBoundedMemory(string mode, string options, int contracts, int executions)
    {
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode}{options}";
        string[] arguments = [vm, "contracts", $"{contracts}", $"{executions}", "8192"];
        Command.Run(programs.Program("cycles"), arguments, null, SmallGeneration).Succeeded();
    }

    [Theory]
    [InlineData("multipass", 0)]
    [InlineData("multipass", 1024)]
    [InlineData("interpreter", 0)]
    [InlineData("interpreter", 1024)]
    public void DeepCallsAreRightOrRefused(string mode, int stackKibibytes)
    {
        var result = Run("depth", $",mode={mode}", [programs.QuickCases, $"{stackKibibytes}"]);

        // The main thread has room for all of them.
        if (stackKibibytes == 0)
        {
            Assert.DoesNotContain("refused", result.Output);
        }
    }

    /// <summary>The programs that measure check their results too.</summary>
    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    [InlineData("interpreter")]
    public void WhatIsMeasuredIsRight(string mode)
    {
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode}";
        Command.Run(programs.Program("entry"), ["3/64", vm, $"{vm},trust_code_hash=true"]).Succeeded();
        Command.Run(programs.Program("cold"), ["1", vm, "--", SharedData.Path("ethereum/bench/contracts/weth.hex")]).Succeeded();
    }

    /// <summary>
    /// The managed heap is backed by large pages: by small ones the first compilation of this contract met 1,190 page faults. Where the
    /// kernel gives no large pages, the contract is only compiled and executed.
    /// </summary>
    [Fact]
    public void AFirstCompilationMeetsFewPageFaults()
    {
        const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode=baseline";
        var result = Command.Run(programs.Program("cold"), ["3", vm, "--", SharedData.Path("ethereum/bench/contracts/snailtracer.hex")]);
        var faults = int.Parse(result.Succeeded().Output.Split(" faults")[0].Split(' ')[^1], CultureInfo.InvariantCulture);
        var hasLargePages = File.Exists(Setting) && !File.ReadAllText(Setting).Contains("[never]", StringComparison.Ordinal);
        Assert.InRange(faults, 1, hasLargePages ? 300 : int.MaxValue);
    }

    [Fact]
    public void ASanitisedHostFindsNoInvalidAccess()
    {
        const string Flags = "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer";
        programs.Build("asan", $"CFLAGS={Flags}");
        Sanitised("vmtester", "detect_leaks=0", Repository.ReleaseLibrary);
        Sanitised("bad_host", "detect_leaks=0", $"{Repository.ReleaseLibrary},enable_gas_metering=true");
        foreach (var mode in (string[])["multipass", "interpreter"])
        {
            var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode}";
            Sanitised("run_cases", "detect_leaks=0", vm, programs.QuickCases);
        }

        // What is still held at the end must not depend on how many VMs there were. The runtime's own threads leave 88 bytes each to its
        // garbage collector.
        const int Few = 5;
        const int Many = 30;
        const int BytesPerVm = 256;
        var few = LeakedBytes(Few);
        var many = LeakedBytes(Many);
        Assert.True(many - few <= (Many - Few) * BytesPerVm, $"{few} bytes are lost after {Few} VMs, {many} after {Many}");
    }

    private CommandResult Run(string program, string options, string[] arguments)
    {
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true{options}";
        return Command.Run(programs.Program(program), [vm, .. arguments]).Succeeded();
    }

    /// <summary>The library's runtime makes exceptions of invalid accesses of managed code, so that it must see the signal first.</summary>
    private CommandResult Sanitised(string program, string options, params string[] arguments)
    {
        var result = Command.Run(
            programs.Program(program, "asan"), arguments, null, ("ASAN_OPTIONS", $"handle_segv=0:{options}"));
        Assert.DoesNotContain("ERROR: AddressSanitizer", result.Error);
        Assert.DoesNotContain("runtime error:", result.Error);
        return options == "detect_leaks=0" ? result.Succeeded() : result;
    }

    private long LeakedBytes(int vms)
    {
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true";
        var result = Sanitised("cycles", "detect_leaks=1", vm, "vms", $"{vms}", "1000000");
        Assert.Contains($"VMs {vms}: ", result.Output);
        const string Summary = "SUMMARY: AddressSanitizer: ";
        var at = result.Error.IndexOf(Summary, StringComparison.Ordinal);
        return at < 0 ? 0 : long.Parse(result.Error[(at + Summary.Length)..].Split(' ')[0], CultureInfo.InvariantCulture);
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Native.Tests;

/// <summary>GDB in batch mode with a C host: it stops in a region by name and shows the stack through regions, helpers and the
/// host.</summary>
[Collection(NativeCollection.Name)]
public sealed class GdbTests(NativePrograms programs) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-gdb").FullName;

    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    public void ABreakpointOnARegionStopsAndTheStackIsWhole(string mode)
    {
        Command.Require("gdb");
        var cases = Path.Combine(_directory, "weth.cases");
        CaseLines.Write(cases, [SharedData.Path("ethereum/bench/cases/weth.json")]);
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode={mode},perf_directory={_directory},gdb=true";
        var output = Command.Run(
            "gdb", "-q", "-batch", "-x", Repository.At("tests/native/backtrace.gdb"), "--args", programs.Program("run_cases"), vm, cases,
            "1").Succeeded().Output;

        // In the region, named with its line, which is its program counter (0 is on line 1), called by the host.
        Assert.Matches(new Regex(@"#0  evm_d0a06b12_pc_0x0 \(\) at .*evm_d0a06b12\.evm:1\n"), output);
        Assert.Matches(new Regex(@"^1\s+0x0000 PUSH1 0x60$", RegexOptions.Multiline), output);

        // In a function of the host, called by a helper, called by a region at an SLOAD, called by the host.
        var stack = output[output.LastIndexOf("#0 ", StringComparison.Ordinal)..];
        Assert.StartsWith("#0  get_storage (", stack);
        var region = Regex.Match(stack, @"in evm_d0a06b12_pc_0x[0-9a-f]+ \(\) at .*evm_d0a06b12\.evm:(\d+)");
        Assert.True(region.Success, stack);
        var listing = File.ReadAllLines(Path.Combine(_directory, "evm_d0a06b12.evm"));
        Assert.EndsWith(" SLOAD", listing[int.Parse(region.Groups[1].Value, null) - 1]);
        string[] order =
        [
            "get_storage (", "evm_rt_sload ()", "evm_d0a06b12_pc_", "evm_d0a06b12_enter ()", "libdtvmapi.so", "host_call (", "main (",
        ];
        var at = 0;
        foreach (var frame in order)
        {
            var found = stack.IndexOf(frame, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{frame} is missing in its place\n{stack}");
            at = found + frame.Length;
        }

        // The VM is destroyed at the end, which takes its code from GDB's list.
        Assert.Contains("exited normally", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

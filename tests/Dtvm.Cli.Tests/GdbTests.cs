// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm run --gdb</c>: GDB in batch mode stops in a region by name.</summary>
public sealed class GdbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-gdb").FullName;

    [Theory]
    [InlineData("baseline")]
    [InlineData("multipass")]
    public void ABreakpointOnARegionStops(string mode)
    {
        if (Shell.Run("gdb --version", "").ExitCode != 0)
        {
            Console.Error.WriteLine("SKIPPED: gdb is missing: dtvm run --gdb was not tried with it");
            return;
        }

        var output = CommandLine.Sh(
            "gdb -q -batch -ex 'set debuginfod enabled off' -ex 'set breakpoint pending on' "
            + "-ex 'handle SIG34 SIG35 SIG36 nostop noprint pass' -ex 'break evm_d0a06b12_pc_0x0' -ex run -ex backtrace -ex delete "
            + $"-ex continue --args {CommandLine.ShellCommand} run '{SharedData.Path("ethereum/bench/contracts/weth.hex")}' "
            + $"--gas 100000 --mode {mode} --gdb --perf-directory '{_directory}'",
            SourceTree.Root).Succeeded().Output;
        Assert.Matches(new Regex(@"hit Breakpoint 1, evm_d0a06b12_pc_0x0 \(\) at .*evm_d0a06b12\.evm:1\n"), output);
        Assert.Matches(new Regex(@"^1\s+0x0000 PUSH1 0x60$", RegexOptions.Multiline), output);
        Assert.Matches(new Regex(@"^#1 .* in evm_d0a06b12_enter \(\)$", RegexOptions.Multiline), output);
        Assert.Contains("status       success", output, StringComparison.Ordinal);
        Assert.Contains("exited normally", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

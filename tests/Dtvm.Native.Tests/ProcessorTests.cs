// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>The library on processors that this machine is not, under an emulator.</summary>
[Collection(NativeCollection.Name)]
public sealed class ProcessorTests(NativePrograms programs)
{
    private const string Emulator = "qemu-x86_64";

    /// <summary>How the programs of tests/native end when they cannot begin.</summary>
    private const int FatalExitCode = 2;

    /// <summary>The last generation without AVX: the managed code would end the process, so it is never begun.</summary>
    [Fact]
    public void AnOldProcessorGetsNoVm()
    {
        var result = RunCases("Westmere");
        Assert.Equal(FatalExitCode, result.ExitCode);
        Assert.Contains("evmc_create_dtvmapi returned NULL", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The first with all that the library needs.</summary>
    [Fact]
    public void TheOldestProcessorThatWillDoGetsRightResults() => RunCases("Haswell").Succeeded();

    private CommandResult RunCases(string processor)
    {
        Command.Require(Emulator);
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true,mode=interpreter";
        return Command.Run(Emulator, ["-cpu", processor, programs.Program("run_cases"), vm, programs.QuickCases]);
    }
}

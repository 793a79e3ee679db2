// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>The option <c>dump_directory</c>: what lies there afterwards is a code to the command line.</summary>
public sealed class DumpTests : IDisposable
{
    /// <summary>Returns 42.</summary>
    private const string Answer = "602a5f5260205ff3";

    /// <summary>Jumps to where call data say: the second version of the code, compiled conservatively, is needed too.</summary>
    private const string JumpToCallData = "60035601005b00";

    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-dump-").FullName;

    [Fact]
    public void EachCodeIsWrittenOnceForEachWayItIsCompiled()
    {
        using var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("dump_directory", _directory));
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("mode", "interpreter"));
        Assert.Equal(42, vm.Run(Answer).Output[31]);
        Assert.Empty(Names());

        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("mode", "multipass"));
        foreach (var metering in new[] { "true", "false", "true" })
        {
            Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", metering));
            Assert.Equal(42, vm.Run(Answer).Output[31]);
        }

        Assert.Equal(42, vm.Run(Answer, revision: EvmcRevision.Shanghai).Output[31]);
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("dump_directory", "off"));
        vm.Run(JumpToCallData);

        using var other = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, other.Set("dump_directory", _directory));
        Assert.Equal(EvmcSetOptionResult.Success, other.Set("enable_gas_metering", "true"));
        Assert.Equal(42, other.Run(Answer).Output[31]);
        Assert.Equal(
            ["osaka-optimistic-O2", "osaka-optimistic-O2-unmetered", "shanghai-optimistic-O2"], Names().Select(name => name[17..]));
    }

    [Fact]
    public void TheCommandLineTakesItForTheCode()
    {
        using (var vm = new RawVm())
        {
            vm.Set("dump_directory", _directory);
            vm.Set("enable_gas_metering", "true");
            vm.Set("optimization_level", "1");
            vm.Run(Answer, revision: EvmcRevision.Cancun);
        }

        var dump = Path.Combine(_directory, Assert.Single(Names()));
        Assert.Equal(Mir(Answer, "--revision", "cancun", "-O1", "--emit", "asm"), Mir(dump, "--emit", "asm"));
        Assert.NotEqual(Mir(Answer, "-O0"), Mir(dump));
    }

    [Fact]
    public void ADirectoryThatVanishesDoesNotHinderExecution()
    {
        using var vm = new RawVm();
        vm.Set("dump_directory", _directory);
        Directory.Delete(_directory);
        File.WriteAllText(_directory, "in the way");
        Assert.Equal(42, vm.Run(Answer).Output[31]);
        File.Delete(_directory);
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private string[] Names() =>
        [.. Directory.EnumerateFileSystemEntries(_directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Mir(params string[] arguments) => CommandLine.Run(["mir", .. arguments]).Succeeded().Output;
}

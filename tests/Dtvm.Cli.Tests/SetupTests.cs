// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>The scripts that get what is missing from the system: what cannot be had is said, and ends what needs it.</summary>
public sealed class SetupTests
{
    /// <summary>All that the scripts themselves use.</summary>
    private const string Tools = "bash cat dirname env grep head make readlink sh sort touch";

    private const string NotRoot = "#!/bin/sh\necho 1000\n";
    private const string Root = "#!/bin/sh\necho 0\n";

    /// <summary>As apt-get without a network, or in a release that lacks a package.</summary>
    private const string FailingAptGet = "#!/bin/sh\necho \"$*\" >> \"$LOG\"\necho 'E: Unable to locate package' >&2\nexit 100\n";

    [Fact]
    public void TheTestsDoNotBeginWhenTheSetUpFails()
    {
        using var folder = new TemporaryFolder();
        var result = Run(folder, NotRoot, $"make -C '{SourceTree.Root}' test");
        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("dotnet", result.Output);
        Assert.Contains("neither root nor sudo without a password: run 'sudo apt-get install ", result.Error);
        Assert.Contains("what is missing above keeps tests from running: 'make test SETUP=no' runs the others", result.Error);
    }

    [Fact]
    public void EverythingThatIsMissingIsNamed()
    {
        using var folder = new TemporaryFolder();
        var result = Run(folder, NotRoot, $"'{SourceTree.Path("scripts/setup-tests")}'");
        Assert.Equal(1, result.ExitCode);
        var lines = result.Error.Split('\n');
        var list = Assert.Single(lines, line => line.StartsWith("dtvm: missing for the tests: ", StringComparison.Ordinal));
        string[] packages = ["binutils", "cargo", "cmake", "gcc", "golang-go", "pkg-config", "qemu-user"];
        Assert.All(packages, package => Assert.Contains(" " + package, list));
        Assert.DoesNotContain(" make", list);
    }

    [Fact]
    public void AnInstallationThatFailsIsAFailureWithItsReason()
    {
        using var folder = new TemporaryFolder();
        var result = Run(folder, Root, $"'{SourceTree.Path("scripts/apt-install")}' chromium");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'apt-get update' failed (E: Unable to locate package): run 'apt-get install chromium' by hand", result.Error);
        Assert.Contains("update", File.ReadAllText(folder["log"]));
    }

    [Fact]
    public void OnePackageThatCannotBeHadDoesNotKeepTheOthersAway()
    {
        using var folder = new TemporaryFolder();
        folder.Write("apt-get", "#!/bin/sh\necho \"$*\" >> \"$LOG\"\ncase \"$*\" in *bad*) echo 'E: no bad' >&2; exit 100;; esac\n");
        var result = Run(folder, Root, $"'{SourceTree.Path("scripts/apt-install")}' good bad better");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'apt-get install bad' failed (E: no bad)", result.Error);
        Assert.DoesNotContain("'apt-get install good'", result.Error);
        Assert.EndsWith(" better", File.ReadAllLines(folder["log"])[^1]);
    }

    /// <summary>Without the .NET SDK nothing can be done; without libLLVM all but mode multipass.</summary>
    [Fact]
    public void AMissingSdkEndsIt()
    {
        using var folder = new TemporaryFolder();
        var result = Run(folder, NotRoot, $"'{SourceTree.Path("scripts/setup")}'");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the .NET 10 SDK is missing", result.Error);
    }

    /// <summary>The first build takes minutes: every ten seconds it says how far it is, and it ends with nothing but errors.</summary>
    [Fact]
    public void ALongBuildShowsItself()
    {
        var quietly = SourceTree.Path("scripts/quietly");
        var result = Shell.Run($"'{quietly}' 'a build' sh -c 'echo \"  A -> a.dll\"; sleep 11'", "");
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"^dtvm: a build: 1[0-9] s, 1 projects done\n$", result.Error);

        result = Shell.Run($"'{quietly}' 'a build' sh -c 'echo fine; echo \"a.cs(1,2): error CS1: no\"; exit 1'", "");
        Assert.Equal((1, "", "a.cs(1,2): error CS1: no\n"), (result.ExitCode, result.Output, result.Error));
    }

    /// <summary>Runs a command where hardly a program is there: only what the scripts use, and an apt-get that fails unless the folder has
    /// another one.</summary>
    private static CommandLineResult Run(TemporaryFolder folder, string id, string command)
    {
        if (!File.Exists(folder["apt-get"]))
        {
            folder.Write("apt-get", FailingAptGet);
        }

        folder.Write("id", id);
        var result = Shell.Run(
            $"""
            mkdir bin
            for tool in {Tools}; do ln -s "$(command -v $tool)" bin/; done
            mv apt-get id bin/
            chmod +x bin/apt-get bin/id
            LOG=$PWD/log PATH=$PWD/bin {command}
            """,
            folder[""]);
        return new CommandLineResult(result.ExitCode, result.Output, result.Error);
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>The examples are built against an installed library and do what their README says.</summary>
[Collection(NativeCollection.Name)]
public sealed class ExampleTests(InstallationFixture installation) : IClassFixture<InstallationFixture>
{
    private const string Expected = """
        VM dtvm, EVMC ABI 12
        deploy: success, gas used 2822
        add 40: success, returned 40, gas used 22128
        add 2: success, returned 42, gas used 5028
        slot 0: 42

        """;

    [Fact]
    public void AnInstallationHasWhatCUsersNeed()
    {
        string[] files = [.. Directory.EnumerateFiles(installation.Prefix, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(installation.Prefix, file))
            .Where(file => !file.StartsWith("lib/dtvm/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "bin/dtvm",
                "include/dtvm/amsterdam.h",
                "include/dtvm/dtvm.h",
                "include/dtvm/evmc.h",
                "include/dtvm/loader.h",
                "lib/cmake/dtvmapi/dtvmapi-config-version.cmake",
                "lib/cmake/dtvmapi/dtvmapi-config.cmake",
                "lib/libdtvmapi.so",
                "lib/libdtvmapi.so.0.1",
                "lib/libdtvmapi.so.0.1.0",
                "lib/pkgconfig/dtvmapi.pc",
                "share/doc/dtvm/LICENSE",
                "share/doc/dtvm/NOTICE",
                "share/doc/dtvm/THIRD-PARTY-NOTICES.txt",
                "share/man/man7/libdtvmapi.7",
            ],
            files);
        var notices = File.ReadAllText(Path.Combine(installation.Prefix, "share/doc/dtvm/THIRD-PARTY-NOTICES.txt"));
        Assert.All(["LLVM", "libstdc++ and libgcc", "zlib", "zstd", ".NET"], part => Assert.Contains($"==== {part}", notices));
        Assert.DoesNotContain("(see the documentation", notices);
        var flags = PkgConfig("--cflags", "--libs");
        Assert.Contains("-ldtvmapi", flags.Output);
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+\n$", PkgConfig("--modversion").Output);
    }

    /// <summary>Who wants the library alone need not build the command line: a clone after <c>make native</c>.</summary>
    [Fact]
    public void WithoutTheCommandLineTheLibraryIsInstalled()
    {
        var clone = installation.Output("clone");
        foreach (var part in (string[])["artifacts", "include", "packaging", "Directory.Build.props", "LICENSE", "NOTICE", "Makefile"])
        {
            File.CreateSymbolicLink(Path.Combine(clone, part), Repository.At(part));
        }

        Directory.CreateDirectory(Path.Combine(clone, "scripts"));
        File.Copy(Repository.At("scripts/install"), Path.Combine(clone, "scripts/install"));
        var target = installation.Output("library");
        var result = Command.Run("make", "-s", "-C", clone, "install", $"PREFIX={target}").Succeeded();
        Assert.Contains("'make build' first for the command line too", result.Output);
        Assert.True(File.Exists(Path.Combine(target, "lib/libdtvmapi.so.0.1.0")));
        Assert.False(Directory.Exists(Path.Combine(target, "lib/dtvm")));
    }

    [Theory]
    [InlineData("gcc", "c", "-std=c11")]
    [InlineData("gcc", "c", "-std=c17")]
    [InlineData("g++", "c++", "-std=c++11")]
    [InlineData("g++", "c++", "-std=c++20")]
    public void HeadersCompileWithoutAWarning(string compiler, string language, string standard)
    {
        var folder = installation.Output("headers");
        foreach (var header in (string[])["evmc.h", "dtvm.h", "loader.h", "amsterdam.h"])
        {
            var source = Path.Combine(folder, "header.txt");
            File.WriteAllText(source, $"#include <dtvm/{header}>\n#include <dtvm/{header}>\nint main(void) {{ return 0; }}\n");
            Command.Run(
                compiler, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wshadow", "-Wformat=2", "-O2",
                "-I", Path.Combine(installation.Prefix, "include"), "-x", language, "-c", source, "-o", Path.Combine(folder, "header.o"))
                .Succeeded();
        }
    }

    [Fact]
    public void TheCommandLineRunsFromWhereItIsInstalled()
    {
        var result = Command.Run(Path.Combine(installation.Prefix, "bin/dtvm"), "run", "602a5f5260205ff3", "--mode", "interpreter");
        Assert.Contains("2a", result.Succeeded().Output);
    }

    [Fact]
    public void UninstallingLeavesNothing()
    {
        var prefix = installation.Output("short-lived");
        Command.Run("make", "-s", "-C", Repository.Root, "install", $"PREFIX={prefix}").Succeeded();
        Command.Run("make", "-s", "-C", Repository.Root, "uninstall", $"PREFIX={prefix}").Succeeded();
        Assert.Empty(Directory.EnumerateFiles(prefix, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void TheSmallestHostRuns()
    {
        var output = installation.Output("smallest");
        Command.Run(
            "make", ["-s", "-C", Repository.At("examples/c"), $"OUT={output}", $"{output}/smallest"], null,
            installation.PkgConfigPath).Succeeded();
        Assert.Equal("2 + 3 = 5, gas used 27\n", Command.Run(Path.Combine(output, "smallest")).Succeeded().Output);
        Assert.InRange(File.ReadAllLines(Repository.At("examples/c/smallest.c")).Length, 30, 60);
    }

    [Fact]
    public void TheExampleInCIsBuiltByPkgConfig()
    {
        var output = installation.Output("c");
        Command.Run("make", ["-s", "-C", Repository.At("examples/c"), $"OUT={output}"], null, installation.PkgConfigPath).Succeeded();
        CheckOutput(Command.Run(Path.Combine(output, "counter")));
    }

    [Fact]
    public void TheLineOfThePageBuildsAHost()
    {
        var line = PageCommand.All.Single(command => command.Text.StartsWith("gcc host.c ", StringComparison.Ordinal));
        var output = installation.Output("line");
        File.Copy(Repository.At("examples/c/smallest.c"), Path.Combine(output, "host.c"));
        Command.Run("bash", ["-e", "-c", line.Text], output, installation.PkgConfigPath).Succeeded();
        Assert.Equal("2 + 3 = 5, gas used 27\n", Command.Run(Path.Combine(output, "a.out")).Succeeded().Output);
    }

    /// <summary>EIP-8037: a slot set costs 97,920 of state gas; what the callee paid for its own comes back when it reverts.</summary>
    [Fact]
    public void AHostInCMetersStateGas()
    {
        var output = installation.Output("amsterdam");
        Command.Run(
            "make", ["-s", "-C", Repository.At("examples/c"), $"OUT={output}", Path.Combine(output, "amsterdam")], null,
            installation.PkgConfigPath).Succeeded();
        Assert.EndsWith(
            "status 0, gas left 972770, state gas used 97920\n", Command.Run(Path.Combine(output, "amsterdam")).Succeeded().Output);
    }

    [Fact]
    public void TheExampleInCppIsBuiltByCMake()
    {
        Command.Require("cmake");
        var output = installation.Output("cpp");
        Command.Run(
            "cmake", "-S", Repository.At("examples/cpp"), "-B", output, "-DCMAKE_BUILD_TYPE=Release",
            $"-DCMAKE_PREFIX_PATH={installation.Prefix}").Succeeded();
        Command.Run("cmake", "--build", output).Succeeded();
        CheckOutput(Command.Run(Path.Combine(output, "counter")));
    }

    [Fact]
    public void CMakeRefusesAnotherSeries()
    {
        Command.Require("cmake");
        var output = installation.Output("series");
        File.WriteAllText(
            Path.Combine(output, "CMakeLists.txt"),
            "cmake_minimum_required(VERSION 3.20)\nproject(series LANGUAGES NONE)\nfind_package(dtvmapi 99 REQUIRED)\n");
        var result = Command.Run(
            "cmake", "-S", output, "-B", Path.Combine(output, "build"), $"-DCMAKE_PREFIX_PATH={installation.Prefix}");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("dtvmapi", result.Error);
    }

    [Fact]
    public void TheExampleInRustIsBuiltByCargo()
    {
        Command.Require("cargo");
        var output = installation.Output("rust");
        Command.Run(
            "cargo", ["build", "--offline", "--locked", "--release", "--quiet", "--target-dir", output], Repository.At("examples/rust"),
            installation.PkgConfigPath, ("RUSTFLAGS", "-D warnings")).Succeeded();
        CheckOutput(Command.Run(Path.Combine(output, "release/counter")));
    }

    [Fact]
    public void TheExampleInGoIsBuiltByCgo()
    {
        Command.Require("go");
        var output = installation.Output("go");
        var program = Path.Combine(output, "counter");
        Command.Run(
            "go", ["build", "-o", program, "."], Repository.At("examples/go"), installation.PkgConfigPath,
            ("CGO_CFLAGS", "-O2 -Wall -Werror"), ("CGO_LDFLAGS", $"-Wl,-rpath,{installation.Prefix}/lib"),
            ("GOCACHE", installation.Output("go-cache")), ("GOFLAGS", "-mod=mod -modcacherw")).Succeeded();
        CheckOutput(Command.Run(program));

        // Both runtimes have garbage collectors that use signals; each must leave the other's threads alone.
        var stress = Command.Run(program, "-stress", "4s").Succeeded();
        Assert.Matches("^[0-9]+ calls on 8 goroutines, all right\n$", stress.Output);
        Assert.Equal("", stress.Error);
    }

    private static void CheckOutput(CommandResult result)
    {
        Assert.Equal(Expected, result.Succeeded().Output);
        Assert.Equal("", result.Error);
    }

    private CommandResult PkgConfig(params string[] arguments) =>
        Command.Run("pkg-config", [.. arguments, "dtvmapi"], null, installation.PkgConfigPath).Succeeded();
}

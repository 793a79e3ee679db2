// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>MIR that has no meaning is told as <c>exec</c> tells it, and no machine code of it is run: that would end the process, or find
/// anything.</summary>
public sealed class UndefinedMirTests
{
    private const string Untouched = "v0 = const i64 0x7fffffff0000\n    v1 = mem.load v0";
    private const string UntouchedReason = "v1 = mem.load v0: address 140737488289792 was not touched";
    private const string Below = "v1 = stack.load -1";
    private const string BelowReason = "v1 = stack.load -1: slot -1 from the bottom lies outside the stack";

    [Theory]
    [InlineData(Untouched, UntouchedReason, "jit")]
    [InlineData(Untouched, UntouchedReason, "mir")]
    [InlineData(Below, BelowReason, "jit")]
    [InlineData(Below, BelowReason, "mir")]
    public void InAFileItIsToldByEveryVerb(string instructions, string reason, string engine)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("undefined.mir", $$"""
            mir 1
            module revision=osaka code_size=8 metered=true stack_exit=conservative

            func @pc_0x0 {
            block0:
                {{instructions}}
                v2 = const i256 0x0
                rt.sstore v2, v1
                stop
            }
            """);
        var expected = $"undefined behaviour: @pc_0x0: {reason}";
        var exec = CommandLine.Run("exec", path);
        Assert.Equal((1, $"dtvm: {path}: {expected}\n"), (exec.ExitCode, exec.Error));
        CommandLine.Run("bisect", path, "--engine", engine, "--json").FailsWith($"{path}: {expected}");
        foreach (var predicate in (string[])["crash", "differs"])
        {
            CommandLine.Run("reduce", path, "--engine", engine, "--predicate", predicate)
                .FailsWith($"{path}: predicate '{predicate}' does not hold for the input: {expected}");
        }

        foreach (var verb in (string[])["exec", "opt"])
        {
            var each = CommandLine.Run(verb, path, "-O2", "--execute-each", "--json");
            Assert.Equal(1, each.ExitCode);
            var report = verb == "opt" ? each.Json.GetProperty("execute_each") : each.Json;
            Assert.Equal($"message 0: {expected}", report.GetProperty("inconclusive_reason").GetString());
        }
    }

    /// <summary>The lifted MIR has a meaning, and a pass takes it away.</summary>
    [Theory]
    [InlineData("jit")]
    [InlineData("mir")]
    public void BehindABrokenPassItIsACrashOfThatPass(string engine)
    {
        // Stores the first word of memory.
        const string Code = "0x5f515f5500";
        using var folder = new TemporaryFolder();
        string[] broken = ["--plugin", UntouchedMemory.Plugin, "--passes", "simplify-cfg,untouched,gas-metering", "--engine", engine];
        var result = CommandLine.Run(["bisect", Code, "--json", .. broken]);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(("pass", "untouched"), (result.Json.GetProperty("kind").GetString(), result.Json.GetProperty("pass").GetString()));
        Assert.Contains("undefined behaviour: @pc_0x0: ", result.Json.GetProperty("difference").GetString());
        CommandLine.Run(["reduce", Code, "--predicate", "crash", "--output", folder["small.hex"], .. broken]).Succeeded();
        Assert.Contains("51", File.ReadAllText(folder["small.hex"]));
        CommandLine.Run(["reduce", Code, "--predicate", "differs", "--output", folder["other.hex"], .. broken])
            .FailsWith("predicate 'differs' does not hold for the input: it crashes: ");
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary>What <c>run</c> and <c>exec</c> say of time: compilation, the first execution and a warm one are three numbers, and none of
/// them is start-up.</summary>
public sealed class RunTimesTests
{
    private const long Millisecond = 1_000_000;

    private const string WarmRun = @"warm run     [\d.]+ ms \(the least of \d+\)\n";

    /// <summary>A VM in C that "compiles" for 400 ms at its first call and then does nothing.</summary>
    private const string SlowFirstCall = """
        #define _GNU_SOURCE
        #include <dtvm/evmc.h>
        #include <stdlib.h>
        #include <unistd.h>
        struct slow_vm { struct evmc_vm base; int is_compiled; };
        static void destroy(struct evmc_vm* vm) { free(vm); }
        static evmc_capabilities_flagset capabilities(struct evmc_vm* vm) { (void)vm; return EVMC_CAPABILITY_EVM1; }
        static struct evmc_result execute(struct evmc_vm* vm, const struct evmc_host_interface* host, struct evmc_host_context* context,
            enum evmc_revision revision, const struct evmc_message* message, uint8_t const* code, size_t size)
        {
            (void)host; (void)context; (void)revision; (void)code; (void)size;
            struct slow_vm* self = (struct slow_vm*)vm;
            if (!self->is_compiled) usleep(400000);
            self->is_compiled = 1;
            struct evmc_result result = { .status_code = EVMC_SUCCESS, .gas_left = message->gas };
            return result;
        }
        struct evmc_vm* evmc_create_slow(void)
        {
            struct slow_vm* self = calloc(1, sizeof *self);
            struct evmc_vm base = { 12, "slow", "1", destroy, execute, capabilities, NULL };
            *(int*)&base = 12;
            __builtin_memcpy(&self->base, &base, sizeof base);
            return &self->base;
        }
        """;

    /// <summary>Whenever compilation took over half a second the start-up of .NET was taken for execution: six instructions took some 100
    /// ms.</summary>
    [Fact]
    public void AShortExecutionIsShortHoweverLongItsCompilationTakes()
    {
        var path = SharedData.Path("ethereum/bench/cases/airdrop.json");
        var json = CommandLine.Run("run", "--case", path, "--json").Succeeded().Json;
        Assert.InRange(json.GetProperty("execute_ns").GetInt64(), 1, 5 * Millisecond);
        Assert.InRange(json.GetProperty("warm_runs").GetInt32(), 1, 20);
        CheckTold(json);
    }

    [Theory]
    [InlineData("run", "--mode", "interpreter")]
    [InlineData("run", "--mode", "multipass")]
    [InlineData("exec")]
    public void EveryEngineTellsTheThreeNumbers(params string[] verb)
    {
        // A counter in storage, which is what it was again before every execution.
        const string Code = "5f54600101805f555f5260205ff3";
        var json = CommandLine.Run([.. verb, Code, "--json"]).Succeeded().Json;
        CheckTold(json);
        Assert.EndsWith("01", json.GetProperty("output").GetString());
        var text = CommandLine.Run([.. verb, Code]).Succeeded().Output;
        Assert.Matches(@"\nstart-up     [\d.]+ ms\ncompile      [\d.]+ ms\nfirst run    [\d.]+ ms\n" + WarmRun, text);
    }

    [Fact]
    public void ThroughALibraryTheFirstCallIsToldWholeAndCompilationByTheLaterOnes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("slow.c", SlowFirstCall);
        var compiled = Shell.Run($"cc -shared -fPIC -I'{SourceTree.Path("include")}' -o libslow.so slow.c", folder[""]);
        Assert.True(compiled.ExitCode == 0, compiled.ToString());
        var json = CommandLine.Run("run", "6001", "--vm", folder["libslow.so"], "--json").Succeeded().Json;
        Assert.InRange(json.GetProperty("first_call_ns").GetInt64(), 400 * Millisecond, long.MaxValue);
        Assert.InRange(json.GetProperty("compile_ms").GetDouble(), 390, double.MaxValue);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("first_execute_ns").ValueKind);
        var warm = json.GetProperty("warm_execute_ns").GetInt64();
        Assert.InRange(warm, 1, 50 * Millisecond);
        Assert.Equal(warm, json.GetProperty("execute_ns").GetInt64());
        var text = CommandLine.Run("run", "6001", "--vm", folder["libslow.so"]).Succeeded().Output;
        Assert.Matches(@"\ncompile      [\d.]+ ms \(the first call less a warm one\)\nfirst call   [\d.]+ ms\n" + WarmRun, text);
    }

    [Fact]
    public void ATraceIsNotRepeated()
    {
        var json = CommandLine.Run("run", "6001", "--trace", "/dev/null", "--json").Succeeded().Json;
        Assert.Equal((0, JsonValueKind.Null), (json.GetProperty("warm_runs").GetInt32(), json.GetProperty("warm_execute_ns").ValueKind));
        Assert.Equal(json.GetProperty("first_execute_ns").GetInt64(), json.GetProperty("execute_ns").GetInt64());
    }

    /// <summary>The parts of the first call make the whole.</summary>
    private static void CheckTold(JsonElement json)
    {
        var compile = json.GetProperty("compile_ms").GetDouble() * Millisecond;
        var startUp = json.GetProperty("startup_ms").GetDouble() * Millisecond;
        var first = json.GetProperty("first_execute_ns").GetInt64();
        var warm = json.GetProperty("warm_execute_ns").GetInt64();
        Assert.InRange(warm, 1, long.MaxValue);
        Assert.Equal(warm, json.GetProperty("execute_ns").GetInt64());
        Assert.InRange(json.GetProperty("first_call_ns").GetInt64() - compile - startUp - first, -10_000, 10_000);
        Assert.True(first > 0, json.ToString());
    }
}

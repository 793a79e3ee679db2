// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>Many threads execute many contracts at once, and every result is looked at.</summary>
/// <remarks>Two seconds each; the environment variable DTVM_TEST_SECONDS sets another time.</remarks>
public sealed class ThreadTests
{
    private const int Threads = 8;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("DTVM_TEST_SECONDS") ?? "2", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("interpreter")]
    [InlineData("multipass")]
    public void OneVmServesThreads(string mode)
    {
        using var vm = Create(mode);
        Run(_ => vm, _ => { });
    }

    [Fact]
    public void OneVmServesThreadsWhileItsOptionsChange()
    {
        using var vm = Create("interpreter");
        string[] values = ["interpreter", "multipass"];
        var turn = 0;
        Run(_ => vm, worker =>
        {
            if (worker == 0)
            {
                vm.Set("mode", values[turn++ % 2]);
                vm.Set("cache_size", turn % 3 == 0 ? "0" : "256");
            }
        });
    }

    [Fact]
    public void EachThreadHasAVmOfItsOwn()
    {
        RawVm[] vms = [.. Enumerable.Range(0, Threads).Select(i => Create(i % 2 == 0 ? "interpreter" : "multipass"))];
        Run(worker => vms[worker], _ => { });
        Array.ForEach(vms, vm => vm.Dispose());
    }

    private static RawVm Create(string mode)
    {
        var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", "true"));
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("mode", mode));
        return vm;
    }

    private static void Run(Func<int, RawVm> vmOf, Action<int> between)
    {
        // What each code must give comes from formulas, not from a VM.
        var programs = Enumerable.Range(1, 20).Select(n => (Code: Contract(n), Sum: n + (n * 1000))).ToArray();
        var failures = 0;
        var clock = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(worker => new Thread(() =>
        {
            var vm = vmOf(worker);
            var random = new Random(worker);
            while (clock.Elapsed < Time)
            {
                between(worker);
                for (var i = 0; i < 50; i++)
                {
                    var (code, expected) = programs[random.Next(programs.Length)];
                    var (status, gasLeft, output) = vm.Run(code);
                    var value = output.Length == 32 ? (output[30] << 8) | output[31] : -1;
                    if (status != EvmcStatusCode.Success || value != expected || gasLeft != 100_000 - GasOf(expected / 1001))
                    {
                        Interlocked.Increment(ref failures);
                    }
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(0, failures);
    }

    /// <summary>Counts n down to 0 in a loop, adding 1 each turn, and returns the count plus 1000 n.</summary>
    /// <remarks>PUSH0 PUSH1 n | JUMPDEST SWAP1 PUSH1 1 ADD SWAP1 PUSH1 1 SWAP1 SUB DUP1 PUSH1 3 JUMPI | POP PUSH2 1000n ADD, store,
    /// return.</remarks>
    private static byte[] Contract(int n) => Convert.FromHexString(
        $"5f60{n:x2}5b9060010190600190038060035750" + $"61{n * 1000:x4}015f5260205ff3");

    /// <summary>Gas by the Yellow Paper's prices: 5 before the loop, 38 a turn, 21 behind it.</summary>
    private static long GasOf(int n) => 5 + (n * 38L) + 21;
}

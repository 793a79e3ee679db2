// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Dtvm.Evmc.Abi;

namespace Dtvm.Engine.Tests;

/// <summary>Threads that look up, load, run and drop modules at once: each execution gives what its code gives alone, and the cache keeps
/// its bounds.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 4;
    private const int Codes = 12;
    private const int KeptCodes = 3;

    /// <summary>For each thread the codes it runs, one after another.</summary>
    private static readonly Gen<int[][]> Schedules = Gen.Int[0, Codes - 1].Array[1, 12].Array[Threads];

    /// <summary>A cache that holds some of the codes, so that modules are dropped while other threads run them.</summary>
    [Theory]
    [InlineData(ExecutionMode.Interpreter, 200)]
    [InlineData(ExecutionMode.Multipass, 6)]
    public void SchedulesOfThreadsGiveWhatEachCodeGivesAlone(ExecutionMode mode, int iterations)
    {
        using var alone = Engines.Create(mode);
        var expected = Enumerable.Range(0, Codes).Select(code => Outcome(alone, code)).ToArray();
        var bytes = alone.Runtime.CachedBytes / Codes * KeptCodes;
        Schedules.Sample(
            schedule =>
            {
                using var vm = Engines.Create(mode, maxCacheBytes: bytes);
                var wrong = 0;
                var threads = schedule.Select(codes => new Thread(() =>
                {
                    foreach (var code in codes)
                    {
                        if (Outcome(vm, code) != expected[code])
                        {
                            Interlocked.Increment(ref wrong);
                        }
                    }
                })).ToList();
                threads.ForEach(thread => thread.Start());
                threads.ForEach(thread => thread.Join());
                Assert.Equal(0, wrong);

                // The module that a thread is loading counts before another one is dropped for it.
                Assert.InRange(vm.Runtime.CachedModules, 1, KeptCodes + Threads);
            },
            iter: iterations,
            threads: 1);
    }

    /// <summary>Two codes with one key in the cache, by any threads in any order.</summary>
    [Theory]
    [InlineData(ExecutionMode.Interpreter)]
    [InlineData(ExecutionMode.Multipass)]
    public void CollidingCodesStayApartInAnyOrder(ExecutionMode mode)
    {
        var code = Convert.FromHexString("630000000050600160005260206000f3");
        var other = Collision.Forge(Convert.FromHexString("630000000050600260005260206000f3"), 1, ModuleKey.Checksum(code));
        string[] codes = [Convert.ToHexString(code), Convert.ToHexString(other)];
        using var vm = Engines.Create(mode);
        Gen.Int[0, 1].Array[1, 20].Array[Threads].Sample(
            schedule =>
            {
                var wrong = 0;
                Parallel.ForEach(schedule, order =>
                {
                    foreach (var index in order)
                    {
                        var outcome = Engines.Run(vm, codes[index], 100_000);
                        if (outcome.Status != EvmcStatusCode.Success || outcome.Output.Span[31] != index + 1)
                        {
                            Interlocked.Increment(ref wrong);
                        }
                    }
                });
                Assert.Equal(0, wrong);
            },
            iter: 30,
            threads: 1);
    }

    /// <summary>A code loops as often as its number says, then returns the number or halts.</summary>
    private static (EvmcStatusCode Status, long GasLeft, string Output) Outcome(Tool.EngineVm vm, int code)
    {
        var program = code % 4 == 3
            ? $"60{code:x2}5b60019003806002575ffe"
            : $"60{code + 1:x2}5b60019003806002575f5260{code:x2}5f5260205ff3";
        var outcome = Engines.Run(vm, program, 5_000 + code);
        return (outcome.Status, outcome.GasLeft, Convert.ToHexString(outcome.Output.Span));
    }
}

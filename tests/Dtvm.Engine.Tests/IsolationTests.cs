// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Dtvm.Evm;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>Arenas and modules that several threads use at once without locks.</summary>
public sealed class IsolationTests
{
    [Fact]
    public void NestedExecutionsShareTheArenaOfTheThread()
    {
        using var isolation = new Isolation(new EngineStatistics());
        var outer = isolation.Enter();
        var arena = outer.Arena;
        var inner = isolation.Enter();
        Assert.Same(outer, inner);
        Assert.Same(arena, inner.Arena);
        Assert.Equal(2, inner.Depth);
        Isolation.Leave(inner);
        Isolation.Leave(outer);
        Assert.Equal(0, outer.Depth);
        Assert.Equal(1, isolation.ArenaCount);
    }

    [Fact]
    public void AnIdleArenaGoesToAnotherThread()
    {
        using var isolation = new Isolation(new EngineStatistics());
        var mine = isolation.Enter();
        var arena = mine.Arena;
        Isolation.Leave(mine);
        Assert.Same(arena, OnAnotherThread(() => EnterAndLeave(isolation)));
        Assert.Null(mine.Arena);
        Assert.Same(arena, EnterAndLeave(isolation));
        Assert.Equal(1, isolation.ArenaCount);
    }

    [Fact]
    public void AnArenaInUseStaysWithItsThread()
    {
        using var isolation = new Isolation(new EngineStatistics());
        var mine = isolation.Enter();
        var arena = mine.Arena;
        Assert.NotSame(arena, OnAnotherThread(() => EnterAndLeave(isolation)));
        Assert.Same(arena, mine.Arena);
        Isolation.Leave(mine);
        Assert.Equal(2, isolation.ArenaCount);
    }

    /// <summary>Threads begin and end executions all the time and take each other's arenas; no two may ever use one at once.</summary>
    [Fact]
    public void NoArenaIsEverUsedTwiceAtOnce()
    {
        using var isolation = new Isolation(new EngineStatistics());
        var inUse = new ConcurrentDictionary<FrameArena, bool>();
        var clashes = 0;
        for (var round = 0; round < 20; round++)
        {
            Thread[] threads = [.. Enumerable.Range(0, 6).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 3000; i++)
                {
                    var slot = isolation.Enter();
                    var arena = slot.Arena!;
                    if (!inUse.TryAdd(arena, true))
                    {
                        Interlocked.Increment(ref clashes);
                    }

                    inUse.TryRemove(arena, out var _);
                    Isolation.Leave(slot);
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
        }

        Assert.Equal(0, clashes);
        Assert.InRange(isolation.ArenaCount, 1, 6);
    }

    [Fact]
    public void AModuleThatRunsIsNotFreedWhenItIsDropped()
    {
        using var isolation = new Isolation(new EngineStatistics());
        using var cache = new ModuleCache(
            isolation, CodeMemoryBudget.OfThisSystem(), new RuntimeConfig { MaxCacheBytes = 0 }, new EngineStatistics());
        var slot = isolation.Enter();
        var running = Add(cache, slot, 0);
        var nested = isolation.Enter();
        for (byte i = 1; i < 10; i++)
        {
            // Room for none: each one drops the one before it.
            Add(cache, nested, i);
        }

        Assert.True(running.IsRetired);
        Assert.True(running.Module.IsDropped);
        Assert.False(running.IsDisposed);
        Assert.Equal(1, cache.Count);
        Isolation.Leave(nested);
        Assert.False(slot.TryRun(running));
        Isolation.Leave(slot);
        slot = isolation.Enter();
        Add(cache, slot, 10);
        Isolation.Leave(slot);
        Assert.True(running.IsDisposed);
        Assert.True(running.Module.IsFreed);
        Assert.Equal(0, cache.RetiredCount);
    }

    /// <summary>Many threads run few codes through a cache that holds none of them for long.</summary>
    [Fact]
    public void DroppedModulesAreNeverRun()
    {
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        vm.Runtime.Config.MaxCacheBytes = 3000;
        var failures = 0;
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            var codes = Enumerable.Range(0, 12).Select(value => $"60{value:x2}5f5260205ff3").ToArray();
            for (var i = 0; i < 300; i++)
            {
                var value = random.Next(codes.Length);
                if (Engines.Run(vm, codes[value], 100_000).Output.Span[31] != value)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        });
        Assert.Equal(0, failures);
        Assert.InRange(vm.Runtime.CachedModules, 1, 6);
    }

    [Fact]
    public void RecentlyUsedModulesStay()
    {
        using var isolation = new Isolation(new EngineStatistics());
        var config = new RuntimeConfig();
        using var cache = new ModuleCache(isolation, CodeMemoryBudget.OfThisSystem(), config, new EngineStatistics());
        var hot = Run(0);
        config.MaxCacheBytes = 4 * cache.Bytes;
        for (byte i = 1; i < 100; i++)
        {
            Run(i);
            Assert.Same(hot, Run(0));
        }

        Assert.InRange(cache.Count, 2, 4);

        ModuleVersion Run(byte number)
        {
            var slot = isolation.Enter();
            var version = cache.Find(slot, Key(number), VersionKey.Interpreted, Code(number)) ?? Add(cache, slot, number);
            Isolation.Leave(slot);
            return version;
        }
    }

    private static byte[] Code(byte number) => [0x60, number, 0x00];

    private static ModuleKey Key(byte number) => new(ModuleKey.Checksum(Code(number)), 3, Revision.Osaka, true);

    private static ModuleVersion Add(ModuleCache cache, ExecutionSlot slot, byte number) => cache.Add(
        slot, new EvmModule(Key(number), Code(number)), VersionKey.Interpreted, null, null, Code(number));

    private static FrameArena EnterAndLeave(Isolation isolation)
    {
        var slot = isolation.Enter();
        var arena = slot.Arena!;
        Isolation.Leave(slot);
        return arena;
    }

    private static T OnAnotherThread<T>(Func<T> work)
    {
        T result = default!;
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Backend.X64;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Tool;
using Xunit.Abstractions;

namespace Dtvm.Workbench.Tests;

/// <summary>The baseline compiler has no budget: whatever the code, compiling it, frontend and passes included, takes time in proportion to
/// its size. Times are processor time of the thread that compiles, warm, the least of several tries: what else the machine does takes part
/// in them only by the caches and cores that it shares.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class BaselineCostTests(ITestOutputHelper output) : IDisposable
{
    private const int FullSize = 24_576;

    /// <summary>What a code of full size is to take on a quiet machine, and the margin for one where other work competes for caches and
    /// cores, which costs a thread processor time too: what is not linear takes seconds.</summary>
    private const double MostMilliseconds = 20, Margin = 5;

    /// <summary>Tries, at most, until a code takes no more than it is to.</summary>
    private const int Tries = 12;

    /// <summary>What a doubling may multiply by: machine code and allocated memory, which are the same in every run, at each doubling;
    /// time over the doublings together and with a margin for a busy machine.</summary>
    private const double MostGrowth = 2.2, TimeMargin = 2;

    /// <summary>Times below this many milliseconds count as this: a collection of garbage is not the compiler's.</summary>
    private const double LeastMilliseconds = 4;

    private const ulong Seed = 20261129;

    private readonly X64Backend _backend = X64Backend.TryCreate(out var error) ?? throw new InvalidOperationException(error);

    /// <summary>For each family what stands in front and the unit that is repeated; XXXXXX is the program counter of the unit that is some
    /// units further on.</summary>
    public static TheoryData<string, string, string, int> Families { get; } = new()
    {
        { "straight arithmetic", "5b3636", "3601810281033318805f52", 0 },
        { "tiny blocks", "36", "5b600101", 0 },
        { "deep loops", "36", "5b600190038062XXXXXX57", 0 },
        { "jump tables", "36", "5b8060011462XXXXXX57", 2 },
        { "memory", "36", "805181602001525b", 0 },
        { "stack storms", "3636363636363636", "8091928293849594909190929394505050", 0 },
    };

    public static TheoryData<string, string> Bombs => CompileCostTests.Bombs;

    public static TheoryData<string> WorstCodes => CompileCostTests.WorstCodes;

    public void Dispose() => _backend.Dispose();

    [Theory]
    [MemberData(nameof(Families))]
    public void TwiceTheCodeTakesTwiceTheWork(string family, string prefix, string unit, int ahead)
    {
        const int Smallest = 8192, Doublings = 4, Warm = 1;
        using var runtime = CreateRuntime();
        var costs = new Cost[Doublings + 1];
        for (var i = 0; i <= Doublings; i++)
        {
            costs[i] = Measure(runtime, Fill(prefix, unit, ahead, Smallest << i), 7);
            output.WriteLine($"{family}: {Smallest << i} bytes: {costs[i]}");
        }

        for (var i = 1; i <= Doublings; i++)
        {
            Assert.True(
                costs[i].MachineCode >= costs[i - 1].MachineCode && costs[i].MachineCode < MostGrowth * costs[i - 1].MachineCode,
                $"{family}: {costs[i - 1]} becomes {costs[i]}");
            Assert.True(costs[i].Allocated < MostGrowth * costs[i - 1].Allocated, $"{family}: {costs[i - 1]} becomes {costs[i]}");
        }

        var least = Math.Max(LeastMilliseconds, costs[Warm].Milliseconds);
        Assert.True(
            costs[^1].Milliseconds < TimeMargin * Math.Pow(MostGrowth, Doublings - Warm) * least,
            $"{family}: {costs[Warm]} becomes {costs[^1]}");
    }

    [Fact]
    public void AnyOpcodeRepeatedIsCheapAndRight()
    {
        var codes = new List<RepeatedCode>();
        for (var op = 0; op < 256; op++)
        {
            codes.Add(new RepeatedCode($"{op:x2}", [], [(byte)op]));
        }

        AssertCheapAndRight(codes);
    }

    [Fact]
    public void PairsOfOpcodesRepeatedAreCheapAndRight()
    {
        var random = new FuzzRandom(Seed, 0, 0);
        var codes = new List<RepeatedCode>();
        for (var i = 0; i < 200; i++)
        {
            var pair = random.Bytes(2);
            codes.Add(new RepeatedCode(Convert.ToHexStringLower(pair), i % 2 == 0 ? [] : [0x5b, 0x36, 0x36], pair));
        }

        AssertCheapAndRight(codes);
    }

    [Theory]
    [MemberData(nameof(WorstCodes))]
    public void WhatIsDearForLlvmIsCheapAndRight(string code) => AssertCheapAndRight([RepeatedCode.Parse(code)]);

    [Theory]
    [MemberData(nameof(Bombs))]
    public void BombsAreCheapAndRight(string name, string hex)
    {
        using var runtime = CreateRuntime();
        Assert.Null(Fault(runtime, name, Convert.FromHexString(hex)));
    }

    private void AssertCheapAndRight(IReadOnlyList<RepeatedCode> codes)
    {
        using var runtime = CreateRuntime();
        var faults = codes.Select(code => Fault(runtime, code.Name, code.Fill(FullSize))).Where(fault => fault is not null).ToArray();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    /// <summary>One line if a code is dear to compile or runs otherwise than in the interpreter; null if not.</summary>
    private string? Fault(EvmRuntime runtime, string name, byte[] code)
    {
        var cost = Measure(runtime, code, 3);
        for (var tries = 3; cost.Milliseconds > MostMilliseconds && tries < Tries; tries++)
        {
            var again = Measure(runtime, code, 1);
            cost = cost with { Milliseconds = Math.Min(cost.Milliseconds, again.Milliseconds) };
        }

        if (cost.Milliseconds > MostMilliseconds / 2)
        {
            output.WriteLine($"{name}: {code.Length} bytes: {cost}");
        }

        if (cost.MachineCode == 0 || cost.Milliseconds > MostMilliseconds * Margin)
        {
            return $"{name}: {cost}";
        }

        using var compiled = new EngineVm(Config(), null, baseline: _backend);
        using var interpreter = new EngineVm(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true }, null);
        var expected = Run(interpreter, code);
        var actual = Run(compiled, code);
        return (expected.Status, expected.GasLeft) == (actual.Status, actual.GasLeft)
            ? null
            : $"{name}: {expected.Status} {expected.GasLeft} became {actual.Status} {actual.GasLeft}";
    }

    private static RuntimeConfig Config() => new() { Mode = ExecutionMode.Baseline, EnableEvmGasMetering = true };

    private EvmRuntime CreateRuntime()
    {
        // The cache holds one code, so that each is compiled whenever another one was.
        var config = Config();
        config.MaxCacheBytes = 0;
        return new EvmRuntime(config, null, baseline: _backend);
    }

    /// <summary>The least of some compilations.</summary>
    private static Cost Measure(EvmRuntime runtime, byte[] code, int times)
    {
        byte[] other = [(byte)Opcode.CALLER];
        runtime.Prepare(code, Revision.Osaka);
        var least = new Cost(double.MaxValue, 0, long.MaxValue);
        for (var i = 0; i < times; i++)
        {
            runtime.Prepare(other, Revision.Osaka);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Milliseconds;
            var bytes = runtime.Prepare(code, Revision.Osaka);
            var time = ThreadClock.Milliseconds - start;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            least = new Cost(Math.Min(time, least.Milliseconds), bytes, Math.Min(allocated, least.Allocated));
        }

        return least;
    }

    /// <summary>A code of a size, with jumps to other units.</summary>
    private static byte[] Fill(string prefix, string unit, int ahead, int size)
    {
        const string Target = "XXXXXX";
        var start = prefix.Length / 2;
        var units = (size - start) / (unit.Length / 2);
        var text = new StringBuilder(prefix);
        for (var i = 0; i < units; i++)
        {
            var target = start + (Math.Min(i + ahead, units - 1) * unit.Length / 2);
            text.Append(unit.Replace(Target, target.ToString("x6", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return Convert.FromHexString(text.ToString());
    }

    private static MessageOutcome Run(EngineVm vm, byte[] code) => DeepStack.Run(() =>
    {
        var contract = Address.FromNumber(0xC0DE);
        using var runner = new MessageRunner(
            vm,
            PreState.ToWorldState([new PreAccount(contract, U256.Zero, 1, ContractCode.Create(code), [])]),
            EvmcRevision.Osaka,
            new BlockEnvironment(),
            U256.Zero,
            new CallRequest(Address.FromNumber(0x5E4D), contract, U256.Zero, Array.Empty<byte>(), 1_000_000, 0));
        return runner.Run();
    });

    /// <summary>What a compilation takes.</summary>
    private readonly record struct Cost(double Milliseconds, long MachineCode, long Allocated)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Milliseconds:F2} ms, {MachineCode} bytes of machine code, {Allocated} bytes allocated");
    }
}

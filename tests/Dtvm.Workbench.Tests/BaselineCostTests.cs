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
/// its size. Times are processor time of the process, warm.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class BaselineCostTests(ITestOutputHelper output) : IDisposable
{
    private const int FullSize = 24_576;

    /// <summary>What a code of full size may take: 20 ms on a quiet machine (measured: see docs/baseline.md), times 4 for one where other
    /// work competes for caches and cores.</summary>
    private const double MostMilliseconds = 20, Margin = 4;

    /// <summary>A doubling may double the work and a tenth more; times of single sizes on a busy machine say less than that, so that the
    /// factor is held over four doublings and each single one only roughly.</summary>
    private const double MostGrowth = 2.2, MostSingleGrowth = 3;

    private const ulong Seed = 20261129;

    private readonly X64Backend _backend = X64Backend.TryCreate(out var error) ?? throw new InvalidOperationException(error);

    public static TheoryData<string, string> Families { get; } = new()
    {
        { "straight arithmetic", "5b3636*60030160050280900390" },
        { "tiny blocks", "*5b600101" },
        { "deep loops", "36*5b6001900380600057" },
        { "jump tables", "36*5b806001146000575b8060021461000157" },
        { "memory", "36*80516020015280" },
        { "stack storms", "3636363636363636*8091928293849594909190929394" },
    };

    public static TheoryData<string, string> Bombs => CompileCostTests.Bombs;

    public static TheoryData<string> WorstCodes => CompileCostTests.WorstCodes;

    public void Dispose() => _backend.Dispose();

    [Theory]
    [MemberData(nameof(Families))]
    public void TwiceTheCodeTakesTwiceTheTime(string family, string text)
    {
        const int Smallest = 8192, Doublings = 4;
        using var runtime = CreateRuntime();
        var code = RepeatedCode.Parse(text);
        var times = new double[Doublings + 1];
        var bytes = new long[Doublings + 1];
        for (var i = 0; i <= Doublings; i++)
        {
            (times[i], bytes[i]) = Measure(runtime, code.Fill(Smallest << i), 5);
            output.WriteLine($"{family}: {Smallest << i} bytes in {times[i]:F2} ms, {bytes[i]} of machine code");
        }

        for (var i = 1; i <= Doublings; i++)
        {
            Assert.True(bytes[i] > 0 && bytes[i] < MostGrowth * bytes[i - 1], $"{family}: {bytes[i - 1]} bytes become {bytes[i]}");
            Assert.True(
                times[i] < (MostSingleGrowth * times[i - 1]) + 1, $"{family}: {times[i - 1]:F2} ms become {times[i]:F2} at {Smallest << i}");
        }

        Assert.True(
            times[^1] < (Math.Pow(MostGrowth, Doublings) * times[0]) + 1,
            $"{family}: {times[0]:F2} ms become {times[^1]:F2} over {Doublings} doublings");
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
        const double Limit = MostMilliseconds * Margin;
        var (time, bytes) = Measure(runtime, code, 3);
        if (time >= Limit)
        {
            (time, bytes) = Measure(runtime, code, 7);
        }

        if (time > MostMilliseconds / 2)
        {
            output.WriteLine($"{name}: {code.Length} bytes in {time:F2} ms, {bytes} of machine code");
        }

        if (bytes == 0 || time >= Limit)
        {
            return $"{name}: {time:F2} ms, {bytes} bytes of machine code";
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

    /// <summary>The median of some compilations, in milliseconds, and the bytes of machine code.</summary>
    private static (double Milliseconds, long Bytes) Measure(EvmRuntime runtime, byte[] code, int times)
    {
        byte[] other = [(byte)Opcode.CALLER];
        long bytes = 0;
        var samples = new double[times];
        runtime.Prepare(code, Revision.Osaka);
        for (var i = 0; i < times; i++)
        {
            runtime.Prepare(other, Revision.Osaka);
            var start = Environment.CpuUsage.TotalTime;
            bytes = runtime.Prepare(code, Revision.Osaka);
            samples[i] = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        }

        Array.Sort(samples);
        return (samples[times / 2], bytes);
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
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Host.State;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;
using Dtvm.Passes;
using Dtvm.Tool;
using Dtvm.Workbench.CompileCost;
using Xunit.Abstractions;

namespace Dtvm.Workbench.Tests;

/// <summary>Nobody can make a compilation last: codes made to be dear take no longer than they are estimated at, or are refused.</summary>
/// <remarks>Times are those of a machine on which snailtracer takes 1.0 s (<see cref="CompileCostProbe"/>).</remarks>
[Collection(nameof(MeasuredAlone))]
public sealed class CompileCostTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>How far the estimate may be exceeded.</summary>
    private const double Tolerance = 1.25;

    /// <summary>Another seed measures another sample.</summary>
    private const ulong Seed = 1;

    private readonly LlvmBackend _backend =
        LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error);

    /// <summary>The worst that searches found (<c>dtvm fuzz compile-cost</c>), and the codes that blocked a process for minutes.</summary>
    public static TheoryData<string> WorstCodes { get; } =
    [
        "*365f1760019055",
        "5b*59595959595959595959595959598d5f52",
        "5b*10",
        "5b*3681",
        "5b*5f35",
        "5b36*800280",
        "5b36*153316",
        "5b5f355f35*5f5418195f513617171892595f195f35163336165b095917171892505f19",
        "5b5f5f5f*42465160205f541c8f5f3559334250505050505050",
    ];

    /// <summary>Codes as they were reported, each of which blocked the first execution for seconds or minutes.</summary>
    public static TheoryData<string, string> Bombs { get; } = new()
    {
        { "1024 zeros folded by OR", Hex(("5f", 1024), ("17", 1023), ("60019055", 1)) },
        { "256 call data sizes folded by OR", Hex(("36", 256), ("17", 255), ("60019055", 1)) },
        { "384 call data sizes folded by AND", Hex(("36", 384), ("16", 383), ("60019055", 1)) },
        { "384 call data sizes folded by XOR", Hex(("36", 384), ("18", 383), ("60019055", 1)) },
        { "DUP2 up to a full stack", Hex(("6001", 1), ("6002", 1), ("81", 1022)) },
        { "MSIZE far beyond a full stack", Hex(("59", 32767)) },
    };

    [Fact]
    public void SnailtracerIsTheUnitOfTime()
    {
        using var probe = new CompileCostProbe(_backend, Revision.Osaka);
        var sample = probe.Measure(Contract("snailtracer"), 3);
        output.WriteLine($"{sample}");
        Assert.InRange(sample.Time.TotalSeconds, 0.65, 1.5);
    }

    [Theory]
    [MemberData(nameof(WorstCodes))]
    public void TheWorstCodesFoundTakeNoLongerThanEstimated(string code)
    {
        using var probe = new CompileCostProbe(_backend, Revision.Osaka);
        AssertWithinEstimate(probe, RepeatedCode.Parse(code).Fill(1000), code);
    }

    /// <summary>A sample of all families and pairs, metered and not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RepeatedCodesTakeNoLongerThanEstimated(bool gasMetering)
    {
        var random = new FuzzRandom(Seed, 0, gasMetering ? 1u : 0u);
        RepeatedCode[] all = [.. AdversarialCode.Families(Revision.Osaka), .. AdversarialCode.Pairs(Revision.Osaka)];
        using var probe = new CompileCostProbe(_backend, Revision.Osaka, gasMetering);
        for (var i = 0; i < 25; i++)
        {
            var code = all[random.Next(all.Length)];
            AssertWithinEstimate(probe, code.Fill(600), code.Name);
        }
    }

    /// <summary>The instructions that reach deep into the stack from Amsterdam on: the families, and a shuffle of a high stack in which no
    /// two instructions are alike.</summary>
    [Fact]
    public void DeepStackInstructionsTakeNoLongerThanEstimated()
    {
        Opcode[] deep = [Opcode.DUPN, Opcode.SWAPN, Opcode.EXCHANGE];
        using var probe = new CompileCostProbe(_backend, Revision.Amsterdam);
        foreach (var code in AdversarialCode.Families(Revision.Amsterdam).Where(code => deep.Any(op => code.Name.Contains($"{op}"))))
        {
            AssertWithinEstimate(probe, code.Fill(600), code.Name);
        }

        foreach (var op in (ReadOnlySpan<Opcode>)[Opcode.SWAPN, Opcode.EXCHANGE])
        {
            // Immediates up to 81 are valid for both.
            var shuffle = Enumerable.Range(0, 400).SelectMany(i => new[] { (byte)op, (byte)(i * 7 % 82) });
            AssertWithinEstimate(probe, [.. Enumerable.Repeat((byte)Opcode.CALLDATASIZE, 240), .. shuffle], $"shuffle by {op}");
        }
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void ReportedBombsAreCompiledOrRefusedInTimeAndRunRight(string name, string hex)
    {
        var code = Convert.FromHexString(hex);
        var config = new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true };
        using var compiled = new EngineVm(config, _backend);
        using var interpreter = new EngineVm(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true }, null);
        using var probe = new CompileCostProbe(_backend, Revision.Osaka);
        var estimate = probe.Estimate(code);
        output.WriteLine($"{name}: estimated at {estimate.TotalMilliseconds:F0} ms");
        if (estimate < config.CompilationBudget)
        {
            AssertWithinEstimate(probe, code, name);
        }

        var expected = Run(interpreter, code);
        var actual = Run(compiled, code);
        Assert.Equal((expected.Status, expected.GasLeft), (actual.Status, actual.GasLeft));
    }

    /// <summary>Whatever is repeated up to the size of a contract or of init code: it is compiled within the budget or refused.</summary>
    [Theory]
    [InlineData(24_576)]
    [InlineData(49_152)]
    public void NoCodeOfFullSizeTakesLongerThanTheBudget(int size)
    {
        using var probe = new CompileCostProbe(_backend, Revision.Osaka);
        var budget = new RuntimeConfig().CompilationBudget;
        RepeatedCode[] all = [.. AdversarialCode.Families(Revision.Osaka)];
        var random = new FuzzRandom(Seed, (ulong)size, 0);
        for (var measured = 0; measured < 4;)
        {
            var code = all[random.Next(all.Length)];
            var bytes = code.Fill(size);
            var estimate = probe.Estimate(bytes);
            if (estimate > budget || estimate < budget / 4)
            {
                continue;
            }

            measured++;
            var sample = probe.Measure(bytes, 1);
            output.WriteLine($"{code.Name}: {sample}");
            Assert.True(sample.Time < budget * Tolerance || probe.Measure(bytes, 2).Time < budget * Tolerance, $"{code.Name}: {sample}");
        }
    }

    /// <summary>Contracts that people wrote are never refused; nor are their conservative versions, synthetic ones apart.</summary>
    [Fact]
    public void RealContractsAreWithinTheCompilationBudget()
    {
        var budget = new RuntimeConfig().CompilationBudget;
        string[] dearWhenConservative =
        [
            "jump_around", "signextend", "burntpix", "JUMPDEST_n0", "EntryPoint_v060_23689", "memory_grow_mload",
        ];
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("ethereum/bench/contracts"), "*.hex"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            foreach (var mode in new[] { RegionMode.Optimistic, RegionMode.Conservative })
            {
                var module = MirLifter.Lift(new EvmFrontendContext(Contract(name), Revision.Osaka, true), mode);
                new PassRunner(Pipelines.ForLevel(2)).Run(module);
                var cost = LlvmBackend.LlvmTraits.EstimateCost!(module);
                output.WriteLine($"{name} {mode}: {cost.TotalMilliseconds:F0} ms");
                Assert.True(cost < budget
                    || (mode == RegionMode.Conservative && dearWhenConservative.Contains(name)), $"{name} {mode}: {cost}");
            }
        }
    }

    public void Dispose() => _backend.Dispose();

    private void AssertWithinEstimate(CompileCostProbe probe, byte[] code, string name)
    {
        // A compilation takes some milliseconds whatever the code; a measurement that another process disturbed is repeated.
        var allowance = TimeSpan.FromMilliseconds(15);
        CompileCostSample sample = default;
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            sample = probe.Measure(code, attempt);
            if (sample.Time < (sample.Estimate * Tolerance) + allowance)
            {
                output.WriteLine($"{name}: {sample}");
                return;
            }
        }

        Assert.Fail($"{name}: {sample}, {Convert.ToHexStringLower(code)}");
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

    private static byte[] Contract(string name)
    {
        var text = File.ReadAllText(SharedData.Path($"ethereum/bench/contracts/{name}.hex")).Trim();
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    private static string Hex(params (string Part, int Times)[] parts) =>
        string.Concat(parts.SelectMany(part => Enumerable.Repeat(part.Part, part.Times)));
}

/// <summary>Tests that measure time run when no other test of the project does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

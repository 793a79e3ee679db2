// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Engine;
using Dtvm.Engine.Tests;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;
using Dtvm.Passes;
using Dtvm.Tool;
using Dtvm.Workbench.Bisection;
using Dtvm.Workbench.Execution;
using Xunit.Abstractions;

namespace Dtvm.Workbench.Tests;

/// <summary>Bisection names the planted fault: a pass and its function, a required pass, the frontend, what comes behind the
/// passes.</summary>
public sealed class PassBisectionTests(ITestOutputHelper output)
{
    private static readonly RuntimeConfig Interpreter = new() { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true };

    public static TheoryData<string, bool> Faults()
    {
        var data = new TheoryData<string, bool>();
        foreach (var pass in BrokenPass.All)
        {
            data.Add(pass.Info.Name, false);
            data.Add(pass.Info.Name, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void BrokenPassIsNamed(string fault, bool machineCode)
    {
        using var baseline = X64Backend.TryCreate(out _)!;
        var steps = Pipelines.O2.Insert(3, new PassStep(fault, BrokenPass.Named(fault)));
        var culprit = FindCulprit(steps, machineCode ? options => Baseline(baseline, options) : null);
        output.WriteLine(culprit.ToString());
        Assert.Equal(CulpritKind.Pass, culprit.Kind);
        Assert.Equal(fault, culprit.Pass);
        Assert.StartsWith("pc_0x", culprit.Function);
        Assert.InRange(culprit.Application, 1, culprit.Applications);
        Assert.NotEmpty(culprit.Difference);
    }

    [Fact]
    public void BrokenRequiredPassIsNamed()
    {
        using var backend = CreateBackend();
        var culprit = FindCulprit(
            Pipelines.O2.Insert(0, new PassStep("broken-sub", BrokenPass.Named("broken-sub"), Required: true)),
            options => Jit(backend, options));
        Assert.Equal((CulpritKind.RequiredPass, "broken-sub"), (culprit.Kind, culprit.Pass));
    }

    [Fact]
    public void NothingThatDiffersIsSaid()
    {
        using var backend = CreateBackend();
        var culprit = DeepStack.Run(() => Bisect(0, Pipelines.O2, options => Jit(backend, options), null));
        Assert.Equal(CulpritKind.None, culprit.Kind);
        Assert.True(culprit.Applications > 0);
    }

    [Fact]
    public void FaultOfTheFrontendIsToldApart()
    {
        // The MIR that is compiled in place of the frontend's has its subtractions swapped.
        var culprit = FindCulprit(Pipelines.O2, null, unit =>
        {
            var module = CodeStore.Lift(unit, gasMetering: true);
            foreach (var function in module.Functions)
            {
                BrokenPass.Named("broken-sub").Run(function, new PassContext(module));
            }

            return module;
        });
        Assert.Equal(CulpritKind.Lift, culprit.Kind);
    }

    [Fact]
    public void FaultBehindThePassesIsToldApart()
    {
        using var backend = CreateBackend();
        var culprit = DeepStack.Run(
            () => FirstCulprit(index => Bisect(index, Pipelines.O2, options => new OutputAlteringVm(Jit(backend, options)), null)));
        output.WriteLine(culprit.ToString());
        Assert.Equal(CulpritKind.Backend, culprit.Kind);
    }

    [Fact]
    public void CampaignWritesTheCulpritIntoTheReproducer()
    {
        using var backend = CreateBackend();
        var steps = Pipelines.O2.Insert(3, new PassStep("broken-sub", BrokenPass.Named("broken-sub")));
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var planted = new CompilationOptions { Pipeline = _ => steps };
            var report = new FuzzCampaign(
                new FuzzOptions { Count = 320, Seed = 8, Directory = folder.FullName, ShrinkSeconds = 5, MaxFindings = 1 },
                () => new EngineVm(Interpreter, null),
                _ => Jit(backend, planted),
                output.WriteLine,
                (difference, _) => new PassBisection(
                    DifferentialRunner.Scenario(difference.Program, difference.Input), steps, () =>
                        new EngineVm(Interpreter, null), options => Jit(backend, options)).Run()).Run();
            var text = File.ReadAllText(Assert.Single(report.Reproducers));
            Assert.Contains("\"culprit\"", text, StringComparison.Ordinal);
            Assert.Contains("\"pass\": \"broken-sub\"", text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LlvmBackend CreateBackend() =>
        LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error);

    private static EngineVm Jit(LlvmBackend backend, CompilationOptions options) =>
        new(
            new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true, CompilationBudget = TimeSpan.MaxValue },
            backend,
            compilation: options);

    private static EngineVm Baseline(X64Backend backend, CompilationOptions options) =>
        new(
            new RuntimeConfig { Mode = ExecutionMode.Baseline, EnableEvmGasMetering = true }, null, compilation: options,
            baseline: backend);

    /// <summary>The culprit in the first program that differs; without an engine in that of MIR.</summary>
    private static Culprit FindCulprit(
        ImmutableArray<PassStep> steps, Func<CompilationOptions, IVm>? engine, Func<CompilationUnit, MirModule?>? module = null) =>
        DeepStack.Run(() => FirstCulprit(index => Bisect(
            index, steps, engine ?? (options => MirEngine.ForLevel(0, options)), module)));

    private static Culprit FirstCulprit(Func<ulong, Culprit> bisect)
    {
        for (ulong index = 0; index < 1000; index++)
        {
            if (bisect(index) is { Kind: not CulpritKind.None } culprit)
            {
                return culprit;
            }
        }

        throw new InvalidOperationException("no program differs");
    }

    private static Culprit Bisect(
        ulong index, ImmutableArray<PassStep> steps, Func<CompilationOptions, IVm> create, Func<CompilationUnit, MirModule?>? module)
    {
        var program = ProgramGenerator.Generate(4711, index, null);
        var random = new FuzzRandom(4711, index, 2);
        var input = random.Chance(50)
            ? new FuzzInput(new byte[64], 1_000_000, U256.Zero, IsStatic: false)
            : ProgramGenerator.GenerateInput(random) with { Gas = 300 + random.NextLong(5_000) };
        return new PassBisection(DifferentialRunner.Scenario(program, input), steps, () => new EngineVm(Interpreter, null), create)
        {
            Module = module,
        }.Run();
    }

    /// <summary>Alters the first byte of every output.</summary>
    private sealed unsafe class OutputAlteringVm(IVm vm) : IVm
    {
        public string Name => "broken";

        public VmStatistics Statistics => vm.Statistics;

        public Evmc.Abi.EvmcResult Execute(
            Evmc.Abi.EvmcHostInterface* host, void* context, Evmc.Abi.EvmcRevision revision, Evmc.Abi.EvmcMessage* message, byte* code,
            nuint codeSize)
        {
            var result = vm.Execute(host, context, revision, message, code, codeSize);
            if (result.OutputSize > 0)
            {
                result.OutputData[0] ^= 1;
            }

            return result;
        }

        public void Reset() => vm.Reset();

        public void Dispose() => vm.Dispose();
    }
}

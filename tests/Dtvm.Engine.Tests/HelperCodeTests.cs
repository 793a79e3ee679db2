using System.Diagnostics.CodeAnalysis;
using Dtvm.Backend.Llvm;
using Dtvm.Evm;
using Dtvm.ExecutionAbi;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>The table that machine code calls the runtime by.</summary>
public sealed unsafe class HelperCodeTests
{
    /// <summary>CALLDATALOAD(0) / CALLDATALOAD(32), returned.</summary>
    private const string Division = "6020355f35045f5260205ff3";

    private const string Addition = "6020355f35015f5260205ff3";

    [Fact]
    public void ArithmeticIsReplacedWhenAModuleNeedsIt()
    {
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out _)!;
        var budget = new CodeMemoryBudget(100);
        using (var helpers = new HelperCode(backend, budget))
        {
            Assert.Null(helpers.CompileFor(Lift(Addition)));
            Assert.Equal(HelpersOfRuntime(), Copy(helpers));
            Assert.Equal(0, budget.InUse);

            Assert.Null(helpers.CompileFor(Lift(Division)));
            var replaced = Copy(helpers);
            for (var i = 0; i < replaced.Length; i++)
            {
                var row = RuntimeCallTable.Get((RuntimeCall)i);
                var isArithmetic = row is { Kind: RuntimeCallKind.Plain, Effects: MirEffects.None, Call: not RuntimeCall.CallDataLoad };
                Assert.Equal(isArithmetic, replaced[i] != HelperTable.Addresses[i]);
            }

            Assert.NotEqual(0, budget.InUse);
            Assert.Null(helpers.CompileFor(Lift(Division)));
            Assert.Equal(replaced, Copy(helpers));
        }

        Assert.Equal(0, budget.InUse);
    }

    [Fact]
    public void AFailureLeavesTheHelpersOfTheRuntime()
    {
        using var backend = new BackendWithoutHelpers(null);
        using var helpers = new HelperCode(backend, new CodeMemoryBudget(100));
        Assert.Equal("there is none", helpers.CompileFor(Lift(Division)));
        Assert.Null(helpers.CompileFor(Lift(Division)));
        Assert.Equal(1, backend.Calls);
        Assert.Equal(HelpersOfRuntime(), Copy(helpers));
    }

    [Fact]
    public void CodeCallsTheHelpersOfTheRuntimeWhenThereAreNoOthers()
    {
        using var backend = new BackendWithoutHelpers(LlvmBackend.TryCreate(new LlvmOptions(), out _));
        using var vm = new EngineVm(new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true }, backend);
        var callData = $"{1000:x64}{7:x64}";
        Assert.Equal(142, Engines.Run(vm, Division, 100_000, callData).Output.Span[31]);
        Assert.Equal(1, vm.Runtime.Statistics.Compilations);
        Assert.Equal(1, backend.Calls);
    }

    private static MirModule Lift(string hex) =>
        MirLifter.Lift(new EvmFrontendContext(Convert.FromHexString(hex), Revision.Osaka, true), RegionMode.Optimistic);

    private static nint[] HelpersOfRuntime() => new ReadOnlySpan<nint>(HelperTable.Addresses, HelperTable.Entries.Length).ToArray();

    private static nint[] Copy(HelperCode helpers) => new ReadOnlySpan<nint>(helpers.Addresses, HelperTable.Entries.Length).ToArray();

    /// <summary>Compiles modules, with a backend, but never helpers.</summary>
    private sealed class BackendWithoutHelpers(LlvmBackend? backend) : IMirBackend
    {
        public string Name => "without helpers";

        public int Calls { get; private set; }

        public BackendTraits Traits => LlvmBackend.LlvmTraits;

        public CodegenResult Generate(MirModule module, CodegenRequest request) =>
            backend?.Generate(module, request) ?? CodegenResult.Refuse("there is none");

        public CodegenResult GenerateHelpers(CodegenRequest request)
        {
            Calls++;
            return CodegenResult.Refuse("there is none");
        }

        public bool TryLink(
            CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error)
        {
            (addresses, error) = (null, "there is none");
            return backend is not null && backend.TryLink(artifact, memory, out addresses, out error);
        }

        public void Dispose() => backend?.Dispose();
    }
}

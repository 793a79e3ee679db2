using System.Diagnostics.CodeAnalysis;
using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Evm;
using Dtvm.Evm.Assembly;
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

    /// <summary>Products modulo a word are the baseline compiler's wherever there is one: the reciprocal of the last modulus makes them
    /// quicker than the other's division.</summary>
    [Fact]
    public void ProductsModuloAWordAreThoseOfTheBaselineCompiler()
    {
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out _)!;
        using var baseline = X64Backend.TryCreate(out _)!;
        using var alone = new HelperCode(backend, new CodeMemoryBudget(100));
        using var both = new HelperCode(backend, new CodeMemoryBudget(100), baseline);
        Assert.Null(alone.CompileFor(Lift(Division)));
        Assert.Null(both.CompileFor(Lift(Division)));
        var product = both.Addresses[(int)RuntimeCall.MulMod];
        Assert.NotEqual(HelperTable.Addresses[(int)RuntimeCall.MulMod], product);

        // The other one's follow each other: this one lies elsewhere.
        var distance = alone.Addresses[(int)RuntimeCall.MulMod] - alone.Addresses[(int)RuntimeCall.AddMod];
        Assert.NotEqual(distance, product - both.Addresses[(int)RuntimeCall.AddMod]);
        for (var i = 0; i < RuntimeCalls.Count; i++)
        {
            Assert.Equal(HelperTable.Addresses[i], both.Addresses[RuntimeCalls.OwnOf((RuntimeCall)i)]);
        }
    }

    [Fact]
    public void ProductsModuloAWordAreRightWhateverTheModulusBefore()
    {
        // a * b, that times b, that times a, each modulo m: the reciprocal is made at the second, and used at the third.
        var code = EvmAssembler.Assemble(
            """
            PUSH 64 CALLDATALOAD PUSH 32 CALLDATALOAD PUSH 0 CALLDATALOAD MULMOD DUP1 PUSH 0 MSTORE
            PUSH 64 CALLDATALOAD PUSH 32 CALLDATALOAD DUP3 MULMOD DUP1 PUSH 32 MSTORE
            PUSH 64 CALLDATALOAD PUSH 0 CALLDATALOAD DUP3 MULMOD PUSH 64 MSTORE
            PUSH 96 PUSH 0 RETURN
            """,
            "products").Code!;
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        using var multipass = Engines.Create(ExecutionMode.Multipass);
        using var baseline = Engines.Create(ExecutionMode.Baseline);
        var random = new Random(20261129);
        for (var i = 0; i < 300; i++)
        {
            var callData = string.Concat(Enumerable.Range(0, 3).Select(_ => Draw(random)));
            var expected = Engines.Run(interpreter, Convert.ToHexString(code), 100_000, callData).Output.ToArray();
            Assert.Equal(96, expected.Length);
            Assert.Equal(expected, Engines.Run(multipass, Convert.ToHexString(code), 100_000, callData).Output.ToArray());
            Assert.Equal(expected, Engines.Run(baseline, Convert.ToHexString(code), 100_000, callData).Output.ToArray());
        }
    }

    /// <summary>A word of a random length, sometimes of bits that are all the same.</summary>
    private static string Draw(Random random)
    {
        var bytes = new byte[random.Next(33)];
        random.NextBytes(bytes);
        bytes.AsSpan(random.Next(bytes.Length + 1)).Fill((byte)(0xff * random.Next(2)));
        return Convert.ToHexString(bytes).PadLeft(64, '0');
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

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;
using Dtvm.Tool;
using Dtvm.Tool.Verification;

namespace Dtvm.Engine.Tests;

/// <summary>Engines and small programs for tests.</summary>
internal static class Engines
{
    /// <summary>Calls twice, at two stack heights, an internal function that is too large to be copied; the second return address is a
    /// sum, so that optimistic code has no entry there and the execution goes on in conservative code.</summary>
    public const string ComputedReturn =
        "6005600f56" + "5b5f6001602001600f56" + "5b" + "80800250" + "80800250" + "80800250" + "80800250" + "56" + "5b00";

    private const long DefaultCacheBytes = 256L << 20;

    private static readonly Lazy<LlvmBackend> Backend = new(
        () => LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error));

    private static readonly Lazy<X64Backend> Baseline = new(
        () => X64Backend.TryCreate(out var error, CodeVerifier.Check) ?? throw new InvalidOperationException(error));

    private static readonly Lazy<X64Backend> Unverified = new(
        () => X64Backend.TryCreate(out var error) ?? throw new InvalidOperationException(error));

    /// <summary>The account that runs a program.</summary>
    public static Address Contract { get; } = Address.FromNumber(0xC0DE);

    private static Address Sender { get; } = Address.FromNumber(0x5E4D);

    public static EngineVm Create(
        ExecutionMode mode, bool metering = true, int level = 2, CompilationOptions? compilation = null,
        CodeMemoryBudget? codeMemory = null, long maxCacheBytes = DefaultCacheBytes) =>
        new(
            new RuntimeConfig
            {
                Mode = mode,
                EnableEvmGasMetering = metering,
                OptimizationLevel = level,
                MaxCacheBytes = maxCacheBytes,
            },
            Backend.Value,
            compilation: compilation,
            codeMemory: codeMemory,
            baseline: Baseline.Value);

    /// <summary>An engine for large code: to verify megabytes of machine code of one block takes minutes.</summary>
    public static EngineVm CreateUnverified(ExecutionMode mode) => new(
        new RuntimeConfig { Mode = mode, EnableEvmGasMetering = true }, Backend.Value, baseline: Unverified.Value);

    /// <summary>An engine with a baseline compiler of its own.</summary>
    public static EngineVm CreateBaseline(X64Backend backend, int level = 2) => new(
        new RuntimeConfig { Mode = ExecutionMode.Baseline, EnableEvmGasMetering = true, OptimizationLevel = level },
        null,
        baseline: backend);

    /// <summary>An engine whose mode multipass has another code generator, the caller's.</summary>
    public static EngineVm CreateMultipass(IMirBackend backend, int level = 2) =>
        new(
            new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true, OptimizationLevel = level }, backend,
            baseline: Baseline.Value);

    /// <summary>A code generator that mixes regions of both compilers.</summary>
    /// <param name="choose">Says for a module what is taken from the baseline compiler.</param>
    public static MixingBackend CreateMixing(Func<SymbolChoice> choose) => new(Backend.Value, Baseline.Value, choose);

    /// <summary>Runs a program once on a thread with enough native stack.</summary>
    public static MessageOutcome Run(
        EngineVm vm, string hex, long gas, string callData = "", EvmcRevision revision = EvmcRevision.Osaka, int depth = 0)
    {
        return DeepStack.Run(() =>
        {
            var account = new PreAccount(Contract, U256.Zero, 1, ContractCode.Create(Convert.FromHexString(hex)), []);
            using var runner = new MessageRunner(
                vm,
                PreState.ToWorldState([account]),
                revision,
                new BlockEnvironment(),
                U256.Zero,
                new CallRequest(Sender, Contract, U256.Zero, Convert.FromHexString(callData), gas, depth));
            return runner.Run();
        });
    }
}

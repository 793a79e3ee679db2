// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Tool.Verification;

namespace Dtvm.Tool.Engines;

/// <summary>Makes VMs from what the command line names: a mode of ours or an EVMC library.</summary>
internal static class EngineFactory
{
    /// <summary>The mode when none is named.</summary>
    public const string DefaultMode = "multipass";

    /// <summary>Makes our engine.</summary>
    /// <param name="modeName">Name of the mode.</param>
    /// <param name="gasMetering">Whether gas is metered.</param>
    /// <param name="level">The optimisation level.</param>
    /// <param name="records">Whether statistics are recorded.</param>
    /// <param name="compilation">What the compiler does other than the level says, and who hears of machine code; null for
    /// nothing.</param>
    /// <returns>The VM.</returns>
    /// <exception cref="CliException">There is no such mode, or it needs something that is missing here.</exception>
    public static EngineVm CreateOurs(
        string modeName, bool gasMetering, int level = 2, bool records = false, CompilationOptions? compilation = null)
    {
        if (!ExecutionModes.TryParse(modeName, out var mode, out var error))
        {
            throw new CliException("--" + error);
        }

        var config = new RuntimeConfig
        {
            Mode = mode,
            EnableEvmGasMetering = gasMetering,
            OptimizationLevel = level,
            RecordsStatistics = records,
        };
        if (mode == ExecutionMode.Interpreter)
        {
            return new EngineVm(config, null);
        }

        if (mode == ExecutionMode.Baseline)
        {
            return new EngineVm(config, null, compilation: compilation, baseline: CreateBaseline("--mode 'baseline'"));
        }

        var backend = LlvmBackend.TryCreate(new LlvmOptions(), out error);
        return backend is null
            ? throw new CliException($"--mode '{modeName}': {error}; mode interpreter works without it")
            : new EngineVm(config, backend, ownsBackend: true, compilation, baseline: X64Backend.TryCreate(out _));
    }

    /// <summary>Makes the interpreter that machine code is compared with, metered.</summary>
    /// <returns>The VM.</returns>
    public static EngineVm CreateReference() =>
        new(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true }, null);

    /// <summary>Makes an engine that runs machine code, metered, to be compared with <see cref="CreateReference"/>. As in the library, the
    /// baseline compiler's helpers serve it where it has any.</summary>
    /// <param name="backend">The code generator, which stays the caller's to dispose.</param>
    /// <param name="level">The optimisation level.</param>
    /// <param name="compilation">What the compiler does other than the level says; null for nothing.</param>
    /// <returns>The VM.</returns>
    public static EngineVm CreateSubject(LlvmBackend backend, int level, CompilationOptions? compilation = null) =>
        new(
            new RuntimeConfig
            {
                Mode = ExecutionMode.Multipass,
                EnableEvmGasMetering = true,
                OptimizationLevel = level,

                // Code that is too dear to compile would be interpreted, and then nothing is compared.
                CompilationBudget = TimeSpan.MaxValue,
            },
            backend,
            compilation: compilation,
            baseline: X64Backend.TryCreate(out _));

    /// <summary>Makes the code generator of mode baseline.</summary>
    /// <param name="context">What the message begins with when it cannot be had.</param>
    /// <param name="isVerified">Whether code is verified before it is linked; what is refused counts as a failed compilation.</param>
    /// <exception cref="CliException">The processor lacks something.</exception>
    public static X64Backend CreateBaseline(string context, bool isVerified = false) =>
        X64Backend.TryCreate(out var error, isVerified ? CodeVerifier.Check : null) ?? throw new CliException($"{context}: {error}");

    /// <summary>As <see cref="CreateSubject"/>, in mode baseline.</summary>
    /// <param name="backend">The code generator, which stays the caller's to dispose.</param>
    /// <param name="level">The optimisation level.</param>
    /// <param name="compilation">What the compiler does other than the level says; null for nothing.</param>
    /// <returns>The VM.</returns>
    public static EngineVm CreateBaselineSubject(X64Backend backend, int level, CompilationOptions? compilation = null) => new(
        new RuntimeConfig { Mode = ExecutionMode.Baseline, EnableEvmGasMetering = true, OptimizationLevel = level },
        null,
        compilation: compilation,
        baseline: backend);

    /// <summary>Loads an EVMC library.</summary>
    /// <param name="configuration"><c>path,option=value,...</c>.</param>
    /// <returns>The VM.</returns>
    /// <exception cref="CliException">The text is no configuration.</exception>
    /// <exception cref="EvmcLoadException">The library cannot be used.</exception>
    public static IVm Load(string configuration)
    {
        try
        {
            return ExternalVm.Load(EvmcLoadOptions.Parse(configuration));
        }
        catch (FormatException exception)
        {
            throw new CliException("--vm: " + exception.Message);
        }
    }
}

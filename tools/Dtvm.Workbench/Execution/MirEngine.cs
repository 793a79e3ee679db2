// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Workbench.Execution;

/// <summary>The MIR engine with passes, as the JIT engine has them: lifts each code it meets, runs the passes, interprets the
/// result.</summary>
/// <remarks>Not safe for concurrent use. What has no meaning counts as a failed compilation.</remarks>
/// <param name="pipeline">The passes; empty to interpret what the frontend made.</param>
/// <param name="compilation">What is done other than that; its pipeline does not matter.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
/// <param name="maxSteps">The bound of MIR instructions of a message of depth 0.</param>
public sealed unsafe class MirEngine(
    IReadOnlyList<PassStep> pipeline, CompilationOptions? compilation = null, bool gasMetering = true,
    long maxSteps = MirVm.DefaultMaxSteps) : IVm
{
    private CodeStore? _codes;
    private MirVm? _vm;
    private long _failures;

    /// <summary>The engine of an optimisation level.</summary>
    /// <param name="level">0 to 3.</param>
    /// <param name="compilation">What is done other than the level says.</param>
    /// <returns>The engine.</returns>
    public static MirEngine ForLevel(int level, CompilationOptions? compilation = null) =>
        new((compilation?.Pipeline ?? Pipelines.ForLevel)(level), compilation);

    /// <inheritdoc/>
    public string Name => "mir";

    /// <inheritdoc/>
    public VmStatistics Statistics => new(0, 0, _failures);

    /// <inheritdoc/>
    public string? Failure => _vm?.Failure;

    /// <summary>Whether <see cref="Failure"/> is the bound of steps.</summary>
    public bool ReachedStepLimit => _vm is { ReachedStepLimit: true };

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        _codes ??= new CodeStore(Make);
        _vm ??= new MirVm(_codes, gasMetering, maxSteps);
        if (message->Depth == 0)
        {
            _vm.Start();
        }

        var result = _vm.Execute(host, context, revision, message, code, codeSize);
        if (message->Depth == 0 && _vm.Failure is not null)
        {
            _failures++;
        }

        return result;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Dispose();
        _vm = null;
        _codes = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _vm?.Dispose();
        _codes?.Dispose();
    }

    private MirModule Make(CompilationUnit unit)
    {
        var module = compilation?.Module?.Invoke(unit) ?? CodeStore.Lift(unit, gasMetering);
        var ran = new PassRunner([.. pipeline], compilation?.PassOptions?.Invoke(unit)).Run(module);
        compilation?.PassesRan?.Invoke(unit, ran);
        return module;
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Workbench.Execution;

namespace Dtvm.Workbench.Bisection;

/// <summary>What a VM under test did differently.</summary>
/// <param name="Kind">The first thing that differs.</param>
/// <param name="Description">The first difference in one line.</param>
public sealed record SubjectDifference(DifferenceKind Kind, string Description);

/// <summary>
/// Compares what passes leave, as machine code or interpreted, with a reference. Machine code of MIR that has no meaning could do anything,
/// so before machine code is run its MIR is interpreted, and when that fails nothing more is run.
/// </summary>
/// <remarks>To be used on a <see cref="DeepStack"/>.</remarks>
/// <param name="scenario">The execution.</param>
/// <param name="createReference">Makes the VM that is taken to be right; disposed.</param>
/// <param name="createSubject">Makes the VM that runs machine code made with these compilation options; disposed. Null to interpret the
/// MIR.</param>
public sealed class SubjectComparison(ExecutionScenario scenario, Func<IVm> createReference, Func<CompilationOptions, IVm>? createSubject)
{
    private Observation? _reference;

    /// <summary>Number of executions so far.</summary>
    public int Executions { get; private set; }

    /// <summary>Why what the reference did means nothing, so that nothing can be compared with it; otherwise null.</summary>
    public string? ReferenceFailure => Reference.Outcome is null ? Reference.Failure : null;

    private Observation Reference => _reference ??= Observe(createReference());

    /// <summary>Runs what passes leave and compares.</summary>
    /// <param name="createOptions">Makes the compilation options of one execution: asked once for the MIR and once for machine
    /// code.</param>
    /// <returns>The difference, or null. MIR that has no meaning or is malformed is a <see cref="DifferenceKind.Crash"/>.</returns>
    /// <exception cref="InvalidOperationException">The reference failed.</exception>
    public SubjectDifference? Find(Func<CompilationOptions> createOptions)
    {
        ArgumentNullException.ThrowIfNull(createOptions);
        if (createSubject is null)
        {
            return FindInMir(createOptions());
        }

        ThrowIfReferenceFailed();
        return MeaningOf(createOptions()) is { } failure
            ? new SubjectDifference(DifferenceKind.Crash, failure)
            : Compare(createSubject(createOptions()));
    }

    /// <summary>The same with the MIR interpreted, whatever the VM under test runs.</summary>
    /// <param name="options">The compilation options, whose pipeline is that of the engine.</param>
    /// <returns>The difference, or null.</returns>
    /// <exception cref="InvalidOperationException">The reference failed.</exception>
    public SubjectDifference? FindInMir(CompilationOptions options)
    {
        ThrowIfReferenceFailed();
        return Compare(CreateMirEngine(options));
    }

    private static MirEngine CreateMirEngine(CompilationOptions options) => new(options.Pipeline(0), options);

    private void ThrowIfReferenceFailed()
    {
        if (ReferenceFailure is { } failure)
        {
            throw new InvalidOperationException($"the reference failed: {failure}");
        }
    }

    /// <summary>Why the MIR that passes leave has no meaning; null when it has one, and when it comes to no end.</summary>
    private string? MeaningOf(CompilationOptions options)
    {
        var engine = CreateMirEngine(options);
        var seen = Observe(engine);
        return engine.ReachedStepLimit ? null : seen.Failure;
    }

    private SubjectDifference? Compare(IVm vm)
    {
        var seen = Observe(vm);
        return ObservationComparison.Compare(Reference, seen) is { } kind
            ? new SubjectDifference(kind, FirstDifference.Describe(kind, Reference, seen))
            : null;
    }

    private Observation Observe(IVm vm)
    {
        using (vm)
        {
            Executions++;
            using var observer = new Observer(vm);
            return observer.Observe(scenario, keepsText: true);
        }
    }
}

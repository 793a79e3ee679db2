// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Verification;

namespace Dtvm.Tool.Compilation;

/// <summary>Runs passes over a module under the eyes of observers.</summary>
/// <param name="steps">The steps in order.</param>
/// <param name="settings">What is done besides.</param>
/// <param name="observers">Who is told; in this order.</param>
internal sealed class PassSession(ImmutableArray<PassStep> steps, PassSettings settings, params ImmutableArray<IPassObserver> observers)
{
    /// <summary>The steps in order.</summary>
    public ImmutableArray<PassStep> Steps { get; } = steps;

    /// <summary>The settings.</summary>
    public PassSettings Settings { get; } = settings;

    /// <summary>Runs the steps.</summary>
    /// <param name="module">The module, changed in place.</param>
    /// <exception cref="PassFailureException">A pass failed, or left malformed MIR.</exception>
    public PassSessionResult Run(MirModule module)
    {
        foreach (var observer in observers)
        {
            observer.Begin(module);
        }

        (string Label, string Function)? lastOptional = null;
        var options = new PassRunnerOptions
        {
            Verify = Settings.VerifyEach,
            CollectStatistics = Settings.TimePasses || Settings.Stats,
            OptionalRunLimit = Settings.BisectLimit ?? int.MaxValue,
            Before = (step, owner, function) =>
            {
                if (!step.Required)
                {
                    lastOptional = (step.Label, function.Name);
                }

                foreach (var observer in observers)
                {
                    observer.Before(step, owner, function);
                }
            },
            After = (step, owner, function, changed) =>
            {
                foreach (var observer in observers)
                {
                    observer.After(step, owner, function, changed);
                }
            },
        };
        try
        {
            var result = new PassRunner(Steps, options).Run(module);
            return new PassSessionResult(result.Changed, result.OptionalRuns, lastOptional, result.Statistics);
        }
        catch (MirPassException exception)
        {
            throw new PassFailureException(exception);
        }
    }
}

/// <summary>What a session has to say.</summary>
/// <param name="Changed">Whether any pass changed anything.</param>
/// <param name="OptionalRuns">Number of runs of optional passes there are to make: the bound for <c>--bisect-limit</c>.</param>
/// <param name="LastOptional">The last run of an optional pass that was made.</param>
/// <param name="Statistics">A row a step, when asked for.</param>
internal sealed record PassSessionResult(
    bool Changed, int OptionalRuns, (string Label, string Function)? LastOptional, ImmutableArray<PassStatistics> Statistics);

/// <summary>A pass failed: a fault of the compiler or of a plugin, not of the command line.</summary>
/// <param name="cause">What the runner reported.</param>
internal sealed class PassFailureException(MirPassException cause) : Exception(cause.Message, cause)
{
    /// <summary>The broken invariants, none when the pass threw.</summary>
    public IReadOnlyList<MirDiagnostic> Diagnostics { get; } = cause.Diagnostics;
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Workbench.Bisection;

/// <summary>Finds the first application of a pass that makes compiled code differ from the interpreter.</summary>
/// <remarks>
/// The applications of optional passes are numbered in the order in which they are made, over all codes that the execution compiles. The
/// run with the first n of them is repeated for n found by bisection. When it differs even with none, the MIR itself is interpreted to tell
/// the frontend and the required passes from what comes behind them. To be used on a <see cref="DeepStack"/>.
/// </remarks>
/// <param name="scenario">The execution.</param>
/// <param name="pipeline">The passes.</param>
/// <param name="createReference">Makes the VM that is taken to be right; disposed.</param>
/// <param name="createSubject">Makes the VM that runs machine code made with these compilation options; disposed. Null to interpret the
/// MIR.</param>
public sealed class PassBisection(
    ExecutionScenario scenario, ImmutableArray<PassStep> pipeline, Func<IVm> createReference, Func<CompilationOptions, IVm>? createSubject)
{
    private readonly SubjectComparison _comparison = new(scenario, createReference, createSubject);

    /// <summary>The MIR of a code in place of what the frontend makes of it; null for the frontend's.</summary>
    public Func<CompilationUnit, MirModule?>? Module { get; init; }

    /// <summary>Number of executions so far.</summary>
    public int Executions => _comparison.Executions;

    /// <summary>Searches.</summary>
    /// <returns>What was found.</returns>
    public Culprit Run()
    {
        if (_comparison.ReferenceFailure is { } failure)
        {
            return new Culprit(CulpritKind.Reference, null, null, 0, 0, "", failure);
        }

        if (Differs(int.MaxValue, out var all) is not { } difference)
        {
            return new Culprit(CulpritKind.None, null, null, 0, all.Count, "", "both do the same: there is nothing to bisect");
        }

        if (Differs(0, out _) is { } withoutPasses)
        {
            return OutsideOptionalPasses(all.Count, withoutPasses);
        }

        var same = 0;
        var differs = all.Count;
        while (differs - same > 1)
        {
            var count = same + ((differs - same) / 2);
            if (Differs(count, out _) is { } found)
            {
                differs = count;
                difference = found;
            }
            else
            {
                same = count;
            }
        }

        difference = Differs(differs, out var last) ?? difference;
        var changesMeaning = _comparison.FindInMir(OptionsFor(new Applications(differs))) is not null;
        return new Culprit(
            CulpritKind.Pass,
            last.LastStep,
            last.LastFunction,
            differs,
            all.Count,
            difference,
            changesMeaning
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"pass {last.LastStep} changes what @{last.LastFunction} does (application {differs} of {all.Count})")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"the difference appears with pass {last.LastStep} on @{last.LastFunction} (application {differs} of {all.Count}), "
                    + $"but its MIR still means the same: the fault lies behind the passes"));
    }

    private Culprit OutsideOptionalPasses(int applications, string difference)
    {
        ImmutableArray<PassStep> required = [.. pipeline.Where(step => step.Required)];
        for (var count = 0; count <= required.Length; count++)
        {
            var steps = required[..count];
            var options = OptionsFor(new Applications(int.MaxValue)) with { Pipeline = _ => steps };
            if (_comparison.FindInMir(options)?.Description is not { } found)
            {
                continue;
            }

            return count == 0
                ? new Culprit(
                    CulpritKind.Lift, null, null, 0, applications, found, "the MIR differs before any pass: the fault lies in the frontend")
                : new Culprit(
                    CulpritKind.RequiredPass,
                    required[count - 1].Label,
                    null,
                    0,
                    applications,
                    found,
                    $"required pass {required[count - 1].Label} changes what the MIR does");
        }

        return new Culprit(
            CulpritKind.Backend,
            null,
            null,
            0,
            applications,
            difference,
            "it differs without any optional pass, and the MIR means what the bytecode does: the fault lies behind the passes (lowering, "
            + "LLVM, machine code, engine)");
    }

    /// <summary>Runs with the first applications of optional passes.</summary>
    /// <param name="limit">How many.</param>
    /// <param name="applications">Those that were made in the last execution.</param>
    /// <returns>The first difference, or null.</returns>
    private string? Differs(int limit, out Applications applications)
    {
        var made = applications = new Applications(limit);
        var found = _comparison.Find(() => OptionsFor(made = new Applications(limit)));
        applications = made;
        return found?.Description;
    }

    private CompilationOptions OptionsFor(Applications applications) =>
        new() { Pipeline = _ => pipeline, Module = Module, PassOptions = applications.Begin };

    /// <summary>Counts applications of optional passes over all codes, and allows the first ones.</summary>
    private sealed class Applications(int limit)
    {
        public int Count { get; private set; }

        public string? LastStep { get; private set; }

        public string? LastFunction { get; private set; }

        public PassRunnerOptions Begin(CompilationUnit unit) => new()
        {
            Verify = true,
            OptionalRunLimit = limit - Count,
            Before = (step, _, function) =>
            {
                if (step.Required)
                {
                    return;
                }

                Count++;
                LastStep = step.Label;
                LastFunction = function.Name;
            },
        };
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Interpretation;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Verification;
using Dtvm.Workbench.Execution;

namespace Dtvm.Workbench.ExecuteEach;

/// <summary>
/// <c>--execute-each</c>: runs contracts in the MIR interpreter before the first and after each pass, and each function that a pass changed
/// before and after it, and compares status, gas, output, logs, storage and host calls, for functions also stack and memory.
/// </summary>
/// <remarks>
/// A pass works on one function and looks at nothing else that a pass changes. So the steps can be taken one after the other over all
/// functions, which needs one execution of the contract a step and not one a function; when that shows a difference, the function is found
/// by bisection. Before gas-metering there are chunk annotations instead of charges: <see cref="MirInterpreter"/> charges what they stand
/// for. To be used on a <see cref="DeepStack"/>.
/// </remarks>
/// <param name="steps">The passes.</param>
/// <param name="options">How much is executed.</param>
/// <param name="module">The MIR of a code, as it is before the first pass; null for a code that is lifted.</param>
public sealed class PassExecution(
    ImmutableArray<PassStep> steps, ExecuteEachOptions options, Func<CompilationUnit, MirModule?>? module = null)
{
    private readonly Dictionary<MirFunction, FunctionObservation[]> _seen = [];
    private long _contractRuns;
    private int _changed;
    private int _inconclusive;
    private string? _inconclusiveReason;

    /// <summary>Runs all steps until one changes behaviour.</summary>
    /// <param name="scenarios">The messages.</param>
    /// <returns>What was executed and found.</returns>
    public ExecuteEachReport Run(IReadOnlyList<ExecutionScenario> scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        using var codes = new CodeStore(unit => module?.Invoke(unit) ?? CodeStore.Lift(unit, options.GasMetering));
        using var vm = CreateVm(codes);
        using var observer = new Observer(vm);
        using var functions = new FunctionRuns(options.Seed, options.FunctionInputs);
        var stepsRun = 0;
        BehaviourChange? change = null;
        var expected = new Observation?[scenarios.Count];
        for (var i = 0; i < scenarios.Count && change is null; i++)
        {
            vm.Start();
            expected[i] = observer.Observe(scenarios[i], keepsText: true);
            _contractRuns++;
            if (options.UnknownBytecode is null && vm.Failure is null)
            {
                change = CompareWithBytecode(scenarios[i], i, expected[i]!, codes);
            }

            var precompile = expected[i]!.Outcome?.UnavailablePrecompile;
            if (vm.Failure is null && precompile is null)
            {
                continue;
            }

            _inconclusiveReason ??= $"{Message(i)}: {vm.Failure ?? $"the precompiled contract {precompile} is not available"}";
            expected[i] = null;
            _inconclusive++;
        }

        foreach (var step in steps)
        {
            if (change is not null)
            {
                break;
            }

            stepsRun++;
            change = RunStep(step, codes, vm, observer, functions, scenarios, expected);
        }

        return new ExecuteEachReport(
            stepsRun,
            codes.Modules.Count,
            codes.Modules.Sum(loaded => loaded.Module.Functions.Count),
            _changed,
            _contractRuns,
            functions.Executions,
            _inconclusive,
            change)
        {
            InconclusiveReason = _inconclusiveReason,
        };
    }

    private MirVm CreateVm(CodeStore codes) =>
        new(codes, options.GasMetering, options.MaxSteps) { EntryMode = options.Mode, UnknownBytecode = options.UnknownBytecode };

    private BehaviourChange? CompareWithBytecode(ExecutionScenario scenario, int number, Observation seen, CodeStore codes)
    {
        using var bytecode = new CodeStore(_ => null);
        using var vm = new MirVm(bytecode, options.GasMetering);
        using var observer = new Observer(vm);
        var reference = observer.Observe(scenario, keepsText: true);
        return ObservationComparison.Compare(reference, seen) is { } kind
            ? Change(ExecuteEachOptions.LiftStep, "", codes.Modules[0], Message(number), FirstDifference.Describe(kind, reference, seen))
            : null;
    }

    private BehaviourChange? RunStep(
        PassStep step,
        CodeStore codes,
        MirVm vm,
        Observer observer,
        FunctionRuns functions,
        IReadOnlyList<ExecutionScenario> scenarios,
        Observation?[] expected)
    {
        // Codes that are met first while a changed contract runs are lifted then, and go through the steps that follow.
        LoadedModule[] modules = [.. codes.Modules];
        var before = Array.ConvertAll(modules, loaded => MirCopy.Of(loaded.Module));
        var applied = new List<(int Module, MirFunction Function)>();
        for (var i = 0; i < modules.Length; i++)
        {
            var changing = modules[i].Module;
            var context = new PassContext(changing);
            var interpreter = new MirInterpreter(before[i]);
            foreach (var function in changing.Functions)
            {
                var was = options.FunctionInputs == 0 ? null
                    : _seen.GetValueOrDefault(function) ?? functions.Run(modules[i].Unit, interpreter, before[i].Functions[function.Index]);
                if (Apply(step, function, context, out var hasChanged) is { } fault)
                {
                    return Change(step.Label, function.Name, modules[i], "pass", fault);
                }

                if (was is not null)
                {
                    _seen[function] = was;
                }

                if (!hasChanged)
                {
                    continue;
                }

                _changed++;
                applied.Add((i, function));
                if (was is null)
                {
                    continue;
                }

                var now = functions.Run(modules[i].Unit, new MirInterpreter(changing), function);
                if (FunctionRuns.FirstDifference(was, now) is { } difference)
                {
                    return Change(step.Label, function.Name, modules[i], "function", difference);
                }
            }
        }

        if (applied.Count == 0)
        {
            return null;
        }

        codes.ModulesChanged();
        for (var i = 0; i < scenarios.Count; i++)
        {
            if (expected[i] is not { } reference)
            {
                continue;
            }

            if (Compare(vm, observer, scenarios[i], reference) is not { } difference)
            {
                continue;
            }

            var (culpritModule, function) = applied[FindFunction(step, modules, before, applied, scenarios[i], reference) - 1];
            return Change(step.Label, function.Name, modules[culpritModule], Message(i), difference);
        }

        return null;
    }

    /// <summary>Runs a pass on a function and verifies what it leaves.</summary>
    private static string? Apply(PassStep step, MirFunction function, PassContext context, out bool hasChanged)
    {
        hasChanged = false;
        try
        {
            hasChanged = context.Run(step.Pass, function);
        }
#pragma warning disable CA1031 // Whatever a pass throws is a fault of the pass, and the report of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"the pass failed: {exception.GetType().Name}: {exception.Message}";
        }

        return MirVerifier.Verify(context.Module, function) is { Count: > 0 } diagnostics ? $"malformed MIR: {diagnostics[0]}" : null;
    }

    private string? Compare(MirVm vm, Observer observer, ExecutionScenario scenario, Observation reference)
    {
        vm.Start();
        var seen = observer.Observe(scenario, keepsText: true);
        _contractRuns++;
        if (vm.ReachedStepLimit)
        {
            return null;
        }

        if (vm.Failure is { } failure)
        {
            return failure;
        }

        return ObservationComparison.Compare(reference, seen) is { } kind ? FirstDifference.Describe(kind, reference, seen) : null;
    }

    /// <summary>The least number of functions to which the step must be applied for the difference to show.</summary>
    private int FindFunction(
        PassStep step,
        LoadedModule[] modules,
        MirModule[] before,
        List<(int Module, MirFunction Function)> applied,
        ExecutionScenario scenario,
        Observation reference)
    {
        var same = 0;
        var differs = applied.Count;
        while (differs - same > 1)
        {
            var count = (same + differs) / 2;
            var partly = Array.ConvertAll(before, MirCopy.Of);
            foreach (var (index, function) in applied.Take(count))
            {
                step.Pass.Run(partly[index].Functions[function.Index], new PassContext(partly[index]));
            }

            using var codes = new CodeStore(unit => Find(unit));
            using var vm = CreateVm(codes);
            using var observer = new Observer(vm);
            if (Compare(vm, observer, scenario, reference) is null)
            {
                same = count;
            }
            else
            {
                differs = count;
            }

            MirModule Find(CompilationUnit unit)
            {
                var index = Array.FindIndex(
                    modules,
                    loaded => loaded.Unit.Mode == unit.Mode && loaded.Unit.Revision == unit.Revision
                        && loaded.Unit.Code.Span.SequenceEqual(unit.Code.Span));
                return index < 0 ? CodeStore.Lift(unit, options.GasMetering) : partly[index];
            }
        }

        return differs;
    }

    private static BehaviourChange Change(string step, string function, LoadedModule loaded, string input, string difference) =>
        new(step, function, Hex.Encode(loaded.Unit.Code.Span), loaded.Unit.Mode, input, difference);

    private static string Message(int number) => string.Create(CultureInfo.InvariantCulture, $"message {number}");
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics;
using Dtvm.Mir.Verification;

namespace Dtvm.Mir.Passes;

/// <summary>What a run of passes does besides transforming.</summary>
public sealed record PassRunnerOptions
{
    /// <summary>Nothing besides.</summary>
    public static PassRunnerOptions Default { get; } = new();

    /// <summary>Whether the function is verified before the first and after every step, and with it the analyses that are kept.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether <see cref="PassRunner.Run(MirModule)"/> measures the steps.</summary>
    public bool CollectStatistics { get; init; }

    /// <summary>How many runs of steps that are not required are made; the rest is skipped. To find the run that breaks
    /// something.</summary>
    public int OptionalRunLimit { get; init; } = int.MaxValue;

    /// <summary>Called before each step that is run.</summary>
    public Action<PassStep, MirModule, MirFunction>? Before { get; init; }

    /// <summary>Called after each step that was run, with whether it changed the function.</summary>
    public Action<PassStep, MirModule, MirFunction, bool>? After { get; init; }
}

/// <summary>What a step cost and did over all functions.</summary>
/// <param name="Label">The step.</param>
public sealed record PassStatistics(string Label)
{
    /// <summary>Time in the pass, without verification and hooks.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Managed memory that the pass allocated, without verification and hooks.</summary>
    public long AllocatedBytes { get; set; }

    /// <summary>Number of functions it ran on; those on which it is known to change nothing are left out.</summary>
    public int Runs { get; set; }

    /// <summary>Number of functions it changed.</summary>
    public int Changed { get; set; }

    /// <summary>Instructions in all functions before the step.</summary>
    public long InstructionsBefore { get; set; }

    /// <summary>Instructions in all functions after the step.</summary>
    public long InstructionsAfter { get; set; }
}

/// <summary>What a run of passes has to say.</summary>
/// <param name="Changed">Whether any step changed any function.</param>
/// <param name="OptionalRuns">Number of runs of steps that are not required, the bound for bisecting.</param>
/// <param name="Statistics">One entry a step when statistics were asked for, otherwise empty.</param>
public sealed record PassRunResult(bool Changed, int OptionalRuns, ImmutableArray<PassStatistics> Statistics);

/// <summary>Runs an ordered list of passes over a module, function by function: each function goes through all steps while it is in the
/// cache.</summary>
/// <remarks>Keeps no state between runs: one runner may serve several threads with a module each.</remarks>
/// <param name="steps">The steps in order.</param>
/// <param name="options">What is done besides.</param>
public sealed class PassRunner(ImmutableArray<PassStep> steps, PassRunnerOptions? options = null)
{
    private readonly PassRunnerOptions _options = options ?? PassRunnerOptions.Default;

    /// <summary>The steps in order.</summary>
    public ImmutableArray<PassStep> Steps { get; } = steps;

    /// <summary>Runs all steps over all functions.</summary>
    /// <param name="module">Well-formed MIR.</param>
    /// <exception cref="MirPassException">A pass threw or, with verification on, left malformed MIR.</exception>
    public PassRunResult Run(MirModule module)
    {
        var statistics = _options.CollectStatistics ? new PassStatistics[Steps.Length] : [];
        for (var i = 0; i < statistics.Length; i++)
        {
            statistics[i] = new PassStatistics(Steps[i].Label);
        }

        var context = new PassContext(module);
        var changed = false;
        var optionalRuns = 0;
        var idle = new IdlePasses(Steps);
        foreach (var function in module.Functions)
        {
            VerifyAfter("", context, function);
        }

        for (var begin = 0; begin < Steps.Length;)
        {
            if (Steps[begin].Pass is MirModulePass pass)
            {
                if (Steps[begin].Required || optionalRuns++ < _options.OptionalRunLimit)
                {
                    changed |= RunModuleStep(Steps[begin], pass, context, statistics.Length > 0 ? statistics[begin] : null);
                }

                begin++;
                continue;
            }

            var end = begin;
            while (end < Steps.Length && Steps[end].Pass is not MirModulePass)
            {
                end++;
            }

            changed |= RunOverFunctions(begin, end, context, idle, statistics, ref optionalRuns);
            begin = end;
        }

        return new PassRunResult(changed, optionalRuns, ImmutableArray.Create(statistics));
    }

    /// <summary>Runs steps that lie together, function by function.</summary>
    private bool RunOverFunctions(
        int begin, int end, PassContext context, IdlePasses idle, PassStatistics[] statistics, ref int optionalRuns)
    {
        var module = context.Module;
        var changed = false;
        foreach (var function in module.Functions)
        {
            idle.Begin();
            var size = statistics.Length > 0 ? InstructionCount(function) : 0;
            for (var i = begin; i < end; i++)
            {
                var step = Steps[i];
                if (!step.Required && optionalRuns++ >= _options.OptionalRunLimit)
                {
                    continue;
                }

                // A pass that changed nothing the last time would change nothing now.
                if (idle.WouldDoNothing(i))
                {
                    _options.Before?.Invoke(step, module, function);
                    _options.After?.Invoke(step, module, function, false);
                    continue;
                }

                var hasChanged = RunStep(step, context, function, statistics.Length > 0 ? statistics[i] : null, ref size);
                idle.Ran(i, hasChanged);
                changed |= hasChanged;
            }
        }

        return changed;
    }

    /// <summary>Runs a step over the whole module; whoever listens is told of it for each function.</summary>
    private bool RunModuleStep(PassStep step, MirModulePass pass, PassContext context, PassStatistics? statistics)
    {
        var module = context.Module;
        foreach (var function in module.Functions)
        {
            _options.Before?.Invoke(step, module, function);
        }

        var size = statistics is null ? 0 : InstructionCount(module);
        var allocated = statistics is null ? 0 : GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        bool changed;
        try
        {
            changed = context.RunModulePass(pass);
        }
        catch (Exception exception)
        {
            throw new MirPassException(step.Label, "", [], exception);
        }

        if (statistics is not null)
        {
            statistics.Elapsed += Stopwatch.GetElapsedTime(start);
            statistics.AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            statistics.Runs += module.Functions.Count;
            statistics.Changed += changed ? module.Functions.Count : 0;
            statistics.InstructionsBefore += size;
            statistics.InstructionsAfter += InstructionCount(module);
        }

        foreach (var function in module.Functions)
        {
            VerifyAfter(step.Label, context, function);
            _options.After?.Invoke(step, module, function, changed);
        }

        return changed;
    }

    private bool RunStep(PassStep step, PassContext context, MirFunction function, PassStatistics? statistics, ref long size)
    {
        _options.Before?.Invoke(step, context.Module, function);
        var ledger = _options.Verify && IsBehindMetering(step) ? new ChargeLedger(function) : null;
        var allocated = statistics is null ? 0 : GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        bool changed;
        try
        {
            changed = context.Run(step.Pass, function);
        }
        catch (Exception exception)
        {
            throw new MirPassException(step.Label, function.Name, [], exception);
        }

        if (statistics is not null)
        {
            statistics.Elapsed += Stopwatch.GetElapsedTime(start);
            statistics.AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            statistics.Runs++;
            statistics.Changed += changed ? 1 : 0;
            statistics.InstructionsBefore += size;
            size = changed ? InstructionCount(function) : size;
            statistics.InstructionsAfter += size;
        }

        VerifyAfter(step.Label, context, function);
        if (ledger?.FindDifference(new ChargeLedger(function)) is { } difference)
        {
            throw new MirPassException(step.Label, function.Name, [new MirDiagnostic(function.Name, "", -1, "", difference)]);
        }

        _options.After?.Invoke(step, context.Module, function, changed);
        return changed;
    }

    /// <summary>Whether a step that turns annotations into charges stands before a step.</summary>
    private bool IsBehindMetering(PassStep step)
    {
        foreach (var before in Steps)
        {
            if (ReferenceEquals(before, step))
            {
                return false;
            }

            if (before.Pass.Info.IsRequiredByBackend)
            {
                return true;
            }
        }

        return false;
    }

    private void VerifyAfter(string label, PassContext context, MirFunction function)
    {
        if (!_options.Verify)
        {
            return;
        }

        var diagnostics = MirVerifier.Verify(context.Module, function);
        if (diagnostics.Count > 0)
        {
            throw new MirPassException(label, function.Name, diagnostics);
        }

        if (context.FindStale(function) is { } analysis)
        {
            var reason = $"the {analysis} that is kept is not that of the function: the pass says wrongly what it preserves";
            throw new MirPassException(label, function.Name, [new MirDiagnostic(function.Name, "", -1, "", reason)]);
        }
    }

    private static long InstructionCount(MirFunction function)
    {
        var count = 0L;
        foreach (var block in function.Blocks)
        {
            count += block.Instructions.Count;
        }

        return count;
    }

    private static long InstructionCount(MirModule module)
    {
        var count = 0L;
        foreach (var function in module.Functions)
        {
            count += InstructionCount(function);
        }

        return count;
    }
}

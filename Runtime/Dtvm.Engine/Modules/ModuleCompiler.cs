// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Mir.Passes;
using Microsoft.Extensions.Logging;

namespace Dtvm.Engine;

/// <summary>How a compilation ended.</summary>
internal enum CompilationOutcome
{
    /// <summary>There is machine code.</summary>
    Done,

    /// <summary>There is none and will be none, of no compiler: that is remembered, and the code is interpreted.</summary>
    Impossible,

    /// <summary>There is none because too much is being compiled, or the engine is ending: the code is executed in another way this
    /// time.</summary>
    NotNow,
}

/// <summary>Runs the compile column for one module: frontend, passes, backend.</summary>
/// <param name="backend">The code generator.</param>
/// <param name="config">What bounds the cost of a compilation.</param>
/// <param name="statistics">Where compilation is recorded.</param>
/// <param name="logger">Where refusals and failures are logged.</param>
/// <param name="options">The passes.</param>
/// <param name="budget">Where memory mappings of machine code are counted.</param>
/// <param name="helpers">What machine code calls, compiled with the first module.</param>
/// <param name="cancellation">Ends what is under way.</param>
/// <param name="substitute">The compiler, in mode baseline, of what this one refuses or fails at; null for none.</param>
internal sealed partial class ModuleCompiler(
    IMirBackend backend, RuntimeConfig config, EngineStatistics statistics, ILogger logger, CompilationOptions options,
    CodeMemoryBudget budget, HelperCode helpers, CancellationToken cancellation, ModuleCompiler? substitute = null)
{
    /// <summary>Name of the code generator.</summary>
    public string Name => backend.Name;

    /// <summary>The compiler of what this one cannot compile, or not now; null for none.</summary>
    public ModuleCompiler? Substitute => substitute;

    /// <summary>Compiles a code.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="gasMetering">Whether gas metering is injected.</param>
    /// <param name="optimizationLevel">0 to 3.</param>
    /// <param name="mode">How the code is cut.</param>
    /// <param name="compiled">The machine code; null unless it was <see cref="CompilationOutcome.Done"/>.</param>
    /// <returns>How it ended; what could not be had is logged and counted.</returns>
    public CompilationOutcome TryCompile(
        ReadOnlyMemory<byte> code, Revision revision, bool gasMetering, int optimizationLevel, RegionMode mode, out CompiledCode? compiled)
    {
        var record = statistics.Begin(backend.Name, optimizationLevel, config.RecordsStatistics);
        string? error;
        compiled = null;
        try
        {
            var unit = new CompilationUnit(code, revision, mode, gasMetering, optimizationLevel);
            var module = Prepare(unit, record);
            if (backend.Traits.EstimateCost?.Invoke(module) is { } cost && cost > config.CompilationBudget)
            {
                record.Refused();
                LogRefusal(logger, code.Length, cost.TotalMilliseconds, config.CompilationBudget.TotalMilliseconds, Otherwise);
                return TrySubstitute(code, revision, gasMetering, optimizationLevel, mode, out compiled);
            }

            CompileHelpers();
            record.End("helpers");

            var listener = options.Listener is { IsListening: true } listening ? listening : null;
            (var status, var artifact, error) = backend.Generate(
                module,
                new CodegenRequest(
                    optimizationLevel, listener is not null, record.StageEnded, listener is { WantsFramePointers: true },
                    listener is { WantsInstructions: false }, cancellation));
            record.EndGeneration();
            if (status is CodegenStatus.Busy or CodegenStatus.Cancelled)
            {
                record.Postponed();
                LogPostponed(logger, code.Length, error!);
                return CompilationOutcome.NotNow;
            }

            compiled = artifact is null ? null : CompiledCode.TryLink(
                backend, artifact, unit, module, budget, listener, out error);
            record.End("link");
        }
#pragma warning disable CA1031 // Whatever goes wrong in a compiler, the code can still be interpreted.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = exception.Message;
        }

        if (compiled is null)
        {
            error ??= "no reason given";
            record.Failed(error);
            LogFailure(logger, code.Length, Otherwise, error);
            return TrySubstitute(code, revision, gasMetering, optimizationLevel, mode, out compiled);
        }

        record.Ended(code.Length, compiled.CodeBytes, mode == RegionMode.Conservative);
        LogSuccess(logger, code.Length, compiled.CodeBytes, record.Elapsed.TotalMilliseconds);
        return CompilationOutcome.Done;
    }

    private string Otherwise => substitute is null ? "interpreted" : "compiled in mode baseline";

    private CompilationOutcome TrySubstitute(
        ReadOnlyMemory<byte> code, Revision revision, bool gasMetering, int optimizationLevel, RegionMode mode, out CompiledCode? compiled)
    {
        compiled = null;
        return substitute?.TryCompile(
            code, revision, gasMetering, ExecutionModes.LevelOf(ExecutionMode.Baseline, optimizationLevel), mode, out compiled)
            ?? CompilationOutcome.Impossible;
    }

    /// <summary>Makes machine code of the helpers, once in the life of their table.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CompileHelpers()
    {
        if (helpers.Compile() is { } failure)
        {
            LogHelperFailure(logger, failure);
        }
    }

    /// <summary>Bytecode to MIR after all passes.</summary>
    private MirModule Prepare(CompilationUnit unit, CompilationRecord record)
    {
        options.Begins?.Invoke(unit);
        var module = options.Module?.Invoke(unit) ?? Lift(unit, record);
        record.End("lift");
        var passOptions = options.PassOptions?.Invoke(unit);
        if (record.IsDetailed)
        {
            passOptions = (passOptions ?? PassRunnerOptions.Default) with { CollectStatistics = true };
        }

        var steps = options.Pipeline(unit.OptimizationLevel);
        var ran = new PassRunner(steps, passOptions).Run(module);
        record.EndPasses(steps, ran.Statistics, module);
        options.PassesRan?.Invoke(unit, ran);
        return module;
    }

    private MirModule Lift(CompilationUnit unit, CompilationRecord record)
    {
        var context = new EvmFrontendContext(unit.Code, unit.Revision, unit.GasMetering, backend.Traits.Regions);
        record.End("decode");
        return MirLifter.Lift(context, unit.Mode);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "compilation of {Bytes} bytes of code failed, they are {Otherwise}: {Reason}")]
    private static partial void LogFailure(ILogger logger, int bytes, string otherwise, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "the helpers of machine code could not be compiled, those of the runtime serve: {Reason}")]
    private static partial void LogHelperFailure(ILogger logger, string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Bytes} bytes of code are {Otherwise}: their compilation is estimated at {Milliseconds} ms, the budget is {Budget} ms")]
    private static partial void LogRefusal(ILogger logger, int bytes, double milliseconds, double budget, string otherwise);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Bytes} bytes of code cannot be compiled yet: {Reason}")]
    private static partial void LogPostponed(ILogger logger, int bytes, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "compiled {Bytes} bytes of code into {MachineBytes} in {Milliseconds} ms")]
    private static partial void LogSuccess(ILogger logger, int bytes, long machineBytes, double milliseconds);
}

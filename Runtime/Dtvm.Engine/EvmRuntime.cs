// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Frontend;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dtvm.Engine;

/// <summary>The engine: loads modules, keeps them, executes them. Safe to call from several threads at once and re-entrantly.</summary>
public sealed unsafe partial class EvmRuntime : IDisposable
{
    /// <summary>Bytes of code below which comparing it takes no longer than asking a host for its hash.</summary>
    private const nuint MinHashedSize = 2048;

    // Indices in StatisticsTable.Ways.
    private const int ByAddress = 0, ByHash = 1, ByChecksum = 2;

    private readonly Isolation _isolation;
    private readonly ModuleCache _modules;
    private readonly ConcurrentDictionary<(ModuleKey Module, VersionKey Version), Lock> _loading = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly ModuleCompiler? _compiler;
    private readonly ModuleCompiler? _baseline;
    private readonly HelperCode? _ownHelpers;
    private readonly nint* _helperAddresses;
    private readonly delegate* unmanaged[Cdecl]<EvmcResult*, void> _releaseOutput = &ReleaseOutput;
    private readonly ILogger _logger;
    private int _lazyWarningGiven;
    private int _plainHostNoticeGiven;

    /// <summary>Makes an engine.</summary>
    /// <param name="config">How code is run; may be changed later.</param>
    /// <param name="backend">The code generator; null for an engine that can only interpret. Not disposed with the engine.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    /// <param name="compilation">What the compiler does; null for <see cref="CompilationOptions.Default"/>.</param>
    /// <param name="codeMemory">Where memory mappings of machine code are counted, to be shared by all engines of a process; null for one
    /// of its own.</param>
    /// <param name="helpers">What machine code calls, to be shared by all engines with this backend and to outlive them; null for one of
    /// its own.</param>
    /// <param name="baseline">The code generator of mode baseline, and of what <paramref name="backend"/> refuses or fails at; null for an
    /// engine without that mode. Not disposed with the engine.</param>
    /// <param name="releaseOutput">Address of a C function <c>void release(const struct evmc_result*)</c> that frees the output of a result
    /// by <c>free</c>, in place of the engine's own, which costs its caller the way into managed code and back; 0 for that.</param>
    public EvmRuntime(
        RuntimeConfig config,
        IMirBackend? backend,
        ILogger<EvmRuntime>? logger = null,
        CompilationOptions? compilation = null,
        CodeMemoryBudget? codeMemory = null,
        HelperCode? helpers = null,
        IMirBackend? baseline = null,
        nint releaseOutput = 0)
    {
        Config = config;
        if (releaseOutput != 0)
        {
            _releaseOutput = (delegate* unmanaged[Cdecl]<EvmcResult*, void>)releaseOutput;
        }

        codeMemory ??= CodeMemoryBudget.OfThisSystem();
        _isolation = new Isolation(Statistics);
        _modules = new ModuleCache(_isolation, codeMemory, config, Statistics);
        Statistics.Gauges = values =>
        {
            values[StatisticsTable.CachedModules.First] = _modules.Count;
            values[StatisticsTable.CachedBytes.First] = _modules.Bytes;
            values[StatisticsTable.CodeMemoryBytes.First] = _modules.CodeMemoryBytes;
            values[StatisticsTable.CodeMemoryMappings.First] = codeMemory.InUse;
        };
        _logger = logger ?? NullLogger<EvmRuntime>.Instance;
        helpers ??= _ownHelpers = new HelperCode(baseline as IHelperBackend, codeMemory);
        _helperAddresses = helpers.Addresses;
        _baseline = baseline is null ? null : CompilerOf(baseline);
        _compiler = backend is null ? null : CompilerOf(backend, _baseline);

        ModuleCompiler CompilerOf(IMirBackend maker, ModuleCompiler? substitute = null) =>
            new(
                maker, config, Statistics, _logger, compilation ?? CompilationOptions.Default, codeMemory, helpers, _ending.Token,
                substitute);
    }

    /// <summary>How code is run. A change takes effect at the next execution and never runs code compiled under other options.</summary>
    public RuntimeConfig Config { get; }

    /// <summary>What happened so far.</summary>
    public EngineStatistics Statistics { get; } = new();

    /// <summary>Number of modules in the cache.</summary>
    public int CachedModules => _modules.Count;

    /// <summary>Bytes that the modules in the cache hold, of <see cref="RuntimeConfig.MaxCacheBytes"/>.</summary>
    public long CachedBytes => _modules.Bytes;

    /// <summary>Executes a message, as EVMC's <c>execute</c> does.</summary>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context, may be null.</param>
    /// <param name="revision">The revision; Experimental counts as <see cref="RuntimeConfig.ExperimentalRevision"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="code">The code; may be null when the size is 0.</param>
    /// <param name="codeSize">Bytes of code.</param>
    /// <returns>The result; the caller releases it. When memory or native stack is missing the status is OutOfMemory, also of the
    /// executions that this one is nested in. What <see cref="MessageCheck"/> finds wrong is not executed, be the code empty. Never an
    /// exception.</returns>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        EvmcResult result;
        Execute(&result, host, context, revision, message, code, codeSize);
        return result;
    }

    /// <summary>As the other overload, with the place of the result given as C functions get it: nothing is copied.</summary>
    /// <param name="result">Where the result goes; all of it is written.</param>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context, may be null.</param>
    /// <param name="revision">The revision; Experimental counts as <see cref="RuntimeConfig.ExperimentalRevision"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="code">The code; may be null when the size is 0.</param>
    /// <param name="codeSize">Bytes of code.</param>
    public void Execute(
        EvmcResult* result, EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        *result = default;
        if (!MessageCheck.IsGood(revision, message, code, codeSize))
        {
            CountUnexecuted(StatisticsTable.RefusedMessages);
            result->StatusCode = RefuseMessage(revision, message, code, codeSize);
            return;
        }

        if (revision == EvmcRevision.Experimental)
        {
            revision = (EvmcRevision)(int)Config.ExperimentalRevision;
        }

        if (revision >= EvmcUpcoming.Amsterdam && !IsExtended(host))
        {
            CountUnexecuted(StatisticsTable.RefusedMessages);
            result->StatusCode = EvmcStatusCode.Rejected;
            return;
        }

        if (codeSize == 0 || *code == (byte)Opcode.STOP)
        {
            // Nothing is executed, so neither a module nor a frame is needed: an account without code, or one that holds data behind a
            // STOP.
            CountUnexecuted(StatisticsTable.EmptyMessages);
            result->GasLeft = message->Gas;
            return;
        }

        // Frames of machine code and of helpers lie on the native stack: a host that nests deeper than it has room for gets a failure.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _isolation.Refuse();
            CountUnexecuted(StatisticsTable.RefusedMessages);
            result->StatusCode = EvmcStatusCode.OutOfMemory;
            return;
        }

        ExecutionSlot? slot = null;
        HostClock* clock = null;
        try
        {
            slot = _isolation.Enter();
            var span = new ReadOnlySpan<byte>(code, (int)codeSize);
            var version = Config.TrustsCodeHashes && codeSize >= MinHashedSize
                ? LoadByHash(slot, span, (Revision)(int)revision, host, context, message)
                : Load(slot, span, (Revision)(int)revision);
            if (Config.RecordsStatistics)
            {
                clock = slot.Counters.Begin(Config.StatisticsSampling, slot.Depth == 1, host, context);
                if (clock != null)
                {
                    host = HostClock.Functions;
                    context = clock;
                }
            }

            // A variable whose address is taken is in no register: one that nothing else uses.
            byte here;
            var arena = slot.Arena!;
            var frame = arena.Push(
                host, context, revision, message, code, codeSize, Config.IsHostExtended, Config.ClearUpperHalves, &here, _helperAddresses);
            if (frame == null)
            {
                slot.HasRefused = true;
                result->StatusCode = EvmcStatusCode.OutOfMemory;
                slot.Counters.Abandon(clock);
                CountUnexecuted(StatisticsTable.RefusedMessages);
                return;
            }

            try
            {
                frame->IsMetered = version.Module.Key.GasMetering ? 1 : 0;
                var isWatched = !Config.EnableEvmGasMetering && version.Module.Key.GasMetering;
                if (isWatched)
                {
                    Watch(frame);
                }

                var status = (EvmcStatusCode)new EvmInstance(version, frame, Statistics).Run();
                if (arena.WantsHashingCode)
                {
                    _baseline?.CompileHelpers();
                }

                SetResult(result, frame, slot.HasRefused || status < 0 ? Refuse(slot) : status);
                if (isWatched && message->Depth == 0 && result->StatusCode is EvmcStatusCode.Success or EvmcStatusCode.Revert)
                {
                    // What it used was the watchdog's.
                    result->GasLeft = message->Gas;
                }

                if (Config.RecordsStatistics || clock != null)
                {
                    slot.Counters.End(clock, version, result->StatusCode, message->Gas - result->GasLeft);
                    clock = null;
                }
            }
            finally
            {
                arena.Pop(frame);
            }
        }
        catch (OutOfMemoryException exception)
        {
            LogExecutionFailed(_logger, exception.Message);
            slot?.Counters.Abandon(clock);
            CountUnexecuted(StatisticsTable.RefusedMessages);
            *result = new EvmcResult { StatusCode = slot is null ? EvmcStatusCode.OutOfMemory : Refuse(slot) };
        }
        finally
        {
            if (slot is not null)
            {
                Isolation.Leave(slot);
            }
        }
    }

    /// <summary>Answers a message of a revision that the ABI has no number for.</summary>
    /// <param name="result">Where the result goes; all of it is written.</param>
    /// <param name="revision">The revision.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void RefuseRevision(EvmcResult* result, EvmcRevision revision)
    {
        *result = new EvmcResult { StatusCode = EvmcStatusCode.Rejected };
        LogMessageRefused(_logger, MessageCheck.UnknownRevision(revision));
    }

    /// <summary>Loads (and compiles, as the mode says) a code without executing it.</summary>
    /// <param name="code">The code.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>Bytes of its machine code; 0 when it is interpreted.</returns>
    public long Prepare(ReadOnlySpan<byte> code, Revision revision) => LoadOnly(code, revision)?.CodeBytes ?? 0;

    /// <summary>Loads (and compiles) a code as <see cref="Prepare"/> does.</summary>
    /// <param name="code">The code.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>How it is executed: another mode than the configuration's where that has no machine code for it.</returns>
    public ExecutionMode ModeOf(ReadOnlySpan<byte> code, Revision revision) => LoadOnly(code, revision)?.Backend switch
    {
        null => ExecutionMode.Interpreter,
        var backend when backend == _baseline?.Name => ExecutionMode.Baseline,
        _ => ExecutionMode.Multipass,
    };

    /// <summary>Compiles a loaded code again, as it is executed now, and puts the result in the place of the version that there is.
    /// Executions under way end in the old one, which is freed behind the last of them.</summary>
    /// <param name="code">The code.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>False when the code is not loaded, is interpreted, or cannot be compiled now: then nothing has changed.</returns>
    public bool Recompile(ReadOnlySpan<byte> code, Revision revision)
    {
        var wanted = WantedVersion(code.Length);
        if (CompilerOf(wanted.Mode) is not { } compiler)
        {
            return false;
        }

        var key = new ModuleKey(ModuleKey.Checksum(code), code.Length, revision, Config.ChargesInstructions);
        if (!_modules.Contains(key, wanted, code))
        {
            return false;
        }

        var outcome = compiler.TryCompile(
            code.ToArray(), revision, key.GasMetering, wanted.OptimizationLevel, RegionMode.Optimistic, out var machineCode);
        return outcome == CompilationOutcome.Done && _modules.TryReplace(key, wanted, machineCode!, compiler, code);
    }

    /// <summary>Ends compilations and frees all modules and arenas. No execution may be under way.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _modules.Dispose();
        _isolation.Dispose();
        _ownHelpers?.Dispose();
        _ending.Dispose();
    }

    /// <summary>Loads a code without executing it.</summary>
    /// <returns>What is known of its machine code, which may be freed by now; null when it is interpreted.</returns>
    private CompiledCode? LoadOnly(ReadOnlySpan<byte> code, Revision revision)
    {
        var slot = _isolation.Enter();
        try
        {
            return Load(slot, code, revision).MachineCode;
        }
        finally
        {
            slot.Counters.JustCompiledBy = null;
            Isolation.Leave(slot);
        }
    }

    private ModuleVersion Load(ExecutionSlot slot, ReadOnlySpan<byte> code, Revision revision)
    {
        if (Config.EnableLazyJit)
        {
            WarnOfLazy();
        }

        var wanted = WantedVersion(code.Length);
        var gasMetering = Config.ChargesInstructions;
        if (_modules.FindByAddress(slot, revision, gasMetering, wanted, code) is not { } found)
        {
            return LoadByChecksum(slot, revision, gasMetering, wanted, code);
        }

        if (Config.RecordsStatistics)
        {
            slot.Counters.CountHit(ByAddress);
        }

        return found;
    }

    /// <summary>As <see cref="Load"/>, for hosts whose hash of the account is that of the code they pass.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ModuleVersion LoadByHash(
        ExecutionSlot slot, ReadOnlySpan<byte> code, Revision revision, EvmcHostInterface* host, void* context, EvmcMessage* message)
    {
        if (message->Kind is EvmcCallKind.Create or EvmcCallKind.Create2)
        {
            return Load(slot, code, revision);
        }

        WrappedHost bridge = default;
        bridge.Reinitialize(host, context, Config.ClearUpperHalves);
        var hash = bridge.GetCodeHash(&message->CodeAddress);
        if (_modules.FindByHash(
                slot, revision, Config.ChargesInstructions, WantedVersion(code.Length), code, HostValues.ToNumber(hash)) is not { } found)
        {
            return Load(slot, code, revision);
        }

        if (Config.RecordsStatistics)
        {
            slot.Counters.CountHit(ByHash);
        }

        return found;
    }

    /// <summary>Which version of a code is to be executed, as the configuration stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private VersionKey WantedVersion(int codeLength)
    {
        var mode = Config.Mode;
        return CompilerOf(mode) is null || codeLength > Config.MaxCompiledCodeSize
            ? VersionKey.Interpreted
            : new VersionKey(mode, ExecutionModes.LevelOf(mode, Config.OptimizationLevel));
    }

    private ModuleCompiler? CompilerOf(ExecutionMode mode) => mode switch
    {
        ExecutionMode.Multipass => _compiler,
        ExecutionMode.Baseline => _baseline,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ModuleVersion LoadByChecksum(
        ExecutionSlot slot, Revision revision, bool gasMetering, VersionKey wanted, ReadOnlySpan<byte> code)
    {
        var key = new ModuleKey(ModuleKey.Checksum(code), code.Length, revision, gasMetering);
        if (_modules.Find(slot, key, wanted, code) is { } known)
        {
            CountChecksumHit(slot);
            return known;
        }

        if (CompilerOf(wanted.Mode) is not { } compiler)
        {
            CountMiss(slot);
            return Publish(slot, new EvmModule(key, code.ToArray()), wanted, null, null, code);
        }

        // Threads that meet a new code together wait for the first of them to compile it.
        var gate = _loading.GetOrAdd((key, wanted), static _ => new Lock());
        lock (gate)
        {
            try
            {
                if (_modules.Find(slot, key, wanted, code) is { } compiled)
                {
                    CountChecksumHit(slot);
                    return compiled;
                }

                CountMiss(slot);
                var module = new EvmModule(key, code.ToArray());
                var outcome = compiler.TryCompile(
                    module.Code, revision, gasMetering, wanted.OptimizationLevel, RegionMode.Optimistic, out var machineCode);
                if (outcome == CompilationOutcome.NotNow)
                {
                    return LoadMeanwhile(slot, module, compiler.Substitute, code);
                }

                slot.Counters.JustCompiledBy = Config.RecordsStatistics ? machineCode?.Backend : null;
                return Publish(slot, module, wanted, machineCode, compiler, code);
            }
            finally
            {
                _loading.TryRemove((key, wanted), out _);
            }
        }
    }

    /// <summary>What is executed until a code can be compiled as it should be.</summary>
    private ModuleVersion LoadMeanwhile(ExecutionSlot slot, EvmModule module, ModuleCompiler? substitute, ReadOnlySpan<byte> code)
    {
        var key = module.Key;
        var version = substitute is null
            ? VersionKey.Interpreted
            : new VersionKey(ExecutionMode.Baseline, ExecutionModes.LevelOf(ExecutionMode.Baseline, Config.OptimizationLevel));
        if (_modules.Find(slot, key, version, code) is { } found)
        {
            return found;
        }

        CompiledCode? machineCode = null;
        _ = substitute?.TryCompile(
            module.Code, key.Revision, key.GasMetering, version.OptimizationLevel, RegionMode.Optimistic, out machineCode);
        slot.Counters.JustCompiledBy = Config.RecordsStatistics ? machineCode?.Backend : null;
        return Publish(slot, module, version, machineCode, substitute, code);
    }

    /// <summary>Counts a message that is answered without an execution.</summary>
    private void CountUnexecuted(StatisticsRow row)
    {
        if (Config.RecordsStatistics)
        {
            _isolation.SlotOfThread().Counters.Add(row.First);
        }
    }

    private void CountChecksumHit(ExecutionSlot slot)
    {
        if (Config.RecordsStatistics)
        {
            slot.Counters.CountHit(ByChecksum);
        }
    }

    private void CountMiss(ExecutionSlot slot)
    {
        if (Config.RecordsStatistics)
        {
            slot.Counters.Add(StatisticsTable.CacheMisses.First);
        }
    }

    private ModuleVersion Publish(
        ExecutionSlot slot, EvmModule module, VersionKey version, CompiledCode? machineCode, ModuleCompiler? compiler,
        ReadOnlySpan<byte> code)
    {
        if (machineCode is null)
        {
            // Before the cache's lock is taken: it takes a while for large code.
            _ = module.GetInterpreterCode();
        }

        return _modules.Add(slot, module, version, machineCode, compiler, code);
    }

    /// <summary>The status for a message that is not executed; logged unless it is a failure that the EVM defines.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private EvmcStatusCode RefuseMessage(EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        var (status, reason) = MessageCheck.FindFault(revision, message, code, codeSize);
        if (reason is not null)
        {
            LogMessageRefused(_logger, reason);
        }

        return status;
    }

    /// <summary>Whether the host has what state gas needs (EIP-8037); says so once if not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsExtended(EvmcHostInterface* host)
    {
        if (Config.IsHostExtended && ((DtvmHostInterface*)host)->Size >= (uint)sizeof(DtvmHostInterface))
        {
            return true;
        }

        if (Interlocked.Exchange(ref _plainHostNoticeGiven, 1) == 0)
        {
            LogPlainHost(_logger);
        }

        return false;
    }

    /// <summary>Ends an execution for want of memory or native stack, and with it all that it is nested in.</summary>
    /// <remarks>Their code took the refusal for a failed call and went on; what it computed then is nothing that Ethereum knows.</remarks>
    private static EvmcStatusCode Refuse(ExecutionSlot slot)
    {
        slot.HasRefused = true;
        return EvmcStatusCode.OutOfMemory;
    }

    /// <summary>Gives an execution the watchdog's gas in place of its message's; what it calls gets of that.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Watch(ExecutionFrame* frame)
    {
        var limit = Config.Watchdog;
        frame->Gas = frame->Depth == 0 ? limit : long.Min(frame->Gas, limit);
    }

    /// <summary>Gas, refund and output as EVMC wants them: none of them on an exceptional halt, no refund on a revert.</summary>
    private void SetResult(EvmcResult* result, ExecutionFrame* frame, EvmcStatusCode status)
    {
        StateGas.End(frame, status);
        result->StatusCode = status;
        if (status is not (EvmcStatusCode.Success or EvmcStatusCode.Revert))
        {
            return;
        }

        result->GasLeft = frame->Gas;
        result->GasRefund = status == EvmcStatusCode.Success ? frame->GasRefund : 0;
        if (frame->OutputSize > 0)
        {
            var output = (byte*)NativeMemory.Alloc((nuint)frame->OutputSize);
            NativeMemory.Copy(frame->Output, output, (nuint)frame->OutputSize);
            result->OutputData = output;
            result->OutputSize = (nuint)frame->OutputSize;
            result->Release = _releaseOutput;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseOutput(EvmcResult* result) => NativeMemory.Free(result->OutputData);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WarnOfLazy()
    {
        if (Interlocked.Exchange(ref _lazyWarningGiven, 1) == 0)
        {
            LogLazySkipped(_logger);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "lazy compilation is not supported for EVM code: skipped, modules are compiled when loaded")]
    private static partial void LogLazySkipped(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "revision Amsterdam refused: it needs a host that passes state gas (EIP-8037), which EVMC ABI 12 cannot carry; such a "
            + "host passes a dtvm_host_interface (dtvm/amsterdam.h)")]
    private static partial void LogPlainHost(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "message refused: {Reason}")]
    private static partial void LogMessageRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "execution failed: {Reason}")]
    private static partial void LogExecutionFailed(ILogger logger, string reason);
}

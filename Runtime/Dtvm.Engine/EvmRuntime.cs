using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dtvm.Engine;

/// <summary>The engine: loads modules, keeps them, executes them. Safe to call from several threads at once and re-entrantly.</summary>
public sealed unsafe partial class EvmRuntime : IDisposable
{
    private readonly ModuleCache _modules = new();
    private readonly Isolation _isolation = new();
    private readonly ModuleCompiler? _compiler;
    private readonly ILogger _logger;
    private int _lazyWarningGiven;

    /// <summary>Makes an engine.</summary>
    /// <param name="config">How code is run; may be changed later.</param>
    /// <param name="backend">The code generator; null for an engine that can only interpret. Not disposed with the engine.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    /// <param name="compilation">What the compiler does; null for <see cref="CompilationOptions.Default"/>.</param>
    public EvmRuntime(RuntimeConfig config, IMirBackend? backend, ILogger<EvmRuntime>? logger = null, CompilationOptions? compilation = null)
    {
        Config = config;
        _logger = logger ?? NullLogger<EvmRuntime>.Instance;
        _compiler = backend is null ? null : new ModuleCompiler(backend, config, Statistics, _logger, compilation ?? CompilationOptions.Default);
    }

    /// <summary>How code is run. A change takes effect at the next execution and never runs code compiled under other options.</summary>
    public RuntimeConfig Config { get; }

    /// <summary>What happened so far.</summary>
    public EngineStatistics Statistics { get; } = new();

    /// <summary>Number of modules in the cache.</summary>
    public int CachedModules => _modules.Count;

    /// <summary>Executes a message, as EVMC's <c>execute</c> does.</summary>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context, may be null.</param>
    /// <param name="revision">The revision; Experimental counts as Osaka.</param>
    /// <param name="message">The message.</param>
    /// <param name="code">The code; may be null when the size is 0.</param>
    /// <param name="codeSize">Bytes of code.</param>
    /// <returns>The result; the caller releases it. Failures of the engine itself are status Failure, never an exception.</returns>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        if (codeSize == 0)
        {
            return new EvmcResult { StatusCode = EvmcStatusCode.Success, GasLeft = message->Gas };
        }

        EvmModule? module = null;
        try
        {
            // Frames of machine code and of helpers lie on the native stack: a host that nests deeper than it has room for gets a failure.
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                return new EvmcResult { StatusCode = EvmcStatusCode.Failure };
            }

            module = Load(new ReadOnlySpan<byte>(code, checked((int)codeSize)), (Revision)Math.Min((int)revision, (int)Revision.Osaka));
            return Run(module, host, context, revision, message, code, codeSize);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or OverflowException)
        {
            LogExecutionFailed(_logger, exception.Message);
            return new EvmcResult { StatusCode = EvmcStatusCode.Failure };
        }
        finally
        {
            module?.Release();
        }
    }

    /// <summary>Loads (and compiles, as the mode says) a code without executing it.</summary>
    /// <param name="code">The code.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>Bytes of its machine code; 0 when it is interpreted.</returns>
    public long Prepare(ReadOnlySpan<byte> code, Revision revision)
    {
        var module = Load(code, revision);
        var bytes = module.MachineCode?.CodeBytes ?? 0;
        module.Release();
        return bytes;
    }

    /// <summary>Frees all modules and arenas. No execution may be under way.</summary>
    public void Dispose()
    {
        _modules.Dispose();
        _isolation.Dispose();
    }

    private EvmModule Load(ReadOnlySpan<byte> code, Revision revision)
    {
        WarnIfLazy();
        var mode = _compiler is null || code.Length > Config.MaxCompiledCodeSize ? ExecutionMode.Interpreter : Config.Mode;
        var options = new ModuleKey(0, code.Length, revision, mode, Config.EnableEvmGasMetering, Config.OptimizationLevel);
        if (_modules.FindByAddress(options, code) is { } module)
        {
            return module;
        }

        var key = options with { Crc = ModuleKey.Checksum(code) };
        return _modules.Find(key, code)
            ?? _modules.Add(
                new EvmModule(key, code, mode == ExecutionMode.Multipass ? _compiler : null), code, Config.MaxCacheBytes);
    }

    private EvmcResult Run(
        EvmModule module, EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        var arena = _isolation.Enter();
        var frame = arena.Push(host, context, revision, message, code, codeSize);
        if (frame == null)
        {
            return new EvmcResult { StatusCode = EvmcStatusCode.Failure };
        }

        try
        {
            frame->IsMetered = module.Key.GasMetering ? 1 : 0;
            return MakeResult(frame, (EvmcStatusCode)new EvmInstance(module, frame, Statistics).Run());
        }
        finally
        {
            arena.Pop(frame);
            _isolation.Leave(arena);
        }
    }

    /// <summary>Gas, refund and output as EVMC wants them: none of them on an exceptional halt, no refund on a revert.</summary>
    private static EvmcResult MakeResult(ExecutionFrame* frame, EvmcStatusCode status)
    {
        var result = new EvmcResult { StatusCode = status };
        if (status is not (EvmcStatusCode.Success or EvmcStatusCode.Revert))
        {
            return result;
        }

        result.GasLeft = frame->Gas;
        result.GasRefund = status == EvmcStatusCode.Success ? frame->GasRefund : 0;
        if (frame->OutputSize > 0)
        {
            var output = (byte*)NativeMemory.Alloc((nuint)frame->OutputSize);
            NativeMemory.Copy(frame->Output, output, (nuint)frame->OutputSize);
            result.OutputData = output;
            result.OutputSize = (nuint)frame->OutputSize;
            result.Release = &ReleaseOutput;
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseOutput(EvmcResult* result) => NativeMemory.Free(result->OutputData);

    private void WarnIfLazy()
    {
        if (Config.EnableLazyJit && Interlocked.Exchange(ref _lazyWarningGiven, 1) == 0)
        {
            LogLazySkipped(_logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "lazy compilation is not supported for EVM code: skipped, modules are compiled when loaded")]
    private static partial void LogLazySkipped(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "execution failed: {Reason}")]
    private static partial void LogExecutionFailed(ILogger logger, string reason);
}

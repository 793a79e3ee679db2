// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>The backend that generates x86-64 code by LLVM and links it by LLVM ORC.</summary>
public sealed unsafe class LlvmBackend : IMirBackend
{
    private const string BackendName = "llvm";

    private readonly LlvmOptions _options;
    private readonly TargetMachinePool _targets;
    private readonly ConcurrentBag<OrcSession> _sessions = [];
    private readonly CompileThreads _threads;

    private LlvmBackend(LlvmOptions options)
    {
        _options = options;
        _threads = new CompileThreads(options.MaxThreads, options.MaxWaiting);
        _targets = new TargetMachinePool(options.Cpu, options.Features);
    }

    /// <inheritdoc/>
    public string Name => BackendName;

    /// <summary>What a backend of this kind is like, known before there is one.</summary>
    public static BackendTraits LlvmTraits { get; } = new()
    {
        EstimateCost = CodegenCost.Estimate,
        MapsInstructions = true,
    };

    /// <inheritdoc/>
    public BackendTraits Traits => LlvmTraits;

    /// <summary>The processor that code is generated for, as LLVM names it.</summary>
    public string Cpu => _targets.Cpu;

    /// <summary>What the processor can do other than its name says, in LLVM's syntax (<c>+avx2,-avx512f</c>); empty when it was named
    /// without.</summary>
    public string Features => _targets.CpuFeatures;

    /// <summary>Makes a backend for the host's processor.</summary>
    /// <param name="options">How to compile.</param>
    /// <param name="error">One line that says what is missing, when null is returned.</param>
    public static LlvmBackend? TryCreate(LlvmOptions options, out string? error)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            error = $"code generation needs an x86-64 processor, not {RuntimeInformation.ProcessArchitecture}";
            return null;
        }

        if (!LlvmLibrary.TryLoad(out error))
        {
            return null;
        }

        try
        {
            return new LlvmBackend(options);
        }
        catch (LlvmException e)
        {
            error = e.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public CodegenResult Generate(MirModule module, CodegenRequest request)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (request.WantsPcMap)
        {
            LlvmSwitches.ForLineTables();
        }

        var emit = ModuleLowering.Lowering(module, MarkingOf(request), !request.MayMapCoarsely, request.Cancellation);
        CodeArtifact? artifact = null;
        var (status, error) = Guard(
            () =>
            {
                request.Cancellation.ThrowIfCancellationRequested();
                artifact = ToArtifact(EmitObject(emit, LevelOf(request.OptimizationLevel), request), module, request.WantsPcMap);
            },
            mayRefuse: true);
        return new CodegenResult(status, artifact, error);
    }

    /// <inheritdoc/>
    public bool TryLink(
        CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(memory);
        if (artifact.Backend != Name)
        {
            addresses = null;
            error = $"the artifact is one of backend '{artifact.Backend}', not '{Name}'";
            return false;
        }

        nint[]? linked = null;
        (_, error) = Guard(() => linked = Link(artifact, memory), mayRefuse: false);
        addresses = error is null ? linked : null;
        return error is null;
    }

    /// <summary>Makes something to look at of a module, without linking it.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="artifact">What is wanted.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <param name="optimizationLevel">0 to 3: what LLVM does.</param>
    /// <returns>UTF-8 text, or the bytes of an object.</returns>
    public byte[]? Emit(MirModule module, LlvmArtifact artifact, out string? error, int optimizationLevel = LlvmLevel.Default)
    {
        ArgumentNullException.ThrowIfNull(module);
        byte[]? result = null;
        (_, error) = Guard(() => result = EmitArtifact(module, artifact, optimizationLevel, false), mayRefuse: false);
        return error is null ? result : null;
    }

    /// <summary>Makes a text to read of a module: values and blocks have their names from MIR, and comments name the EVM instruction that a
    /// line comes from. Without the comments and names it is the text that <see cref="Emit"/> gives.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="artifact">A text, not an object.</param>
    /// <param name="describe">What to write for an EVM program counter: <c>0x12 ADD</c>.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <param name="optimizationLevel">0 to 3: what LLVM does.</param>
    /// <returns>The text with line feeds.</returns>
    public string? EmitListing(
        MirModule module, LlvmArtifact artifact, Func<int, string> describe, out string? error,
        int optimizationLevel = LlvmLevel.Default)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentOutOfRangeException.ThrowIfEqual((int)artifact, (int)LlvmArtifact.ObjectFile);
        string? result = null;
        (_, error) = Guard(Work, mayRefuse: false);
        return error is null ? result : null;

        void Work()
        {
            var text = System.Text.Encoding.UTF8.GetString(EmitArtifact(module, artifact, optimizationLevel, true));
            result = artifact == LlvmArtifact.Assembly ? AssemblyListing.Annotate(text, describe) : IrListing.Annotate(text, describe);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // After a fatal error LLVM may hold locks for ever: its memory is left alone.
        _threads.Dispose();
        if (_threads.FatalError is not null)
        {
            return;
        }

        while (_sessions.TryTake(out var session))
        {
            session.Dispose();
        }

        _targets.Dispose();
    }

    private static Marking MarkingOf(CodegenRequest request) =>
        request.KeepsFramePointer ? Marking.FramedCode : request.WantsPcMap ? Marking.Code : Marking.None;

    private LlvmLevel LevelOf(int optimizationLevel)
    {
        var level = LlvmLevel.Of(optimizationLevel);
        return new LlvmLevel(_options.CodeGenLevel ?? level.CodeGenLevel, _options.Passes ?? level.Passes);
    }

    /// <summary>Runs work with LLVM and turns every failure into one line.</summary>
    private (CodegenStatus Status, string? Error) Guard(Action work, bool mayRefuse)
    {
        try
        {
            return _threads.Run(work, mayRefuse) switch
            {
                CompileOutcome.Done => (CodegenStatus.Done, null),
                CompileOutcome.Busy => (CodegenStatus.Busy, "too many codes are waiting to be compiled"),
                _ => (CodegenStatus.Refused, $"LLVM met a fatal error and is not used any more: {_threads.FatalError}"),
            };
        }
        catch (LlvmException exception)
        {
            return (CodegenStatus.Refused, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return (CodegenStatus.Cancelled, CodegenResult.Cancelled.Error);
        }
    }

    private static CodeArtifact ToArtifact(LLVMMemoryBufferRef buffer, MirModule source, bool wantsPcMap)
    {
        var names = ModuleLowering.SymbolNames(source);
        var bytes = Take(buffer);
        var functions = ObjectSymbols.Read(bytes, out var codeBytes);
        var symbols = ObjectSymbols.Order(functions, names);
        var map = ObjectSymbols.PcMap(symbols, source);
        if (!wantsPcMap)
        {
            return new CodeArtifact(BackendName, CodeForm.ElfObject, bytes, symbols, map, codeBytes);
        }

        var debug = new ObjectDebug(bytes);
        debug.HideUnwinding();
        return new CodeArtifact(BackendName, CodeForm.ElfObject, bytes, symbols, debug.PcMap(symbols), codeBytes)
        {
            Shared = ObjectSymbols.Others(functions, names),
            Unwind = debug.Unwind(),
        };
    }

    private static byte[] Take(LLVMMemoryBufferRef buffer)
    {
        var bytes = new ReadOnlySpan<byte>(LLVM.GetBufferStart(buffer), (int)LLVM.GetBufferSize(buffer)).ToArray();
        LLVM.DisposeMemoryBuffer(buffer);
        return bytes;
    }

    private nint[] Link(CodeArtifact artifact, ICodeMemory memory)
    {
        var clock = StageClock.Start(_options.StageEnded);
        var session = _sessions.TryTake(out var idle) ? idle : new OrcSession(_targets.Create(TargetMachinePool.AnyLevel));
        var addresses = new nint[artifact.Symbols.Length];
        try
        {
            var linked = session.Link(artifact.Bytes.Span, memory, ModuleLowering.TableSymbol);
            new ReadOnlySpan<nint>((void*)linked, addresses.Length).CopyTo(addresses);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        _sessions.Add(session);
        clock.End("link");
        return addresses;
    }

    private LLVMMemoryBufferRef EmitObject(EmitModule emit, LlvmLevel level, CodegenRequest request)
    {
        var machine = _targets.Rent(level.CodeGenLevel);
        try
        {
            using var module = Optimize(emit, machine, level.Passes, false, request);
            request.Cancellation.ThrowIfCancellationRequested();
            var clock = StageClock.Start(_options.StageEnded, request.StageEnded);
            var buffer = module.Emit(LLVMCodeGenFileType.LLVMObjectFile, request.WantsPcMap);
            clock.End("codegen");
            return buffer;
        }
        finally
        {
            _targets.Return(machine, level.CodeGenLevel);
        }
    }

    private LlvmModule Optimize(
        EmitModule emit, LLVMTargetMachineRef machine, string passes, bool keepsNames, CodegenRequest request = default)
    {
        var clock = StageClock.Start(_options.StageEnded, request.StageEnded);
        var module = new LlvmModule(emit, _targets, machine, keepsNames);
        clock.End("lower");
        try
        {
            if (_options.VerifyIr)
            {
                module.Verify();
            }

            request.Cancellation.ThrowIfCancellationRequested();
            module.RunPasses(passes);
            clock.End("llvm-passes");
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    private byte[] EmitArtifact(MirModule source, LlvmArtifact artifact, int optimizationLevel, bool isMarked)
    {
        var marking = isMarked ? Marking.Listing : Marking.None;
        var level = LevelOf(optimizationLevel);
        var machine = _targets.Rent(level.CodeGenLevel);
        try
        {
            if (artifact == LlvmArtifact.Ir)
            {
                using var lowered = new LlvmModule(ModuleLowering.Lowering(source, marking), _targets, machine, isMarked);
                return System.Text.Encoding.UTF8.GetBytes(lowered.Print());
            }

            using var module = Optimize(ModuleLowering.Lowering(source, marking), machine, level.Passes, isMarked);
            if (artifact == LlvmArtifact.OptimizedIr)
            {
                return System.Text.Encoding.UTF8.GetBytes(module.Print());
            }

            var isText = artifact == LlvmArtifact.Assembly;
            return Take(module.Emit(isText ? LLVMCodeGenFileType.LLVMAssemblyFile : LLVMCodeGenFileType.LLVMObjectFile));
        }
        finally
        {
            _targets.Return(machine, level.CodeGenLevel);
        }
    }
}

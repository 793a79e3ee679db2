using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Kernels;
using Dtvm.Backend.Llvm.Lowering;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>The backend that generates x86-64 code by LLVM and links it by LLVM ORC.</summary>
public sealed unsafe class LlvmBackend : IMirBackend
{
    private readonly LlvmOptions _options;
    private readonly TargetMachinePool _targets;
    private readonly ConcurrentBag<OrcSession> _sessions = [];
    private volatile string? _fatalError;

    private LlvmBackend(LlvmOptions options)
    {
        _options = options;
        CompileThread.InstallHandler();
        _targets = new TargetMachinePool((LLVMCodeGenOptLevel)options.CodeGenLevel, options.Cpu, options.Features);
    }

    /// <inheritdoc/>
    public string Name => "llvm";

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
    public CompiledModule? Compile(MirModule module, ICodeMemory memory, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(memory);
        CompiledModule? result = null;
        error = Guard(() => result = CompileAndLink(module, memory));
        return error is null ? result : null;
    }

    /// <inheritdoc/>
    public CompiledHelper[]? CompileHelpers(ICodeMemory memory, out string? error)
    {
        ArgumentNullException.ThrowIfNull(memory);
        CompiledHelper[]? result = null;
        error = Guard(() => result = CompileAndLinkHelpers(memory));
        return error is null ? result : null;
    }

    /// <summary>Makes something to look at of a module, without linking it.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="artifact">What is wanted.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <returns>UTF-8 text, or the bytes of an object.</returns>
    public byte[]? Emit(MirModule module, LlvmArtifact artifact, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        byte[]? result = null;
        error = Guard(() => result = EmitArtifact(module, artifact, false));
        return error is null ? result : null;
    }

    /// <summary>Makes a text to read of a module: values and blocks have their names from MIR, and comments name the EVM instruction that a
    /// line comes from. Without the comments and names it is the text that <see cref="Emit"/> gives.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="artifact">A text, not an object.</param>
    /// <param name="describe">What to write for an EVM program counter: <c>0x12 ADD</c>.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <returns>The text with line feeds.</returns>
    public string? EmitListing(MirModule module, LlvmArtifact artifact, Func<int, string> describe, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentOutOfRangeException.ThrowIfEqual((int)artifact, (int)LlvmArtifact.ObjectFile);
        string? result = null;
        error = Guard(() =>
        {
            var text = System.Text.Encoding.UTF8.GetString(EmitArtifact(module, artifact, true));
            result = artifact == LlvmArtifact.Assembly ? AssemblyListing.Annotate(text, describe) : IrListing.Annotate(text, describe);
        });
        return error is null ? result : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // After a fatal error LLVM may hold locks for ever: its memory is left alone.
        if (_fatalError is not null)
        {
            return;
        }

        while (_sessions.TryTake(out var session))
        {
            session.Dispose();
        }

        _targets.Dispose();
    }

    /// <summary>Runs work with LLVM and turns every failure into one line.</summary>
    private string? Guard(Action work)
    {
        if (_fatalError is { } earlier)
        {
            return earlier;
        }

        try
        {
            if (CompileThread.Run(work) is { } fatal)
            {
                _fatalError = $"LLVM met a fatal error and is not used any more: {fatal}";
                return _fatalError;
            }

            return null;
        }
        catch (LlvmException e)
        {
            return e.Message;
        }
    }

    private CompiledModule CompileAndLink(MirModule source, ICodeMemory memory)
    {
        var table = Link(EmitObject(Lowering(source, false)), memory, ModuleLowering.TableSymbol, out var codeBytes);
        var entries = new ReadOnlySpan<nint>((void*)table, ModuleLowering.TableHeader + source.Functions.Count);
        return new CompiledModule(entries[0], entries[ModuleLowering.TableHeader..].ToArray(), entries[1], entries[2], codeBytes);
    }

    private CompiledHelper[] CompileAndLinkHelpers(ICodeMemory memory)
    {
        var table = (nint*)Link(EmitObject(ArithmeticKernels.Emit), memory, ArithmeticKernels.TableSymbol, out _);
        var helpers = new CompiledHelper[ArithmeticKernels.Calls.Length];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new CompiledHelper(ArithmeticKernels.Calls[i], table[i]);
        }

        return helpers;
    }

    private static EmitModule Lowering(MirModule source, bool isMarked) =>
        (context, module) => ModuleLowering.Lower(source, context, module, isMarked);

    private nint Link(LLVMMemoryBufferRef objectFile, ICodeMemory memory, string symbol, out long codeBytes)
    {
        var clock = StageClock.Start(_options.StageEnded);
        var session = _sessions.TryTake(out var idle) ? idle : new OrcSession(_targets.Create());
        nint address;
        try
        {
            address = session.Link(objectFile, memory, symbol, out codeBytes);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        _sessions.Add(session);
        clock.End("link");
        return address;
    }

    private LLVMMemoryBufferRef EmitObject(EmitModule emit)
    {
        var machine = _targets.Rent();
        try
        {
            using var module = Optimize(emit, machine, false);
            var clock = StageClock.Start(_options.StageEnded);
            var buffer = module.Emit(LLVMCodeGenFileType.LLVMObjectFile);
            clock.End("codegen");
            return buffer;
        }
        finally
        {
            _targets.Return(machine);
        }
    }

    private LlvmModule Optimize(EmitModule emit, LLVMTargetMachineRef machine, bool keepsNames)
    {
        var clock = StageClock.Start(_options.StageEnded);
        var module = new LlvmModule(emit, _targets, machine, keepsNames);
        clock.End("lower");
        try
        {
            if (_options.VerifyIr)
            {
                module.Verify();
            }

            module.RunPasses(_options.Passes);
            clock.End("llvm-passes");
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    private byte[] EmitArtifact(MirModule source, LlvmArtifact artifact, bool isMarked)
    {
        var machine = _targets.Rent();
        try
        {
            if (artifact == LlvmArtifact.Ir)
            {
                using var lowered = new LlvmModule(Lowering(source, isMarked), _targets, machine, isMarked);
                return System.Text.Encoding.UTF8.GetBytes(lowered.Print());
            }

            using var module = Optimize(Lowering(source, isMarked), machine, isMarked);
            if (artifact == LlvmArtifact.OptimizedIr)
            {
                return System.Text.Encoding.UTF8.GetBytes(module.Print());
            }

            var isText = artifact == LlvmArtifact.Assembly;
            var buffer = module.Emit(isText ? LLVMCodeGenFileType.LLVMAssemblyFile : LLVMCodeGenFileType.LLVMObjectFile);
            var bytes = new ReadOnlySpan<byte>(LLVM.GetBufferStart(buffer), (int)LLVM.GetBufferSize(buffer)).ToArray();
            LLVM.DisposeMemoryBuffer(buffer);
            return bytes;
        }
        finally
        {
            _targets.Return(machine);
        }
    }
}

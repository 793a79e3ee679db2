// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Mir;

namespace Dtvm.Tool.Compilation;

/// <summary>What LLVM makes of a module, to be looked at.</summary>
internal sealed class CodeGenerator : IDisposable
{
    private readonly LlvmBackend _backend;
    private readonly int _level;

    /// <summary>Makes a generator.</summary>
    /// <param name="cpu">The processor.</param>
    /// <param name="level">The optimisation level.</param>
    /// <exception cref="CliException">LLVM is missing.</exception>
    public CodeGenerator(Processor cpu, int level)
    {
        _level = level;
        _backend =
            LlvmBackend.TryCreate(new LlvmOptions(Cpu: cpu.Name, Features: cpu.Features), out var error) ?? throw new CliException(error!);
    }

    /// <summary>The processor that code is generated for.</summary>
    public string Cpu => _backend.Cpu;

    /// <summary>What it can do other than its name says; empty when it was named.</summary>
    public string Features => _backend.Features;

    /// <summary>Makes a listing with the EVM instructions as comments.</summary>
    /// <param name="module">MIR after all passes.</param>
    /// <param name="kind">LLVM IR or assembly.</param>
    /// <param name="names">The EVM instructions.</param>
    /// <exception cref="CliException">LLVM refused the module.</exception>
    public string List(MirModule module, EmitKind kind, InstructionNames names) =>
        _backend.EmitListing(module, ArtifactOf(kind), names.Describe, out var error, _level) ?? throw Refused(kind, error);

    /// <summary>Makes an object file.</summary>
    /// <param name="module">MIR after all passes.</param>
    /// <exception cref="CliException">LLVM refused the module.</exception>
    public byte[] Object(MirModule module) =>
        _backend.Emit(module, LlvmArtifact.ObjectFile, out var error, _level) ?? throw Refused(EmitKind.Obj, error);

    /// <inheritdoc/>
    public void Dispose() => _backend.Dispose();

    private static CliException Refused(EmitKind kind, string? error) => new($"--emit {EmitKinds.NameOf(kind)}: {error}");

    private static LlvmArtifact ArtifactOf(EmitKind kind) => kind switch
    {
        EmitKind.Llvm => LlvmArtifact.Ir,
        EmitKind.LlvmOpt => LlvmArtifact.OptimizedIr,
        EmitKind.Asm => LlvmArtifact.Assembly,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no listing of LLVM's"),
    };
}

// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Dtvm.Backend.Llvm;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Evmc.Library;

/// <summary>The LLVM backend, made when code is compiled for the first time: a process that only interprets never starts LLVM.</summary>
internal sealed class LazyBackend : IMirBackend
{
    private readonly Lazy<(LlvmBackend? Backend, string? Error)> _backend = new(() =>
    {
        var backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error);
        return (backend, error);
    });

    /// <inheritdoc/>
    public string Name => "llvm";

    /// <inheritdoc/>
    public BackendTraits Traits => LlvmBackend.LlvmTraits;

    /// <inheritdoc/>
    public CodegenResult Generate(MirModule module, CodegenRequest request) =>
        Get(out var error)?.Generate(module, request) ?? CodegenResult.Refuse(error!);

    /// <inheritdoc/>
    public bool TryLink(
        CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error)
    {
        addresses = null;
        return Get(out error) is { } backend && backend.TryLink(artifact, memory, out addresses, out error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_backend.IsValueCreated)
        {
            _backend.Value.Backend?.Dispose();
        }
    }

    /// <summary>The backend; null, with the reason, when there is no LLVM.</summary>
    private LlvmBackend? Get(out string? error)
    {
        (var backend, error) = _backend.Value;
        return backend;
    }
}

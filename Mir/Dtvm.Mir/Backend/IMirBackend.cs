// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Dtvm.Mir.Backend;

/// <summary>Turns MIR into machine code, in two steps that know nothing of each other: generating makes an artifact, linking puts one into
/// memory. Safe to call from several threads at once.</summary>
/// <remarks>The convention of a region's entry and exits is the same for all backends and is written in ARCHITECTURE.md.</remarks>
public interface IMirBackend : IDisposable
{
    /// <summary>A short name: <c>llvm</c>.</summary>
    string Name { get; }

    /// <summary>What it is like.</summary>
    BackendTraits Traits { get; }

    /// <summary>Generates the machine code of a module.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="request">How.</param>
    CodegenResult Generate(MirModule module, CodegenRequest request);

    /// <summary>Puts an artifact of this backend into code memory and seals the memory.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="memory">Where code and data go; what is in it after a failure is worth nothing.</param>
    /// <param name="addresses">The address of each of its symbols, in their order.</param>
    /// <param name="error">One line that says why not, when false is returned.</param>
    bool TryLink(
        CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>A module's machine code where it lies.</summary>
/// <param name="Enter">The address of <see cref="CodeSymbolKind.Enter"/>.</param>
/// <param name="Functions">The region of each MIR function, by index: what jump tables hold and <paramref name="Enter"/> is given.</param>
/// <param name="BadJump">The address of <see cref="CodeSymbolKind.BadJump"/>.</param>
/// <param name="JumpMiss">The address of <see cref="CodeSymbolKind.JumpMiss"/>.</param>
/// <param name="CodeBytes">Bytes of machine code.</param>
public sealed record CompiledModule(nint Enter, nint[] Functions, nint BadJump, nint JumpMiss, int CodeBytes)
{
    /// <summary>Names the addresses of a module's artifact.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="addresses">The addresses of its symbols.</param>
    public static CompiledModule Of(CodeArtifact artifact, ReadOnlySpan<nint> addresses)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return new CompiledModule(
            addresses[(int)CodeSymbolKind.Enter],
            addresses[CodeArtifact.ModuleSymbols..].ToArray(),
            addresses[(int)CodeSymbolKind.BadJump],
            addresses[(int)CodeSymbolKind.JumpMiss],
            artifact.CodeBytes);
    }

    /// <summary>Generates and links a module, for who wants nothing in between.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="memory">Where code and data go.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    public static CompiledModule? TryMake(IMirBackend backend, MirModule module, ICodeMemory memory, out string? error)
    {
        ArgumentNullException.ThrowIfNull(backend);
        (_, var artifact, error) = backend.Generate(module, new CodegenRequest());
        return artifact is not null && backend.TryLink(artifact, memory, out var addresses, out error) ? Of(artifact, addresses) : null;
    }
}

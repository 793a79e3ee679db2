// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Engine.Tests;

/// <summary>Says which code of a module is taken from the second backend.</summary>
/// <param name="symbol">The place that is entered.</param>
public delegate bool SymbolChoice(in CodeSymbol symbol);

/// <summary>Compiles each module with two backends, and enters each of its regions in the code of the one or of the other.</summary>
/// <remarks>Both artifacts lie in the same code memory. A region jumps directly to regions of its own artifact only; the choice is what the
/// jump table holds, what is resumed at, and what enters.</remarks>
internal sealed class MixingBackend(IMirBackend first, IMirBackend second, Func<SymbolChoice> choose) : IMirBackend
{
    private readonly ConditionalWeakTable<CodeArtifact, CodeArtifact> _others = [];
    private readonly ConcurrentDictionary<string, CodeArtifact> _known = new();
    private int _mixed;

    /// <inheritdoc/>
    public string Name => "mixing";

    /// <inheritdoc/>
    public BackendTraits Traits => first.Traits;

    /// <summary>The modules that were linked with regions of both backends.</summary>
    public int Mixed => _mixed;

    /// <inheritdoc/>
    /// <remarks>The first backend is the slow one: modules for which the second one made the same code are compiled by it once.</remarks>
    public CodegenResult Generate(MirModule module, CodegenRequest request)
    {
        var other = second.Generate(module, request);
        if (other.Artifact is null)
        {
            return other;
        }

        var key = $"{request.OptimizationLevel} {Convert.ToHexString(SHA256.HashData(other.Artifact.Bytes.Span))}";
        if (!_known.TryGetValue(key, out var artifact))
        {
            var result = first.Generate(module, request);
            if (result.Artifact is null)
            {
                return result;
            }

            artifact = result.Artifact;
            _known[key] = artifact;
        }

        var mixed = artifact with { CodeBytes = artifact.CodeBytes + other.Artifact.CodeBytes };
        _others.Add(mixed, other.Artifact);
        return CodegenResult.Of(mixed);
    }

    /// <inheritdoc/>
    public bool TryLink(
        CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error)
    {
        if (!_others.TryGetValue(artifact, out var other))
        {
            return first.TryLink(artifact, memory, out addresses, out error);
        }

        addresses = null;
        var shared = new SharedCodeMemory(memory);
        if (!first.TryLink(artifact, shared, out var mixed, out error) || !second.TryLink(other, shared, out var others, out error))
        {
            return false;
        }

        var choice = choose();
        var (regions, taken) = (0, 0);
        for (var i = 0; i < mixed.Length; i++)
        {
            var isRegion = artifact.Symbols[i].Kind == CodeSymbolKind.Region;
            regions += isRegion ? 1 : 0;
            if (choice(artifact.Symbols[i]))
            {
                mixed[i] = others[i];
                taken += isRegion ? 1 : 0;
            }
        }

        if (taken > 0 && taken < regions)
        {
            Interlocked.Increment(ref _mixed);
        }

        addresses = mixed;
        return memory.Seal();
    }

    /// <inheritdoc/>
    /// <remarks>The two backends are the caller's.</remarks>
    public void Dispose() => _known.Clear();

    /// <summary>Code memory that two artifacts are put into before it is sealed.</summary>
    private sealed class SharedCodeMemory(ICodeMemory memory) : ICodeMemory
    {
        public nint AllocateCode(nuint size, uint alignment) => memory.AllocateCode(size, alignment);

        public nint AllocateData(nuint size, uint alignment, bool readOnly) => memory.AllocateData(size, alignment, readOnly);

        public bool Seal() => true;
    }
}

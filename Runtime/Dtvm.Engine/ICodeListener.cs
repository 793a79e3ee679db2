// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Engine;

/// <summary>Machine code where it lies.</summary>
/// <param name="Unit">What it was compiled from; null for code of helpers, which comes from no contract.</param>
/// <param name="Module">The MIR behind the passes; null for code of helpers.</param>
/// <param name="Artifact">The code, with a map of its instructions and its unwinding if <see cref="ICodeListener.IsListening"/> was true
/// when it was generated.</param>
/// <param name="Addresses">The address of each of its symbols.</param>
public sealed record LoadedCode(CompilationUnit? Unit, MirModule? Module, CodeArtifact Artifact, ImmutableArray<nint> Addresses)
{
    /// <summary>The address of the first byte of machine code.</summary>
    public nint Base => Addresses.IsEmpty ? 0 : Addresses[0] - Artifact.Symbols[0].Offset;
}

/// <summary>Hears of machine code as it comes and goes. Called by every thread that compiles; must not throw.</summary>
public interface ICodeListener
{
    /// <summary>Whether it wants to hear of what is compiled from now on. Otherwise nothing is done for it.</summary>
    bool IsListening { get; }

    /// <summary>Whether code that it hears of is to keep frame pointers (<see cref="CodegenRequest.KeepsFramePointer"/>), and be a little
    /// larger for it.</summary>
    bool WantsFramePointers { get; }

    /// <summary>Whether it wants to know of each instruction where its code lies. Otherwise calls and what basic blocks begin with may be
    /// all that is told (<see cref="CodegenRequest.MayMapCoarsely"/>).</summary>
    bool WantsInstructions => true;

    /// <summary>Code was put into memory, and was not entered yet.</summary>
    /// <param name="code">The code.</param>
    void Loaded(LoadedCode code);

    /// <summary>Code that it was told of is about to be freed.</summary>
    /// <param name="code">Its <see cref="LoadedCode.Base"/>: what it was made from may be gone by then.</param>
    void Unloading(nint code);
}

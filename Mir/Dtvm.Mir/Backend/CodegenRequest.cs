// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>How a module is to be compiled.</summary>
/// <param name="OptimizationLevel">0 to 3: what it is compiled for, as the passes before were.</param>
/// <param name="WantsPcMap">Whether the artifact is to say of each instruction where its code lies, and how frames are unwound. The
/// code is the same without.</param>
/// <param name="StageEnded">Told each stage of the generation that the backend tells apart, behind its end and on the thread that
/// generates; null for nobody.</param>
/// <param name="KeepsFramePointer">Whether rbp is to stay the frame pointer of whoever entered the code, so that a profiler follows call
/// stacks by it. Costs a register.</param>
/// <param name="MayMapCoarsely">Whether it is enough if the map names calls and what basic blocks begin with, from each on up to the next
/// one: where each instruction costs time, that is spared.</param>
/// <param name="Cancellation">Ends the generation between two functions or stages: what is inside LLVM's code generator is not
/// interrupted.</param>
public readonly record struct CodegenRequest(
    int OptimizationLevel = 2, bool WantsPcMap = false, Action<string, TimeSpan>? StageEnded = null, bool KeepsFramePointer = false,
    bool MayMapCoarsely = false, CancellationToken Cancellation = default);

/// <summary>How a generation ended.</summary>
public enum CodegenStatus : byte
{
    /// <summary>There is an artifact.</summary>
    Done,

    /// <summary>The backend has no code for it, and will have none when it is asked again.</summary>
    Refused,

    /// <summary>Too many generations are under way; it may be asked again later.</summary>
    Busy,

    /// <summary><see cref="CodegenRequest.Cancellation"/> ended it.</summary>
    Cancelled,
}

/// <summary>What a generation came to.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Artifact">The machine code; null unless <see cref="CodegenStatus.Done"/>.</param>
/// <param name="Error">One line that says why there is none; null when there is.</param>
public readonly record struct CodegenResult(CodegenStatus Status, CodeArtifact? Artifact, string? Error)
{
    /// <summary>A generation that was cancelled.</summary>
    public static CodegenResult Cancelled => new(CodegenStatus.Cancelled, null, "the generation was cancelled");

    /// <summary>A generation that gave an artifact.</summary>
    /// <param name="artifact">The artifact.</param>
    public static CodegenResult Of(CodeArtifact artifact) => new(CodegenStatus.Done, artifact, null);

    /// <summary>A generation that was refused.</summary>
    /// <param name="error">One line that says why.</param>
    public static CodegenResult Refuse(string error) => new(CodegenStatus.Refused, null, error);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.Llvm;

/// <summary>What one stage of a compilation took.</summary>
/// <param name="Name">The stage: <c>lower</c>, <c>llvm-passes</c>, <c>codegen</c> or <c>link</c>.</param>
/// <param name="Elapsed">Time on the clock.</param>
/// <param name="AllocatedBytes">Managed memory that was allocated.</param>
public readonly record struct LlvmStage(string Name, TimeSpan Elapsed, long AllocatedBytes);

/// <summary>How modules are compiled.</summary>
/// <param name="CodeGenLevel">LLVM's code generation level, 0 to 3, in place of that of the optimisation level
/// (<see cref="LlvmLevel"/>).</param>
/// <param name="Passes">LLVM's middle-end passes in place of those of the optimisation level.</param>
/// <param name="VerifyIr">Whether LLVM's verifier looks at each module before anything else does: malformed IR then is an error instead of
/// undefined behaviour in the code generator.</param>
/// <param name="Cpu">The processor to generate code for, as LLVM names it (<c>x86-64-v3</c>); empty for the host's, with all it can
/// do.</param>
/// <param name="Features">What it can do other than <paramref name="Cpu"/> says, as <see cref="LlvmBackend.Features"/> of another backend;
/// without a processor it means nothing.</param>
public sealed record LlvmOptions(
    int? CodeGenLevel = null, string? Passes = null, bool VerifyIr = true, string Cpu = "", string Features = "")
{
    /// <summary>The most modules that are compiled at once; each takes a thread, which lives as long as the backend.</summary>
    public int MaxThreads { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>The most modules that wait for a thread; who wants another one compiled is told that the backend is busy.</summary>
    public int MaxWaiting { get; init; } = 256;

    /// <summary>Told each stage behind its end, on the thread that compiles.</summary>
    public Action<LlvmStage>? StageEnded { get; init; }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.Llvm;

/// <summary>What the backend can show of a module besides running it.</summary>
public enum LlvmArtifact
{
    /// <summary>LLVM IR as lowered, text.</summary>
    Ir,

    /// <summary>LLVM IR after the passes, text.</summary>
    OptimizedIr,

    /// <summary>Assembly, AT&amp;T syntax, text.</summary>
    Assembly,

    /// <summary>An ELF object, bytes.</summary>
    ObjectFile,
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Tool.Compilation;
using Dtvm.Tool.Profiles;

namespace Dtvm.Tool.Viewer;

/// <summary>What a page of the pass viewer shows.</summary>
/// <param name="Compilation">A compilation whose stages were recorded.</param>
internal sealed record PageContent(ContractCompilation Compilation)
{
    /// <summary>The same code by another list of passes, whose MIR is set beside that of <see cref="Compilation"/>; null for
    /// none.</summary>
    public ContractCompilation? Compared { get; init; }

    /// <summary>What an execution did by EVM basic block; null for none.</summary>
    public List<BlockHeat>? Heat { get; init; }

    /// <summary>Whether the baseline compiler makes the code, so that LLVM is not needed.</summary>
    public bool IsBaseline { get; init; }
}

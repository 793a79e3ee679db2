// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Verification;

/// <summary>A broken invariant and where it is broken.</summary>
/// <param name="Function">Name of the function without the sign; empty for the module.</param>
/// <param name="Block">Name of the block; empty for the function.</param>
/// <param name="Index">Index of the instruction in its block, or -1.</param>
/// <param name="Instruction">Text of the instruction; empty without one.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record MirDiagnostic(string Function, string Block, int Index, string Instruction, string Reason)
{
    /// <summary>One line: <c>@pc_0x0 block1[2] `v3 = add i256 v1, v2`: reason</c>.</summary>
    public override string ToString()
    {
        var place = Function.Length > 0 ? $"@{Function}" : "module";
        if (Block.Length > 0)
        {
            place += $" {Block}";
        }

        return Index >= 0 ? $"{place}[{Index}] `{Instruction}`: {Reason}" : $"{place}: {Reason}";
    }
}

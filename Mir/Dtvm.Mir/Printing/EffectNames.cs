// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Dtvm.Mir.Printing;

/// <summary>Effects in words, for comments in MIR text.</summary>
public static class EffectNames
{
    private static readonly (MirEffects Effect, string Verb, string Noun)[] Rows =
    [
        (MirEffects.ReadsMemory, "reads", "memory"),
        (MirEffects.ReadsMemorySize, "reads", "memory-size"),
        (MirEffects.ReadsGas, "reads", "gas"),
        (MirEffects.ReadsStack, "reads", "stack"),
        (MirEffects.ReadsReturnData, "reads", "return-data"),
        (MirEffects.WritesMemory, "writes", "memory"),
        (MirEffects.WritesMemorySize, "writes", "memory-size"),
        (MirEffects.WritesGas, "writes", "gas"),
        (MirEffects.WritesStack, "writes", "stack"),
        (MirEffects.WritesReturnData, "writes", "return-data"),
        (MirEffects.CallsHost, "calls", "host"),
        (MirEffects.MayHalt, "may", "halt"),
    ];

    /// <summary>Effects as <c>reads memory gas, writes gas, may halt</c>; empty for none. That an instruction ends its block or is an
    /// annotation shows in its name and is left out.</summary>
    /// <param name="effects">Any set of effects.</param>
    public static string Describe(MirEffects effects)
    {
        var text = new StringBuilder();
        var verb = "";
        foreach (var row in Rows)
        {
            if ((effects & row.Effect) == 0)
            {
                continue;
            }

            if (row.Verb != verb)
            {
                text.Append(text.Length > 0 ? ", " : "").Append(row.Verb);
                verb = row.Verb;
            }

            text.Append(' ').Append(row.Noun);
        }

        return text.ToString();
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Mir;
using Dtvm.Mir.Printing;

namespace Dtvm.Tool.Reports;

/// <summary>The control-flow graph of a module in Graphviz's language: a cluster a function, a node a block, tail calls dashed.</summary>
internal static class CfgDot
{
    /// <summary>Formats a module.</summary>
    public static string Format(MirModule module)
    {
        var text = new StringBuilder(
            "digraph mir {\n    node [shape=box, fontname=\"monospace\", fontsize=10];\n    edge [fontname=\"monospace\", fontsize=9];\n");
        foreach (var function in module.Functions)
        {
            text.Append("    subgraph cluster_")
                .Append(function.Index)
                .Append(" {\n        label=\"@")
                .Append(function.Name)
                .Append("\";\n");
            foreach (var block in function.Blocks)
            {
                AppendNode(text, module, function, block);
            }

            text.Append("    }\n");
        }

        foreach (var function in module.Functions)
        {
            foreach (var block in function.Blocks)
            {
                AppendEdges(text, module, function, block);
            }
        }

        return text.Append("}\n").ToString();
    }

    private static void AppendNode(StringBuilder text, MirModule module, MirFunction function, MirBlock block)
    {
        text.Append("        ").Append(NameOf(function, block)).Append(" [label=\"").Append(block);
        if (block.Parameters.Count > 0)
        {
            text.Append('(').AppendJoin(", ", block.Parameters).Append(')');
        }

        text.Append("\\l");
        foreach (var inst in block.Instructions)
        {
            text.Append(Escape(MirPrinter.Print(inst, function, module))).Append("\\l");
        }

        text.Append("\"];\n");
    }

    private static void AppendEdges(StringBuilder text, MirModule module, MirFunction function, MirBlock block)
    {
        if (block.Terminator is not { } terminator)
        {
            return;
        }

        for (var i = 0; i < terminator.Targets.Length; i++)
        {
            text.Append("    ").Append(NameOf(function, block)).Append(" -> ").Append(NameOf(function, terminator.Targets[i].Block));
            if (terminator.Op == MirOp.BrIf)
            {
                text.Append(i == 0 ? " [label=\"true\"]" : " [label=\"false\"]");
            }

            text.Append(";\n");
        }

        if (terminator.Op == MirOp.JumpRegion)
        {
            var target = module.Functions[(int)terminator.Immediate];
            text.Append("    ")
                .Append(NameOf(function, block))
                .Append(" -> ")
                .Append(NameOf(target, target.Entry))
                .Append(" [style=dashed];\n");
        }
    }

    private static string NameOf(MirFunction function, MirBlock block) => FormattableString.Invariant($"f{function.Index}_b{block.Id}");

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

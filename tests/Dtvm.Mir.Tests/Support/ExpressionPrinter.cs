// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Printing;

namespace Dtvm.Mir.Tests.Support;

/// <summary>Writes the value that a function stores as one nested expression: <c>add(x, 0x1)</c>. x, y and z are stack slots -1, -2 and
/// -3.</summary>
internal static class ExpressionPrinter
{
    public static string Print(MirFunction function, Value value)
    {
        var text = new StringBuilder();
        Append(text, function, new ValueDefinitions(function), value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, MirFunction function, ValueDefinitions definitions, Value value)
    {
        if (definitions.InstructionOf(value) is not { } inst)
        {
            text.Append(value);
            return;
        }

        if (inst.Op is MirOp.Const or MirOp.StackLoad)
        {
            text.Append(inst.Op == MirOp.Const ? inst.Constant.ToString() : $"{(char)('w' - inst.Slot)}");
            return;
        }

        text.Append(inst.Op == MirOp.RuntimeCall ? RuntimeCallTable.Get(inst.Call).Name : inst.Info.Name);
        if (inst.Type == MirType.I64 || (inst.Operands.Length > 0 && function.TypeOf(inst.Operands[^1]) == MirType.I64))
        {
            text.Append('.').Append(MirPrinter.NameOf(MirType.I64));
        }

        text.Append('(');
        for (var i = 0; i < inst.Operands.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, function, definitions, inst.Operands[i]);
        }

        text.Append(')');
    }
}

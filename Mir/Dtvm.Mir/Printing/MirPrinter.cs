// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.ExecutionAbi;

namespace Dtvm.Mir.Printing;

/// <summary>Writes MIR as text that <see cref="Parsing.MirParser"/> reads back. <c>docs/mir.md</c> has the grammar.</summary>
/// <remarks>
/// The text depends on nothing but the MIR: equal modules give equal text, and parsing it gives an equal module. Malformed MIR is printed
/// as far as it goes, because the verifier quotes it.
/// <code>
/// mir 1
/// module revision=osaka code_size=123 metered=true stack_exit=conservative
/// jumpdests 0x5, 0x12
///
/// func @pc_0x0 {
/// block0: @0x0
///     v0 = const i256 0x80 @0x0
///     v1 = mem.touch v0, 32 @0x2
///     jump.region @pc_0x5, height=0 @0x4
/// }
/// </code>
/// </remarks>
public static class MirPrinter
{
    /// <summary>The version of the text format, the number in the first line.</summary>
    public const int FormatVersion = 1;

    /// <summary>The column at which comments start.</summary>
    private const int CommentColumn = 60;

    /// <summary>The code of a module is cut into pages of this many bytes: the jump destinations of a page share a line.</summary>
    private const int PageSize = 256;

    /// <summary>The text of a module.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="options">What is shown; null for canonical text.</param>
    public static string Print(MirModule module, MirPrintOptions? options = null)
    {
        var text = new StringBuilder();
        text.Append("mir ").Append(FormatVersion).Append("\nmodule revision=").Append(module.Revision)
            .Append(" code_size=").Append(module.CodeSize)
            .Append(" metered=").Append(module.IsMetered ? "true" : "false")
            .Append(" stack_exit=").Append(NameOf(module.StackCheckExit))
            .Append('\n');
        AppendJumpDestinations(text, module);
        foreach (var function in module.Functions)
        {
            text.Append('\n');
            AppendFunction(text, function, module, options ?? MirPrintOptions.Canonical);
        }

        return text.ToString();
    }

    /// <summary>The text of a function.</summary>
    /// <param name="function">Any function.</param>
    /// <param name="module">Its module, to name the functions it jumps to; without it they are written by index.</param>
    /// <param name="options">What is shown; null for canonical text.</param>
    public static string Print(MirFunction function, MirModule? module = null, MirPrintOptions? options = null)
    {
        var text = new StringBuilder();
        AppendFunction(text, function, module, options ?? MirPrintOptions.Canonical);
        return text.ToString();
    }

    /// <summary>The text of an instruction, without indentation and program counter.</summary>
    /// <param name="inst">Any instruction.</param>
    /// <param name="function">Its function.</param>
    /// <param name="module">Its module, to name the function it jumps to.</param>
    public static string Print(MirInst inst, MirFunction function, MirModule? module = null)
    {
        var text = new StringBuilder();
        AppendInstruction(text, inst, function, module);
        return text.ToString();
    }

    /// <summary>The name of a type in MIR text.</summary>
    /// <param name="type">Any type.</param>
    public static string NameOf(MirType type) => type switch
    {
        MirType.Void => "void",
        MirType.I1 => "i1",
        MirType.I64 => "i64",
        MirType.I256 => "i256",
        _ => "?",
    };

    /// <summary>The name in MIR text of where a failed stack check leads.</summary>
    /// <param name="exit">Any exit.</param>
    public static string NameOf(StackCheckExit exit) => exit == StackCheckExit.Conservative ? "conservative" : "interpreter";

    private static void AppendJumpDestinations(StringBuilder text, MirModule module)
    {
        var page = -1;
        for (var pc = 0; pc < module.JumpDestinations.Length; pc++)
        {
            if (module.JumpDestinations[pc])
            {
                // A line a page: one destination more changes one line.
                text.Append(pc / PageSize == page ? ", " : page < 0 ? "jumpdests " : "\njumpdests ");
                AppendHex(text, pc);
                page = pc / PageSize;
            }
        }

        if (page >= 0)
        {
            text.Append('\n');
        }
    }

    private static void AppendFunction(StringBuilder text, MirFunction function, MirModule? module, MirPrintOptions options)
    {
        text.Append("func @").Append(function.Name).Append(" {\n");
        foreach (var block in function.Blocks)
        {
            AppendHeader(text, block, function);
            AppendPc(text, block.Pc, options);
            text.Append('\n');
            foreach (var inst in block.Instructions)
            {
                var start = text.Length;
                text.Append("    ");
                AppendInstruction(text, inst, function, module);
                AppendPc(text, inst.Pc, options);
                if (options.Effects)
                {
                    AppendEffects(text, start, inst);
                }

                text.Append('\n');
            }
        }

        text.Append("}\n");
    }

    private static void AppendHeader(StringBuilder text, MirBlock block, MirFunction function)
    {
        text.Append("block").Append(block.Id);
        for (var i = 0; i < block.Parameters.Count; i++)
        {
            text.Append(i == 0 ? "(" : ", ");
            AppendValue(text, block.Parameters[i]);
            text.Append(": ").Append(TypeName(function, block.Parameters[i]));
        }

        text.Append(block.Parameters.Count > 0 ? "):" : ":");
    }

    private static void AppendPc(StringBuilder text, int pc, MirPrintOptions options)
    {
        if (options.ProgramCounters && pc >= 0)
        {
            text.Append(" @");
            AppendHex(text, pc);
        }
    }

    private static void AppendEffects(StringBuilder text, int start, MirInst inst)
    {
        var effects = MirOpTable.IsDefined(inst) ? EffectNames.Describe(inst.Effects) : "";
        if (effects.Length > 0)
        {
            text.Append(' ', Math.Max(1, CommentColumn - (text.Length - start))).Append("; ").Append(effects);
        }
    }

    private static void AppendHex(StringBuilder text, int number) => text.Append("0x").Append(number.ToString("x"));

    private static void AppendInstruction(StringBuilder text, MirInst inst, MirFunction function, MirModule? module)
    {
        if (inst.Result.IsValid)
        {
            AppendValue(text, inst.Result);
            text.Append(" = ");
        }

        if ((int)inst.Op >= MirOpTable.All.Length)
        {
            text.Append("op?").Append((int)inst.Op);
            return;
        }

        var info = MirOpTable.Get(inst.Op);
        text.Append(info.Name);
        if (inst.Op == MirOp.RuntimeCall)
        {
            var isDefined = (int)inst.Call < RuntimeCallTable.All.Length;
            text.Append('.').Append(isDefined ? RuntimeCallTable.Get(inst.Call).Name : $"call?{(int)inst.Call}");
        }

        if (info.ShowsType)
        {
            var isComparison = info.Result == TypeRule.I1;
            text.Append(' ').Append(isComparison && inst.Operands is [var first, ..] ? TypeName(function, first) : NameOf(inst.Type));
        }

        var separator = " ";
        if (inst.Op == MirOp.StackStore)
        {
            text.Append(separator).Append(inst.Immediate);
            separator = ", ";
        }

        foreach (var operand in inst.Operands)
        {
            text.Append(separator);
            AppendValue(text, operand);
            separator = ", ";
        }

        AppendImmediates(text, inst, info, module, separator);
        AppendTargets(text, inst, inst.Operands.Length > 0 ? ", " : " ");
        if (inst.ChunkRest != 0)
        {
            text.Append(" rest=").Append(inst.ChunkRest);
        }
    }

    private static void AppendImmediates(StringBuilder text, MirInst inst, MirOpInfo info, MirModule? module, string separator)
    {
        switch (info.Immediates)
        {
            case ImmediateForm.None:
                break;
            case ImmediateForm.Constant:
                text.Append(separator).Append(inst.Constant.ToString());
                break;
            case ImmediateForm.Number when inst.Op == MirOp.StackStore:
                break;
            case ImmediateForm.Number when inst.Op == MirOp.Trap && EvmcStatus.IsExceptionalHalt(inst.Immediate):
                text.Append(separator).Append(EvmcStatus.NameOf(inst.Immediate));
                break;
            case ImmediateForm.Number:
                text.Append(separator).Append(inst.Immediate);
                break;
            case ImmediateForm.TwoNumbers when inst.Op == MirOp.GasChunk && inst.Immediate2 >= 0:
                text.Append(separator).Append(inst.Immediate).Append(", 0x").Append(inst.Immediate2.ToString("x"));
                break;
            case ImmediateForm.TwoNumbers:
                text.Append(separator).Append(inst.Immediate).Append(", ").Append(inst.Immediate2);
                break;
            case ImmediateForm.FunctionAndHeight:
                text.Append(separator).Append('@');
                if (module is not null && inst.Immediate >= 0 && inst.Immediate < module.Functions.Count)
                {
                    text.Append(module.Functions[(int)inst.Immediate].Name);
                }
                else
                {
                    text.Append('#').Append(inst.Immediate);
                }

                text.Append(", height=").Append(inst.Immediate2);
                break;
            case ImmediateForm.Height:
                text.Append(separator).Append("height=").Append(inst.Immediate2);
                break;
            default:
                text.Append(" ?");
                break;
        }
    }

    private static void AppendTargets(StringBuilder text, MirInst inst, string separator)
    {
        var targets = inst.Targets;
        var cases = inst.Cases;
        for (var i = 0; i < targets.Length; i++)
        {
            text.Append(separator);
            separator = ", ";
            if (inst.Op == MirOp.Switch)
            {
                text.Append(i < cases.Length ? cases[i].ToString() : "default").Append(": ");
            }

            text.Append(targets[i].Block);
            var arguments = targets[i].Arguments;
            for (var k = 0; k < arguments.Length; k++)
            {
                text.Append(k == 0 ? "(" : ", ");
                AppendValue(text, arguments[k]);
            }

            if (arguments.Length > 0)
            {
                text.Append(')');
            }
        }
    }

    private static void AppendValue(StringBuilder text, Value value)
    {
        if (value.IsValid)
        {
            text.Append('v').Append(value.Id);
        }
        else
        {
            text.Append("v?");
        }
    }

    private static string TypeName(MirFunction function, Value value) =>
        value.Id >= 0 && value.Id < function.ValueCount ? NameOf(function.TypeOf(value)) : "?";
}

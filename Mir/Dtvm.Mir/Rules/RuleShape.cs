// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Mir.Rules;

/// <summary>What can be told of an instruction's first three operands in one word, so that a rule that does not fit costs one
/// comparison.</summary>
/// <remarks>A byte for the operation that defines each (<see cref="IRuleFacts.DefiningOp"/>), then a bit for each that is a constant, then
/// whether the first two, and the last two, are the same value.</remarks>
internal static class RuleShape
{
    private const int MaxOperands = 3;
    private const int FirstFlag = 8 * MaxOperands;
    private const uint FirstIsSecond = 1u << (FirstFlag + MaxOperands);
    private const uint SecondIsThird = 1u << (FirstFlag + MaxOperands + 1);
    private const int Constant = (int)MirOp.Const + 1;

    /// <summary>The shape of an instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of<TFacts>(ReadOnlySpan<Value> operands, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (operands.Length != 2)
        {
            return OfAny(operands, facts);
        }

        var (left, right) = (operands[0], operands[1]);
        return Of(facts.DefiningOp(left), 0) | Of(facts.DefiningOp(right), 1) | (left == right ? FirstIsSecond : 0);
    }

    private static uint OfAny<TFacts>(ReadOnlySpan<Value> operands, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        var shape = 0u;
        for (var i = 0; i < operands.Length && i < MaxOperands; i++)
        {
            shape |= Of(facts.DefiningOp(operands[i]), i);
        }

        shape |= operands.Length > 1 && operands[0] == operands[1] ? FirstIsSecond : 0;
        return shape | (operands.Length > 2 && operands[1] == operands[2] ? SecondIsThird : 0);
    }

    private static uint Of(int op, int operand) => ((uint)op << (8 * operand)) | (op == Constant ? 1u << (FirstFlag + operand) : 0);

    /// <summary>What a rule wants of the shape.</summary>
    public static (uint Mask, uint Shape) Of(Rule rule)
    {
        uint mask = 0, shape = 0;
        var arguments = rule.Pattern.Arguments;
        for (var i = 0; i < arguments.Length && i < MaxOperands; i++)
        {
            var argument = arguments[i];
            if (argument.Kind == TermKind.Variable)
            {
                mask |= (rule.UnknownVariables >> argument.Variable & 1) != 0 ? 1u << (FirstFlag + i) : 0;
                continue;
            }

            var op = argument.Kind == TermKind.Operation ? (int)argument.Op + 1 : Constant;
            mask |= 0xffu << (8 * i);
            shape |= (uint)op << (8 * i);
        }

        var same = (AreSame(arguments, 0, 1) ? FirstIsSecond : 0) | (AreSame(arguments, 1, 2) ? SecondIsThird : 0);
        return (mask | same, shape | same);
    }

    private static bool AreSame(ReadOnlySpan<RuleTerm> arguments, int left, int right) =>
        right < arguments.Length && arguments[left] is { Kind: TermKind.Variable } && arguments[right] is { Kind: TermKind.Variable }
        && arguments[left].Variable == arguments[right].Variable;
}

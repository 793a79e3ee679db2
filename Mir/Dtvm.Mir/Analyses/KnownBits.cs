using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Analyses;

/// <summary>Which bits of a value can be set.</summary>
/// <remarks>Looks at the definition of the value and at constants among its operands, no further: the function's table of definitions is
/// all it needs, so there is nothing to keep.</remarks>
public static class KnownBits
{
    private static U256 AddressBits => (U256.One << 160) - U256.One;

    /// <summary>A mask that covers every bit that a value can have.</summary>
    /// <param name="function">The function.</param>
    /// <param name="value">A value of it.</param>
    public static U256 PossibleOf(MirFunction function, Value value)
    {
        ArgumentNullException.ThrowIfNull(function);
        var all = ConstantEvaluator.Truncate(U256.MaxValue, function.TypeOf(value));
        if (function.DefinitionOf(value) is not { } definition)
        {
            return all;
        }

        return definition.Op switch
        {
            MirOp.Const => definition.Constant,
            MirOp.Zext => ConstantEvaluator.Truncate(U256.MaxValue, function.TypeOf(definition.Operands[0])),
            MirOp.And when function.IsConstant(definition.Operands[1], out var mask) => mask,
            MirOp.Shr when function.IsConstant(definition.Operands[1], out var amount) => U256.ShiftRight(amount, all),
            MirOp.Shl when function.IsConstant(definition.Operands[1], out var amount) => U256.ShiftLeft(amount, all) & all,
            MirOp.Byte => 0xff,
            MirOp.Clz => 0x1ff,
            MirOp.Address or MirOp.Caller => AddressBits,
            MirOp.RuntimeCall when definition.Call is RuntimeCall.Origin or RuntimeCall.Coinbase => AddressBits,
            _ => all,
        };
    }
}

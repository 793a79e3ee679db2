// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Rules;

/// <summary>What a term of a rule is.</summary>
public enum TermKind : byte
{
    /// <summary><c>x</c>: any value.</summary>
    Variable,

    /// <summary><c>k</c>: a value that is a constant.</summary>
    Constant,

    /// <summary>A number, modulo the width of its type; <c>-1</c> is all ones.</summary>
    Literal,

    /// <summary><c>width</c>: the number of bits of its type.</summary>
    Width,

    /// <summary><c>bytes</c>: the number of bytes of its type.</summary>
    Bytes,

    /// <summary><c>possible(x)</c>: a mask that covers every bit that x can have.</summary>
    Possible,

    /// <summary><c>least(x)</c>: a number that x is not below.</summary>
    Least,

    /// <summary><c>greatest(x)</c>: a number that x is not above.</summary>
    Greatest,

    /// <summary><c>log2(k)</c>: the number of the highest bit set; 0 for 0.</summary>
    Log2,

    /// <summary><c>power2(k)</c>: whether exactly one bit is set.</summary>
    PowerOfTwo,

    /// <summary><c>ones(k)</c>: as many ones as k has bits up to the highest set.</summary>
    Ones,

    /// <summary>An operation of MIR.</summary>
    Operation,
}

/// <summary>A term of a rule: a tree over variables, constants, numbers and the pure operations of MIR.</summary>
public sealed class RuleTerm
{
    private readonly RuleTerm[] _arguments;

    internal RuleTerm(TermKind kind, int typeClass, params RuleTerm[] arguments)
    {
        Kind = kind;
        TypeClass = typeClass;
        _arguments = arguments;
    }

    /// <summary>What it is.</summary>
    public TermKind Kind { get; }

    /// <summary>The operation of an <see cref="TermKind.Operation"/>.</summary>
    public MirOp Op { get; internal init; }

    /// <summary>The callee when <see cref="Op"/> is a runtime call.</summary>
    public RuntimeCall Call { get; internal init; }

    /// <summary>Number of the variable that it is, that it asks about, or that a pattern binds to it (<c>y@not(x)</c>); -1 for
    /// none.</summary>
    public int Variable { get; internal init; } = -1;

    /// <summary>The value of a <see cref="TermKind.Literal"/>, before it is narrowed to its type.</summary>
    public U256 Number { get; internal init; }

    /// <summary>Whether it stands in braces: a constant that is computed when the rule is applied.</summary>
    public bool IsComputed { get; internal init; }

    /// <summary>Which type it has: index into <see cref="Rule.Types"/>.</summary>
    public int TypeClass { get; internal set; }

    /// <summary>The arguments.</summary>
    public ReadOnlySpan<RuleTerm> Arguments => _arguments;

    /// <summary>Whether it is the number 0.</summary>
    internal bool IsZero => Kind == TermKind.Literal && Number.IsZero;

    /// <summary>Whether it is a number that is the same in every type: 0 or 1.</summary>
    internal bool IsPlain => Kind == TermKind.Literal && Number.FitsUlong && Number.Low64 <= 1;

    /// <summary>Whether it can be computed without the values of variables.</summary>
    internal bool IsConstant
    {
        get
        {
            if (Kind == TermKind.Variable)
            {
                return false;
            }

            foreach (var argument in _arguments)
            {
                if (!argument.IsConstant)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>The transfer functions of the analyses of values: what is known of a result from what is known of the operands. Each row is
/// proved (<c>dtvm prove</c>).</summary>
public static class TransferRules
{
    /// <summary>Of <see cref="Analyses.KnownBits"/>: a mask that covers every bit that a result can have.</summary>
    public static RuleTable Bits { get; } = RuleTable.Parse("""
        bits-constant: possible(k) => k
        bits-zext:     possible(zext(x:S)) => zext(-1:S)
        bits-and:      possible(and(x, k)) => k
        bits-shr:      possible(shr(x, k)) => shr(-1, k)
        bits-shl:      possible(shl(x, k)) => shl(-1, k)
        bits-byte:     possible(byte(x, y)) => 0xff
        bits-clz:      possible(clz(x)) => 0x1ff
        """);

    /// <summary>Of <see cref="Analyses.ValueRanges"/>: the least and the greatest number that a result can be.</summary>
    public static RuleTable Ranges { get; } = RuleTable.Parse("""
        range-constant: range(k) => [k, k]
        range-zext:     range(zext(x)) => [zext(least(x)), zext(greatest(x))]
        range-trunc:    range(trunc.T(x)) => [trunc(least(x)), trunc(greatest(x))] if eq(zext(trunc.T(greatest(x))), greatest(x))
        range-add:      range(add(x, y)) => [add(least(x), least(y)), add(greatest(x), greatest(y))]
                        if not(ult(add(greatest(x), greatest(y)), greatest(x)))
        range-sub:      range(sub(x, y)) => [sub(least(x), greatest(y)), sub(greatest(x), least(y))] if not(ult(least(x), greatest(y)))
        range-and:      range(and(x, y)) => [0, select(ult(greatest(x), greatest(y)), greatest(x), greatest(y))]
        range-or:       range(or(x, y))
                        => [select(ugt(least(x), least(y)), least(x), least(y)), ones(or(greatest(x), greatest(y)))]
        range-xor:      range(xor(x, y)) => [0, ones(or(greatest(x), greatest(y)))]
        range-shr:      range(shr(x, y)) => [shr(least(x), least(y)), shr(greatest(x), least(y))] if eq(least(y), greatest(y))
        range-byte:     range(byte(x, y)) => [0, 0xff]
        range-clz:      range(clz(x)) => [0, width]
        range-select:   range(select(c, x, y))
                        => [select(ult(least(x), least(y)), least(x), least(y)),
                            select(ugt(greatest(x), greatest(y)), greatest(x), greatest(y))]
        range-udiv:     range(rt.udiv(x, y)) => [0, greatest(x)]
        range-umod:     range(rt.umod(x, y)) => [0, select(eq(greatest(y), 0), 0, sub(greatest(y), 1))]
        range-addmod:   range(rt.addmod(x, y, m)) => [0, select(eq(greatest(m), 0), 0, sub(greatest(m), 1))]
        range-mulmod:   range(rt.mulmod(x, y, m)) => [0, select(eq(greatest(m), 0), 0, sub(greatest(m), 1))]
        """);
}

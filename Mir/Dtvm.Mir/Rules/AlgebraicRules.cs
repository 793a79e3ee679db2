// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>The one table of the algebraic rules that passes apply. Each row is proved (<c>dtvm prove</c>); docs/proofs.md has the
/// notation.</summary>
/// <remarks>Rows of one operation are tried in the order of the table, and the first that fits is applied.</remarks>
public static class AlgebraicRules
{
    /// <summary>The table.</summary>
    public static RuleTable Table { get; } = RuleTable.Parse("""
        # Constants of commutative operations stand on the right, those of comparisons too. 'unknown' keeps two constants from changing
        # places for ever.

        # Addition and subtraction.
        add-swap:           add(k, x) => add(x, k) if unknown(x)
        add-zero:           add(x, 0) => x
        add-add:            add(add(x, k1), k) => add(x, {add(k1, k)})
        sub-same:           sub(x, x) => 0
        sub-zero:           sub(x, 0) => x

        # Multiplication.
        mul-zero:           mul(x, 0) => 0
        mul-zero-left:      mul(0, x) => 0
        mul-swap:           mul(k, x) => mul(x, k) if unknown(x)
        mul-one:            mul(x, 1) => x
        mul-power:          mul(x, k) => shl(x, {log2(k)}) if power2(k)

        # Logic. Of the operands of 'and' only the bits count that can be set.
        and-zero:           and(x, 0) => 0
        and-zero-left:      and(0, x) => 0
        and-swap:           and(k, x) => and(x, k) if unknown(x)
        and-same:           and(x, x) => x
        and-covered:        and(x, k) => x if eq(and(possible(x), not(k)), 0)
        and-disjoint:       and(x, k) => 0 if eq(and(possible(x), k), 0)
        and-and:            and(and(x, k1), k) => and(x, {and(k1, k)})
        and-zext:           and(zext(x), zext(y)) => zext(and(x, y))
        or-ones:            or(x, -1) => -1
        or-ones-left:       or(-1, x) => -1
        or-swap:            or(k, x) => or(x, k) if unknown(x)
        or-same:            or(x, x) => x
        or-zero:            or(x, 0) => x
        or-zext:            or(zext(x), zext(y)) => zext(or(x, y))
        xor-same:           xor(x, x) => 0
        xor-swap:           xor(k, x) => xor(x, k) if unknown(x)
        xor-zero:           xor(x, 0) => x
        xor-ones:           xor(x, -1) => not(x)
        xor-zext:           xor(zext(x), zext(y)) => zext(xor(x, y))
        not-not:            not(not(x)) => x
        not-eq:             not(eq(x, y)) => ne(x, y)
        not-ne:             not(ne(x, y)) => eq(x, y)
        not-constant:       not(k) => {not(k)}

        # Shifts.
        shl-of-zero:        shl(0, x) => 0
        shl-out:            shl(x, k) => 0 if not(ult(k, width))
        shl-zero:           shl(x, 0) => x
        shr-of-zero:        shr(0, x) => 0
        shr-out:            shr(x, k) => 0 if not(ult(k, width))
        shr-zero:           shr(x, 0) => x
        sar-of-zero:        sar(0, x) => 0
        sar-zero:           sar(x, 0) => x
        sar-out:            sar(x, k) => sar(x, {sub(width, 1)}) if not(ult(k, width))

        # Bytes and signs.
        byte-of-zero:       byte(x, 0) => 0
        byte-out:           byte(k, x) => 0 if not(ult(k, bytes))
        byte-last:          byte(k, x) => and(x, 0xff) if eq(k, sub(bytes, 1))
        signextend-of-zero: signextend(x, 0) => 0
        signextend-whole:   signextend(k, x) => x if not(ult(k, sub(bytes, 1)))
        signextend-twice:   signextend(k, y@signextend(k1, x)) => y if not(ugt(k1, k))
        signextend-inner:   signextend(k, signextend(k1, x)) => signextend(k, x) if ugt(k1, k)
        signextend-same:    signextend(n, y@signextend(n, x)) => y
        # By this a value stays extended from a byte whatever else it is extended from: ConstantPropagation's Simplifier goes on.
        signextend-again:   signextend(n, y@signextend(m, signextend(n, x))) => y
        signextend-short:   signextend(k, x) => x if eq(shr(possible(x), add(mul(k, 8), 7)), 0)

        # Equality. Contracts build conditions of chains of ISZERO, each a comparison with zero of a widened truth value.
        eq-same:            eq(x, x) => 1
        eq-swap:            eq(k, x) => eq(x, k) if unknown(x)
        eq-zext-zext:       eq(zext(x), zext(y)) => eq(x, y)
        eq-constants:       eq(k1, k) => {eq(k1, k)}
        eq-false:           eq(c:i1, 0) => not(c)
        eq-true:            eq(c:i1, 1) => c
        eq-impossible:      eq(x, k) => 0 if ne(and(k, not(possible(x))), 0)
        eq-zext:            eq(zext(x:S), k) => eq(x, {trunc(k)}) if eq(zext(trunc.S(k)), k)
        eq-xor:             eq(xor(x, y), 0) => eq(x, y)
        eq-sub:             eq(sub(x, y), 0) => eq(x, y)
        ne-same:            ne(x, x) => 0
        ne-swap:            ne(k, x) => ne(x, k) if unknown(x)
        ne-zext-zext:       ne(zext(x), zext(y)) => ne(x, y)
        ne-constants:       ne(k1, k) => {ne(k1, k)}
        ne-false:           ne(c:i1, 0) => c
        ne-true:            ne(c:i1, 1) => not(c)
        ne-impossible:      ne(x, k) => 1 if ne(and(k, not(possible(x))), 0)
        ne-zext:            ne(zext(x:S), k) => ne(x, {trunc(k)}) if eq(zext(trunc.S(k)), k)
        ne-xor:             ne(xor(x, y), 0) => ne(x, y)
        ne-sub:             ne(sub(x, y), 0) => ne(x, y)

        # Order.
        ult-same:           ult(x, x) => 0
        ult-zero:           ult(x, 0) => 0
        ult-swap:           ult(k, x) => ugt(x, k) if unknown(x)
        ult-zext-zext:      ult(zext(x:i64), zext(y:i64)) => ult(x, y)
        ult-constants:      ult(k1, k) => {ult(k1, k)}
        ult-all:            ult(x, k) => 1 if ult(possible(x), k)
        ult-one:            ult(x, 1) => eq(x, 0)
        ult-zext:           ult(zext(x:i64), k) => ult(x, {trunc(k)}) if eq(zext(trunc.i64(k)), k)
        ugt-same:           ugt(x, x) => 0
        ugt-of-zero:        ugt(0, x) => 0
        ugt-swap:           ugt(k, x) => ult(x, k) if unknown(x)
        ugt-zext-zext:      ugt(zext(x:i64), zext(y:i64)) => ugt(x, y)
        ugt-constants:      ugt(k1, k) => {ugt(k1, k)}
        ugt-none:           ugt(x, k) => 0 if not(ult(k, possible(x)))
        ugt-zero:           ugt(x, k@0) => ne(x, k)
        ugt-zext:           ugt(zext(x:i64), k) => ugt(x, {trunc(k)}) if eq(zext(trunc.i64(k)), k)
        slt-same:           slt(x, x) => 0
        slt-swap:           slt(k, x) => sgt(x, k) if unknown(x)
        slt-positive:       slt(x, y) => ult(x, y) if eq(shr(or(possible(x), possible(y)), sub(width, 1)), 0)
        sgt-same:           sgt(x, x) => 0
        sgt-swap:           sgt(k, x) => slt(x, k) if unknown(x)
        sgt-positive:       sgt(x, y) => ugt(x, y) if eq(shr(or(possible(x), possible(y)), sub(width, 1)), 0)

        # Conversions and selections.
        zext-zext:          zext(zext(x)) => zext(x)
        zext-constant:      zext(k) => {zext(k)}
        trunc-constant:     trunc(k) => {trunc(k)}
        trunc-zext-same:    trunc(zext(x)) => x
        trunc-zext-wide:    trunc(zext(x)) => trunc(x)
        trunc-zext-narrow:  trunc(zext(x)) => zext(x)
        trunc-trunc:        trunc(trunc(x)) => trunc(x)
        select-same:        select(c, x, x) => x
        select-false:       select(0, x, y) => y
        select-true:        select(1, x, y) => x
        select-not:         select(not(c), x, y) => select(c, y, x)
        select-equal:       select(c, k1, k) => {k1} if eq(k1, k)
        select-truth:       select(c, 1, 0) => c
        select-zext:        select(c, 1, 0) => zext(c)
        select-not-truth:   select(c, 0, 1) => not(c)
        select-not-zext:    select(c, 0, 1) => zext(not(c))

        # Division and remainder by zero give zero (Yellow Paper, appendix H.2); so does everything modulo one.
        udiv-of-zero:       rt.udiv(0, x) => 0
        udiv-zero:          rt.udiv(x, 0) => 0
        udiv-power:         rt.udiv(x, k) => shr(x, {log2(k)}) if power2(k)
        umod-of-zero:       rt.umod(0, x) => 0
        umod-zero:          rt.umod(x, 0) => 0
        umod-one:           rt.umod(x, 1) => 0
        umod-power:         rt.umod(x, k) => and(x, {sub(k, 1)}) if power2(k)
        sdiv-of-zero:       rt.sdiv(0, x) => 0
        sdiv-zero:          rt.sdiv(x, 0) => 0
        sdiv-one:           rt.sdiv(x, 1) => x
        # Leaves -2^255 as it is.
        sdiv-minus-one:     rt.sdiv(x, -1) => sub(0, x)
        # Negative values are rounded towards zero.
        sdiv-power:         rt.sdiv(x, k) => sar(add(x, shr(sar(x, {sub(width, 1)}), {sub(width, log2(k))})), {log2(k)})
                            if power2(k) && ne(log2(k), sub(width, 1))
        smod-of-zero:       rt.smod(0, x) => 0
        smod-zero:          rt.smod(x, 0) => 0
        smod-one:           rt.smod(x, 1) => 0
        smod-minus-one:     rt.smod(x, -1) => 0
        # The carry out of 2^256 is a multiple of 2^n.
        addmod-zero:        rt.addmod(x, y, 0) => 0
        addmod-one:         rt.addmod(x, y, 1) => 0
        addmod-swap:        rt.addmod(k, x, y) => rt.addmod(x, k, y) if unknown(x)
        addmod-power:       rt.addmod(x, y, k) => and(add(x, y), {sub(k, 1)}) if power2(k)
        mulmod-of-zero:     rt.mulmod(0, x, y) => 0
        mulmod-by-zero:     rt.mulmod(x, 0, y) => 0
        mulmod-zero:        rt.mulmod(x, y, 0) => 0
        mulmod-one:         rt.mulmod(x, y, 1) => 0
        mulmod-swap:        rt.mulmod(k, x, y) => rt.mulmod(x, k, y) if unknown(x)
        mulmod-power:       rt.mulmod(x, y, k) => and(mul(x, y), {sub(k, 1)}) if power2(k)
        """);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>What an operation on words is in 64 bits when its operands are 64 bits wide and its result fits: the rules of pass
/// <c>narrowing</c>. Each row is proved (<c>dtvm prove</c>).</summary>
public static class NarrowingRules
{
    /// <summary>The table.</summary>
    public static RuleTable Table { get; } = RuleTable.Parse("""
        narrow-add:          add(zext(x:i64), zext(y:i64)) => zext(add(x, y)) if not(ult(add(greatest(x), greatest(y)), greatest(x)))
        narrow-add-constant: add(zext(x:i64), k) => zext(add(x, {trunc(k)}))
                             if eq(zext(trunc.i64(k)), k) && not(ult(add(greatest(x), trunc(k)), greatest(x)))
        narrow-sub:          sub(zext(x:i64), zext(y:i64)) => zext(sub(x, y)) if not(ult(least(x), greatest(y)))
        narrow-sub-constant: sub(zext(x:i64), k) => zext(sub(x, {trunc(k)})) if eq(zext(trunc.i64(k)), k) && not(ult(least(x), trunc(k)))
        narrow-and-constant: and(zext(x:i64), k) => zext(and(x, {trunc(k)}))
        narrow-shr:          shr(zext(x:i64), k) => zext(shr(x, {trunc(k)})) if ult(k, 64)
        narrow-shl:          shl(zext(x:i64), k) => zext(shl(x, {trunc(k)}))
                             if ult(k, 64) && eq(shr(shl(greatest(x), trunc.i64(k)), trunc.i64(k)), greatest(x))
        """);
}

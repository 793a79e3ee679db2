// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Numerics.Tests;

/// <summary>Results written over operands: the forms with an <c>out</c> result read all operands before they write.</summary>
public sealed class InPlaceTests
{
    private delegate void Binary(in U256 left, in U256 right, out U256 result);

    private delegate void Ternary(in U256 left, in U256 right, in U256 modulus, out U256 result);

    private delegate void TwoResults(in U256 left, in U256 right, out U256 first, out U256 second);

    [Fact]
    public void Multiply() => Check(U256.Multiply, (a, b) => a * b);

    [Fact]
    public void Divide() => Check(U256.Divide, (a, b) => U256.Divide(a, b));

    [Fact]
    public void Modulo() => Check(U256.Modulo, (a, b) => U256.Modulo(a, b));

    [Fact]
    public void SignedDivide() => Check(U256.SignedDivide, (a, b) => U256.SignedDivide(a, b));

    [Fact]
    public void SignedModulo() => Check(U256.SignedModulo, (a, b) => U256.SignedModulo(a, b));

    [Fact]
    public void Exponentiate() => Check(U256.Exponentiate, (a, b) => U256.Exponentiate(a, b));

    [Fact]
    public void ShiftLeft() => CheckShift(U256.ShiftLeft, (a, b) => U256.ShiftLeft(a, b));

    [Fact]
    public void ShiftRight() => CheckShift(U256.ShiftRight, (a, b) => U256.ShiftRight(a, b));

    [Fact]
    public void ShiftRightArithmetic() => CheckShift(U256.ShiftRightArithmetic, (a, b) => U256.ShiftRightArithmetic(a, b));

    [Fact]
    public void AddModulo() => Check(U256.AddModulo, (a, b, m) => U256.AddModulo(a, b, m));

    [Fact]
    public void MultiplyModulo() => Check(U256.MultiplyModulo, (a, b, m) => U256.MultiplyModulo(a, b, m));

    [Fact]
    public void DivideRemainder() =>
        Check(U256.DivideRemainder, (a, b) => (U256.DivideRemainder(a, b, out var remainder), remainder));

    [Fact]
    public void BigMul() => Check(U256.BigMul, (a, b) => (U256.BigMul(a, b, out var high), high));

    private static void Check(Binary inPlace, Func<U256, U256, U256> expected) =>
        Property.Equal(
            Generators.Division,
            p => (expected(p.A, p.B), expected(p.A, p.B), expected(p.A, p.A)),
            p => (OverLeft(inPlace, p.A, p.B), OverRight(inPlace, p.A, p.B), OverBoth(inPlace, p.A)));

    private static void CheckShift(Binary inPlace, Func<U256, U256, U256> expected) =>
        Property.Equal(
            Generators.AmountAndWord,
            p => (expected(p.Amount, p.Value), expected(p.Amount, p.Value), expected(p.Amount, p.Amount)),
            p => (OverLeft(inPlace, p.Amount, p.Value), OverRight(inPlace, p.Amount, p.Value), OverBoth(inPlace, p.Amount)));

    private static void Check(Ternary inPlace, Func<U256, U256, U256, U256> expected) =>
        Property.Equal(
            Generators.Modular,
            p => (expected(p.A, p.B, p.M), expected(p.A, p.B, p.M), expected(p.A, p.B, p.M)),
            p =>
            {
                var (a, b, m) = p;
                inPlace(a, p.B, p.M, out a);
                inPlace(p.A, b, p.M, out b);
                inPlace(p.A, p.B, m, out m);
                return (a, b, m);
            });

    private static void Check(TwoResults inPlace, Func<U256, U256, (U256, U256)> expected) =>
        Property.Equal(
            Generators.Division,
            p => (expected(p.A, p.B), expected(p.A, p.B)),
            p =>
            {
                var (a, b) = p;
                inPlace(a, b, out a, out b);
                var straight = (a, b);
                (a, b) = p;
                inPlace(a, b, out b, out a);
                return (straight, (b, a));
            });

    private static U256 OverLeft(Binary inPlace, U256 left, U256 right)
    {
        inPlace(left, right, out left);
        return left;
    }

    private static U256 OverRight(Binary inPlace, U256 left, U256 right)
    {
        inPlace(left, right, out right);
        return right;
    }

    private static U256 OverBoth(Binary inPlace, U256 value)
    {
        inPlace(value, value, out value);
        return value;
    }
}

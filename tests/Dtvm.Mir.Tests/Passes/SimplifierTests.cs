// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

/// <summary>Each algebraic identity of sccp: an expression over the unknown words x and y, and what it becomes.</summary>
public class SimplifierTests
{
    private delegate Value Build(MirTest test, Value x, Value y);

    private static readonly U256 SignBit = U256.One << 255;

    private static readonly U256 AddressMask = (U256.One << 160) - U256.One;

    private static Build Binary(MirOp op, U256 constant, bool isConstantLeft = false) => (t, x, _) =>
        isConstantLeft ? t.Op(op, t.Word(constant), x) : t.Op(op, x, t.Word(constant));

    private static Build Compared(MirOp op, U256 constant, bool isConstantLeft = false) => (t, x, _) =>
        Wide(t, isConstantLeft ? t.Compare(op, t.Word(constant), x) : t.Compare(op, x, t.Word(constant)));

    private static Build Called(RuntimeCall call, U256 divisor) => (t, x, y) => RuntimeCallTable.Get(call).Arguments == 2
        ? t.Builder.Call(call, 0, x, t.Word(divisor))
        : t.Builder.Call(call, 0, x, y, t.Word(divisor));

    private static Value Wide(MirTest test, Value value) => test.Builder.Emit(MirOp.Zext, MirType.I256, value);

    private static Value Narrow(MirTest test, Value value, MirType type = MirType.I64) => test.Builder.Emit(MirOp.Trunc, type, value);

    private static Value IsZero(MirTest test, Value value) => Wide(test, test.Compare(MirOp.Eq, value, test.Word(0)));

    private static Value Logic(MirTest test, MirOp op, params Value[] operands) => test.Builder.Emit(op, MirType.I1, operands);

    private static Value Select(MirTest test, MirType type, Value condition, Value first, Value second) =>
        test.Builder.Emit(MirOp.Select, type, condition, first, second);

    private static readonly (string Expected, Build Build)[] Rules =
    [
        // Addition and subtraction.
        ("x", Binary(MirOp.Add, 0)),
        ("x", Binary(MirOp.Add, 0, isConstantLeft: true)),
        ("add(x, 0x3)", Binary(MirOp.Add, 3, isConstantLeft: true)),
        ("add(x, 0x5)", (t, x, _) => t.Op(MirOp.Add, t.Op(MirOp.Add, t.Word(2), x), t.Word(3))),
        ("x", (t, x, _) => t.Op(MirOp.Add, t.Op(MirOp.Add, x, t.Word(1)), t.Word(U256.MaxValue))),
        ("0x0", (t, x, _) => t.Op(MirOp.Sub, x, x)),
        ("x", Binary(MirOp.Sub, 0)),
        ("sub(0x0, x)", Binary(MirOp.Sub, 0, isConstantLeft: true)),

        // Multiplication.
        ("0x0", Binary(MirOp.Mul, 0)),
        ("x", Binary(MirOp.Mul, 1)),
        ("shl(x, 0x5)", Binary(MirOp.Mul, 32)),
        ("shl(x, 0xff)", Binary(MirOp.Mul, SignBit, isConstantLeft: true)),
        ("mul(x, 0x3)", Binary(MirOp.Mul, 3)),

        // Logic.
        ("0x0", Binary(MirOp.And, 0)),
        ("x", Binary(MirOp.And, U256.MaxValue)),
        ("x", (t, x, _) => t.Op(MirOp.And, x, x)),
        ("and(x, 0xf)", (t, x, _) => t.Op(MirOp.And, t.Op(MirOp.And, x, t.Word(0xff)), t.Word(0xf))),
        ("and(x, 0xf)", (t, x, _) => t.Op(MirOp.And, t.Op(MirOp.And, x, t.Word(0xf)), t.Word(0xff))),
        ("and(x, 0x3c)", (t, x, _) => t.Op(MirOp.And, t.Op(MirOp.And, x, t.Word(0xfc)), t.Word(0x3f))),
        ("0x0", (t, x, _) => t.Op(MirOp.And, t.Op(MirOp.And, x, t.Word(0xf0)), t.Word(0xf))),
        ("shr(x, 0xe0)", (t, x, _) => t.Op(MirOp.And, t.Op(MirOp.Shr, x, t.Word(0xe0)), t.Word(0xffffffff))),
        ("caller()", (t, _, _) => t.Op(MirOp.And, t.Builder.Emit(MirOp.Caller, MirType.I256), t.Word(AddressMask))),
        ("origin()", (t, _, _) => t.Op(MirOp.And, t.Builder.Call(RuntimeCall.Origin, 0), t.Word(AddressMask))),
        ("zext.i64(trunc.i64(x))", (t, x, _) => t.Op(MirOp.And, Wide(t, Narrow(t, x)), t.Word(ulong.MaxValue))),
        ("zext(eq(x, y))", (t, x, y) => t.Op(MirOp.And, Wide(t, t.Compare(MirOp.Eq, x, y)), t.Word(0xff))),
        ("x", Binary(MirOp.Or, 0)),
        ("x", (t, x, _) => t.Op(MirOp.Or, x, x)),
        ("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", Binary(MirOp.Or, U256.MaxValue)),
        ("x", Binary(MirOp.Xor, 0)),
        ("0x0", (t, x, _) => t.Op(MirOp.Xor, x, x)),
        ("not(x)", Binary(MirOp.Xor, U256.MaxValue)),
        ("x", (t, x, _) => t.Op(MirOp.Not, t.Op(MirOp.Not, x))),
        ("zext(and(ult(x, y), eq(x, y)))", (t, x, y) =>
            t.Op(MirOp.And, Wide(t, t.Compare(MirOp.Ult, x, y)), Wide(t, t.Compare(MirOp.Eq, x, y)))),
        ("zext(or(ult(x, y), eq(x, y)))", (t, x, y) =>
            t.Op(MirOp.Or, Wide(t, t.Compare(MirOp.Ult, x, y)), Wide(t, t.Compare(MirOp.Eq, x, y)))),

        // Shifts.
        ("x", Binary(MirOp.Shl, 0)),
        ("x", Binary(MirOp.Sar, 0)),
        ("0x0", Binary(MirOp.Shl, 256)),
        ("0x0", Binary(MirOp.Shr, U256.MaxValue)),
        ("sar(x, 0xff)", Binary(MirOp.Sar, 256)),
        ("shr(x, 0xff)", Binary(MirOp.Shr, 255)),
        ("0x0", Binary(MirOp.Shl, 0, isConstantLeft: true)),
        ("shl(0x1, x)", Binary(MirOp.Shl, 1, isConstantLeft: true)),

        // Bytes and signs.
        ("0x0", Binary(MirOp.Byte, 32, isConstantLeft: true)),
        ("and(x, 0xff)", Binary(MirOp.Byte, 31, isConstantLeft: true)),
        ("byte(0x1e, x)", Binary(MirOp.Byte, 30, isConstantLeft: true)),
        ("x", Binary(MirOp.SignExtend, 31, isConstantLeft: true)),
        ("x", Binary(MirOp.SignExtend, U256.MaxValue, isConstantLeft: true)),
        ("signextend(0x1, x)", (t, x, _) => t.Op(MirOp.SignExtend, t.Word(2), t.Op(MirOp.SignExtend, t.Word(1), x))),
        ("signextend(0x1, x)", (t, x, _) => t.Op(MirOp.SignExtend, t.Word(1), t.Op(MirOp.SignExtend, t.Word(2), x))),
        ("signextend(y, x)", (t, x, y) => t.Op(MirOp.SignExtend, y, t.Op(MirOp.SignExtend, y, x))),
        ("signextend(0x1, signextend(y, x))",
            (t, x, y) => t.Op(MirOp.SignExtend, y, t.Op(MirOp.SignExtend, t.Word(1), t.Op(MirOp.SignExtend, y, x)))),
        ("and(x, 0x7f)", (t, x, _) => t.Op(MirOp.SignExtend, t.Word(0), t.Op(MirOp.And, x, t.Word(0x7f)))),
        ("signextend(0x0, and(x, 0xff))", (t, x, _) => t.Op(MirOp.SignExtend, t.Word(0), t.Op(MirOp.And, x, t.Word(0xff)))),

        // Equality and chains of ISZERO.
        ("0x1", (t, x, _) => Wide(t, t.Compare(MirOp.Eq, x, x))),
        ("0x0", (t, x, _) => Wide(t, t.Compare(MirOp.Ne, x, x))),
        ("zext(eq(x, 0x7))", Compared(MirOp.Eq, 7, isConstantLeft: true)),
        ("zext(ne(x, 0x0))", (t, x, _) => IsZero(t, IsZero(t, x))),
        ("zext(eq(x, 0x0))", (t, x, _) => IsZero(t, IsZero(t, IsZero(t, x)))),
        ("zext(eq(x, y))", (t, x, y) => IsZero(t, IsZero(t, Wide(t, t.Compare(MirOp.Eq, x, y))))),
        ("zext(not(ult(x, y)))", (t, x, y) => IsZero(t, Wide(t, t.Compare(MirOp.Ult, x, y)))),
        ("zext(ult(x, y))", (t, x, y) => IsZero(t, IsZero(t, Wide(t, t.Compare(MirOp.Ult, x, y))))),
        ("zext(slt(x, y))", (t, x, y) => Wide(t, t.Compare(MirOp.Ne, Wide(t, t.Compare(MirOp.Slt, x, y)), t.Word(0)))),
        ("zext(slt(x, y))", (t, x, y) => Wide(t, t.Compare(MirOp.Eq, t.Word(1), Wide(t, t.Compare(MirOp.Slt, x, y))))),
        ("0x0", (t, x, y) => Wide(t, t.Compare(MirOp.Eq, Wide(t, t.Compare(MirOp.Slt, x, y)), t.Word(2)))),
        ("zext(eq(x, y))", (t, x, y) => IsZero(t, t.Op(MirOp.Sub, x, y))),
        ("zext(ne(x, y))", (t, x, y) => Wide(t, t.Compare(MirOp.Ne, t.Op(MirOp.Xor, x, y), t.Word(0)))),
        ("0x0", (t, x, _) => Wide(t, t.Compare(MirOp.Eq, t.Op(MirOp.And, x, t.Word(0xff)), t.Word(0x100)))),
        ("zext(eq.i64(trunc.i64(x), 0x5))", (t, x, _) => Wide(t, t.Compare(MirOp.Eq, Wide(t, Narrow(t, x)), t.Word(5)))),
        ("zext(eq.i64(trunc.i64(x), trunc.i64(y)))", (t, x, y) =>
            Wide(t, t.Compare(MirOp.Eq, Wide(t, Narrow(t, x)), Wide(t, Narrow(t, y))))),
        ("zext(not(trunc(x)))", (t, x, _) => Wide(t, Logic(t, MirOp.Xor, Narrow(t, x, MirType.I1), t.Truth(true)))),
        ("zext(trunc(x))", (t, x, _) => Wide(t, Logic(t, MirOp.And, Narrow(t, x, MirType.I1), t.Truth(true)))),

        // Order.
        ("0x0", Compared(MirOp.Ult, 0)),
        ("0x0", Compared(MirOp.Ugt, 0, isConstantLeft: true)),
        ("0x0", Compared(MirOp.Ugt, U256.MaxValue)),
        ("0x0", (t, x, _) => Wide(t, t.Compare(MirOp.Sgt, x, x))),
        ("zext(eq(x, 0x0))", Compared(MirOp.Ult, 1)),
        ("zext(ne(x, 0x0))", Compared(MirOp.Ugt, 0)),
        ("zext(ne(x, 0x0))", Compared(MirOp.Ult, 0, isConstantLeft: true)),
        ("zext(ugt(x, 0x9))", Compared(MirOp.Ult, 9, isConstantLeft: true)),
        ("zext(ult(x, 0x9))", Compared(MirOp.Ugt, 9, isConstantLeft: true)),
        ("zext(sgt(x, 0x9))", Compared(MirOp.Slt, 9, isConstantLeft: true)),
        ("0x1", (t, x, _) => Wide(t, t.Compare(MirOp.Ult, t.Op(MirOp.And, x, t.Word(0xff)), t.Word(0x100)))),
        ("0x0", (t, x, _) => Wide(t, t.Compare(MirOp.Ugt, t.Op(MirOp.And, x, t.Word(0xff)), t.Word(0xff)))),
        ("zext(ult.i64(trunc.i64(x), 0x20))", (t, x, _) => Wide(t, t.Compare(MirOp.Ult, Wide(t, Narrow(t, x)), t.Word(32)))),
        ("zext(ult.i64(trunc.i64(x), trunc.i64(y)))", (t, x, y) =>
            Wide(t, t.Compare(MirOp.Slt, Wide(t, Narrow(t, x)), Wide(t, Narrow(t, y))))),
        ("zext(slt(x, 0x9))", Compared(MirOp.Slt, 9)),

        // Conversions and selections.
        ("zext(trunc(x))", (t, x, _) => Wide(t, t.Builder.Emit(MirOp.Zext, MirType.I64, Narrow(t, x, MirType.I1)))),
        ("zext.i64(trunc.i64(x))", (t, x, _) => Wide(t, Narrow(t, Wide(t, Narrow(t, x))))),
        ("zext(trunc(x))", (t, x, _) => Wide(t, Narrow(t, Narrow(t, x), MirType.I1))),
        ("zext(ult(x, y))", (t, x, y) => Wide(t, Narrow(t, Wide(t, t.Compare(MirOp.Ult, x, y))))),
        ("x", (t, x, y) => Select(t, MirType.I256, Narrow(t, y, MirType.I1), x, x)),
        ("x", (t, x, y) => Select(t, MirType.I256, t.Truth(true), x, y)),
        ("y", (t, x, y) => Select(t, MirType.I256, t.Truth(false), x, y)),
        ("0x4", (t, x, _) => Select(t, MirType.I256, Narrow(t, x, MirType.I1), t.Word(4), t.Word(4))),
        ("zext(trunc(x))", (t, x, _) => Select(t, MirType.I256, Narrow(t, x, MirType.I1), t.Word(1), t.Word(0))),
        ("zext(not(trunc(x)))", (t, x, _) => Select(t, MirType.I256, Narrow(t, x, MirType.I1), t.Word(0), t.Word(1))),
        ("zext(not(trunc(x)))", (t, x, _) => Wide(t, Select(t, MirType.I1, Narrow(t, x, MirType.I1), t.Truth(false), t.Truth(true)))),
        ("select(trunc(x), y, x)", (t, x, y) => Select(t, MirType.I256, Logic(t, MirOp.Not, Narrow(t, x, MirType.I1)), x, y)),

        // Division by constants.
        ("0x0", Called(RuntimeCall.UDiv, 0)),
        ("x", Called(RuntimeCall.UDiv, 1)),
        ("shr(x, 0x5)", Called(RuntimeCall.UDiv, 32)),
        ("shr(x, 0xff)", Called(RuntimeCall.UDiv, SignBit)),
        ("udiv(x, 0x3)", Called(RuntimeCall.UDiv, 3)),
        ("0x0", Called(RuntimeCall.UMod, 0)),
        ("0x0", Called(RuntimeCall.UMod, 1)),
        ("and(x, 0x1f)", Called(RuntimeCall.UMod, 32)),
        ("umod(x, 0x3)", Called(RuntimeCall.UMod, 3)),
        ("0x0", Called(RuntimeCall.SDiv, 0)),
        ("x", Called(RuntimeCall.SDiv, 1)),
        ("sub(0x0, x)", Called(RuntimeCall.SDiv, U256.MaxValue)),
        ("sar(add(x, shr(sar(x, 0xff), 0xfe)), 0x2)", Called(RuntimeCall.SDiv, 4)),
        ("sdiv(x, 0x8000000000000000000000000000000000000000000000000000000000000000)", Called(RuntimeCall.SDiv, SignBit)),
        ("0x0", Called(RuntimeCall.SMod, 0)),
        ("0x0", Called(RuntimeCall.SMod, 1)),
        ("0x0", Called(RuntimeCall.SMod, U256.MaxValue)),
        ("smod(x, 0x4)", Called(RuntimeCall.SMod, 4)),
        ("0x0", Called(RuntimeCall.AddMod, 0)),
        ("and(add(x, y), 0x1f)", Called(RuntimeCall.AddMod, 32)),
        ("and(mul(x, y), 0x1f)", Called(RuntimeCall.MulMod, 32)),
        ("mulmod(x, y, 0x3)", Called(RuntimeCall.MulMod, 3)),
        ("0x0", (t, x, y) => t.Builder.Call(RuntimeCall.MulMod, 0, t.Word(0), x, y)),
        ("0x0", (t, x, _) => t.Builder.Call(RuntimeCall.UDiv, 0, t.Word(0), x)),
    ];

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Rules.Length; i++)
        {
            data.Add(i, Rules[i].Expected);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Identity(int index, string expected)
    {
        var test = new MirTest();
        var result = Rules[index].Build(test, test.Unknown(-1), test.Unknown(-2));
        test.Keep(0, result);
        test.Stop();
        test.AssertWellFormed();
        var pass = new ConstantPropagation();
        pass.Run(test.Function, new(test.Module));
        test.AssertWellFormed();
        var store = test.Function.Entry.Instructions[^2];
        Assert.Equal(expected, ExpressionPrinter.Print(test.Function, store.Operands[0]));
        Assert.False(pass.Run(test.Function, new(test.Module)), "the second run says it changed something");
    }

    /// <summary>Each rule again, with every pair of interesting words for x and y, against the evaluator that the rules do not
    /// use.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void IdentityHoldsForInterestingWords(int index, string expected)
    {
        foreach (var x in MirMachine.InterestingWords)
        {
            foreach (var y in MirMachine.InterestingWords)
            {
                var test = new MirTest();
                var result = Rules[index].Build(test, test.Unknown(-1), test.Unknown(-2));
                test.Keep(0, result);
                test.Stop();
                var machine = new MirMachine(slot => slot == -1 ? x : y);
                var before = machine.Run(test.Function);
                new ConstantPropagation().Run(test.Function, new(test.Module));
                Assert.True(before == machine.Run(test.Function), $"{expected} for x = {x}, y = {y}");
            }
        }
    }
}

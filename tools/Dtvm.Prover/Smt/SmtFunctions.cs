// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Prover.Smt;

/// <summary>The one place that says in SMT-LIB what the pure operations of MIR mean (Yellow Paper, appendix H.2; docs/mir.md). Truth values
/// are vectors of one bit.</summary>
/// <remarks>A test compares each with the MIR interpreter, so that a wrong translation proves no wrong rule.</remarks>
internal static class SmtFunctions
{
    /// <summary>The function of an operation.</summary>
    /// <param name="op">A pure operation.</param>
    /// <param name="call">The callee of a runtime call.</param>
    /// <param name="result">Bits of the result.</param>
    /// <param name="operand">Bits of the last operand.</param>
    public static SmtFunction Of(MirOp op, RuntimeCall call, int result, int operand)
    {
        var w = operand;
        return op switch
        {

            // As long as the greater sum, and the lesser difference, do not wrap; then the lesser sum does not either.
            MirOp.Add => Binary("add", w, "(bvadd a b)") with
            {
                Order = "(=> (and (bvule a c) (bvule b d) (bvuge s c)) (and (bvule r s) (bvuge r a)))",
            },
            MirOp.Sub => Binary("sub", w, "(bvsub a b)") with { Order = "(=> (and (bvule a c) (bvule d b) (bvule b a)) (bvule r s))" },
            MirOp.Mul => Binary("mul", w, "(bvmul a b)"),
            MirOp.And => Binary("and", w, "(bvand a b)"),
            MirOp.Or => Binary("or", w, "(bvor a b)"),
            MirOp.Xor => Binary("xor", w, "(bvxor a b)"),
            MirOp.Not => new($"not_{w}", [w], w, "(bvnot a)"),

            // Shifts of SMT-LIB by the width and more give zeros or sign bits, as those of the EVM do.
            MirOp.Shl => Binary("shl", w, "(bvshl a b)"),
            MirOp.Shr => Binary("shr", w, "(bvlshr a b)") with { Order = "(=> (and (bvule a c) (= b d)) (bvule r s))" },
            MirOp.Sar => Binary("sar", w, "(bvashr a b)"),
            MirOp.Byte => Binary("byte", w, Byte(w)),
            MirOp.SignExtend => Binary("signextend", w, SignExtend(w)),
            MirOp.Clz => new($"clz_{w}", [w], w, LeadingZeros(w)),
            MirOp.Eq => Comparison("eq", w, "(= a b)"),
            MirOp.Ne => Comparison("ne", w, "(not (= a b))"),
            MirOp.Ult => Comparison("ult", w, "(bvult a b)"),
            MirOp.Ugt => Comparison("ugt", w, "(bvugt a b)"),
            MirOp.Slt => Comparison("slt", w, "(bvslt a b)"),
            MirOp.Sgt => Comparison("sgt", w, "(bvsgt a b)"),
            MirOp.Zext => new($"zext_{w}_{result}", [w], result, $"((_ zero_extend {result - w}) a)"),
            MirOp.Trunc => new($"trunc_{w}_{result}", [w], result, $"((_ extract {result - 1} 0) a)"),
            MirOp.Select => new($"select_{w}", [1, w, w], w, "(ite (= a #b1) b c)"),
            MirOp.RuntimeCall => OfCall(call, w),
            _ => throw new ArgumentException($"{op} is not a pure operation.", nameof(op)),
        };
    }

    /// <summary>The function of what rules compute of constants besides.</summary>
    /// <param name="kind">Log2, power of two or ones.</param>
    /// <param name="w">Bits of the operand.</param>
    public static SmtFunction Of(TermKind kind, int w) => kind switch
    {
        TermKind.Log2 => new($"log2_{w}", [w], w, HighestBit(w)),
        TermKind.PowerOfTwo => new(
            $"power2_{w}", [w], 1, Truth($"(and (not (= a {Number(0, w)})) (= (bvand a (bvsub a {Number(1, w)})) {Number(0, w)}))")),
        TermKind.Ones => new($"ones_{w}", [w], w, Smear(w)),
        _ => throw new ArgumentException($"{kind} is not a function.", nameof(kind)),
    };

    /// <summary>A number as a bit-vector, modulo its width.</summary>
    /// <param name="number">The number.</param>
    /// <param name="w">Bits.</param>
    public static string Number(in U256 number, int w) =>
        $"(_ bv{(w < 256 ? number & (U256.MaxValue >> (256 - w)) : number).ToDecimalString()} {w})";

    private static SmtFunction OfCall(RuntimeCall call, int w)
    {
        var zero = Number(0, w);
        string Division(string op) => $"(ite (or (= a {zero}) (= b {zero})) {zero} ({op} a b))";
        string Lemma(string divisor, string otherwise) => $"(ite (= {divisor} {zero}) (= r {zero}) {otherwise})";
        return call switch
        {
            // That 0 divided is 0 says nothing new, but spares the solver a division.
            RuntimeCall.UDiv => Binary("udiv", w, Division("bvudiv")) with { Lemma = Lemma("b", "(bvule r a)") },
            RuntimeCall.UMod => Binary("umod", w, Division("bvurem")) with { Lemma = Lemma("b", "(and (bvult r b) (bvule r a))") },
            RuntimeCall.SDiv => Binary("sdiv", w, Division("bvsdiv")),
            RuntimeCall.SMod => Binary("smod", w, Division("bvsrem")),
            RuntimeCall.AddMod => new($"addmod_{w}", [w, w, w], w, Modular("bvadd", w, 1)) { Lemma = Lemma("c", "(bvult r c)") },
            RuntimeCall.MulMod => new($"mulmod_{w}", [w, w, w], w, Modular("bvmul", w, w)) { Lemma = Lemma("c", "(bvult r c)") },
            _ => throw new ArgumentException($"{call} is not a pure call.", nameof(call)),
        };
    }

    private static SmtFunction Binary(string name, int w, string body) => new($"{name}_{w}", [w, w], w, body);

    private static SmtFunction Comparison(string name, int w, string body) => new($"{name}_{w}", [w, w], 1, Truth(body));

    private static string Truth(string body) => $"(ite {body} #b1 #b0)";

    /// <summary>Byte a from the most significant end of b.</summary>
    private static string Byte(int w)
    {
        var shift = $"(bvsub {Number((ulong)(w - 8), w)} (bvshl a {Number(3, w)}))";
        return $"(ite (bvult a {Number((ulong)(w / 8), w)}) (bvand {Number(0xff, w)} (bvlshr b {shift})) {Number(0, w)})";
    }

    /// <summary>b, of which byte a from the least significant end holds the sign.</summary>
    private static string SignExtend(int w)
    {
        var shift = $"(bvsub {Number((ulong)(w - 8), w)} (bvshl a {Number(3, w)}))";
        return $"(ite (bvult a {Number((ulong)((w / 8) - 1), w)}) (bvashr (bvshl b {shift}) {shift}) b)";
    }

    /// <summary>The operation on so many bits more that nothing is lost, then the remainder.</summary>
    private static string Modular(string op, int w, int more)
    {
        string Wide(string name) => $"((_ zero_extend {more}) {name})";
        var isZero = $"(or (= c {Number(0, w)}) (= n {Number(0, w + more)}))";
        var remainder = $"((_ extract {w - 1} 0) (bvurem n {Wide("c")}))";
        return $"(let ((n ({op} {Wide("a")} {Wide("b")}))) (ite {isZero} {Number(0, w)} {remainder}))";
    }

    private static string LeadingZeros(int w) =>
        $"(ite (= a {Number(0, w)}) {Number((ulong)w, w)} (bvsub {Number((ulong)(w - 1), w)} {HighestBit(w)}))";

    /// <summary>The number of the highest bit set, halving the bits in which it can be; 0 for 0.</summary>
    private static string HighestBit(int w)
    {
        var text = new StringBuilder($"(let ((r {Number(0, w)}))");
        var depth = 1;
        for (var half = w / 2; half >= 1; half /= 2)
        {
            var isAbove = $"(bvuge a {Number(U256.One << half, w)})";
            text.Append($" (let ((r (ite {isAbove} (bvor r {Number((ulong)half, w)}) r))");
            text.Append($" (a (ite {isAbove} (bvlshr a {Number((ulong)half, w)}) a)))");
            depth++;
        }

        return text.Append(" r").Append(')', depth).ToString();
    }

    /// <summary>Every bit below a bit that is set, in steps of doubled length.</summary>
    private static string Smear(int w)
    {
        var text = "a";
        for (var distance = 1; distance < w; distance *= 2)
        {
            text = $"(let ((a {text})) (bvor a (bvlshr a {Number((ulong)distance, w)})))";
        }

        return text;
    }
}

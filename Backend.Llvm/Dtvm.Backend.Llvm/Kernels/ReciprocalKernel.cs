using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;

namespace Dtvm.Backend.Llvm.Kernels;

/// <summary>Division of two limbs by one and of three by two with a precomputed reciprocal.</summary>
/// <remarks>
/// N. Moeller, T. Granlund, "Improved Division by Invariant Integers", IEEE Transactions on Computers 60 (2011), algorithms 2, 4, 5 and 6.
/// All divisors are normalized, that is, the top bit of their highest limb is set. <c>Dtvm.Numerics.Reciprocal</c> is the same in C#.
/// </remarks>
internal sealed class ReciprocalKernel
{
    private readonly LimbEmitter _limbs;
    private readonly IrBuilder _ir;
    private readonly LLVMTypeRef _byOneType;
    private readonly LLVMTypeRef _byTwoType;
    private readonly LLVMValueRef _byOne;
    private readonly LLVMValueRef _byTwo;

    /// <summary>Emits the functions that make reciprocals.</summary>
    internal ReciprocalKernel(LimbEmitter limbs)
    {
        _limbs = limbs;
        _ir = limbs.Ir;
        _byOneType = _ir.FunctionType(_ir.I64, _ir.I64);
        _byTwoType = _ir.FunctionType(_ir.I64, _ir.I64, _ir.I64);
        _byOne = EmitByOne();
        _byTwo = EmitByTwo();
    }

    /// <summary>floor((2^128 - 1) / divisor) - 2^64.</summary>
    internal LLVMValueRef ByOne(LLVMValueRef divisor) => _ir.Call(_byOneType, _byOne, divisor);

    /// <summary>floor((2^192 - 1) / divisor) - 2^64.</summary>
    internal LLVMValueRef ByTwo(LLVMValueRef divisor) => _ir.Call(_byTwoType, _byTwo, _limbs.High(divisor), _limbs.Low(divisor));

    /// <summary>Divides remainder * 2^64 + next, where the remainder is below the divisor; it is replaced by the new one.</summary>
    /// <returns>The quotient.</returns>
    internal LLVMValueRef DivideTwoByOne(ref LLVMValueRef remainder, LLVMValueRef next, LLVMValueRef divisor, LLVMValueRef reciprocal)
    {
        var estimate = _ir.Add(_limbs.Multiply(reciprocal, remainder), _limbs.Join(remainder, next));
        var quotient = _ir.Add(_limbs.High(estimate), _limbs.One);
        var rest = _ir.Sub(next, _ir.Mul(quotient, divisor));
        var isTooLarge = _limbs.Less(_limbs.Low(estimate), rest);
        quotient = _ir.Select(isTooLarge, _ir.Sub(quotient, _limbs.One), quotient);
        rest = _ir.Select(isTooLarge, _ir.Add(rest, divisor), rest);
        var isBelow = _limbs.Less(rest, divisor);
        remainder = _ir.Select(isBelow, rest, _ir.Sub(rest, divisor));
        return _ir.Select(isBelow, quotient, _ir.Add(quotient, _limbs.One));
    }

    /// <summary>Divides (remainder, next), 128 bits and a limb, by 128 bits, where the remainder is below the divisor; it is replaced by
    /// the new one.</summary>
    /// <returns>The quotient.</returns>
    internal LLVMValueRef DivideThreeByTwo(ref LLVMValueRef remainder, LLVMValueRef next, LLVMValueRef divisor, LLVMValueRef reciprocal)
    {
        var estimate = _ir.Add(_limbs.Multiply(reciprocal, _limbs.High(remainder)), remainder);
        var quotient = _limbs.High(estimate);
        var rest = _limbs.Join(_ir.Sub(_limbs.Low(remainder), _ir.Mul(quotient, _limbs.High(divisor))), next);
        rest = _ir.Sub(_ir.Sub(rest, _limbs.Multiply(_limbs.Low(divisor), quotient)), divisor);
        var isRight = _limbs.Less(_limbs.High(rest), _limbs.Low(estimate));
        quotient = _ir.Select(isRight, _ir.Add(quotient, _limbs.One), quotient);
        rest = _ir.Select(isRight, rest, _ir.Add(rest, divisor));
        var isBelow = _limbs.Less(rest, divisor);
        remainder = _ir.Select(isBelow, rest, _ir.Sub(rest, divisor));
        return _ir.Select(isBelow, quotient, _ir.Add(quotient, _limbs.One));
    }

    /// <summary>A first approximation of 11 bits, doubled three times by Newton's method.</summary>
    private LLVMValueRef EmitByOne()
    {
        var function = _limbs.Begin("reciprocal.1", _byOneType);
        var divisor = LLVM.GetParam(function, 0);
        var top = _ir.Trunc(_ir.LShr(divisor, _ir.Const64(55)), _ir.I32);
        var v0 = _ir.ZExt(_ir.UDiv(_ir.Const32(0x7FD00), top), _ir.I64);
        var d40 = _ir.Add(_ir.LShr(divisor, _ir.Const64(24)), _limbs.One);
        var v1 = _ir.Sub(
            _ir.Sub(_ir.Shl(v0, _ir.Const64(11)), _ir.LShr(_ir.Mul(_ir.Mul(v0, v0), d40), _ir.Const64(40))), _limbs.One);
        var v2 = _ir.Add(
            _ir.Shl(v1, _ir.Const64(13)),
            _ir.LShr(_ir.Mul(v1, _ir.Sub(_ir.Const64(1L << 60), _ir.Mul(v1, d40))), _ir.Const64(47)));
        var lowBit = _ir.And(divisor, _limbs.One);
        var error = _ir.Sub(
            _ir.And(_ir.LShr(v2, _limbs.One), _ir.Sub(_limbs.Zero, lowBit)),
            _ir.Mul(v2, _ir.Add(_ir.LShr(divisor, _limbs.One), lowBit)));
        var v3 = _ir.Add(_ir.LShr(_limbs.High(_limbs.Multiply(v2, error)), _limbs.One), _ir.Shl(v2, _ir.Const64(31)));
        var product = _ir.Add(_limbs.Multiply(v3, divisor), _limbs.Wide(divisor));
        _ir.Return(_ir.Sub(_ir.Sub(v3, _limbs.High(product)), divisor));
        return function;
    }

    private LLVMValueRef EmitByTwo()
    {
        var function = _limbs.Begin("reciprocal.2", _byTwoType);
        var d1 = LLVM.GetParam(function, 0);
        var d0 = LLVM.GetParam(function, 1);
        var v = ByOne(d1);
        var p = _ir.Add(_ir.Mul(d1, v), d0);

        // When the sum wraps, the estimate is one too large, or two when what is left still has the divisor in it.
        var wraps = _limbs.Less(p, d0);
        var isTwice = _ir.And(wraps, _ir.Not(_limbs.Less(p, d1)));
        v = _ir.Sub(_ir.Sub(v, _ir.ZExt(wraps, _ir.I64)), _ir.ZExt(isTwice, _ir.I64));
        p = _ir.Select(wraps, _ir.Sub(p, d1), p);
        p = _ir.Select(isTwice, _ir.Sub(p, d1), p);

        var product = _limbs.Multiply(v, d0);
        p = _ir.Add(p, _limbs.High(product));
        wraps = _limbs.Less(p, _limbs.High(product));
        isTwice = _ir.And(wraps, _ir.Not(_limbs.Less(_limbs.Join(p, _limbs.Low(product)), _limbs.Join(d1, d0))));
        _ir.Return(_ir.Sub(_ir.Sub(v, _ir.ZExt(wraps, _ir.I64)), _ir.ZExt(isTwice, _ir.I64)));
        return function;
    }
}

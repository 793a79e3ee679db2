using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;

namespace Dtvm.Backend.Llvm.Kernels;

/// <summary>Long division of up to eight limbs by up to four: Knuth's algorithm D (TAOCP 2, 4.3.1) with a reciprocal.</summary>
internal sealed class DivisionKernel
{
    /// <summary>Zero limbs that must lie below the dividend.</summary>
    internal const int Padding = 2;

    private readonly LimbEmitter _limbs;
    private readonly IrBuilder _ir;
    private readonly ReciprocalKernel _reciprocals;
    private readonly LLVMTypeRef _type;
    private readonly LLVMValueRef _function;

    /// <summary>Emits the function that divides.</summary>
    internal DivisionKernel(LimbEmitter limbs)
    {
        _limbs = limbs;
        _ir = limbs.Ir;
        _reciprocals = new ReciprocalKernel(limbs);
        _type = _ir.FunctionType(_ir.Void, _ir.Pointer, _ir.I64, _ir.I256, _ir.Pointer, _ir.Pointer);
        _function = Emit();
    }

    /// <summary>Calls it.</summary>
    /// <param name="dividend">Pointer to its lowest limb, with <see cref="Padding"/> zero limbs below it.</param>
    /// <param name="count">The limbs of the dividend, 1 to 8; its value is not below the divisor's.</param>
    /// <param name="divisor">256 bits, not 0.</param>
    /// <param name="quotient">Pointer to zero limbs that take the quotient, <paramref name="count"/> at most.</param>
    /// <param name="remainder">Pointer to four limbs that take the remainder.</param>
    internal void Divide(
        LLVMValueRef dividend, LLVMValueRef count, LLVMValueRef divisor, LLVMValueRef quotient, LLVMValueRef remainder) =>
        _ir.Call(_type, _function, dividend, count, divisor, quotient, remainder);

    private LLVMValueRef Emit()
    {
        var function = _limbs.Begin("divide", _type);
        var arguments = new Arguments(
            function, LLVM.GetParam(function, 0), LLVM.GetParam(function, 1), LLVM.GetParam(function, 2), LLVM.GetParam(function, 3),
            LLVM.GetParam(function, 4));
        var high = _limbs.HighHalf(arguments.Divisor);
        var low = _ir.Trunc(arguments.Divisor, _ir.I128);
        _limbs.When(_ir.Not(_limbs.IsZero(high)), function, () => EmitByFour(arguments));
        _limbs.When(_ir.Not(_limbs.IsZero(_limbs.High(low))), function, () => EmitByTwo(arguments, low));
        EmitByOne(arguments, _limbs.Low(low));
        return function;
    }

    /// <summary>The divisor is shifted until its top bit is set. The dividend is shifted along while its limbs are read; what is shifted
    /// out of its top limb is smaller than the top limb of the divisor, and begins the remainder.</summary>
    private void EmitByOne(Arguments arguments, LLVMValueRef limb)
    {
        var shift = _limbs.LeadingZeros(limb);
        var divisor = _ir.Shl(limb, shift);
        var reciprocal = _reciprocals.ByOne(divisor);
        var top = _ir.Sub(arguments.Count, _limbs.One);
        var first = _limbs.ShiftedOut(_limbs.LoadLimb(arguments.Dividend, top), shift);
        var rest = _limbs.CountDown(arguments.Function, top, [first], (index, carried) =>
        {
            var digit = _reciprocals.DivideTwoByOne(ref carried[0], Next(arguments.Dividend, index, shift), divisor, reciprocal);
            _ir.Store(digit, _limbs.At(arguments.Quotient, index));
        });
        Finish(arguments, _ir.ZExt(_ir.LShr(rest[0], shift), _ir.I256));
    }

    private void EmitByTwo(Arguments arguments, LLVMValueRef pair)
    {
        var shift = _limbs.LeadingZeros(_limbs.High(pair));
        var divisor = _ir.Shl(pair, _limbs.Wide(shift));
        var reciprocal = _reciprocals.ByTwo(divisor);
        var top = _ir.Sub(arguments.Count, _limbs.One);
        var first = _limbs.Join(
            _limbs.ShiftedOut(_limbs.LoadLimb(arguments.Dividend, top), shift), Next(arguments.Dividend, top, shift));
        var rest = _limbs.CountDown(arguments.Function, _ir.Sub(top, _limbs.One), [first], (index, carried) =>
        {
            var digit = _reciprocals.DivideThreeByTwo(ref carried[0], Next(arguments.Dividend, index, shift), divisor, reciprocal);
            _ir.Store(digit, _limbs.At(arguments.Quotient, index));
        });
        Finish(arguments, _ir.ZExt(_ir.LShr(rest[0], _limbs.Wide(shift)), _ir.I256));
    }

    /// <summary>Three limbs are divided by as four of which the lowest is 0, and the dividend moves up by a limb, one of its
    /// padding.</summary>
    private void EmitByFour(Arguments arguments)
    {
        var isThree = _limbs.IsZero(_limbs.Limb(arguments.Divisor, 3));
        var added = _ir.ZExt(isThree, _ir.I64);
        var moved = _ir.Select(isThree, _ir.Shl(arguments.Divisor, _limbs.Const256(64)), arguments.Divisor);
        var dividend = _ir.Offset(arguments.Dividend, _ir.Select(isThree, _ir.Const64(-8), _limbs.Zero));
        var shift = _limbs.LeadingZeros(_limbs.Limb(moved, 3));
        var divisor = _limbs.Join(
            _ir.Shl(_limbs.Limb(moved, 0), shift),
            _limbs.ShiftLeft(_limbs.Limb(moved, 1), _limbs.Limb(moved, 0), shift),
            _limbs.ShiftLeft(_limbs.Limb(moved, 2), _limbs.Limb(moved, 1), shift),
            _limbs.ShiftLeft(_limbs.Limb(moved, 3), _limbs.Limb(moved, 2), shift));
        var reciprocal = _reciprocals.ByTwo(_limbs.HighHalf(divisor));
        var top = _ir.Add(_ir.Sub(arguments.Count, _limbs.One), added);
        var first = _limbs.Join(
            Next(dividend, top, shift, 2),
            Next(dividend, top, shift, 1),
            Next(dividend, top, shift),
            _limbs.ShiftedOut(_limbs.LoadLimb(dividend, top), shift));
        var rest = _limbs.CountDown(arguments.Function, _ir.Sub(top, _ir.Const64(3)), [first], (index, carried) =>
        {
            var digit = DivideFiveByFour(arguments.Function, ref carried[0], Next(dividend, index, shift), divisor, reciprocal);
            _ir.Store(digit, _limbs.At(arguments.Quotient, index));
        });
        var remainder = _limbs.Join(
            _limbs.ShiftRight(_limbs.Limb(rest[0], 1), _limbs.Limb(rest[0], 0), shift),
            _limbs.ShiftRight(_limbs.Limb(rest[0], 2), _limbs.Limb(rest[0], 1), shift),
            _limbs.ShiftRight(_limbs.Limb(rest[0], 3), _limbs.Limb(rest[0], 2), shift),
            _ir.LShr(_limbs.Limb(rest[0], 3), shift));
        Finish(arguments, _ir.Select(isThree, _ir.LShr(remainder, _limbs.Const256(64)), remainder));
    }

    /// <summary>One digit: divides (remainder, next), where the remainder is below the divisor; it is replaced by the new one.</summary>
    private LLVMValueRef DivideFiveByFour(
        LLVMValueRef function, ref LLVMValueRef remainder, LLVMValueRef next, LLVMValueRef divisor, LLVMValueRef reciprocal)
    {
        var top = _limbs.HighHalf(remainder);
        var topOfDivisor = _limbs.HighHalf(divisor);
        var largest = _ir.NewBlock(function);
        var usual = _ir.NewBlock(function);
        var adjust = _ir.NewBlock(function);
        var done = _ir.NewBlock(function);
        _ir.BranchUnlikely(_limbs.Equal(top, topOfDivisor), largest, usual);

        // The digit is 2^64 - 1. It leaves (r - d) * 2^64 + next + d, which is not negative and below the divisor.
        _ir.SetBlock(largest);
        var largestRest = _ir.Add(
            _ir.Or(_ir.Shl(_ir.Sub(remainder, divisor), _limbs.Const256(64)), _ir.ZExt(next, _ir.I256)), divisor);
        _ir.Branch(done);

        // Quotient and remainder by the top two limbs; then the product with the lower two is taken away. The estimate is at most one too
        // large, because a digit times the limbs left out is less than the divisor.
        _ir.SetBlock(usual);
        var quotient = _reciprocals.DivideThreeByTwo(ref top, _limbs.Limb(remainder, 1), topOfDivisor, reciprocal);
        var whole = _limbs.Join(next, _limbs.Limb(remainder, 0), _limbs.Low(top), _limbs.High(top));
        var product = _ir.Add(
            _ir.ZExt(_limbs.Multiply(quotient, _limbs.Limb(divisor, 0)), _ir.I256),
            _ir.Shl(_ir.ZExt(_limbs.Multiply(quotient, _limbs.Limb(divisor, 1)), _ir.I256), _limbs.Const256(64)));
        var usualRest = _ir.Sub(whole, product);
        _ir.BranchUnlikely(_limbs.Less(whole, product), adjust, done);

        _ir.SetBlock(adjust);
        var adjustedRest = _ir.Add(usualRest, divisor);
        var adjusted = _ir.Sub(quotient, _limbs.One);
        _ir.Branch(done);

        _ir.SetBlock(done);
        var digit = _ir.Phi(_ir.I64);
        remainder = _ir.Phi(_ir.I256);
        IrBuilder.AddIncoming(digit, _ir.Const64(-1), largest);
        IrBuilder.AddIncoming(digit, quotient, usual);
        IrBuilder.AddIncoming(digit, adjusted, adjust);
        IrBuilder.AddIncoming(remainder, largestRest, largest);
        IrBuilder.AddIncoming(remainder, usualRest, usual);
        IrBuilder.AddIncoming(remainder, adjustedRest, adjust);
        return digit;
    }

    /// <summary>The shifted limb <paramref name="below"/> places below an index.</summary>
    private LLVMValueRef Next(LLVMValueRef dividend, LLVMValueRef index, LLVMValueRef shift, int below = 0) =>
        _limbs.ShiftLeft(_limbs.LoadLimb(dividend, index, below), _limbs.LoadLimb(dividend, index, below + 1), shift);

    private void Finish(Arguments arguments, LLVMValueRef remainder)
    {
        _ir.Store(remainder, arguments.Remainder);
        _ir.ReturnVoid();
    }

    private sealed record Arguments(
        LLVMValueRef Function, LLVMValueRef Dividend, LLVMValueRef Count, LLVMValueRef Divisor, LLVMValueRef Quotient,
        LLVMValueRef Remainder);
}

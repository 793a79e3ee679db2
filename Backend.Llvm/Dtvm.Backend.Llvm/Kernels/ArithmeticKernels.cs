using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm.Kernels;

/// <summary>The division instructions as functions of machine code, <c>void f(ptr frame)</c> with operands and result in the frame's
/// scratch words: what the runtime's helpers do (Yellow Paper, appendix H.2, group 0s), without the way into managed code and
/// back.</summary>
internal sealed unsafe class ArithmeticKernels
{
    /// <summary>The symbol to look up: the addresses in the order of <see cref="Calls"/>.</summary>
    internal const string TableSymbol = "dtvm.kernels";

    private const int MaxLimbs = 8;
    private readonly LimbEmitter _limbs;
    private readonly IrBuilder _ir;
    private readonly DivisionKernel _division;
    private readonly LLVMTypeRef _type;

    private ArithmeticKernels(IrBuilder ir)
    {
        _limbs = new LimbEmitter(ir);
        _ir = ir;
        _division = new DivisionKernel(_limbs);
        _type = ir.FunctionType(ir.Void, ir.Pointer);
    }

    /// <summary>The runtime calls that there are kernels for.</summary>
    internal static ReadOnlySpan<RuntimeCall> Calls =>
        [RuntimeCall.UDiv, RuntimeCall.UMod, RuntimeCall.SDiv, RuntimeCall.SMod, RuntimeCall.AddMod, RuntimeCall.MulMod];

    /// <summary>The names of their LLVM functions, in the order of the table.</summary>
    internal static IReadOnlyList<(CodeSymbolKind Kind, int Index, string Name)> SymbolNames()
    {
        var names = new List<(CodeSymbolKind Kind, int Index, string Name)>();
        foreach (var call in Calls)
        {
            names.Add((CodeSymbolKind.Helper, (int)call, RuntimeCallTable.Get(call).Name));
        }

        return names;
    }

    /// <summary>What fills an empty module.</summary>
    /// <param name="hasUnwindTables">Whether frames can be unwound.</param>
    internal static EmitModule Emitting(bool hasUnwindTables) => (context, module) => Emit(context, module, hasUnwindTables);

    private static void Emit(LLVMContextRef context, LLVMModuleRef module, bool hasUnwindTables)
    {
        using var ir = new IrBuilder(context, module, hasUnwindTables);
        var kernels = new ArithmeticKernels(ir);
        var divide = kernels.EmitDivide();
        var modulo = kernels.EmitModulo();
        ir.EmitAddressTable(
            TableSymbol,
            [
                divide,
                modulo,
                kernels.EmitSigned("sdiv", divide, signOfQuotient: true),
                kernels.EmitSigned("smod", modulo, signOfQuotient: false),
                kernels.EmitAddModulo(modulo),
                kernels.EmitMultiplyModulo(modulo),
            ]);
    }

    /// <summary>Scratch[0] = Scratch[0] / Scratch[1].</summary>
    private LLVMValueRef EmitDivide()
    {
        var function = _limbs.Begin("udiv", _type);
        var frame = LLVM.GetParam(function, 0);
        var work = AllocateWork();
        var remainder = _ir.Allocate(4);
        var (dividend, divisor) = (Load(frame, 0), Load(frame, 1));
        WhenSingleLimbs(function, dividend, divisor, _ir.UDiv);
        _limbs.When(
            _ir.Or(_limbs.IsZero(divisor), _limbs.Less(dividend, divisor)), function, () => Finish(frame, _ir.Zero256));
        var below = _ir.Sub(divisor, _limbs.Const256(1));
        _limbs.When(
            _limbs.IsZero(_ir.And(divisor, below)),
            function,
            () => Finish(frame, _ir.LShr(dividend, _ir.Sub(_limbs.Const256(256), _ir.LeadingZeros256(below)))));
        _ir.Store(dividend, work);
        Store(_ir.Zero256, frame, 0);
        _division.Divide(work, _limbs.CountLimbs(dividend), divisor, Scratch(frame, 0), remainder);
        _ir.ReturnVoid();
        return function;
    }

    /// <summary>Scratch[0] = Scratch[0] modulo Scratch[1].</summary>
    private LLVMValueRef EmitModulo()
    {
        var function = _limbs.Begin("umod", _type);
        var frame = LLVM.GetParam(function, 0);
        var work = AllocateWork();
        var quotient = _ir.Allocate(MaxLimbs);
        var (dividend, divisor) = (Load(frame, 0), Load(frame, 1));
        WhenSingleLimbs(function, dividend, divisor, _ir.URem);
        var below = _ir.Sub(divisor, _limbs.Const256(1));
        var isZero = _limbs.IsZero(divisor);
        _limbs.When(
            _ir.Or(isZero, _limbs.IsZero(_ir.And(divisor, below))),
            function,
            () => Finish(frame, _ir.And(dividend, _ir.Select(isZero, _ir.Zero256, below))));
        _limbs.When(_limbs.Less(dividend, divisor), function, () => Finish(frame, dividend));
        _ir.Store(dividend, work);
        _division.Divide(work, _limbs.CountLimbs(dividend), divisor, quotient, Scratch(frame, 0));
        _ir.ReturnVoid();
        return function;
    }

    /// <summary>Leaves with the result for two operands of one limb: the processor's own instruction, or 0 for a zero divisor.</summary>
    private void WhenSingleLimbs(
        LLVMValueRef function, LLVMValueRef dividend, LLVMValueRef divisor, Func<LLVMValueRef, LLVMValueRef, LLVMValueRef> operate)
    {
        var frame = LLVM.GetParam(function, 0);
        _limbs.When(_limbs.IsZero(High(_ir.Or(dividend, divisor))), function, () =>
        {
            var limb = _limbs.Low(divisor);
            _limbs.When(_limbs.IsZero(limb), function, () => Finish(frame, _ir.Zero256));
            Finish(frame, _ir.ZExt(operate(_limbs.Low(dividend), limb), _ir.I256));
        });
    }

    /// <summary>A signed operation by the unsigned one on the magnitudes: the quotient is negative when the signs differ, the remainder has
    /// the sign of the dividend.</summary>
    private LLVMValueRef EmitSigned(string name, LLVMValueRef unsigned, bool signOfQuotient)
    {
        var function = _limbs.Begin(name, _type);
        var frame = LLVM.GetParam(function, 0);
        var (left, right) = (Load(frame, 0), Load(frame, 1));
        Store(Magnitude(left), frame, 0);
        Store(Magnitude(right), frame, 1);
        _ir.Call(_type, unsigned, frame);
        var isNegative = IsNegative(signOfQuotient ? _ir.Xor(left, right) : left);
        _limbs.When(_ir.Not(isNegative), function, _ir.ReturnVoid);
        Finish(frame, _ir.Sub(_ir.Zero256, Load(frame, 0)));
        return function;
    }

    /// <summary>Scratch[0] = (Scratch[0] + Scratch[1]) modulo Scratch[2], on the sum of 257 bits.</summary>
    private LLVMValueRef EmitAddModulo(LLVMValueRef modulo)
    {
        var function = _limbs.Begin("addmod", _type);
        var frame = LLVM.GetParam(function, 0);
        var work = AllocateWork();
        var quotient = _ir.Allocate(MaxLimbs);
        var (left, right, modulus) = (Load(frame, 0), Load(frame, 1), Load(frame, 2));
        var top = _limbs.Limb(modulus, 3);

        // With an equal or smaller top limb, not 0, an operand is below twice the modulus: one subtraction reduces it.
        var isNear = _ir.And(
            _ir.Not(_limbs.IsZero(top)),
            _ir.And(_ir.Not(_limbs.Less(top, _limbs.Limb(left, 3))), _ir.Not(_limbs.Less(top, _limbs.Limb(right, 3)))));
        _limbs.When(isNear, function, () => Finish(frame, AddReduced(ReduceOnce(left, modulus), ReduceOnce(right, modulus), modulus)));
        var sum = _ir.Add(left, right);
        var carry = _limbs.Less(sum, left);
        _limbs.When(_ir.Not(carry), function, () => ReduceWord(frame, sum, modulus, modulo));
        _limbs.When(_limbs.IsZero(modulus), function, () => Finish(frame, _ir.Zero256));
        _ir.Store(sum, work);
        _ir.Store(_limbs.One, _ir.Offset(work, 32));
        _division.Divide(work, _ir.Const64(5), modulus, quotient, Scratch(frame, 0));
        _ir.ReturnVoid();
        return function;
    }

    /// <summary>Scratch[0] = (Scratch[0] * Scratch[1]) modulo Scratch[2], on the product of 512 bits.</summary>
    private LLVMValueRef EmitMultiplyModulo(LLVMValueRef modulo)
    {
        var function = _limbs.Begin("mulmod", _type);
        var frame = LLVM.GetParam(function, 0);
        var work = AllocateWork();
        var quotient = _ir.Allocate(MaxLimbs);
        var (left, right, modulus) = (Load(frame, 0), Load(frame, 1), Load(frame, 2));
        var limbs = MultiplyFull(left, right);
        var low = _limbs.Join(limbs[0], limbs[1], limbs[2], limbs[3]);
        var high = _limbs.Join(limbs[4], limbs[5], limbs[6], limbs[7]);
        _limbs.When(_limbs.IsZero(high), function, () => ReduceWord(frame, low, modulus, modulo));
        _limbs.When(_limbs.IsZero(modulus), function, () => Finish(frame, _ir.Zero256));

        // 2^256 = 1 modulo 2^256 - 1: the halves are added. Contracts take the upper half of a product this way.
        _limbs.When(_limbs.IsZero(_ir.Not(modulus)), function, () =>
        {
            var sum = _ir.Add(low, high);
            sum = _ir.Add(sum, _ir.ZExt(_limbs.Less(sum, low), _ir.I256));
            Finish(frame, _ir.Select(_limbs.Equal(sum, modulus), _ir.Zero256, sum));
        });
        _ir.Store(low, work);
        _ir.Store(high, _ir.Offset(work, 32));
        _division.Divide(work, _ir.Add(_limbs.CountLimbs(high), _ir.Const64(4)), modulus, quotient, Scratch(frame, 0));
        _ir.ReturnVoid();
        return function;
    }

    /// <summary>Row by row: a product of limbs, a limb of the row above and a carry together fit in 128 bits.</summary>
    private LLVMValueRef[] MultiplyFull(LLVMValueRef left, LLVMValueRef right)
    {
        var result = new LLVMValueRef[MaxLimbs];
        for (var i = 0; i < 4; i++)
        {
            var carry = _limbs.Zero;
            for (var j = 0; j < 4; j++)
            {
                var sum = _ir.Add(_limbs.Multiply(_limbs.Limb(left, i), _limbs.Limb(right, j)), _limbs.Wide(carry));
                sum = i == 0 ? sum : _ir.Add(sum, _limbs.Wide(result[i + j]));
                result[i + j] = _limbs.Low(sum);
                carry = _limbs.High(sum);
            }

            result[i + 4] = carry;
        }

        return result;
    }

    /// <summary>Leaves with a word modulo another, by the function for it.</summary>
    private void ReduceWord(LLVMValueRef frame, LLVMValueRef value, LLVMValueRef modulus, LLVMValueRef modulo)
    {
        Store(value, frame, 0);
        Store(modulus, frame, 1);
        _ir.Call(_type, modulo, frame);
        _ir.ReturnVoid();
    }

    private LLVMValueRef ReduceOnce(LLVMValueRef value, LLVMValueRef modulus) =>
        _ir.Select(_limbs.Less(value, modulus), value, _ir.Sub(value, modulus));

    /// <summary>The sum of two values below the modulus. Without branches, because whether it reaches the modulus is as good as
    /// random.</summary>
    private LLVMValueRef AddReduced(LLVMValueRef left, LLVMValueRef right, LLVMValueRef modulus)
    {
        var sum = _ir.Add(left, right);
        var keep = _ir.And(_ir.Not(_limbs.Less(sum, left)), _limbs.Less(sum, modulus));
        return _ir.Select(keep, sum, _ir.Sub(sum, modulus));
    }

    private LLVMValueRef Magnitude(LLVMValueRef value) => _ir.Select(IsNegative(value), _ir.Sub(_ir.Zero256, value), value);

    private LLVMValueRef IsNegative(LLVMValueRef value) => _ir.Compare(LLVMIntPredicate.LLVMIntSLT, value, _ir.Zero256);

    private LLVMValueRef High(LLVMValueRef value) => _ir.LShr(value, _limbs.Const256(64));

    /// <summary>Space for a dividend, with its padding below.</summary>
    private LLVMValueRef AllocateWork()
    {
        var space = _ir.Allocate(DivisionKernel.Padding + MaxLimbs);
        for (var i = 0; i < DivisionKernel.Padding; i++)
        {
            _ir.Store(_limbs.Zero, _ir.Offset(space, 8 * i));
        }

        return _ir.Offset(space, 8 * DivisionKernel.Padding);
    }

    private LLVMValueRef Load(LLVMValueRef frame, int index) => _ir.Load(_ir.I256, Scratch(frame, index));

    private void Store(LLVMValueRef value, LLVMValueRef frame, int index) => _ir.Store(value, Scratch(frame, index));

    private void Finish(LLVMValueRef frame, LLVMValueRef result)
    {
        Store(result, frame, 0);
        _ir.ReturnVoid();
    }

    private LLVMValueRef Scratch(LLVMValueRef frame, int index) => _ir.Offset(frame, FrameLayout.Scratch + (32 * index));
}

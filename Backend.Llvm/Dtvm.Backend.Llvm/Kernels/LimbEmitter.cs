using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;

namespace Dtvm.Backend.Llvm.Kernels;

/// <summary>What kernels are written in: functions, loops and arithmetic on limbs of 64 bits.</summary>
internal sealed class LimbEmitter
{
    private readonly LLVMTypeRef _countType;
    private readonly LLVMValueRef _leadingZeros;

    internal LimbEmitter(IrBuilder ir)
    {
        Ir = ir;
        _countType = ir.FunctionType(ir.I64, ir.I64, ir.I1);
        _leadingZeros = ir.Intrinsic("llvm.ctlz"u8, ir.I64);
    }

    /// <summary>The instructions.</summary>
    internal IrBuilder Ir { get; }

    internal LLVMValueRef Zero => Ir.Const64(0);

    internal LLVMValueRef One => Ir.Const64(1);

    /// <summary>Leading zero bits of a limb that is not 0.</summary>
    internal LLVMValueRef LeadingZeros(LLVMValueRef limb) => Ir.Call(_countType, _leadingZeros, limb, LLVM.ConstInt(Ir.I1, 1, 0));

    internal LLVMValueRef Wide(LLVMValueRef limb) => Ir.ZExt(limb, Ir.I128);

    internal LLVMValueRef Low(LLVMValueRef value) => Ir.Trunc(value, Ir.I64);

    internal LLVMValueRef High(LLVMValueRef wide) => Low(Ir.LShr(wide, Const128(64)));

    internal LLVMValueRef Const128(ulong value) => LLVM.ConstInt(Ir.I128, value, 0);

    internal LLVMValueRef Const256(ulong value) => LLVM.ConstInt(Ir.I256, value, 0);

    /// <summary>The product of two limbs, 128 bits.</summary>
    internal LLVMValueRef Multiply(LLVMValueRef a, LLVMValueRef b) => Ir.Mul(Wide(a), Wide(b));

    /// <summary>high * 2^64 + low, 128 bits.</summary>
    internal LLVMValueRef Join(LLVMValueRef high, LLVMValueRef low) => Ir.Or(Ir.Shl(Wide(high), Const128(64)), Wide(low));

    /// <summary>Four limbs, the lowest first, as 256 bits.</summary>
    internal LLVMValueRef Join(LLVMValueRef l0, LLVMValueRef l1, LLVMValueRef l2, LLVMValueRef l3) =>
        Ir.Or(Ir.ZExt(Join(l1, l0), Ir.I256), Ir.Shl(Ir.ZExt(Join(l3, l2), Ir.I256), Const256(128)));

    /// <summary>Limb 0..3 of 256 bits.</summary>
    internal LLVMValueRef Limb(LLVMValueRef value, int index) => Ir.Limb(value, index);

    /// <summary>Limbs 2 and 3 of 256 bits.</summary>
    internal LLVMValueRef HighHalf(LLVMValueRef value) => Ir.Trunc(Ir.LShr(value, Const256(128)), Ir.I128);

    /// <summary>The upper limb of (high, low) shifted to the left by 0..63.</summary>
    internal LLVMValueRef ShiftLeft(LLVMValueRef high, LLVMValueRef low, LLVMValueRef shift) =>
        Ir.Or(Ir.Shl(high, shift), ShiftedOut(low, shift));

    /// <summary>What a shift of a limb to the left by 0..63 pushes out of it.</summary>
    internal LLVMValueRef ShiftedOut(LLVMValueRef limb, LLVMValueRef shift) =>
        Ir.LShr(Ir.LShr(limb, One), Ir.Xor(shift, Ir.Const64(63)));

    /// <summary>The lower limb of (high, low) shifted to the right by 0..63.</summary>
    internal LLVMValueRef ShiftRight(LLVMValueRef high, LLVMValueRef low, LLVMValueRef shift) =>
        Ir.Or(Ir.LShr(low, shift), Ir.Shl(Ir.Shl(high, One), Ir.Xor(shift, Ir.Const64(63))));

    /// <summary>The address of a limb of an array.</summary>
    internal LLVMValueRef At(LLVMValueRef array, LLVMValueRef index) => Ir.Offset(array, Ir.Shl(index, Ir.Const64(3)));

    /// <summary>The limb <paramref name="below"/> places below an index of an array.</summary>
    internal LLVMValueRef LoadLimb(LLVMValueRef array, LLVMValueRef index, int below = 0) =>
        Ir.Load(Ir.I64, Ir.Offset(At(array, index), -8 * below));

    internal LLVMValueRef IsZero(LLVMValueRef value) => Equal(value, LLVM.ConstNull(LLVM.TypeOf(value)));

    internal LLVMValueRef Less(LLVMValueRef a, LLVMValueRef b) => Ir.Compare(LLVMIntPredicate.LLVMIntULT, a, b);

    internal LLVMValueRef Equal(LLVMValueRef a, LLVMValueRef b) => Ir.Compare(LLVMIntPredicate.LLVMIntEQ, a, b);

    /// <summary>The number of limbs up to the highest that is not 0, at least 1.</summary>
    /// <param name="value">256 bits.</param>
    internal LLVMValueRef CountLimbs(LLVMValueRef value)
    {
        var count = One;
        for (var i = 1; i < 4; i++)
        {
            count = Ir.Select(IsZero(Limb(value, i)), count, Ir.Const64(i + 1));
        }

        return count;
    }

    /// <summary>Begins a function that is called from inside the module or by its address, in the C convention; the builder is in its
    /// entry.</summary>
    internal LLVMValueRef Begin(string name, LLVMTypeRef type)
    {
        var function = Ir.AddFunction(name, type);
        Ir.SetBlock(LLVM.GetEntryBasicBlock(function));
        return function;
    }

    /// <summary>Goes on in a new block when a condition does not hold; when it does, does what <paramref name="then"/> emits, which leaves
    /// the function.</summary>
    internal void When(LLVMValueRef condition, LLVMValueRef function, Action then)
    {
        var taken = Ir.NewBlock(function);
        var next = Ir.NewBlock(function);
        Ir.Branch(condition, taken, next);
        Ir.SetBlock(taken);
        then();
        Ir.SetBlock(next);
    }

    /// <summary>Counts an index down to 0: emits the body once, with the index and the values that it carries from turn to turn.</summary>
    /// <param name="function">The function.</param>
    /// <param name="first">The index of the first turn; there is always one.</param>
    /// <param name="carried">The values of the first turn.</param>
    /// <param name="body">Emits a turn and puts the next turn's values in the place of this one's. It may make blocks.</param>
    /// <returns>The values after the last turn; the builder is behind the loop.</returns>
    internal LLVMValueRef[] CountDown(
        LLVMValueRef function, LLVMValueRef first, LLVMValueRef[] carried, Action<LLVMValueRef, LLVMValueRef[]> body)
    {
        var before = Ir.Block;
        var loop = Ir.NewBlock(function);
        var after = Ir.NewBlock(function);
        Ir.Branch(loop);
        Ir.SetBlock(loop);
        var index = Ir.Phi(Ir.I64);
        var phis = Array.ConvertAll(carried, value => Ir.Phi(LLVM.TypeOf(value)));
        var values = (LLVMValueRef[])phis.Clone();
        body(index, values);
        var next = Ir.Sub(index, One);
        var end = Ir.Block;
        Ir.Branch(IsZero(index), after, loop);
        IrBuilder.AddIncoming(index, first, before);
        IrBuilder.AddIncoming(index, next, end);
        for (var i = 0; i < phis.Length; i++)
        {
            IrBuilder.AddIncoming(phis[i], carried[i], before);
            IrBuilder.AddIncoming(phis[i], values[i], end);
        }

        Ir.SetBlock(after);
        return values;
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits the helper of EXP for powers of one limb, such as 10 to the decimals of a token. What is larger, or has an
/// exponent of more than a byte, it leaves to the runtime.</summary>
internal sealed partial class ModuleLowering
{
    /// <summary>Scratch word 0 to the power of scratch word 1, by squaring; charges for the byte of the exponent (EIP-160).</summary>
    private void EmitExponent()
    {
        const Gpr exponent = Gpr.Rcx, power = Gpr.Rsi, result = Gpr.Rdi, gas = Gpr.R8;
        var slow = default(Label);
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(0, 1));
        for (var i = 2; i < 2 * Limbs; i++)
        {
            if (i != Limbs)
            {
                Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(i / Limbs, i % Limbs));
            }
        }

        Assembler.Jump(Condition.NotEqual, ref slow);
        Assembler.Rm(X64Op.Mov, exponent, Argument(1, 0));
        Assembler.Rm(X64Op.Lea, Gpr.Rax, new Mem(exponent, -1));
        Assembler.Ri(X64Op.Cmp, Gpr.Rax, byte.MaxValue);
        Assembler.Jump(Condition.AboveOrEqual, ref slow);
        Assembler.Rm(X64Op.Mov, power, Argument(0, 0));
        Assembler.MovImmediate(result, 1);

        var loop = new Label { Position = Assembler.Length };
        Assembler.Rc(X64Op.Shr, exponent, 1);
        var isEven = Assembler.JumpNear(Condition.AboveOrEqual);
        Multiply(result, ref slow);
        Assembler.BindNear(isEven);
        Assembler.Rr(X64Op.Test, exponent, exponent);
        var isDone = Assembler.JumpNear(Condition.Equal);
        Multiply(power, ref slow);
        Assembler.Jump(ref loop);

        Assembler.BindNear(isDone);
        Assembler.Rr(X64Op.Mov, gas, GasRegister);
        Assembler.Rm(X64Op.Sub, gas, Field(FrameLayout.ExponentByte));
        Assembler.Jump(Condition.Less, ref slow);
        Assembler.Rr(X64Op.Mov, GasRegister, gas);
        Assembler.Mr(X64Op.Mov, Argument(0, 0), result);
        Assembler.Ret();
        Assembler.Bind(ref slow);

        void Multiply(Gpr target, ref Label overflows)
        {
            Assembler.Rr(X64Op.Mov, Gpr.Rax, target);
            Assembler.R(X64Op.Mul, power);
            Assembler.Jump(Condition.Overflow, ref overflows);
            Assembler.Rr(X64Op.Mov, target, Gpr.Rax);
        }
    }
}

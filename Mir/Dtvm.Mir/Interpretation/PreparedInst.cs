// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Interpretation;

/// <summary>An instruction before the end of its block as the interpreter runs it: read from the tables of the function once.</summary>
internal readonly struct PreparedInst
{
    /// <summary>Prepares an instruction.</summary>
    /// <param name="inst">The instruction.</param>
    /// <param name="function">Its function, where each value has the place of its id, and one more takes results that are none.</param>
    /// <param name="charge">Gas taken behind it.</param>
    public PreparedInst(MirInst inst, MirFunction function, long charge)
    {
        var operands = inst.Operands;
        Source = inst;
        Op = inst.Op;
        Type = Op is MirOp.Slt or MirOp.Sgt ? function.TypeOf(operands[0]) : inst.Type;
        A = operands.Length > 0 ? operands[0].Id : 0;
        B = operands.Length > 1 ? operands[1].Id : 0;
        C = operands.Length > 2 ? operands[2].Id : 0;
        Result = inst.Result.IsValid ? inst.Result.Id : function.ValueCount;
        Immediate = Op == MirOp.Const ? 0 : inst.Immediate;
        Charge = charge;
    }

    /// <summary>The operation.</summary>
    public MirOp Op { get; }

    /// <summary>The type of the result; for comparisons with a sign that of the operands.</summary>
    public MirType Type { get; }

    /// <summary>Place of the first operand; any without one.</summary>
    public int A { get; }

    /// <summary>Place of the second operand; any without one.</summary>
    public int B { get; }

    /// <summary>Place of the third operand; any without one.</summary>
    public int C { get; }

    /// <summary>Place of the result.</summary>
    public int Result { get; }

    /// <summary>The immediate.</summary>
    public long Immediate { get; }

    /// <summary>Gas taken behind it, for what an annotation stands for; 0 for none.</summary>
    public long Charge { get; }

    /// <summary>The instruction itself.</summary>
    public MirInst Source { get; }
}

namespace Dtvm.Mir;

/// <summary>What it will cost to generate machine code for MIR, estimated from its operations.</summary>
/// <remarks>
/// Code generation is bounded by this estimate and not by a clock, so that whether a code is compiled does not depend on the load of the
/// machine. The weights are a least-squares fit of LLVM's time for real contracts and for codes made of one dear operation, in
/// microseconds of one core of 2026; they need to be right only within a factor of two, because contracts written by people stay far below
/// what codes made to be dear reach.
/// </remarks>
public static class CodegenCost
{
    private const int Function = 500;
    private const int Block = 150;
    private const int Other = 15;

    /// <summary>The estimate for a module after all passes.</summary>
    /// <param name="module">Any module.</param>
    /// <returns>Microseconds.</returns>
    public static long Estimate(MirModule module)
    {
        long sum = 0;
        foreach (var function in module.Functions)
        {
            sum += Function + (function.Blocks.Count * (long)Block);
            foreach (var block in function.Blocks)
            {
                foreach (var inst in block.Instructions)
                {
                    sum += Of(inst);
                }
            }
        }

        return sum;
    }

    private static int Of(MirInst inst) => inst.Op switch
    {
        MirOp.Const => 0,
        MirOp.Mul when inst.Type == MirType.I256 => 650,
        MirOp.JumpDynamic => 400,
        MirOp.CallDataLoad => 300,
        MirOp.MemTouch => 250,
        MirOp.Shl or MirOp.Shr or MirOp.Sar or MirOp.Byte or MirOp.SignExtend or MirOp.Clz => 140,
        MirOp.MemLoad => 130,
        MirOp.RuntimeCall => 80,
        MirOp.MemStore or MirOp.MemStore8 => 50,
        MirOp.StackLoad or MirOp.StackStore => 30,
        _ => Other,
    };
}

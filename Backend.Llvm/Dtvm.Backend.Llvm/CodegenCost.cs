// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.Llvm;

/// <summary>What it will cost to generate machine code for MIR, estimated from its operations.</summary>
/// <remarks>
/// Code generation is bounded by this estimate and not by a clock, so that whether a code is compiled does not depend on the load of the
/// machine. It is a bound from above for codes made to be dear, which people's contracts stay below: the weights are a quantile regression
/// (0.93) of LLVM's time over real contracts, repeated opcodes, chains and random codes, in microseconds of a core on which snailtracer of
/// Ethereum's benchmark contracts takes 1.0 s. <c>dtvm fuzz compile-cost</c> searches for codes that exceed it.
/// </remarks>
internal static class CodegenCost
{
    private const int Module = 2000;
    private const int Function = 900;
    private const int BlockArgument = 400;

    /// <summary>Loads and stores in one basic block of machine code beyond which each pair of them costs <see cref="CrowdedPair"/>:
    /// instruction selection compares them with one another.</summary>
    private const int Crowd = 32;
    private const int CrowdedPair = 12;

    /// <summary>The estimate for a module after all passes.</summary>
    /// <param name="module">Any module.</param>
    public static TimeSpan Estimate(MirModule module)
    {
        long sum = Module;
        foreach (var function in module.Functions)
        {
            sum += Function;
            foreach (var block in function.Blocks)
            {
                sum += Of(function, block);
            }
        }

        return TimeSpan.FromMicroseconds(sum);
    }

    private static long Of(MirFunction function, MirBlock block)
    {
        long sum = 0;
        var crowd = 0L;
        foreach (var inst in block.Instructions)
        {
            sum += Of(function, inst);
            crowd += MemoryOperations(inst);
            if (EndsBasicBlock(inst.Op))
            {
                sum += OfCrowd(crowd);
                crowd = 0;
            }

            foreach (var target in inst.Targets)
            {
                sum += target.Arguments.Length * (long)BlockArgument;
            }
        }

        return sum + OfCrowd(crowd);
    }

    private static long OfCrowd(long count)
    {
        var excess = Math.Max(0, count - Crowd);
        return excess * excess * CrowdedPair;
    }

    /// <summary>Whether the code generator begins a new basic block behind an operation, which it checks for failure.</summary>
    private static bool EndsBasicBlock(MirOp op) =>
        op is MirOp.GasCharge or MirOp.StackCheck or MirOp.StaticCheck or MirOp.MemTouch or MirOp.MemRange or MirOp.CallDataLoad
            or MirOp.RuntimeCall;

    private static int MemoryOperations(MirInst inst) => inst.Op switch
    {
        MirOp.StackLoad or MirOp.StackStore or MirOp.MemLoad or MirOp.MemStore or MirOp.MemStore8 => 1,
        MirOp.Address or MirOp.Caller or MirOp.CallValue or MirOp.CallDataSize or MirOp.ReturnDataSize or MirOp.MemorySize => 1,
        MirOp.RuntimeCall => inst.Operands.Length + 1,
        _ => 0,
    };

    private static int Of(MirFunction function, MirInst inst) => inst.Op switch
    {
        MirOp.Const => 0,
        MirOp.Mul when inst.Type == MirType.I256 => 850,
        MirOp.CallDataLoad => 560,
        MirOp.Clz => 200,
        MirOp.MemTouch => 450,
        MirOp.MemRange => 500,
        MirOp.JumpDynamic => 400,
        MirOp.MemLoad => 330,
        MirOp.Shl or MirOp.Shr or MirOp.Sar => inst.Type == MirType.I256 ? 320 : 20,
        MirOp.Byte => 170,
        MirOp.SignExtend => 120,
        MirOp.MemStore or MirOp.MemStore8 => 190,
        MirOp.GasCharge or MirOp.StackCheck or MirOp.StaticCheck => 120,
        MirOp.Zext when function.TypeOf(inst.Operands[0]) == MirType.I1 => 300,
        MirOp.RuntimeCall when RuntimeCalls.IsDivision(inst.Call) => 600,
        MirOp.RuntimeCall when TxContextFields.TryGet(inst.Call, out _) => 350,
        MirOp.RuntimeCall => 100 + (50 * inst.Operands.Length),
        MirOp.StackLoad => 100,
        MirOp.StackStore => 60,
        _ => 10,
    };
}

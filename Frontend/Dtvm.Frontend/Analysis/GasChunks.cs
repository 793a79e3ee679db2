using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>The gas chunks of a code: straight runs of instructions whose static gas can be charged at once.</summary>
/// <remarks>
/// A chunk starts at program counter 0, at each JUMPDEST and behind each chunk end. It ends with an instruction that leaves the
/// straight line or looks at gas: JUMP, JUMPI, STOP, RETURN, REVERT, INVALID, SELFDESTRUCT, GAS, SSTORE, the calls and the
/// creates; or with an opcode that the revision does not define, which costs nothing; or when it has a
/// <see cref="MaxWeight"/> of machine code or a <see cref="MaxReach"/> on the stack, so that long straight code can be cut into regions.
/// </remarks>
public sealed class GasChunks
{
    /// <summary>The weight of machine code (<see cref="CodegenWeight"/>) at which a chunk ends.</summary>
    private const int MaxWeight = 512;

    /// <summary>The stack slots worked on (<see cref="StraightLine.Reach"/>) at which a chunk ends. Honest code stays far below
    /// it.</summary>
    private const int MaxReach = 32;

    private GasChunks(int[] end, long[] cost)
    {
        End = end;
        Cost = cost;
    }

    /// <summary>For each program counter that starts a chunk its exclusive end; 0 elsewhere.</summary>
    public int[] End { get; }

    /// <summary>For each program counter that starts a chunk the sum of the static costs of its instructions; 0 elsewhere.</summary>
    public long[] Cost { get; }

    /// <summary>Computes the chunks of a code.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="revision">The revision whose costs count.</param>
    public static GasChunks Compute(ReadOnlySpan<byte> code, Revision revision)
    {
        var schedule = GasSchedule.For(revision);
        var end = new int[code.Length];
        var cost = new long[code.Length];
        var start = 0;
        var sum = 0L;
        var size = new StraightLine();
        for (var pc = 0; pc < code.Length;)
        {
            var op = code[pc];
            if (op == (byte)Opcode.JUMPDEST && pc != start)
            {
                end[start] = pc;
                cost[start] = sum;
                start = pc;
                sum = 0;
                size = new StraightLine();
            }

            var instruction = EvmInstruction.At(code, pc, revision);
            var staticCost = instruction.IsDefined ? schedule.StaticCost(op) : GasSchedule.Undefined;
            sum += Math.Max(0, (long)staticCost);
            pc = instruction.NextPc;
            size.Add(instruction);
            if (staticCost < 0 || EndsChunk((Opcode)op) || size.Weight >= MaxWeight || size.Reach >= MaxReach || pc >= code.Length)
            {
                end[start] = Math.Min(pc, code.Length);
                cost[start] = sum;
                start = pc;
                sum = 0;
                size = new StraightLine();
            }
        }

        return new GasChunks(end, cost);
    }

    /// <summary>Whether a chunk ends behind an instruction.</summary>
    /// <param name="op">A defined opcode.</param>
    public static bool EndsChunk(Opcode op) => op
        is Opcode.JUMP or Opcode.JUMPI or Opcode.STOP or Opcode.RETURN or Opcode.REVERT or Opcode.INVALID or Opcode.SELFDESTRUCT
        or Opcode.GAS or Opcode.SSTORE
        or Opcode.CALL or Opcode.CALLCODE or Opcode.DELEGATECALL or Opcode.STATICCALL or Opcode.CREATE or Opcode.CREATE2;
}

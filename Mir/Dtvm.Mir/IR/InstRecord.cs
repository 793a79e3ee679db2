// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Mir;

/// <summary>How an instruction is stored: 32 bytes.</summary>
/// <remarks>
/// Operands stand in the record as far as they fit (<see cref="InstLayout.InlineOperands"/>), else in the function's pool of values, their
/// number before them. What an operation has besides shares <see cref="Payload"/>: the first immediate, a constant or its place in the
/// pool, the place and number of the targets, or the chunk rest.
/// </remarks>
internal struct InstRecord
{
    /// <summary>In place of a number of operands: they are in the pool, where <see cref="Slots"/> begins.</summary>
    public const byte InPool = byte.MaxValue;

    public MirOp Op;
    public MirType Type;

    /// <summary>The runtime call; for a constant whether it is in the pool.</summary>
    public byte Small;

    public byte OperandCount;
    public int Result;
    public int Pc;
    public InlineSlots Slots;
    public long Payload;

    /// <summary>The second immediate, in the place of the second and third operand.</summary>
    public long Second
    {
        readonly get => ((long)Slots[2].Id << 32) | (uint)Slots[1].Id;
        set
        {
            Slots[1] = new Value((int)value);
            Slots[2] = new Value((int)(value >> 32));
        }
    }

    /// <summary>Index of the first target in the function's table.</summary>
    public readonly int FirstTarget => (int)Payload;

    /// <summary>Number of targets.</summary>
    public readonly int TargetCount => (int)(Payload >> 32);

    public void SetTargets(int first, int count) => Payload = ((long)count << 32) | (uint)first;
}

/// <summary>Three operands.</summary>
[InlineArray(Length)]
internal struct InlineSlots
{
    public const int Length = 3;

    private Value _first;
}

/// <summary>A target block as it is stored; the arguments are in the function's pool of values.</summary>
internal struct TargetRecord
{
    public MirBlock Block;
    public int FirstArgument;
    public int ArgumentCount;
}

/// <summary>What of a record an operation uses, from its row in <see cref="MirOpTable"/>.</summary>
internal static class InstLayout
{
    private const byte First = 1;
    private const byte TwoWords = 2;
    private const byte Targets = 4;
    private const byte Constant = 8;
    private const byte Rest = 16;
    private const byte PayloadMask = First | Targets | Constant | Rest;

    private static readonly byte[] Uses = MakeUses();

    public static bool HasFirst(MirOp op) => (Uses[(int)op] & First) != 0;

    public static bool HasSecond(MirOp op) => (Uses[(int)op] & (TwoWords | Targets)) == TwoWords;

    public static bool HasTargets(MirOp op) => (Uses[(int)op] & Targets) != 0;

    public static bool HasConstant(MirOp op) => (Uses[(int)op] & Constant) != 0;

    public static bool HasRest(MirOp op) => (Uses[(int)op] & Rest) != 0;

    /// <summary>How many operands fit into the record.</summary>
    public static int InlineOperands(MirOp op) => (Uses[(int)op] & TwoWords) != 0 ? 1 : InlineSlots.Length;

    /// <summary>Whether the payload of one operation means the same for another.</summary>
    public static bool SharePayload(MirOp left, MirOp right) => ((Uses[(int)left] ^ Uses[(int)right]) & PayloadMask) == 0;

    private static byte[] MakeUses()
    {
        // An operation that is not defined has a record all the same, for the verifier to find.
        var uses = new byte[byte.MaxValue + 1];
        foreach (var row in MirOpTable.All)
        {
            var use = row.Immediates switch
            {
                ImmediateForm.Constant => Constant,
                ImmediateForm.Number => First,
                ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight => First | TwoWords,
                ImmediateForm.Height => TwoWords,
                _ => 0,
            };
            use |= row.Targets != 0 ? Targets : 0;
            use |= row.Op == MirOp.Switch ? TwoWords : 0;
            use |= row.HasChunkRest ? Rest : 0;
            uses[(int)row.Op] = (byte)use;
        }

        return uses;
    }
}

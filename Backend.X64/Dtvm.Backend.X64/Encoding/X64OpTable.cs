// SPDX-License-Identifier: Apache-2.0

using static Dtvm.Backend.X64.Encoding.OpcodeMap;
using static Dtvm.Backend.X64.Encoding.X64Encoding;
using static Dtvm.Backend.X64.Encoding.X64Forms;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>One row of <see cref="X64OpTable"/>.</summary>
/// <param name="Op">The instruction.</param>
/// <param name="Forms">The operand forms it is used in.</param>
/// <param name="Bits">Operand size: 8, 32 or 64 for general-purpose registers (of the memory operand for a widening move), 128 or
/// 256.</param>
/// <param name="Map">The opcode map.</param>
/// <param name="Prefix">66, F2 or F3 when one belongs to the opcode, else 0.</param>
/// <param name="Code">The opcode of the forms with the result in <c>reg</c>, and of the unary form.</param>
/// <param name="StoreCode">The opcode of <see cref="Store"/>, of <see cref="DoubleShift"/> and of shifts by a count.</param>
/// <param name="Digit">The digit that takes the place of <c>reg</c> in forms without one.</param>
/// <param name="Encoding">The kind of prefix.</param>
internal readonly record struct X64OpInfo(
    X64Op Op, X64Forms Forms, ushort Bits, OpcodeMap Map, byte Prefix, byte Code, byte StoreCode = 0, byte Digit = 0,
    X64Encoding Encoding = X64Encoding.Legacy)
{
    /// <summary>Whether REX.W, VEX.W or EVEX.W is set.</summary>
    internal bool IsWide => Bits == 64 || Op == X64Op.Vpermq || Encoding == X64Encoding.Evex;

    /// <summary>Whether it works on vector registers.</summary>
    internal bool IsVector => Bits >= 128 || (Encoding != X64Encoding.Legacy && Forms != Three);
}

/// <summary>The one table of instruction encodings (Intel SDM, volume 2).</summary>
internal static class X64OpTable
{
    private static readonly X64OpInfo[] Rows =
    [
        Alu(X64Op.Add, 0, 64),
        Alu(X64Op.Or, 1, 64),
        Alu(X64Op.Adc, 2, 64),
        Alu(X64Op.Sbb, 3, 64),
        Alu(X64Op.And, 4, 64),
        Alu(X64Op.Sub, 5, 64),
        Alu(X64Op.Xor, 6, 64),
        Alu(X64Op.Cmp, 7, 64),
        Alu(X64Op.Add32, 0, 32),
        Alu(X64Op.Or32, 1, 32),
        Alu(X64Op.And32, 4, 32),
        Alu(X64Op.Xor32, 6, 32),
        Alu(X64Op.Cmp32, 7, 32),
        new(X64Op.Mov32, Load | Store, 32, Primary, 0, 0x8b, 0x89),
        new(X64Op.Mov8, Store | MemoryOnly, 8, Primary, 0, 0, 0x88),
        new(X64Op.Mov, Load | Store, 64, Primary, 0, 0x8b, 0x89),
        new(X64Op.Test, Store, 64, Primary, 0, 0, 0x85),
        new(X64Op.Test32, Store, 32, Primary, 0, 0, 0x85),
        new(X64Op.Lea, Load | MemoryOnly, 64, Primary, 0, 0x8d),
        new(X64Op.Lea32, Load | MemoryOnly, 32, Primary, 0, 0x8d),
        new(X64Op.Movzx8, Load, 8, Secondary, 0, 0xb6),
        new(X64Op.Movbe, Load | Store | MemoryOnly, 64, Third38, 0, 0xf0, 0xf1),
        new(X64Op.Imul, Load, 64, Secondary, 0, 0xaf),
        new(X64Op.Not, Unary, 64, Primary, 0, 0xf7, 0, 2),
        new(X64Op.Neg, Unary, 64, Primary, 0, 0xf7, 0, 3),
        new(X64Op.Mul, Unary, 64, Primary, 0, 0xf7, 0, 4),
        new(X64Op.Div, Unary, 64, Primary, 0, 0xf7, 0, 6),
        new(X64Op.Idiv, Unary, 64, Primary, 0, 0xf7, 0, 7),
        new(X64Op.Inc, Unary, 64, Primary, 0, 0xff, 0, 0),
        new(X64Op.Dec, Unary, 64, Primary, 0, 0xff, 0, 1),
        new(X64Op.Shl, Count | ByCl, 64, Primary, 0, 0xd3, 0xc1, 4),
        new(X64Op.Shr, Count | ByCl, 64, Primary, 0, 0xd3, 0xc1, 5),
        new(X64Op.Sar, Count | ByCl, 64, Primary, 0, 0xd3, 0xc1, 7),
        new(X64Op.Bt, Count, 64, Secondary, 0, 0, 0xba, 4),
        new(X64Op.Shld, DoubleShift | ByCl, 64, Secondary, 0, 0xa5, 0xa4),
        new(X64Op.Shrd, DoubleShift | ByCl, 64, Secondary, 0, 0xad, 0xac),
        new(X64Op.Lzcnt, Load, 64, Secondary, 0xf3, 0xbd),
        new(X64Op.Tzcnt, Load, 64, Secondary, 0xf3, 0xbc),
        new(X64Op.Adcx, Load, 64, Third38, 0x66, 0xf6),
        new(X64Op.Adox, Load, 64, Third38, 0xf3, 0xf6),
        new(X64Op.Jmp, Unary, 32, Primary, 0, 0xff, 0, 4),
        new(X64Op.Call, Unary, 32, Primary, 0, 0xff, 0, 2),
        new(X64Op.Mulx, Three, 64, Third38, 0xf2, 0xf6, Encoding: Vex),
        new(X64Op.Andn, Three, 64, Third38, 0, 0xf2, Encoding: Vex),
        new(X64Op.Shlx, Three, 64, Third38, 0x66, 0xf7, Encoding: Vex),
        new(X64Op.Shrx, Three, 64, Third38, 0xf2, 0xf7, Encoding: Vex),
        new(X64Op.Sarx, Three, 64, Third38, 0xf3, 0xf7, Encoding: Vex),
        new(X64Op.Vmovd, Load, 32, Secondary, 0x66, 0x6e, Encoding: Vex),
        new(X64Op.Vmovq, Load | Store, 64, Secondary, 0x66, 0x6e, 0x7e, Encoding: Vex),
        new(X64Op.Vmovdqu, Load | Store, 128, Secondary, 0xf3, 0x6f, 0x7f, Encoding: Vex),
        new(X64Op.Vmovdqu256, Load | Store, 256, Secondary, 0xf3, 0x6f, 0x7f, Encoding: Vex),
        new(X64Op.Vpxor, Three, 128, Secondary, 0x66, 0xef, Encoding: Vex),
        new(X64Op.Vpxor256, Three, 256, Secondary, 0x66, 0xef, Encoding: Vex),
        new(X64Op.Vpand256, Three, 256, Secondary, 0x66, 0xdb, Encoding: Vex),
        new(X64Op.Vpor256, Three, 256, Secondary, 0x66, 0xeb, Encoding: Vex),
        new(X64Op.Vptest256, Load, 256, Third38, 0x66, 0x17, Encoding: Vex),
        new(X64Op.Vpshufb256, Three, 256, Third38, 0x66, 0x00, Encoding: Vex),
        new(X64Op.Vpermq, DoubleShift, 256, Third3A, 0x66, 0, 0x00, Encoding: Vex),
        new(X64Op.Vpcmpgtb256, Three, 256, Secondary, 0x66, 0x64, Encoding: Vex),
        new(X64Op.Vpunpcklqdq, Three, 128, Secondary, 0x66, 0x6c, Encoding: Vex),
        new(X64Op.Vpermd256, Three, 256, Third38, 0x66, 0x36, Encoding: Vex),
        new(X64Op.Vpbroadcastb256, Load, 256, Third38, 0x66, 0x78, Encoding: Vex),
        new(X64Op.Vpbroadcastd256, Load, 256, Third38, 0x66, 0x58, Encoding: Vex),
        new(X64Op.VmovqEvex, Load | Store | MemoryOnly, 64, Secondary, 0x66, 0x6e, 0x7e, Encoding: Evex),
        new(X64Op.Vmovdqa64, Load, 128, Secondary, 0x66, 0x6f, Encoding: Evex),
        new(X64Op.Vpxorq, Three, 128, Secondary, 0x66, 0xef, Encoding: Evex),
        new(X64Op.Vprolq, CountedCopy, 128, Secondary, 0x66, 0, 0x72, 1, Evex),
        new(X64Op.Vpternlogq, ThreeAndControl, 128, Third3A, 0x66, 0x25, Encoding: Evex),
    ];

    /// <summary>All rows, indexed by <see cref="X64Op"/>.</summary>
    internal static ReadOnlySpan<X64OpInfo> All => Rows;

    /// <summary>The row of an instruction.</summary>
    internal static ref readonly X64OpInfo Get(X64Op op) => ref Rows[(int)op];

    /// <summary>The row of an instruction for one of some operand forms.</summary>
    /// <param name="op">The instruction.</param>
    /// <param name="forms">The forms.</param>
    /// <exception cref="X64Exception">It has none of them: what would be emitted is another instruction.</exception>
    internal static ref readonly X64OpInfo Get(X64Op op, X64Forms forms)
    {
        ref readonly var row = ref Rows[(int)op];
        if ((row.Forms & forms) == X64Forms.None)
        {
            Refuse(op, forms);
        }

        return ref row;
    }

    private static void Refuse(X64Op op, X64Forms forms) => throw new X64Exception($"{op} has no form {forms}");

    private static X64OpInfo Alu(X64Op op, int number, ushort bits) => new(
        op, Load | Store | Immediate, bits, Primary, 0, (byte)((number * 8) + 3), (byte)((number * 8) + 1), (byte)number);
}

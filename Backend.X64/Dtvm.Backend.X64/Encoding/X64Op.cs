// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64.Encoding;

/// <summary>The instructions that the backend uses. <see cref="X64OpTable"/> says how each is encoded.</summary>
internal enum X64Op : byte
{
#pragma warning disable CS1591 // Intel's mnemonics; a number at the end is the operand size in bits where there are several.
    Add, Or, Adc, Sbb, And, Sub, Xor, Cmp,
    Add32, Or32, And32, Xor32, Cmp32, Mov32, Mov8, Mov, Test, Test32, Lea, Lea32, Movzx8, Movbe, Imul,
    Not, Neg, Mul, Div, Idiv, Inc, Dec,
    Shl, Shr, Sar, Bt, Shld, Shrd, Lzcnt, Tzcnt, Adcx, Adox,
    Jmp, Call,
    Mulx, Andn, Shlx, Shrx, Sarx,
    Vmovd, Vmovq, Vmovdqu, Vmovdqu256, Vpxor, Vpxor256, Vpand256, Vpor256, Vptest256, Vpshufb256, Vpermq,
    Vpcmpgtb256, Vpunpcklqdq, Vpermd256, Vpbroadcastb256, Vpbroadcastd256,
    VmovqEvex, Vmovdqa64, Vpxorq, Vprolq, Vpternlogq,
#pragma warning restore CS1591
}

/// <summary>How operand numbers from 8 on, the operand size and the third operand are encoded.</summary>
internal enum X64Encoding : byte
{
    /// <summary>By a REX prefix where one is needed.</summary>
    Legacy,

    /// <summary>By a VEX prefix.</summary>
    Vex,

    /// <summary>By an EVEX prefix (AVX-512), which reaches 32 vector registers.</summary>
    Evex,
}

/// <summary>The opcode maps: what bytes stand before the opcode.</summary>
internal enum OpcodeMap : byte
{
    /// <summary>None.</summary>
    Primary,

    /// <summary>0F.</summary>
    Secondary,

    /// <summary>0F 38.</summary>
    Third38,

    /// <summary>0F 3A.</summary>
    Third3A,
}

/// <summary>The operand forms that an instruction is used in.</summary>
[Flags]
internal enum X64Forms : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>reg, r/m</c>.</summary>
    Load = 1 << 0,

    /// <summary><c>r/m, reg</c>.</summary>
    Store = 1 << 1,

    /// <summary><c>r/m, imm</c> of 8 or 32 bits, whichever is enough.</summary>
    Immediate = 1 << 2,

    /// <summary><c>r/m</c> alone.</summary>
    Unary = 1 << 3,

    /// <summary><c>r/m, imm8</c>.</summary>
    Count = 1 << 4,

    /// <summary><c>r/m, reg, imm8</c>, or <c>reg, r/m, imm8</c> for a vector.</summary>
    DoubleShift = 1 << 5,

    /// <summary><c>reg, vvvv, r/m</c>.</summary>
    Three = 1 << 6,

    /// <summary>The memory operand may not be a register.</summary>
    MemoryOnly = 1 << 7,

    /// <summary><c>r/m, cl</c>, with <c>reg</c> between them for a double shift.</summary>
    ByCl = 1 << 8,

    /// <summary><c>vvvv, r/m, imm8</c>: a vector shifted by a count into another one.</summary>
    CountedCopy = 1 << 9,

    /// <summary><c>reg, vvvv, r/m, imm8</c>.</summary>
    ThreeAndControl = 1 << 10,
}

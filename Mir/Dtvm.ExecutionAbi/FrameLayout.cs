// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>Byte offsets of the execution frame's fields, which the runtime's struct is laid out by and generated code addresses them
/// by.</summary>
public static class FrameLayout
{
    /// <summary>Size of the frame in bytes.</summary>
    public const int Size = 0x400;

    /// <summary>Alignment of the frame in bytes.</summary>
    public const int Alignment = 64;

    /// <summary>Number of words at <see cref="Scratch"/>.</summary>
    public const int ScratchWords = 8;

#pragma warning disable CS1591 // Each constant is the offset of the frame's field of the same name.
    public const int Gas = 0x000;
    public const int GasRefund = 0x008;
    public const int StackBase = 0x010;
    public const int StackTop = 0x018;
    public const int StackLimit = 0x020;
    public const int MemoryBase = 0x028;
    public const int MemorySize = 0x030;
    public const int CallData = 0x038;
    public const int CallDataSize = 0x040;
    public const int Code = 0x048;
    public const int CodeSize = 0x050;
    public const int ReturnData = 0x058;
    public const int ReturnDataSize = 0x060;
    public const int Output = 0x068;
    public const int OutputSize = 0x070;
    public const int Pc = 0x078;
    public const int Status = 0x080;
    public const int Revision = 0x084;
    public const int IsStatic = 0x088;
    public const int Depth = 0x08C;
    public const int JumpTable = 0x090;
    public const int Helpers = 0x098;
    public const int Message = 0x0A0;
    public const int Host = 0x0A8;
    public const int ArenaState = 0x0C0;
    public const int IsMetered = 0x0C8;
    public const int HasTxContext = 0x0CC;
    public const int StateBalance = 0x0D0;
    public const int StateGrant = 0x0D8;
    public const int Address = 0x0E0;
    public const int Caller = 0x100;
    public const int Value = 0x120;
    public const int Scratch = 0x140;
    public const int LastResult = 0x240;
    public const int TxContext = 0x290;
    public const int StateCell = 0x398;
    public const int Prices = 0x3A0;
    public const int QuickCallFloor = 0x3C8;

    // The fields of Prices.
    public const int StorageSurcharge = Prices;
    public const int ExponentByte = Prices + 0x08;
    public const int AccountSurcharge = Prices + 0x10;
    public const int WarmAccess = Prices + 0x18;
    public const int HasDelegates = Prices + 0x20;
#pragma warning restore CS1591

    /// <summary>In what <see cref="ArenaState"/> points to: one past the last byte that memory of the EVM may have.</summary>
    public const int ArenaMemoryEnd = 0x08;

    /// <summary>In what <see cref="ArenaState"/> points to: one past the last byte that may be other than zero without being memory of a
    /// frame; behind it memory that grows is zero already.</summary>
    public const int ArenaDirtyEnd = 0x10;

    /// <summary>In what <see cref="ArenaState"/> points to: a modulus of MULMOD.</summary>
    public const int ArenaModulus = 0x18;

    /// <summary>In what <see cref="ArenaState"/> points to: the five limbs of floor(2^512 / modulus); the fifth is 0 when it is not
    /// known.</summary>
    public const int ArenaReciprocal = 0x38;
}

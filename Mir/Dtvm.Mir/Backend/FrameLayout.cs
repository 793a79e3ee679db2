namespace Dtvm.Mir.Backend;

/// <summary>Byte offsets of the execution frame's fields that generated code uses. A test of the engine holds them equal to the runtime's
/// struct.</summary>
public static class FrameLayout
{
#pragma warning disable CS1591 // Each constant is the offset of the frame's field of the same name.
    public const int Gas = 0x000;
    public const int StackBase = 0x010;
    public const int StackTop = 0x018;
    public const int StackLimit = 0x020;
    public const int MemoryBase = 0x028;
    public const int MemorySize = 0x030;
    public const int CallData = 0x038;
    public const int CallDataSize = 0x040;
    public const int ReturnDataSize = 0x060;
    public const int Pc = 0x078;
    public const int Status = 0x080;
    public const int JumpTable = 0x090;
    public const int Helpers = 0x098;
    public const int HasTxContext = 0x0C4;
    public const int Address = 0x0E0;
    public const int Caller = 0x100;
    public const int Value = 0x120;
    public const int Scratch = 0x140;
    public const int TxContext = 0x290;
#pragma warning restore CS1591

    /// <summary>Bytes of the frame.</summary>
    public const int Size = 0x400;

    /// <summary>Words of 32 bytes at <see cref="Scratch"/>.</summary>
    public const int ScratchWords = 8;

    /// <summary>Left with the state in the frame, to be continued in code compiled conservatively.</summary>
    public const int ExitResumeConservative = 0x100;

    /// <summary>Left with the state in the frame, to be continued in the interpreter.</summary>
    public const int ExitResumeInInterpreter = 0x101;
}

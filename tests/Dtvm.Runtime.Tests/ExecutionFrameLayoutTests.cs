namespace Dtvm.Runtime.Tests;

/// <summary>Machine code addresses the frame by these offsets.</summary>
public sealed class ExecutionFrameLayoutTests
{
    private static readonly (string Field, int Offset)[] Offsets =
    [
        ("Gas", 0x000), ("GasRefund", 0x008), ("StackBase", 0x010), ("StackTop", 0x018), ("StackLimit", 0x020), ("MemoryBase", 0x028),
        ("MemorySize", 0x030), ("CallData", 0x038), ("CallDataSize", 0x040), ("Code", 0x048), ("CodeSize", 0x050),
        ("ReturnData", 0x058), ("ReturnDataSize", 0x060), ("Output", 0x068), ("OutputSize", 0x070), ("Pc", 0x078), ("Status", 0x080),
        ("Revision", 0x084), ("IsStatic", 0x088), ("Depth", 0x08C), ("JumpTable", 0x090), ("Helpers", 0x098), ("Message", 0x0A0),
        ("Host", 0x0A8), ("ArenaState", 0x0B8), ("IsMetered", 0x0C0), ("HasTxContext", 0x0C4),
        ("StateBalance", 0x0C8), ("StateGrant", 0x0D0), ("StateCell", 0x0D8), ("Address", 0x0E0), ("Caller", 0x100),
        ("Value", 0x120), ("Scratch", 0x140), ("LastResult", 0x240), ("TxContext", 0x290),
    ];

    [Fact]
    public void FieldsAreAtTheOffsetsOfTheContract() => LayoutAssert.Matches<ExecutionFrame>(0x400, Offsets);

    [Fact]
    public void SizesOfEmbeddedStructs()
    {
        Assert.Equal(ExecutionFrame.Size, System.Runtime.CompilerServices.Unsafe.SizeOf<ExecutionFrame>());
        Assert.Equal(16, System.Runtime.CompilerServices.Unsafe.SizeOf<WrappedHost>());
        Assert.Equal(8 * 32, System.Runtime.CompilerServices.Unsafe.SizeOf<ScratchBuffer>());
    }

    [Fact]
    public void ExitReasonsDoNotOverlapStatusCodes()
    {
        Assert.Equal(0x100, ExitReason.ResumeConservative);
        Assert.Equal(0x101, ExitReason.ResumeInInterpreter);
        Assert.All(Enum.GetValues<Evmc.Abi.EvmcStatusCode>(), status => Assert.True((int)status < 0x100));
    }
}

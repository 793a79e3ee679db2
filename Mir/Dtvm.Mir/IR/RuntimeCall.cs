namespace Dtvm.Mir;

/// <summary>The runtime calls generated code can make. <see cref="RuntimeCallTable"/> holds name, signature and effects of each.</summary>
/// <remarks>The order is the order of the helper table that the frame points to.</remarks>
public enum RuntimeCall : byte
{
#pragma warning disable CS1591 // Each member is the EVM instruction of the same name, or described in the table.
    UDiv, SDiv, UMod, SMod, AddMod, MulMod, CallDataLoad,
    SelfBalance, BlobHash, BlockHash, TLoad, Origin, GasPrice, Coinbase, Timestamp, Number, PrevRandao, GasLimit, ChainId, BaseFee,
    BlobBaseFee,
    Exp, Keccak256, CallDataCopy, CodeCopy, ExtCodeCopy, ReturnDataCopy, MCopy, Balance, ExtCodeSize, ExtCodeHash,
    SLoad, SStore, TStore, Log0, Log1, Log2, Log3, Log4,
    Create, Create2, Call, CallCode, DelegateCall, StaticCall, Return, Revert, SelfDestruct, MemGrow,
    SlotNumber,
#pragma warning restore CS1591
}

/// <summary>How a runtime call is made (see the runtime's helper table).</summary>
public enum RuntimeCallKind : byte
{
    /// <summary><c>void f(frame)</c>: arguments and result in the frame's scratch words.</summary>
    Plain,

    /// <summary><c>i64 f(frame, gas)</c>: gives the gas left, or a negative number when the frame's status says why it halted.</summary>
    Gas,

    /// <summary><c>i64 f(frame, gas, offset, size)</c>: growth of memory, 64-bit arguments in registers.</summary>
    MemGrow,
}

/// <summary>One row of <see cref="RuntimeCallTable"/>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Name">The name in MIR text and in the runtime's helper table.</param>
/// <param name="Arguments">Number of I256 arguments.</param>
/// <param name="HasResult">Whether it gives an I256.</param>
/// <param name="Kind">The calling form.</param>
/// <param name="Effects">What it reads, writes or may do.</param>
public readonly record struct RuntimeCallInfo(
    RuntimeCall Call, string Name, byte Arguments, bool HasResult, RuntimeCallKind Kind, MirEffects Effects)
{
    /// <summary>Whether an instruction behind this call can be told from one before it by somebody outside, or the call can halt for
    /// another reason than gas: gas of what follows must not be taken before it.</summary>
    public bool IsObservable => (Effects & MirEffects.CallsHost) != 0 || Call == RuntimeCall.ReturnDataCopy;
}

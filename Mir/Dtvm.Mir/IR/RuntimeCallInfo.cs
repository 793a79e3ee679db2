using Dtvm.ExecutionAbi;

namespace Dtvm.Mir;

/// <summary>One row of <see cref="RuntimeCallTable"/>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Arguments">Number of I256 arguments.</param>
/// <param name="HasResult">Whether it gives an I256.</param>
/// <param name="Effects">What it reads, writes or may do.</param>
public readonly record struct RuntimeCallInfo(RuntimeCall Call, byte Arguments, bool HasResult, MirEffects Effects)
{
    /// <summary>The name in MIR text and in the runtime's helper table.</summary>
    public string Name => RuntimeCalls.NameOf(Call);

    /// <summary>The C signature.</summary>
    public RuntimeCallKind Kind => RuntimeCalls.KindOf(Call);

    /// <summary>Whether an instruction behind this call can be told from one before it by somebody outside, or the call can halt for
    /// another reason than gas: gas of what follows must not be taken before it.</summary>
    public bool IsObservable => (Effects & MirEffects.CallsHost) != 0 || Call == RuntimeCall.ReturnDataCopy;
}

using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>What the host's result of a nested message counts as, whatever the host put into it; made by <see cref="WrappedHost.Call"/>.</summary>
public readonly unsafe struct NestedResult
{
    /// <summary>Whether the message succeeded.</summary>
    public bool IsSuccess { get; init; }

    /// <summary>The gas that the message used, not negative; more than it was given when the host's result says so.</summary>
    public long GasUsed { get; init; }

    /// <summary>What is added to the refund counter; 0 unless the message succeeded.</summary>
    public long GasRefund { get; init; }

    /// <summary>The output, null when it is empty; belongs to the host's result.</summary>
    public byte* Output { get; init; }

    /// <summary>The size of the output in bytes.</summary>
    public nuint OutputSize { get; init; }

    /// <summary>The address of the created contract; zero unless the message succeeded.</summary>
    public EvmcAddress CreateAddress { get; init; }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>
/// What the host's result of a nested message counts as, whatever the host put into it. A view of the result, which the caller of
/// <see cref="WrappedHost.Call"/> owns; valid until that is released.
/// </summary>
/// <param name="result">The result as the host gave it.</param>
/// <param name="given">The gas that the message was given, not negative.</param>
public readonly unsafe ref struct NestedResult(EvmcResult* result, long given)
{
    /// <summary>Whether the message succeeded: every other status, known or not, is a failure.</summary>
    public bool IsSuccess => result->StatusCode == EvmcStatusCode.Success;

    /// <summary>
    /// The gas that the message used, not negative. More gas left than the message was given is what it was given; a negative amount has
    /// been used on top of that, as far as the sum can be written.
    /// </summary>
    public long GasUsed => given - long.Clamp(result->GasLeft, given - long.MaxValue, given);

    /// <summary>What is added to the refund counter; 0 unless the message succeeded.</summary>
    public long GasRefund => IsSuccess ? result->GasRefund : 0;

    /// <summary>The output, null when its size is 0.</summary>
    public byte* Output => OutputSize != 0 ? result->OutputData : null;

    /// <summary>The size of the output in bytes; 0 when it has no address or is larger than any memory.</summary>
    public nuint OutputSize => result->OutputData != null && result->OutputSize <= FrameMemory.MaxOffset ? result->OutputSize : 0;

    /// <summary>The address of the created contract; zero unless the message succeeded.</summary>
    public EvmcAddress CreateAddress => IsSuccess ? result->CreateAddress : default;
}

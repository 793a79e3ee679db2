// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Precompiles;

/// <summary>A precompiled contract (Yellow Paper, appendix E, and later EIPs).</summary>
/// <param name="number">Its address as a number.</param>
/// <param name="name">Its name.</param>
/// <param name="since">The revision that introduced it.</param>
public abstract class Precompile(int number, string name, EvmcRevision since)
{
    /// <summary>Gas cost of an input that is invalid whatever gas is given.</summary>
    public const long Unaffordable = long.MaxValue;

    /// <summary>Its address as a number.</summary>
    public int Number { get; } = number;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The revision that introduced it.</summary>
    public EvmcRevision Since { get; } = since;

    /// <summary>Gas cost of an input.</summary>
    /// <param name="input">The call data.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>The cost, or <see cref="Unaffordable"/>.</returns>
    public abstract long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision);

    /// <summary>How many bytes of output to provide for. Asked only when the gas was paid.</summary>
    /// <param name="input">The call data.</param>
    /// <returns>An upper bound.</returns>
    public abstract int OutputBound(ReadOnlySpan<byte> input);

    /// <summary>Computes the output.</summary>
    /// <param name="input">The call data.</param>
    /// <param name="output">At least <see cref="OutputBound"/> bytes, of unknown content.</param>
    /// <param name="written">Bytes of output.</param>
    /// <returns>False when the call fails and all its gas is lost.</returns>
    public abstract bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written);

    /// <summary>Copies the part of the input at an offset, padded with zeros on the right.</summary>
    /// <param name="input">The input.</param>
    /// <param name="offset">Where to begin; may lie beyond the input.</param>
    /// <param name="destination">Filled wholly.</param>
    protected static void CopyPadded(ReadOnlySpan<byte> input, int offset, Span<byte> destination)
    {
        destination.Clear();
        if (offset >= input.Length)
        {
            return;
        }

        var rest = input[offset..];
        rest[..Math.Min(rest.Length, destination.Length)].CopyTo(destination);
    }

    /// <summary>Number of 32-byte words that hold a number of bytes.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <returns>Words.</returns>
    protected static long Words(int bytes) => (bytes + 31L) / 32;
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Interpretation;

/// <summary>What MIR works on besides its values: stack and memory of a call, its environment, and the runtime behind the calls.</summary>
/// <remarks>
/// Gas is not part of it: <see cref="MirInterpreter"/> holds the gas left and passes it by reference to what charges, as machine code keeps
/// it in a register. The interpreter checks every index, so an implementation need not.
/// </remarks>
public interface IMirMachine
{
    /// <summary>The executing account, below 2^160.</summary>
    U256 Address { get; }

    /// <summary>The sender of the message, below 2^160.</summary>
    U256 Caller { get; }

    /// <summary>The value of the message in wei.</summary>
    U256 CallValue { get; }

    /// <summary>Bytes of call data.</summary>
    ulong CallDataSize { get; }

    /// <summary>Bytes of return data of the last nested message (EIP-211).</summary>
    ulong ReturnDataSize { get; }

    /// <summary>Bytes of EVM memory, a multiple of 32.</summary>
    ulong MemorySize { get; }

    /// <summary>Whether the frame is static (EIP-214).</summary>
    bool IsStatic { get; }

    /// <summary>The EVMC status code of the halt that a call with result false asked for.</summary>
    int HaltStatus { get; }

    /// <summary>32 bytes of call data; bytes behind the end read as zero.</summary>
    /// <param name="offset">The first byte.</param>
    U256 LoadCallData(in U256 offset);

    /// <summary>Makes [offset, offset + size) of memory valid, charging growth (Yellow Paper, appendix H).</summary>
    /// <param name="offset">The first byte, below 2^64.</param>
    /// <param name="size">Number of bytes, at least 1.</param>
    /// <param name="gas">The gas left.</param>
    /// <returns>False when out of gas.</returns>
    bool TryTouch(ulong offset, ulong size, ref long gas);

    /// <summary>32 bytes of memory, big-endian.</summary>
    /// <param name="address">The first byte; all 32 lie inside memory.</param>
    U256 LoadWord(ulong address);

    /// <summary>Writes 32 bytes of memory, big-endian.</summary>
    /// <param name="address">The first byte; all 32 lie inside memory.</param>
    /// <param name="value">The word.</param>
    void StoreWord(ulong address, in U256 value);

    /// <summary>Writes a byte of memory.</summary>
    /// <param name="address">An address inside memory.</param>
    /// <param name="value">The byte.</param>
    void StoreByte(ulong address, byte value);

    /// <summary>A slot of the EVM stack in memory.</summary>
    /// <param name="index">Counted from the bottom, 0 to 1023.</param>
    U256 LoadSlot(int index);

    /// <summary>Writes a slot of the EVM stack in memory.</summary>
    /// <param name="index">Counted from the bottom, 0 to 1023.</param>
    /// <param name="value">The item.</param>
    void StoreSlot(int index, in U256 value);

    /// <summary>Calls the runtime.</summary>
    /// <param name="call">The call; never <see cref="RuntimeCall.MemGrow"/>.</param>
    /// <param name="arguments">Its arguments in the order the EVM pops them.</param>
    /// <param name="gas">The gas left; meaningless when the result is false.</param>
    /// <param name="result">Its result, for calls that have one.</param>
    /// <returns>False when the execution halts with <see cref="HaltStatus"/>.</returns>
    bool TryCall(RuntimeCall call, ReadOnlySpan<U256> arguments, ref long gas, out U256 result);
}

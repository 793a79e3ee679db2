// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host.State;

/// <summary>The log of a transfer of ether (EIP-7708).</summary>
public static class TransferLog
{
    /// <summary>The account that logs: no transaction can come from it.</summary>
    public static Address Emitter { get; } = new(Convert.FromHexString("fffffffffffffffffffffffffffffffffffffffe"));

    /// <summary>keccak256 of Transfer(address,address,uint256), as in ERC-20.</summary>
    public static Bytes32 Topic { get; } = new(
        Convert.FromHexString("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"));

    /// <summary>Makes the log.</summary>
    /// <param name="sender">Who sends.</param>
    /// <param name="recipient">Who gets.</param>
    /// <param name="value">How much, in wei.</param>
    public static LogEntry Create(in Address sender, in Address recipient, in U256 value) =>
        new(Emitter, [Topic, Pad(sender), Pad(recipient)], HostValues.ToWord(value).AsSpan().ToArray());

    private static Bytes32 Pad(in Address address)
    {
        Span<byte> padded = stackalloc byte[EvmcBytes32.Size];
        address.AsSpan().CopyTo(padded[(EvmcBytes32.Size - EvmcAddress.Size)..]);
        return new Bytes32(padded);
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>Ether that comes from the consensus layer (EIP-4895).</summary>
/// <param name="Index">Its number.</param>
/// <param name="ValidatorIndex">The validator's number.</param>
/// <param name="Address">The account that gets it.</param>
/// <param name="Amount">How much, in Gwei.</param>
public sealed record Withdrawal(ulong Index, ulong ValidatorIndex, Address Address, ulong Amount)
{
    private const ulong WeiPerGwei = 1_000_000_000;

    /// <summary>How much, in wei.</summary>
    public U256 Wei => (U256)Amount * WeiPerGwei;

    /// <summary>The encoding of which the withdrawals' root is made.</summary>
    /// <returns>The bytes.</returns>
    public byte[] Encode()
    {
        var writer = new RlpWriter();
        var list = writer.BeginList();
        writer.AppendNumber(Index);
        writer.AppendNumber(ValidatorIndex);
        writer.AppendString(Address.AsSpan());
        writer.AppendNumber(Amount);
        writer.EndList(list);
        return writer.From(0).ToArray();
    }
}

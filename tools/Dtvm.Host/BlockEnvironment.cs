// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host;

/// <summary>The block a message is executed in.</summary>
public sealed record BlockEnvironment
{
    /// <summary>Chain id (EIP-1344).</summary>
    public U256 ChainId { get; init; } = U256.One;

    /// <summary>Block number.</summary>
    public long Number { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long Timestamp { get; init; }

    /// <summary>Slot number of the block (EIP-7843).</summary>
    public ulong SlotNumber { get; init; }

    /// <summary>Gas limit of the block.</summary>
    public long GasLimit { get; init; } = long.MaxValue;

    /// <summary>Beneficiary of the block.</summary>
    public Address Coinbase { get; init; }

    /// <summary>PREVRANDAO from Paris on (EIP-4399), DIFFICULTY before.</summary>
    public Bytes32 PrevRandao { get; init; }

    /// <summary>Base fee in wei (EIP-3198).</summary>
    public U256 BaseFee { get; init; }

    /// <summary>Blob base fee in wei (EIP-7516).</summary>
    public U256 BlobBaseFee { get; init; }

    /// <summary>Hashes of earlier blocks by number; null means the convention of the state tests, keccak256 of the number's decimal
    /// digits.</summary>
    public IReadOnlyDictionary<long, Bytes32>? BlockHashes { get; init; }

    /// <summary>Hears of each block whose hash was asked for and that <see cref="BlockHashes"/> lacks; null for nobody.</summary>
    public Action<long>? HashMissed { get; init; }

    /// <summary>Hash of an earlier block.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>The hash; zero when <see cref="BlockHashes"/> is given and lacks it.</returns>
    public Bytes32 HashOf(long number)
    {
        if (BlockHashes is not null)
        {
            if (BlockHashes.TryGetValue(number, out var known))
            {
                return known;
            }

            HashMissed?.Invoke(number);
            return default;
        }

        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), hash);
        return new Bytes32(hash);
    }
}

/// <summary>The transaction a message belongs to.</summary>
public sealed record TransactionEnvironment
{
    /// <summary>The account that signed the transaction.</summary>
    public Address Origin { get; init; }

    /// <summary>Effective gas price in wei (EIP-1559).</summary>
    public U256 GasPrice { get; init; }

    /// <summary>Versioned hashes of the blobs (EIP-4844).</summary>
    public IReadOnlyList<Bytes32> BlobHashes { get; init; } = [];
}

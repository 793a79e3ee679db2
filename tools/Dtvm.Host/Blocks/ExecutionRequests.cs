// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>Requests to the consensus layer (EIP-7685).</summary>
internal static class ExecutionRequests
{
    private const int EventSize = 576;

    private static readonly Address DepositContract = new(Convert.FromHexString("00000000219ab540356cbb839cbe05303d7705fa"));

    private static readonly Bytes32 DepositTopic =
        new(Convert.FromHexString("649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5"));

    /// <summary>Fields of a deposit in its event (EIP-6110): where each begins, with its length before it, and how long it is.</summary>
    private static readonly (int Offset, int Size)[] DepositFields = [(160, 48), (256, 32), (320, 8), (384, 96), (512, 8)];

    /// <summary>The deposits that logs tell of: type 0.</summary>
    /// <param name="logs">Logs of the block.</param>
    /// <param name="requests">Where they go; nothing when there are none.</param>
    /// <exception cref="BlockFaultException">An event of the deposit contract has another form.</exception>
    public static void CollectDeposits(IEnumerable<LogEntry> logs, List<ReadOnlyMemory<byte>> requests)
    {
        var deposits = new List<byte> { 0 };
        foreach (var log in logs)
        {
            if (log.Address == DepositContract && log.Topics.Count > 0 && log.Topics[0] == DepositTopic)
            {
                AppendDeposit(log.Data.Span, deposits);
            }
        }

        if (deposits.Count > 1)
        {
            requests.Add(deposits.ToArray());
        }
    }

    /// <summary>The hash of a list of requests: SHA-256 of the hashes of those that have data.</summary>
    public static Bytes32 HashOf(IReadOnlyList<ReadOnlyMemory<byte>> requests)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var request in requests)
        {
            hash.AppendData(SHA256.HashData(request.Span));
        }

        return new Bytes32(hash.GetHashAndReset());
    }

    private static void AppendDeposit(ReadOnlySpan<byte> data, List<byte> deposits)
    {
        var isRight = data.Length == EventSize;
        for (var i = 0; isRight && i < DepositFields.Length; i++)
        {
            var (offset, size) = DepositFields[i];
            isRight = U256.ReadBigEndian(data.Slice(i * EvmcBytes32.Size, EvmcBytes32.Size)) == (ulong)offset
                && U256.ReadBigEndian(data.Slice(offset, EvmcBytes32.Size)) == (ulong)size;
        }

        if (!isRight)
        {
            throw new BlockFaultException("an event of the deposit contract has not the form of EIP-6110");
        }

        foreach (var (offset, size) in DepositFields)
        {
            deposits.AddRange(data.Slice(offset + EvmcBytes32.Size, size));
        }
    }
}

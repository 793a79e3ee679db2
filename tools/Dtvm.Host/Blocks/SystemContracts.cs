// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;

namespace Dtvm.Host.Blocks;

/// <summary>The contracts that a block calls itself, before and after its transactions.</summary>
/// <param name="vm">The VM.</param>
/// <param name="revision">The revision.</param>
/// <param name="block">The block.</param>
/// <param name="state">The state, between transactions.</param>
internal sealed unsafe class SystemContracts(IVm vm, EvmcRevision revision, BlockEnvironment block, WorldState state)
{
    private const long Gas = 30_000_000;
    private const long Reservoir = 1_566_720; // EIP-8037: 16 new slots

    private static readonly Address Caller = Of("fffffffffffffffffffffffffffffffffffffffe");
    private static readonly Address BeaconRoots = Of("000F3df6D732807Ef1319fB7B8bB8522d0Beac02"); // EIP-4788
    private static readonly Address BlockHashes = Of("0000F90827F1C53a10cb7A02335B175320002935"); // EIP-2935

    /// <summary>Contracts that give requests, with the type of those and the first revision that asks.</summary>
    private static readonly (byte Type, Address Address, EvmcRevision Since)[] RequestQueues =
    [
        (1, Of("00000961Ef480Eb55e80D19ad83579A64c007002"), EvmcRevision.Prague), // EIP-7002
        (2, Of("0000BBdDc7CE488642fb579F8B00f3a590007251"), EvmcRevision.Prague), // EIP-7251
        (3, Of("0000bff46984e3725691fa540a8c7589300d8282"), EvmcUpcoming.AmsterdamWithoutStateGas), // EIP-8282
        (4, Of("000064d678505ad48f8ccb093bc65613800e8282"), EvmcUpcoming.AmsterdamWithoutStateGas), // EIP-8282
    ];

    /// <summary>Tells the contracts of roots and hashes of the block's parents.</summary>
    /// <param name="beaconRoot">Root of the parent on the consensus layer; null when it is not known.</param>
    /// <param name="parentHash">Hash of the parent; null when it is not known.</param>
    public void Begin(Bytes32? beaconRoot, Bytes32? parentHash)
    {
        if (revision >= EvmcRevision.Cancun && beaconRoot is { } root)
        {
            Call(BeaconRoots, root.AsSpan(), out _);
        }

        if (revision >= EvmcRevision.Prague && parentHash is { } hash)
        {
            Call(BlockHashes, hash.AsSpan(), out _);
        }
    }

    /// <summary>Asks the contracts for requests.</summary>
    /// <param name="requests">Where they go: type and data.</param>
    /// <exception cref="BlockFaultException">One has no code, or fails: no block can be made then.</exception>
    public void CollectRequests(List<ReadOnlyMemory<byte>> requests)
    {
        foreach (var (type, address, since) in RequestQueues)
        {
            if (revision < since)
            {
                continue;
            }

            if (state.Find(address) is not { Code.Length: > 0 })
            {
                throw new BlockFaultException($"no code at the system contract {Hex.Encode(address.AsSpan())}");
            }

            var status = Call(address, default, out var output);
            if (status != EvmcStatusCode.Success)
            {
                throw new BlockFaultException(
                    $"the system contract {Hex.Encode(address.AsSpan())} ended with {StatusNames.Of(status)}");
            }

            if (output.Length > 0)
            {
                requests.Add((byte[])[type, .. output]);
            }
        }
    }

    private static Address Of(string hex) => new(Convert.FromHexString(hex));

    private EvmcStatusCode Call(in Address address, ReadOnlySpan<byte> data, out byte[] output)
    {
        output = [];
        if (state.Find(address) is not { Code.Length: > 0 })
        {
            return EvmcStatusCode.Success;
        }

        state.BeginTransaction();
        using var host = new InMemoryHost(vm, state, revision, block, new TransactionEnvironment { Origin = Caller });
        host.AccessAccount(address);
        fixed (byte* input = data)
        {
            EvmcMessage message = default;
            message.Kind = EvmcCallKind.Call;
            message.Gas = Gas;
            message.Sender = Caller;
            message.Recipient = address;
            message.CodeAddress = address;
            message.InputData = input;
            message.InputSize = (nuint)data.Length;
            var result = host.Run(&message, revision >= EvmcUpcoming.Amsterdam ? Reservoir : 0);
            var status = result.StatusCode;
            output = new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize)).ToArray();
            InMemoryHost.Release(&result);
            state.EndTransaction(revision);
            return status;
        }
    }
}

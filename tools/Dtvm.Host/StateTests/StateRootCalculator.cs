// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Runtime;

namespace Dtvm.Host.StateTests;

/// <summary>Computes state roots (Yellow Paper, section 4.1): a secure trie of accounts, each with the root of its own secure trie of
/// slots.</summary>
/// <remarks>Hashes of keys are remembered from one state to the next, since the cases of a file share most of theirs. Not safe for
/// concurrent use.</remarks>
public sealed class StateRootCalculator
{
    private const int MaxRememberedHashes = 1 << 16;

    private readonly MerklePatriciaTrie _accounts = new();
    private readonly MerklePatriciaTrie _slots = new();
    private readonly RlpWriter _writer = new();
    private readonly Dictionary<Address, Bytes32> _addressHashes = [];
    private readonly Dictionary<Bytes32, Bytes32> _keyHashes = [];

    /// <summary>Computes the root of a state.</summary>
    /// <param name="state">The state, between transactions.</param>
    /// <returns>The root hash.</returns>
    public Bytes32 RootOf(WorldState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _accounts.Clear();
        foreach (var account in state.Records)
        {
            if (!account.Exists)
            {
                continue;
            }

            var storageRoot = StorageRootOf(account);
            var codeHash = account.Code.Hash;
            _writer.Truncate(0);
            var list = _writer.BeginList();
            _writer.AppendNumber(account.Nonce);
            _writer.AppendNumber(account.Balance);
            _writer.AppendString(storageRoot.AsSpan());
            _writer.AppendString(codeHash.AsSpan());
            _writer.EndList(list);
            var key = HashOf(account.Address);
            _accounts.Add(key.AsSpan(), _writer.From(0));
        }

        return _accounts.ComputeRoot();
    }

    /// <summary>Computes the root of an account's storage.</summary>
    /// <param name="account">The account.</param>
    /// <returns>The root hash.</returns>
    public Bytes32 StorageRootOf(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.Slots.Count == 0)
        {
            return MerklePatriciaTrie.EmptyRoot;
        }

        _slots.Clear();
        foreach ((var key, var slot) in account.Slots)
        {
            var value = slot.Current;
            if (value.IsZero)
            {
                continue;
            }

            _writer.Truncate(0);
            _writer.AppendString(value.AsSpan().TrimStart((byte)0));
            var hash = HashOf(key);
            _slots.Add(hash.AsSpan(), _writer.From(0));
        }

        return _slots.ComputeRoot();
    }

    private static Bytes32 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(bytes, hash);
        return new Bytes32(hash);
    }

    private Bytes32 HashOf(in Address address)
    {
        if (_addressHashes.TryGetValue(address, out var hash))
        {
            return hash;
        }

        if (_addressHashes.Count >= MaxRememberedHashes)
        {
            _addressHashes.Clear();
        }

        hash = HashOf(address.AsSpan());
        _addressHashes[address] = hash;
        return hash;
    }

    private Bytes32 HashOf(in Bytes32 key)
    {
        if (_keyHashes.TryGetValue(key, out var hash))
        {
            return hash;
        }

        if (_keyHashes.Count >= MaxRememberedHashes)
        {
            _keyHashes.Clear();
        }

        hash = HashOf(key.AsSpan());
        _keyHashes[key] = hash;
        return hash;
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Blocks;
using Dtvm.Host.Cryptography;
using Dtvm.Host.Json;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Reads the family of transactions of a state test.</summary>
/// <remarks>Not safe for concurrent use: it remembers the addresses of secret keys.</remarks>
internal sealed class TransactionReader
{
    private readonly Dictionary<U256, Address> _keyAddresses = [];

    /// <summary>Reads a <c>transaction</c> object.</summary>
    public TransactionFamily Read(JsonCursor json)
    {
        var data = new List<ReadOnlyMemory<byte>>();
        foreach (var item in json["data"].Items())
        {
            data.Add(item.Bytes());
        }

        var gasLimits = ReadNumbers(json["gasLimit"]);
        var values = ReadNumbers(json["value"]);

        List<IReadOnlyList<AccessListEntry>?>? accessLists = null;
        if (json["accessLists"] is { IsGiven: true } lists)
        {
            accessLists = [];
            foreach (var list in lists.Items())
            {
                accessLists.Add(list.IsGiven ? ReadAccessList(list) : null);
            }

            while (accessLists.Count < data.Count)
            {
                accessLists.Add(null);
            }
        }

        return new TransactionFamily(ReadCommon(json) with { Sender = ReadSender(json) }, data, accessLists, gasLimits, values);
    }

    /// <summary>Reads a transaction of a block, whose fields are no lists: signed, with a <c>secretKey</c> to sign it with, or with its
    /// <c>sender</c> alone.</summary>
    /// <param name="json">The transaction.</param>
    /// <param name="chainId">The chain that it is signed for where it does not say.</param>
    /// <param name="revision">The revision.</param>
    public BlockItem ReadOne(JsonCursor json, in U256 chainId, EvmcRevision revision)
    {
        var transaction = ReadUnsigned(json);
        var signature = ReadSignature(json);
        var isLegacy = transaction.Type == TransactionType.Legacy;
        if (signature.IsEmpty && json["secretKey"] is { IsGiven: true } secret)
        {
            var isForAnyChain = isLegacy && json["protected"] is { IsGiven: true } isProtected && !isProtected.Flag();
            var signed = transaction with
            {
                ChainId = isForAnyChain ? null : isLegacy ? chainId : transaction.ChainId ?? chainId,
                Sender = AddressOf(secret),
            };
            Span<byte> key = stackalloc byte[EvmcBytes32.Size];
            secret.Number().WriteBigEndian(key);
            return BlockItem.Sent(signed, TransactionEncoding.Sign(signed, key));
        }

        transaction = transaction with
        {
            ChainId = isLegacy ? TransactionEncoding.ChainIdOf(signature.V) : transaction.ChainId ?? chainId,
        };
        if (json["sender"] is { IsGiven: true } sender)
        {
            return BlockItem.Sent(transaction with { Sender = sender.Address() }, signature);
        }

        return signature.IsEmpty
            ? throw json["sender"].Expected("an address, or a signature or a secretKey beside it")
            : BlockItem.Of(transaction, signature, revision);
    }

    private static TransactionSignature ReadSignature(JsonCursor json)
    {
        if (!json["r"].IsGiven)
        {
            return default;
        }

        var v = json["v"] is { IsGiven: true } given ? given : json["yParity"];
        return new TransactionSignature(v.Number(), json["r"].Number(), json["s"].Number());
    }

    private static Transaction ReadUnsigned(JsonCursor json)
    {
        var data = json["input"] is { IsGiven: true } input ? input : json["data"];
        var gasLimit = (json["gas"] is { IsGiven: true } gas ? gas : json["gasLimit"]).NumberOrOverflow();
        var value = json["value"].NumberOrOverflow();
        var common = ReadCommon(json);
        var accessList = json["accessList"];
        return common with
        {
            Type = json["type"] is { IsGiven: true } type ? (TransactionType)type.Int(0, (int)TransactionType.SetCode)
                : accessList.IsGiven && common.Type == TransactionType.Legacy ? TransactionType.AccessList
                : common.Type,
            Authorizations = [.. common.Authorizations.Select(WithSigner)],
            AccessList = accessList.IsGiven ? ReadAccessList(accessList) : [],
            Data = data.Bytes(),
            GasLimit = gasLimit ?? U256.Zero,
            Value = value ?? U256.Zero,
            HasOverflow = common.HasOverflow || gasLimit is null || value is null,
        };
    }

    /// <summary>The authorization with the account that signed it, where there is a signature: what a fixture says of it is not asked
    /// then.</summary>
    private static Authorization WithSigner(Authorization authorization) =>
        authorization.R.IsZero ? authorization : authorization with { Authority = TransactionEncoding.Recover(authorization) };

    private static Transaction ReadCommon(JsonCursor json)
    {
        var maxFee = json["maxFeePerGas"];
        var blobFee = json["maxFeePerBlobGas"];
        var hashes = json["blobVersionedHashes"];
        var authorizations = json["authorizationList"];

        var feeCap = (maxFee.IsGiven ? maxFee : json["gasPrice"]).NumberOrOverflow();
        var priorityFee = maxFee.IsGiven ? json["maxPriorityFeePerGas"].NumberOrOverflow() : feeCap;
        var nonce = json["nonce"].NumberOrOverflow();
        var blobFeeCap = blobFee.IsGiven ? blobFee.NumberOrOverflow() : U256.Zero;

        var blobHashes = new List<Bytes32>();
        if (hashes.IsGiven)
        {
            foreach (var hash in hashes.Items())
            {
                blobHashes.Add(hash.Word());
            }
        }

        var isBlob = hashes.Exists || blobFee.Exists;
        return new Transaction
        {
            Type = authorizations.Exists ? TransactionType.SetCode
                : isBlob ? TransactionType.Blob
                : maxFee.IsGiven ? TransactionType.FeeMarket : TransactionType.Legacy,
            To = ReadRecipient(json["to"]),
            Nonce = nonce is { FitsUlong: true } ? nonce.Value.Low64 : 0,
            FeeCap = feeCap ?? U256.Zero,
            PriorityFee = priorityFee ?? U256.Zero,
            BlobFeeCap = blobFeeCap ?? U256.Zero,
            BlobHashes = blobHashes,
            Authorizations = authorizations.IsGiven ? ReadAuthorizations(authorizations) : [],
            ChainId = json["chainId"] is { IsGiven: true } chainId ? chainId.Number() : null,
            HasOverflow = feeCap is null || priorityFee is null || blobFeeCap is null || nonce is not { FitsUlong: true },
        };
    }

    /// <summary>The recipient; null for a creation, whose <c>to</c> is missing, null or empty.</summary>
    private static Address? ReadRecipient(JsonCursor to) => !to.IsGiven || to.Text("an address").Length == 0 ? null : to.Address();

    private Address ReadSender(JsonCursor json)
    {
        if (json["sender"] is { IsGiven: true } sender)
        {
            return sender.Address();
        }

        var secret = json["secretKey"];
        if (!secret.IsGiven)
        {
            throw json["sender"].Expected("an address, or a secretKey beside it");
        }

        return AddressOf(secret);
    }

    private Address AddressOf(JsonCursor secret)
    {
        var key = secret.Number();
        if (_keyAddresses.TryGetValue(key, out var address))
        {
            return address;
        }

        Span<byte> encoded = stackalloc byte[EvmcBytes32.Size];
        key.WriteBigEndian(encoded);
        if (!Secp256k1.TryGetAddress(encoded, out address))
        {
            throw secret.Expected("a key of secp256k1");
        }

        _keyAddresses.Add(key, address);
        return address;
    }

    private static List<U256?> ReadNumbers(JsonCursor json)
    {
        var numbers = new List<U256?>();
        foreach (var item in json.Items())
        {
            numbers.Add(item.NumberOrOverflow());
        }

        return numbers;
    }

    private static List<AccessListEntry> ReadAccessList(JsonCursor json)
    {
        var entries = new List<AccessListEntry>();
        foreach (var item in json.Items())
        {
            var keys = new List<Bytes32>();
            foreach (var key in item["storageKeys"].Items())
            {
                keys.Add(key.Word());
            }

            entries.Add(new AccessListEntry(item["address"].Address(), keys));
        }

        return entries;
    }

    private static List<Authorization> ReadAuthorizations(JsonCursor json)
    {
        var authorizations = new List<Authorization>();
        foreach (var item in json.Items())
        {
            var yParity = item["yParity"] is { IsGiven: true } parity ? parity : item["v"];
            authorizations.Add(new Authorization(
                item["chainId"].Number(),
                item["address"].Address(),
                item["nonce"].ULong(),
                item["s"].Number(),
                item["signer"] is { IsGiven: true } signer ? signer.Address() : null)
            {
                YParity = yParity.IsGiven ? yParity.Number() : U256.Zero,
                R = item["r"] is { IsGiven: true } r ? r.Number() : U256.Zero,
            });
        }

        return authorizations;
    }
}

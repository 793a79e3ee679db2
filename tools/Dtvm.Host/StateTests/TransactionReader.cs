using Dtvm.Evmc.Abi;
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

        return new TransactionFamily(ReadCommon(json), data, accessLists, gasLimits, values);
    }

    /// <summary>Reads a transaction of a block, whose fields are no lists.</summary>
    public Transaction ReadOne(JsonCursor json)
    {
        var data = json["input"] is { IsGiven: true } input ? input : json["data"];
        var gasLimit = json["gasLimit"].NumberOrOverflow();
        var value = json["value"].NumberOrOverflow();
        var common = ReadCommon(json);
        var accessList = json["accessList"];
        return common with
        {
            Type = accessList.IsGiven && common.Type == TransactionType.Legacy ? TransactionType.AccessList : common.Type,
            AccessList = accessList.IsGiven ? ReadAccessList(accessList) : [],
            Data = data.Bytes(),
            GasLimit = gasLimit ?? U256.Zero,
            Value = value ?? U256.Zero,
            HasOverflow = common.HasOverflow || gasLimit is null || value is null,
        };
    }

    private Transaction ReadCommon(JsonCursor json)
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
            Sender = ReadSender(json),
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
            authorizations.Add(new Authorization(
                item["chainId"].Number(),
                item["address"].Address(),
                item["nonce"].ULong(),
                item["s"].Number(),
                item["signer"] is { IsGiven: true } signer ? signer.Address() : null));
        }

        return authorizations;
    }
}

using System.Text.Json;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Reads the family of transactions of a state test.</summary>
/// <remarks>Not safe for concurrent use: it remembers the addresses of secret keys.</remarks>
internal sealed class TransactionReader
{
    private readonly Dictionary<U256, Address> _keyAddresses = [];

    /// <summary>Reads a <c>transaction</c> object.</summary>
    public TransactionFamily Read(JsonElement json)
    {
        try
        {
            return ReadFamily(json);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"transaction: {exception.Message}", exception);
        }
    }

    private TransactionFamily ReadFamily(JsonElement json)
    {
        var data = new List<ReadOnlyMemory<byte>>();
        foreach (JsonElement item in FixtureJson.Items(json, "data")) data.Add(FixtureJson.Bytes("data", item));
        List<U256?> gasLimits = ReadNumbers(json, "gasLimit");
        List<U256?> values = ReadNumbers(json, "value");

        List<IReadOnlyList<AccessListEntry>?>? accessLists = null;
        if (FixtureJson.TryGet(json, "accessLists", out JsonElement lists))
        {
            accessLists = [];
            foreach (JsonElement list in FixtureJson.Items("accessLists", lists))
                accessLists.Add(list.ValueKind == JsonValueKind.Null ? null : ReadAccessList(list));
            while (accessLists.Count < data.Count) accessLists.Add(null);
        }

        return new TransactionFamily(ReadCommon(json), data, accessLists, gasLimits, values);
    }

    private Transaction ReadCommon(JsonElement json)
    {
        bool isFeeMarket = FixtureJson.TryGet(json, "maxFeePerGas", out JsonElement maxFee);
        bool isBlob = json.TryGetProperty("blobVersionedHashes", out JsonElement hashes) | json.TryGetProperty("maxFeePerBlobGas", out JsonElement blobFee);
        bool isSetCode = json.TryGetProperty("authorizationList", out JsonElement authorizations);

        U256? feeCap = isFeeMarket
            ? FixtureJson.NumberOrOverflow("maxFeePerGas", maxFee)
            : FixtureJson.NumberOrOverflow("gasPrice", FixtureJson.Required(json, "gasPrice"));
        U256? priorityFee = isFeeMarket
            ? FixtureJson.NumberOrOverflow("maxPriorityFeePerGas", FixtureJson.Required(json, "maxPriorityFeePerGas"))
            : feeCap;
        U256? nonce = FixtureJson.NumberOrOverflow("nonce", FixtureJson.Required(json, "nonce"));
        U256? blobFeeCap = blobFee.ValueKind == JsonValueKind.String ? FixtureJson.NumberOrOverflow("maxFeePerBlobGas", blobFee) : U256.Zero;

        var blobHashes = new List<Bytes32>();
        if (hashes.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement hash in hashes.EnumerateArray()) blobHashes.Add(FixtureJson.Word("blobVersionedHashes", hash));
        }

        return new Transaction
        {
            Type = isSetCode ? TransactionType.SetCode : isBlob ? TransactionType.Blob : isFeeMarket ? TransactionType.FeeMarket : TransactionType.Legacy,
            Sender = ReadSender(json),
            To = ReadRecipient(json),
            Nonce = nonce is { FitsUlong: true } ? nonce.Value.Low64 : 0,
            FeeCap = feeCap ?? U256.Zero,
            PriorityFee = priorityFee ?? U256.Zero,
            BlobFeeCap = blobFeeCap ?? U256.Zero,
            BlobHashes = blobHashes,
            Authorizations = isSetCode && authorizations.ValueKind != JsonValueKind.Null ? ReadAuthorizations(authorizations) : [],
            ChainId = FixtureJson.TryGet(json, "chainId", out JsonElement chainId) ? FixtureJson.Number("chainId", chainId) : null,
            HasOverflow = feeCap is null || priorityFee is null || blobFeeCap is null || nonce is not { FitsUlong: true },
        };
    }

    private static Address? ReadRecipient(JsonElement json)
    {
        if (!FixtureJson.TryGet(json, "to", out JsonElement to)) return null;
        return FixtureJson.Text("to", to).Length == 0 ? null : FixtureJson.Address("to", to);
    }

    private Address ReadSender(JsonElement json)
    {
        if (FixtureJson.TryGet(json, "sender", out JsonElement sender)) return FixtureJson.Address("sender", sender);
        if (!FixtureJson.TryGet(json, "secretKey", out JsonElement secret)) throw new FormatException("'sender' and 'secretKey' are missing");
        U256 key = FixtureJson.Number("secretKey", secret);
        if (_keyAddresses.TryGetValue(key, out Address address)) return address;
        if (!SecretKey.TryGetAddress(key, out address)) throw new FormatException("secretKey: not a key of secp256k1");
        _keyAddresses.Add(key, address);
        return address;
    }

    private static List<U256?> ReadNumbers(JsonElement json, string name)
    {
        var numbers = new List<U256?>();
        foreach (JsonElement item in FixtureJson.Items(json, name)) numbers.Add(FixtureJson.NumberOrOverflow(name, item));
        return numbers;
    }

    private static List<AccessListEntry> ReadAccessList(JsonElement json)
    {
        var entries = new List<AccessListEntry>();
        foreach (JsonElement item in FixtureJson.Items("accessLists", json))
        {
            var keys = new List<Bytes32>();
            foreach (JsonElement key in FixtureJson.Items(item, "storageKeys")) keys.Add(FixtureJson.Word("storageKeys", key));
            entries.Add(new AccessListEntry(FixtureJson.Address("address", FixtureJson.Required(item, "address")), keys));
        }

        return entries;
    }

    private static List<Authorization> ReadAuthorizations(JsonElement json)
    {
        var authorizations = new List<Authorization>();
        foreach (JsonElement item in FixtureJson.Items("authorizationList", json))
        {
            authorizations.Add(new Authorization(
                FixtureJson.Number("chainId", FixtureJson.Required(item, "chainId")),
                FixtureJson.Address("address", FixtureJson.Required(item, "address")),
                FixtureJson.Ulong("nonce", FixtureJson.Required(item, "nonce")),
                FixtureJson.Number("s", FixtureJson.Required(item, "s")),
                FixtureJson.TryGet(item, "signer", out JsonElement signer) ? FixtureJson.Address("signer", signer) : null));
        }

        return authorizations;
    }
}

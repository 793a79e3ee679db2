using System.Text.Json;
using Dtvm.Numerics;

namespace Dtvm.Host.State;

/// <summary>An account of a pre-state.</summary>
/// <param name="Address">The address.</param>
/// <param name="Balance">Balance in wei.</param>
/// <param name="Nonce">Nonce.</param>
/// <param name="Code">Code.</param>
/// <param name="Storage">Slots and values.</param>
public sealed record PreAccount(
    Address Address, U256 Balance, ulong Nonce, ContractCode Code, IReadOnlyList<KeyValuePair<Bytes32, Bytes32>> Storage);

/// <summary>Reads the JSON form of a state: address to <c>balance</c>, <c>nonce</c>, <c>code</c>, <c>storage</c>, all hex strings; a missing field is zero or empty.</summary>
public static class PreState
{
    /// <summary>Reads a state.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The accounts in the order of the text.</returns>
    /// <exception cref="FormatException">The text does not have this form; the message names the address and the field.</exception>
    public static IReadOnlyList<PreAccount> Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("a state is an object of addresses");
        var accounts = new List<PreAccount>();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            try
            {
                accounts.Add(ParseAccount(Hex.DecodeAddress(property.Name), property.Value));
            }
            catch (FormatException exception)
            {
                throw new FormatException($"account '{property.Name}': {exception.Message}", exception);
            }
        }

        return accounts;
    }

    /// <summary>Makes a state of accounts.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <returns>The state, between transactions.</returns>
    public static WorldState ToWorldState(IEnumerable<PreAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var state = new WorldState();
        foreach (PreAccount account in accounts) state.AddAccount(account.Address, account.Balance, account.Nonce, account.Code, account.Storage);
        return state;
    }

    private static PreAccount ParseAccount(in Address address, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("an account is an object");
        U256 balance = default;
        U256 nonce = default;
        ContractCode code = ContractCode.Empty;
        var storage = new List<KeyValuePair<Bytes32, Bytes32>>();
        foreach (JsonProperty field in json.EnumerateObject())
        {
            try
            {
                switch (field.Name)
                {
                    case "balance":
                        balance = Hex.DecodeNumber(JsonText.String(field.Value));
                        break;
                    case "nonce":
                        nonce = Hex.DecodeNumber(JsonText.String(field.Value));
                        break;
                    case "code":
                        code = ContractCode.Create(Hex.Decode(JsonText.String(field.Value)));
                        break;
                    case "storage":
                        if (field.Value.ValueKind != JsonValueKind.Object) throw new FormatException("storage is an object of slots");
                        foreach (JsonProperty slot in field.Value.EnumerateObject())
                            storage.Add(new(Hex.DecodeWord(slot.Name), Hex.DecodeWord(JsonText.String(slot.Value))));
                        break;
                    default:
                        throw new FormatException("unknown field");
                }
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{field.Name}: {exception.Message}", exception);
            }
        }

        if (!nonce.FitsUlong) throw new FormatException("nonce: does not fit 64 bits (EIP-2681)");
        return new PreAccount(address, balance, nonce.Low64, code, storage);
    }
}

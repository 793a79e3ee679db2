// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.Json;
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

/// <summary>
/// Reads the JSON form of a state: address to <c>balance</c>, <c>nonce</c> (numbers), <c>code</c> (hex) and <c>storage</c> (slots and
/// values, words in hex); a missing field is zero or empty.
/// </summary>
public static class PreState
{
    /// <summary>Reads a file: a state, or a genesis file, which has one behind <c>alloc</c>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The accounts in the order of the text.</returns>
    /// <exception cref="JsonInputException">The file does not have this form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<PreAccount> Read(string path)
    {
        using var file = JsonFile.Read(path);
        if (JsonKinds.Of(file.Root) == JsonKind.Genesis)
        {
            return Parse(file.Root["alloc"]);
        }

        JsonKinds.Expect(file.Root, JsonKind.State);
        return Parse(file.Root);
    }

    /// <summary>Reads a state.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The accounts in the order of the text.</returns>
    /// <exception cref="JsonInputException">It does not have this form.</exception>
    public static IReadOnlyList<PreAccount> Parse(JsonCursor json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var accounts = new List<PreAccount>();
        var seen = new HashSet<Address>();
        foreach (var account in json.Members())
        {
            var address = account.NameAsAddress();
            if (!seen.Add(address))
            {
                throw account.Fault("the account stands twice");
            }

            accounts.Add(ParseAccount(address, account));
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
        foreach (var account in accounts)
        {
            state.AddAccount(account.Address, account.Balance, account.Nonce, account.Code, account.Storage);
        }

        return state;
    }

    /// <summary>Reads storage: slots and values.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The slots in the order of the text.</returns>
    /// <exception cref="JsonInputException">It does not have this form.</exception>
    internal static List<KeyValuePair<Bytes32, Bytes32>> ParseStorage(JsonCursor json)
    {
        var storage = new List<KeyValuePair<Bytes32, Bytes32>>();
        var seen = new HashSet<Bytes32>();
        foreach (var slot in json.Members())
        {
            var key = slot.NameAsWord();
            if (!seen.Add(key))
            {
                throw slot.Fault("the slot stands twice");
            }

            storage.Add(new(key, slot.Word()));
        }

        return storage;
    }

    private static PreAccount ParseAccount(in Address address, JsonCursor json)
    {
        U256 balance = default;
        ulong nonce = 0;
        var code = ContractCode.Empty;
        List<KeyValuePair<Bytes32, Bytes32>> storage = [];
        foreach (var field in json.Members())
        {
            switch (field.Name)
            {
                case "balance":
                    balance = field.Number();
                    break;
                case "nonce":
                    nonce = field.ULong(); // EIP-2681
                    break;
                case "code":
                    code = ContractCode.Create(field.Bytes());
                    break;
                case "storage":
                    storage = ParseStorage(field);
                    break;
                case ['_', ..]:
                    break; // A comment.
                default:
                    throw field.Fault("unknown field: an account has balance, nonce, code and storage");
            }
        }

        return new PreAccount(address, balance, nonce, code, storage);
    }
}

using System.Text.Json;
using Dtvm.Numerics;

namespace Dtvm.Host;

/// <summary>Typed access to JSON whose errors say what was expected.</summary>
internal static class JsonText
{
    public static string String(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new FormatException($"a string is expected, not {Describe(json)}");

    public static JsonElement Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value)
            ? value
            : throw new FormatException($"'{name}' is missing");

    public static string String(JsonElement json, string name) => Located(name, () => String(Property(json, name)));

    public static U256 Number(JsonElement json, string name) => Located(name, () => Hex.DecodeNumber(String(Property(json, name))));

    public static long Long(JsonElement json, string name)
    {
        U256 number = Number(json, name);
        return number <= long.MaxValue ? (long)number.Low64 : throw new FormatException($"{name}: does not fit 63 bits");
    }

    public static Address Address(JsonElement json, string name) => Located(name, () => Hex.DecodeAddress(String(Property(json, name))));

    public static Bytes32 Word(JsonElement json, string name) => Located(name, () => Hex.DecodeWord(String(Property(json, name))));

    public static byte[] Bytes(JsonElement json, string name) => Located(name, () => Hex.Decode(String(Property(json, name))));

    public static int Count(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int count)
            ? count
            : throw new FormatException($"{name}: a whole number is expected");

    private static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };

    private static T Located<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{name}: {exception.Message}", exception);
        }
    }
}

using System.Text.Json;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Reads the values of fixtures; every error is a <see cref="FormatException"/> that names the property.</summary>
internal static class FixtureJson
{
    private const string BigNumberPrefix = "0x:bigint ";

    /// <summary>A property that must be there.</summary>
    public static JsonElement Required(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("an object is expected");
        return json.TryGetProperty(name, out JsonElement value) ? value : throw new FormatException($"'{name}' is missing");
    }

    /// <summary>A property that may be absent or null.</summary>
    public static bool TryGet(JsonElement json, string name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The properties of a property that must be an object.</summary>
    public static JsonElement.ObjectEnumerator Members(JsonElement json, string name)
    {
        JsonElement value = Required(json, name);
        return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw new FormatException($"{name}: an object is expected");
    }

    /// <summary>The items of a property that must be a list.</summary>
    public static JsonElement.ArrayEnumerator Items(JsonElement json, string name) => Items(name, Required(json, name));

    /// <summary>The items of a value that must be a list.</summary>
    public static JsonElement.ArrayEnumerator Items(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new FormatException($"{name}: a list is expected");

    /// <summary>A string.</summary>
    public static string Text(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"{name}: a string is expected");

    /// <summary>An address.</summary>
    public static Address Address(string name, JsonElement value)
    {
        string text = Text(name, value);
        try
        {
            return Hex.DecodeAddress(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{name}: {exception.Message}", exception);
        }
    }

    /// <summary>Bytes.</summary>
    public static byte[] Bytes(string name, JsonElement value) =>
        Hex.TryDecode(Text(name, value), out byte[] bytes, out string error) ? bytes : throw new FormatException($"{name}: {error}");

    /// <summary>A word of 32 bytes; shorter ones are padded on the left.</summary>
    public static Bytes32 Word(string name, JsonElement value) => new(Number(name, value));

    /// <summary>A number below 2^256, decimal or <c>0x</c> hex.</summary>
    public static U256 Number(string name, JsonElement value) =>
        NumberOrOverflow(name, value) ?? throw new FormatException($"{name}: does not fit 256 bits");

    /// <summary>A number; null when it does not fit 256 bits.</summary>
    public static U256? NumberOrOverflow(string name, JsonElement value)
    {
        ReadOnlySpan<char> text = Text(name, value);
        if (text.StartsWith(BigNumberPrefix, StringComparison.Ordinal)) text = text[BigNumberPrefix.Length..];
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> digits = isHex ? text[2..] : text;
        if (digits.IsEmpty && isHex) return U256.Zero;
        foreach (char digit in digits)
        {
            if (isHex ? !char.IsAsciiHexDigit(digit) : !char.IsAsciiDigit(digit)) throw new FormatException($"{name}: '{text}' is not a number");
        }

        if (digits.IsEmpty) throw new FormatException($"{name}: a number is expected");
        return U256.TryParse(isHex ? string.Concat("0x", digits.TrimStart('0') is { IsEmpty: false } rest ? rest : "0") : digits, out U256 number)
            ? number
            : null;
    }

    /// <summary>A number below 2^63.</summary>
    public static long Long(string name, JsonElement value)
    {
        U256 number = Number(name, value);
        return number <= long.MaxValue ? (long)number.Low64 : throw new FormatException($"{name}: does not fit 63 bits");
    }

    /// <summary>A number below 2^64.</summary>
    public static ulong Ulong(string name, JsonElement value)
    {
        U256 number = Number(name, value);
        return number.FitsUlong ? number.Low64 : throw new FormatException($"{name}: does not fit 64 bits");
    }

    /// <summary>A JSON number from 0 to a bound.</summary>
    public static int Index(JsonElement json, string name, int count)
    {
        if (Required(json, name) is not { ValueKind: JsonValueKind.Number } value || !value.TryGetInt32(out int index) || index < 0)
            throw new FormatException($"{name}: a whole number is expected");
        return index < count ? index : throw new FormatException($"{name}: {index} is beyond the transaction's {count}");
    }
}

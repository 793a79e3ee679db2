// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host.Json;

/// <summary>
/// A place in a JSON input, whether something stands there or not. What is read there has a type; every error is a
/// <see cref="JsonInputException"/> that names the input, the place, what was expected and what was found.
/// </summary>
/// <remarks>Valid as long as the <see cref="JsonFile"/> that it comes from.</remarks>
public sealed class JsonCursor
{
    /// <summary>What stands before a number in fixtures that must not be taken for one by tools that check sizes.</summary>
    private const string BigNumberPrefix = "0x:bigint ";

    private const string NumberForm = "a whole number, decimal or 0x hex";

    private readonly string _file;
    private readonly JsonCursor? _parent;
    private readonly int _index;
    private readonly JsonElement _element;

    private JsonCursor(string file, JsonCursor? parent, string? name, int index, JsonElement element)
    {
        _file = file;
        _parent = parent;
        Name = name;
        _index = index;
        _element = element;
    }

    /// <summary>Name of the input.</summary>
    public string File => _file;

    /// <summary>The key that the value stands behind; null when it is no member of an object.</summary>
    public string? Name { get; }

    /// <summary>Whether there is anything, be it null.</summary>
    public bool Exists => _element.ValueKind != JsonValueKind.Undefined;

    /// <summary>Whether there is anything but null.</summary>
    public bool IsGiven => _element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether there is an object.</summary>
    public bool IsObject => _element.ValueKind == JsonValueKind.Object;

    /// <summary>Whether there is a list.</summary>
    public bool IsList => _element.ValueKind == JsonValueKind.Array;

    /// <summary>Whether there is a string.</summary>
    public bool IsText => _element.ValueKind == JsonValueKind.String;

    /// <summary>The place (RFC 9535).</summary>
    public string Path
    {
        get
        {
            var places = new Stack<JsonCursor>();
            for (var cursor = this; cursor._parent is { } parent; cursor = parent)
            {
                places.Push(cursor);
            }

            var path = new StringBuilder(JsonPath.Root);
            foreach (var place in places)
            {
                if (place.Name is { } name)
                {
                    JsonPath.Append(path, name);
                }
                else
                {
                    JsonPath.Append(path, place._index);
                }
            }

            return path.ToString();
        }
    }

    /// <summary>A member of the object here, which may be absent.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>Its place.</returns>
    public JsonCursor this[string name] =>
        new(_file, this, name, 0, Require(JsonValueKind.Object, "an object").TryGetProperty(name, out var value) ? value : default);

    /// <summary>The members of the object here.</summary>
    /// <returns>Their places, in the order of the text.</returns>
    public IEnumerable<JsonCursor> Members()
    {
        foreach (var member in Require(JsonValueKind.Object, "an object").EnumerateObject())
        {
            yield return new JsonCursor(_file, this, member.Name, 0, member.Value);
        }
    }

    /// <summary>The items of the list here.</summary>
    /// <returns>Their places, in order.</returns>
    public IEnumerable<JsonCursor> Items()
    {
        var index = 0;
        foreach (var item in Require(JsonValueKind.Array, "a list").EnumerateArray())
        {
            yield return new JsonCursor(_file, this, null, index++, item);
        }
    }

    /// <summary>The string here.</summary>
    /// <param name="expected">What it must be, for the message: <c>a revision</c>.</param>
    /// <returns>The string.</returns>
    public string Text(string expected = "a string") => Require(JsonValueKind.String, expected).GetString()!;

    /// <summary>The truth value here.</summary>
    /// <returns>The value.</returns>
    public bool Flag() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Expected("true or false"),
    };

    /// <summary>The bytes here: hex with or without <c>0x</c>.</summary>
    /// <returns>The bytes.</returns>
    public byte[] Bytes()
    {
        const string Form = "bytes in hex";
        return Hex.TryDecode(Text(Form), out var bytes, out var error) ? bytes : throw Expected(Form, error);
    }

    /// <summary>The address here: 20 bytes of hex, with or without <c>0x</c>.</summary>
    /// <returns>The address.</returns>
    public Address Address() => ToAddress(Text("an address"), "an address");

    /// <summary>The address that is the key of the value here.</summary>
    /// <returns>The address.</returns>
    public Address NameAsAddress() => ToAddress(Name ?? "", "an address as key");

    /// <summary>The word of 32 bytes here: hex, padded on the left, without <c>0x</c> only where it cannot be decimal.</summary>
    /// <returns>The word.</returns>
    public Bytes32 Word() => ToWord(Text("a word in hex"), "a word in hex");

    /// <summary>The word of 32 bytes that is the key of the value here, as <see cref="Word"/> reads it.</summary>
    /// <returns>The word.</returns>
    public Bytes32 NameAsWord() => ToWord(Name ?? "", "a word in hex as key");

    /// <summary>The number below 2^63 that is the key of the value here: <c>0x</c> hex or decimal.</summary>
    /// <returns>The number.</returns>
    public long NameAsLong() =>
        U256.TryParse(Name, out var number) && number <= long.MaxValue
            ? (long)number.Low64
            : throw Expected("a number below 2^63 as key", ShownText.Quote(Name), null);

    /// <summary>The number below 2^256 here: a string, <c>0x</c> hex (<c>0x</c> alone is zero) or decimal, or a JSON number.</summary>
    /// <returns>The number.</returns>
    public U256 Number() => NumberOrOverflow() ?? throw Expected("a number below 2^256");

    /// <summary>The number here.</summary>
    /// <returns>The number; null when it does not fit 256 bits.</returns>
    public U256? NumberOrOverflow()
    {
        ReadOnlySpan<char> text = _element.ValueKind == JsonValueKind.Number ? _element.GetRawText() : Text(NumberForm);
        if (text.StartsWith(BigNumberPrefix, StringComparison.Ordinal))
        {
            text = text[BigNumberPrefix.Length..];
        }

        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = isHex ? text[2..] : text;
        if (digits.IsEmpty)
        {
            return isHex ? U256.Zero : throw Expected(NumberForm);
        }

        foreach (var digit in digits)
        {
            if (isHex ? !char.IsAsciiHexDigit(digit) : !char.IsAsciiDigit(digit))
            {
                throw Expected(NumberForm);
            }
        }

        digits = digits.TrimStart('0');
        if (digits.IsEmpty)
        {
            return U256.Zero;
        }

        return U256.TryParse(isHex ? string.Concat("0x", digits) : digits, out var number) ? number : null;
    }

    /// <summary>The number below 2^63 here.</summary>
    /// <returns>The number.</returns>
    public long Long() =>
        NumberOrOverflow() is { } number && number <= long.MaxValue ? (long)number.Low64 : throw Expected("a number below 2^63");

    /// <summary>The number below 2^64 here.</summary>
    /// <returns>The number.</returns>
    public ulong ULong() => NumberOrOverflow() is { FitsUlong: true } number ? number.Low64 : throw Expected("a number below 2^64");

    /// <summary>The number within bounds here.</summary>
    /// <param name="least">The least, not negative.</param>
    /// <param name="greatest">The greatest.</param>
    /// <returns>The number.</returns>
    public int Int(int least, int greatest) =>
        NumberOrOverflow() is { FitsUlong: true } number && number.Low64 <= (ulong)greatest && number.Low64 >= (ulong)least
            ? (int)number.Low64
            : throw Expected(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {greatest}"));

    /// <summary>The error that something else stands here than was expected.</summary>
    /// <param name="what">What was expected.</param>
    /// <param name="reason">Why what was found is not that; null when that is plain.</param>
    /// <returns>The error, to be thrown.</returns>
    public JsonInputException Expected(string what, string? reason = null) => Expected(what, Describe(), reason);

    /// <summary>An error here.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <returns>The error, to be thrown.</returns>
    public JsonInputException Fault(string problem) => new(_file, Path, problem);

    internal static JsonCursor OfRoot(string file, JsonElement element) => new(file, null, null, 0, element);

    private JsonInputException Expected(string what, string found, string? reason) =>
        Fault($"expected {what}, found {found}{(reason is null ? "" : $": {reason}")}");

    private JsonElement Require(JsonValueKind kind, string what) => _element.ValueKind == kind ? _element : throw Expected(what);

    private Address ToAddress(string text, string form)
    {
        if (!Hex.TryDecode(text, out var bytes, out var error))
        {
            throw Expected(form, ShownText.Quote(text), error);
        }

        return bytes.Length == EvmcAddress.Size
            ? new Address(bytes)
            : throw Expected(form, ShownText.Quote(text), $"an address has {EvmcAddress.Size} bytes, this has {bytes.Length}");
    }

    private Bytes32 ToWord(string text, string form)
    {
        var isMarked = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = text.AsSpan(isMarked ? 2 : 0).TrimStart('0');
        if (text.Length == 0)
        {
            throw Expected(form, ShownText.Quote(text), null);
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                throw Expected(form, ShownText.Quote(text), $"{ShownText.Quote([digit])} is not a hex digit");
            }
        }

        if (digits.Length > 2 * EvmcBytes32.Size)
        {
            throw Expected(form, ShownText.Quote(text), $"a word has {EvmcBytes32.Size} bytes");
        }

        // Those who write 10 may mean ten: a word in full, a digit and what has letters cannot be misunderstood.
        if (!isMarked && digits.Length > 1 && text.Length < 2 * EvmcBytes32.Size && !digits.ContainsAnyExceptInRange('0', '9'))
        {
            throw Expected(form, ShownText.Quote(text), $"this could be decimal as well: write 0x{digits} if it is hex");
        }

        return digits.IsEmpty ? default : HostValues.ToWord(U256.Parse(string.Concat("0x", digits)));
    }

    private string Describe() => _element.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => ShownText.Quote(_element.GetString()),
        JsonValueKind.Number => "the number " + ShownText.Escape(_element.GetRawText(), 40),
        JsonValueKind.True => "true",
        _ => "false",
    };
}

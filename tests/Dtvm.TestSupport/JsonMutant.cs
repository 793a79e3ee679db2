// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Dtvm.TestSupport;

/// <summary>A JSON text with a change in one place.</summary>
/// <param name="Place">The place (RFC 9535).</param>
/// <param name="Parent">The object or list that it is in; the place itself for the whole text.</param>
/// <param name="Change">What was changed.</param>
/// <param name="Text">UTF-8.</param>
public sealed record JsonMutant(string Place, string Parent, string Change, byte[] Text)
{
    private const string Missing = "missing";
    private const string Twice = "twice";
    private const string Renamed = "renamed ";

    /// <summary>What a value is replaced by.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "7", "-1", "1.5", "1e400", "1" + new string('0', 400), "18446744073709551616",
        "\"\"", "\"x\"", "\" \"", "\"0x\"", "\"0x0\"", "\"0x123\"", "\"0xzz\"", "\"-0x1\"", "\"-1\"", "\"1e18\"", "\"10\"", "\"ff\"",
        "\"0xffffffffffffffff\"", $"\"0x{new string('f', 64)}\"", $"\"0x{new string('f', 66)}\"", $"\"0x{new string('f', 4000)}\"",
        $"\"{new string('9', 90)}\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"line\\nbreak\"", "{}", "[]", "[[]]", "[null]", "{\"a\":1}", "{\"\":{}}",
        new string('[', 100) + new string(']', 100),
    ];

    private static readonly string[] Names = ["\"\"", "\"x\"", "\"0x12\"", "\"\\ud800\"", "\"\\u0000\"", $"\"{new string('k', 1000)}\""];

    /// <summary>Changes each place of a text in every way: another value, none, twice, behind another key.</summary>
    /// <param name="json">A JSON text.</param>
    /// <returns>The mutants, in the order of the places.</returns>
    public static IEnumerable<JsonMutant> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var (place, parent, isMember) in PlacesOf(document.RootElement, "$", "$", false))
        {
            foreach (var value in Values)
            {
                yield return Make(document, place, parent, value);
            }

            if (place == parent)
            {
                continue;
            }

            yield return Make(document, place, parent, Missing);
            yield return Make(document, place, parent, Twice);
            if (!isMember)
            {
                continue;
            }

            foreach (var name in Names)
            {
                yield return Make(document, place, parent, Renamed + name);
            }
        }
    }

    /// <summary>All places of a text, in its order.</summary>
    /// <param name="json">A JSON text.</param>
    public static IReadOnlyList<string> PlacesOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. PlacesOf(document.RootElement, "$", "$", false).Select(found => found.Place)];
    }

    private static JsonMutant Make(JsonDocument document, string place, string parent, string change)
    {
        var text = new StringBuilder();
        Write(text, document.RootElement, "$", place, change);
        return new JsonMutant(place, parent, change, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static IEnumerable<(string Place, string Parent, bool IsMember)> PlacesOf(
        JsonElement value, string place, string parent, bool isMember)
    {
        yield return (place, parent, isMember);
        foreach (var (child, element, _) in ChildrenOf(value, place))
        {
            foreach (var found in PlacesOf(element, child, place, value.ValueKind == JsonValueKind.Object))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(string Place, JsonElement Value, string? Name)> ChildrenOf(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                yield return (place + (IsPlain(member.Name) ? $".{member.Name}" : $"['{member.Name}']"), member.Value, member.Name);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                yield return ($"{place}[{index++}]", item, null);
            }
        }
    }

    private static void Write(StringBuilder text, JsonElement value, string place, string target, string change)
    {
        if (place == target && !IsOfTheParent(change))
        {
            text.Append(change);
            return;
        }

        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(value.GetRawText());
            return;
        }

        var isObject = value.ValueKind == JsonValueKind.Object;
        text.Append(isObject ? '{' : '[');
        var separator = "";
        foreach (var (child, element, name) in ChildrenOf(value, place))
        {
            var count = child != target ? 1 : change switch { Missing => 0, Twice => 2, _ => 1 };
            for (var i = 0; i < count; i++)
            {
                text.Append(separator);
                separator = ",";
                if (name is not null)
                {
                    var isRenamed = child == target && change.StartsWith(Renamed, StringComparison.Ordinal);
                    text.Append(isRenamed ? change[Renamed.Length..] : $"\"{name}\"").Append(':');
                }

                Write(text, element, child, target, change);
            }
        }

        text.Append(isObject ? '}' : ']');
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]);

    private static bool IsOfTheParent(string change) => change is Missing or Twice || change.StartsWith(Renamed, StringComparison.Ordinal);
}

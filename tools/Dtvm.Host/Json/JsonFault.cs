// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dtvm.Host.Json;

/// <summary>What makes a text unreadable as a whole.</summary>
/// <param name="Path">The place.</param>
/// <param name="Problem">What is wrong there.</param>
internal readonly record struct JsonFault(string Path, string Problem)
{
    /// <summary>Objects and lists in each other; deeper ones are refused.</summary>
    public const int MaxDepth = 64;

    /// <summary>Finds the first fault: no JSON, nested too deep, a key that stands twice, half a surrogate pair in a string.</summary>
    /// <param name="json">UTF-8 without byte-order mark.</param>
    /// <param name="skipped">Bytes of the first line that are left out in <paramref name="json"/>.</param>
    /// <returns>The fault; null when there is none.</returns>
    public static JsonFault? Find(ReadOnlySpan<byte> json, int skipped)
    {
        var levels = new List<Level>();

        // One level more than is allowed, so that the reader does not complain of it before this does.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    levels.RemoveAt(levels.Count - 1);
                    continue;
                }

                if (levels.Count > 0 && levels[^1].Names is null)
                {
                    levels[^1].Index++;
                }

                if (Check(ref reader, levels) is { } problem)
                {
                    return new JsonFault(PathOf(levels), problem);
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    levels.Add(new Level(reader.TokenType == JsonTokenType.StartObject ? [] : null));
                }
            }
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            var position = (exception.BytePositionInLine ?? 0) + 1 + (line == 1 ? skipped : 0);
            return new JsonFault(PathOf(levels), string.Create(CultureInfo.InvariantCulture, $"not JSON: line {line}, byte {position}"));
        }

        return null;
    }

    private static string? Check(ref Utf8JsonReader reader, List<Level> levels)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return levels.Count < MaxDepth ? null : string.Create(CultureInfo.InvariantCulture, $"nested deeper than {MaxDepth} levels");
        }

        if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
        {
            return null;
        }

        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "text that is not Unicode: half a surrogate pair";
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return null;
        }

        levels[^1].Name = text;
        return levels[^1].Names!.Add(text) ? null : "the key stands twice";
    }

    private static string PathOf(List<Level> levels)
    {
        var path = new StringBuilder(JsonPath.Root);
        foreach (var level in levels)
        {
            if (level.Name is { } name)
            {
                JsonPath.Append(path, name);
            }
            else if (level.Index >= 0)
            {
                JsonPath.Append(path, level.Index);
            }
        }

        return path.ToString();
    }

    /// <summary>An object or a list that is open.</summary>
    /// <param name="names">The keys of an object so far; null for a list.</param>
    private sealed class Level(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}

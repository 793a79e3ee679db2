// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Unicode;

namespace Dtvm.Host.Json;

/// <summary>A JSON input: UTF-8, with or without byte-order mark, no comments, no key twice, at most 64 levels.</summary>
public sealed class JsonFile : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonFault.MaxDepth, AllowDuplicateProperties = false };

    private readonly JsonDocument _document;

    private JsonFile(string name, JsonDocument document)
    {
        _document = document;
        Root = JsonCursor.OfRoot(name, document.RootElement);
    }

    /// <summary>The whole value.</summary>
    public JsonCursor Root { get; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The value, to be disposed.</returns>
    /// <exception cref="JsonInputException">The file is not JSON.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static JsonFile Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Parses a text.</summary>
    /// <param name="text">The text; must not be changed while the value is in use.</param>
    /// <param name="name">How errors name the text.</param>
    /// <returns>The value, to be disposed.</returns>
    /// <exception cref="JsonInputException">The text is not JSON.</exception>
    public static JsonFile Parse(ReadOnlyMemory<byte> text, string name)
    {
        var skipped = text.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var json = text[skipped..];
        if (json.Length == 0)
        {
            throw new JsonInputException(name, JsonPath.Root, "expected JSON, found an empty file");
        }

        if (!Utf8.IsValid(json.Span))
        {
            throw new JsonInputException(name, JsonPath.Root, "not JSON: the text is not UTF-8");
        }

        // A string is decoded when it is read: what would fail then is refused here, and only an escape can be half a surrogate pair.
        if (json.Span.IndexOf("\\u"u8) >= 0 && JsonFault.Find(json.Span, skipped) is { } escape)
        {
            throw new JsonInputException(name, escape.Path, escape.Problem);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Options);
        }
        catch (JsonException exception)
        {
            var fault = JsonFault.Find(json.Span, skipped) ?? new JsonFault(JsonPath.Root, "not JSON: " + exception.Message);
            throw new JsonInputException(name, fault.Path, fault.Problem);
        }

        return new JsonFile(name, document);
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}

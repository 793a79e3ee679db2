using System.Text.Json;

namespace Dtvm.Host;

/// <summary>Reads JSON files whose faults are told by line and byte.</summary>
public static class JsonFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The document, to be disposed.</returns>
    /// <exception cref="FormatException">The file is not JSON; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonDocument Read(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>Parses a text.</summary>
    /// <param name="text">UTF-8; must not be changed while the document is in use.</param>
    /// <returns>The document, to be disposed.</returns>
    /// <exception cref="FormatException">It is not JSON; the message says where.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}", exception);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Dtvm.Tool.Reports;

/// <summary>Writes one JSON document and a line end.</summary>
internal static class JsonOutput
{
    /// <summary>Writes a document.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="write">Writes the document's value.</param>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, write, isIndented: false);

    /// <summary>Writes a document for people to read as well, a property a line, lines ended by a line feed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="write">Writes the document's value.</param>
    public static void WriteIndented(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, write, isIndented: true);

    /// <summary>Writes a property that is a number with at most six digits after the point.</summary>
    public static void WriteRounded(this Utf8JsonWriter writer, string name, double value) =>
        writer.WriteNumber(name, Math.Round(value, 6));

    /// <summary>Writes a property that is a string or null.</summary>
    public static void WriteStringOrNull(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }

    private static void Write(TextWriter output, Action<Utf8JsonWriter> write, bool isIndented)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = isIndented,
            NewLine = "\n",
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }
}

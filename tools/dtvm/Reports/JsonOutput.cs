using System.Text;
using System.Text.Json;

namespace Dtvm.Tool.Reports;

/// <summary>Writes one JSON document and a line end.</summary>
internal static class JsonOutput
{
    /// <summary>Writes a document.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="write">Writes the document's value.</param>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Writes a property that is a number with at most six digits after the point.</summary>
    public static void WriteRounded(this Utf8JsonWriter writer, string name, double value) => writer.WriteNumber(name, Math.Round(value, 6));

    /// <summary>Writes a property that is a string or null.</summary>
    public static void WriteStringOrNull(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null) writer.WriteNull(name);
        else writer.WriteString(name, value);
    }
}

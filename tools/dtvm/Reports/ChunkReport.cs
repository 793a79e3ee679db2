// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Frontend;
using Dtvm.Tool.Compilation;

namespace Dtvm.Tool.Reports;

/// <summary>The gas chunks of a code: where each starts and ends, its static cost, and the instruction that ends it.</summary>
/// <param name="context">The code and its chunks.</param>
/// <param name="names">Names of its instructions.</param>
internal sealed class ChunkReport(EvmFrontendContext context, InstructionNames names)
{
    /// <summary>Writes the value of a property: an array of chunks.</summary>
    public void WriteJson(System.Text.Json.Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var chunk in Chunks())
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", chunk.Start);
            writer.WriteNumber("end", chunk.End);
            writer.WriteNumber("cost", chunk.Cost);
            writer.WriteNumber("instructions", chunk.Instructions);
            writer.WriteNumber("last", chunk.Last);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A line a chunk: start, exclusive end, static gas, number of instructions, first and last instruction.</summary>
    public string Format()
    {
        var text = new StringBuilder("; start    end      gas  instructions  first .. last\n");
        foreach (var chunk in Chunks())
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{Hex(chunk.Start),-8} {Hex(chunk.End),-8} {chunk.Cost,6}  {chunk.Instructions,12}  ")
                .Append(names.Describe(chunk.Start));
            if (chunk.Last != chunk.Start)
            {
                text.Append(" .. ").Append(names.Describe(chunk.Last));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Hex(int value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    private IEnumerable<Chunk> Chunks()
    {
        var next = 0;
        foreach (var (start, end, cost) in context.GasChunks)
        {
            var count = 0;
            var last = start;
            for (; next < context.Instructions.Length && context.Instructions[next].Pc < end; next++)
            {
                last = context.Instructions[next].Pc;
                count++;
            }

            yield return new Chunk(start, end, cost, count, last);
        }
    }

    private readonly record struct Chunk(int Start, int End, long Cost, int Instructions, int Last);
}

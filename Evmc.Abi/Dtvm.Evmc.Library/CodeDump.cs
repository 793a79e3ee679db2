// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Library.Logging;
using Dtvm.Evmc.Library.Options;
using Dtvm.Frontend;

namespace Dtvm.Evmc.Library;

/// <summary>Writes each code that a VM compiles, and how, into a directory of its own below the option <c>dump_directory</c>: what the
/// command line needs to compile it again (<c>dtvm mir DIRECTORY</c>).</summary>
/// <remarks>A directory appears whole or not at all, and one that is there already is left alone. A failure is logged, never
/// more.</remarks>
internal sealed class CodeDump(VmSettings settings)
{
    /// <summary>The version of the directory's form, which the command line checks.</summary>
    private const int FormatVersion = 1;

    private const int HashDigits = 16;

    /// <summary>Writes a code, if the option says so.</summary>
    /// <param name="unit">A code that is about to be compiled.</param>
    public void Write(CompilationUnit unit)
    {
        if (settings.DumpDirectory is not { } root)
        {
            return;
        }

        try
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(unit.Code.Span));
            var target = Path.Combine(root, NameOf(unit, hash));
            if (!Directory.Exists(target))
            {
                WriteNew(target, unit, hash);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            settings.Log.Write(LogThreshold.Warning, $"dump_directory: {exception.Message}");
        }
    }

    /// <summary>The beginning of the code's SHA-256 and everything that the compilation depends on.</summary>
    private static string NameOf(CompilationUnit unit, string hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"{hash[..HashDigits]}-{RevisionOf(unit)}-{ModeOf(unit)}-O{unit.OptimizationLevel}{(unit.GasMetering ? "" : "-unmetered")}");

    private static void WriteNew(string target, CompilationUnit unit, string hash)
    {
        // Two VMs, threads or processes may write the same code at once: the first to move its directory in place wins.
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            File.WriteAllBytes(Path.Combine(temporary, "bytecode.bin"), unit.Code.Span);
            File.WriteAllBytes(Path.Combine(temporary, "meta.json"), Describe(unit, hash));
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // It holds the same.
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static byte[] Describe(CompilationUnit unit, string hash)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("dump", FormatVersion);
            writer.WriteString("revision", RevisionOf(unit));
            writer.WriteBoolean("gas_metering", unit.GasMetering);
            writer.WriteString("mode", ModeOf(unit));
            writer.WriteNumber("level", unit.OptimizationLevel);
            writer.WriteNull("message");
            writer.WriteNumber("code_size", unit.Code.Length);
            writer.WriteString("code_sha256", "0x" + hash);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string RevisionOf(CompilationUnit unit) => Revisions.Name(unit.Revision);

    private static string ModeOf(CompilationUnit unit) => unit.Mode == RegionMode.Optimistic ? "optimistic" : "conservative";
}

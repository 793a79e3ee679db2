// SPDX-License-Identifier: Apache-2.0

using Dtvm.Tool.Input;

namespace Dtvm.Tool.Dumps;

/// <summary>A directory of files that is written whole or not at all.</summary>
internal static class DumpFolder
{
    /// <summary>The name of the file that makes a directory a dump, beside <see cref="DumpMeta.FileName"/>.</summary>
    public const string CodeFile = "bytecode.bin";

    /// <summary>Whether a directory is a dump.</summary>
    public static bool IsDump(string directory) =>
        File.Exists(Path.Combine(directory, CodeFile)) && File.Exists(Path.Combine(directory, DumpMeta.FileName));

    /// <summary>Writes files into a directory that is absent or empty; leaves one alone that holds the same already.</summary>
    /// <param name="directory">The directory; made with its parents.</param>
    /// <param name="files">Names, with slashes for folders below it, and contents.</param>
    /// <returns>What was done, in one line.</returns>
    /// <exception cref="CliException">The directory holds something else, or cannot be written.</exception>
    public static string Write(string directory, SortedDictionary<string, byte[]> files)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (File.Exists(target))
        {
            throw new CliException($"--dump-dir '{directory}': is a file");
        }

        var exists = Directory.Exists(target);
        if (exists && Directory.EnumerateFileSystemEntries(target).Any())
        {
            return FirstDifference(target, files) is { } difference
                ? throw new CliException(
                    $"--dump-dir '{directory}': holds other content already ({difference}): remove it or name another directory")
                : $"{directory}: holds the same dump already, nothing written";
        }

        return Files.Guard(directory, () =>
        {
            // Written beside it and moved, so that a directory never holds half a dump.
            var temporary = $"{target}.{Environment.ProcessId}.tmp";
            try
            {
                foreach ((var name, var content) in files)
                {
                    var path = Path.Combine(temporary, name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllBytes(path, content);
                }

                if (exists)
                {
                    Directory.Delete(target);
                }

                Directory.Move(temporary, target);
            }
            finally
            {
                if (Directory.Exists(temporary))
                {
                    Directory.Delete(temporary, recursive: true);
                }
            }

            return $"{directory}: {files.Count} files written";
        });
    }

    private static string? FirstDifference(string target, SortedDictionary<string, byte[]> files)
    {
        foreach ((var name, var content) in files)
        {
            var path = Path.Combine(target, name);
            if (!File.Exists(path))
            {
                return $"{name} is not there";
            }

            if (!content.AsSpan().SequenceEqual(Files.ReadAllBytes(path)))
            {
                return $"{name} differs";
            }
        }

        var other = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(target, path).Replace('\\', '/'))
            .Where(name => !files.ContainsKey(name))
            .Min(StringComparer.Ordinal);
        return other is null ? null : $"{other} is not part of this dump";
    }
}

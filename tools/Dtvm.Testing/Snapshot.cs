// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Testing;

/// <summary>Compares text with files that somebody looked at and accepted.</summary>
/// <remarks>
/// The accepted text is in <c>NAME.verified.EXT</c>, under version control. Other text is written beside it, into
/// <c>NAME.received.EXT</c>, and the comparison fails with a unified diff. With <c>DTVM_ACCEPT=1</c> in the environment the verified file
/// is rewritten instead. Text is compared with <c>\n</c> as line end.
/// </remarks>
public static class Snapshot
{
    /// <summary>The environment variable that accepts what is received.</summary>
    public const string AcceptVariable = "DTVM_ACCEPT";

    private const string Verified = ".verified.";
    private const string Received = ".received.";
    private const int MaxDiffLines = 120;

    /// <summary>Whether what is received is accepted in place of being compared.</summary>
    public static bool IsAccepting => Environment.GetEnvironmentVariable(AcceptVariable) == "1";

    /// <summary>Compares text with its verified file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="verifiedPath">Path of the verified file: its name contains <c>.verified.</c>.</param>
    /// <exception cref="SnapshotMismatchException">The text differs, or there is no verified file.</exception>
    /// <exception cref="ArgumentException">The path is not that of a verified file.</exception>
    public static void Verify(string text, string verifiedPath)
    {
        if (Compare(text, verifiedPath) is { } mismatch)
        {
            throw new SnapshotMismatchException(mismatch);
        }
    }

    /// <summary>Compares text with its verified file, or accepts it.</summary>
    /// <returns>Null, or what differs and the way out.</returns>
    internal static string? Compare(string text, string verifiedPath)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(verifiedPath);
        var receivedPath = ReceivedPathOf(verifiedPath);
        text = text.ReplaceLineEndings("\n");
        var accepted = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath).ReplaceLineEndings("\n") : null;
        if (accepted == text)
        {
            File.Delete(receivedPath);
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(verifiedPath))!);
        if (IsAccepting)
        {
            File.WriteAllText(verifiedPath, text);
            File.Delete(receivedPath);
            return null;
        }

        File.WriteAllText(receivedPath, text);
        var name = Path.GetFileName(verifiedPath);
        var reason = accepted is null ? $"{name} does not exist yet" : $"{name} is not what was received";
        var diff = UnifiedDiff.Format(accepted ?? "", text, name, Path.GetFileName(receivedPath), MaxDiffLines);
        return $"{reason}:\n{diff}to accept: run the test with {AcceptVariable}=1, or: mv {Quoted(receivedPath)} {Quoted(verifiedPath)}";
    }

    /// <summary>A path as one word of a POSIX shell.</summary>
    internal static string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string ReceivedPathOf(string verifiedPath)
    {
        var name = Path.GetFileName(verifiedPath);
        var index = name.LastIndexOf(Verified, StringComparison.Ordinal);
        if (index < 0)
        {
            throw new ArgumentException($"'{verifiedPath}' is no path of a verified file: NAME.verified.EXT", nameof(verifiedPath));
        }

        var received = string.Concat(name.AsSpan(0, index), Received, name.AsSpan(index + Verified.Length));
        return Path.Combine(Path.GetDirectoryName(verifiedPath) ?? "", received);
    }
}

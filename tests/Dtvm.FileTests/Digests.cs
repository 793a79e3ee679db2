// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Dtvm.Testing;

namespace Dtvm.FileTests;

/// <summary>A table of SHA-256 digests: the accepted text of contracts that are not part of the repository.</summary>
/// <remarks>A row is a contract, a stage and a digest, separated by tabs; rows are sorted.</remarks>
internal sealed class Digests(string path)
{
    /// <summary>The folder beside the table where full texts are written on a mismatch.</summary>
    public const string ReceivedFolder = "received";

    private const int MaxListed = 20;

    private readonly SortedDictionary<string, (string Digest, Func<string> Text)> _received = new(StringComparer.Ordinal);

    /// <summary>Adds the text of a stage. Safe for concurrent use.</summary>
    /// <param name="contract">Name of the contract.</param>
    /// <param name="stage">Name of the stage, with the extension of its file.</param>
    /// <param name="text">The text.</param>
    /// <param name="again">Makes the text again when it is to be written.</param>
    public void Add(string contract, string stage, string text, Func<string> again)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        lock (_received)
        {
            _received.Add($"{contract}\t{stage}", (digest, again));
        }
    }

    /// <summary>Compares what was added with the table.</summary>
    /// <exception cref="SnapshotMismatchException">Something differs; full texts are in the folder for received texts.</exception>
    public void Verify()
    {
        var table = string.Concat(_received.Select(row => $"{row.Key}\t{row.Value.Digest}\n"));
        var accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        if (accepted == table)
        {
            return;
        }

        if (Snapshot.IsAccepting)
        {
            File.WriteAllText(path, table);
            return;
        }

        var known = accepted.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var different = _received.Where(row => !known.Contains($"{row.Key}\t{row.Value.Digest}")).ToList();
        var folder = Path.Combine(Path.GetDirectoryName(path)!, ReceivedFolder);
        Directory.CreateDirectory(folder);
        foreach (var (key, row) in different)
        {
            var (contract, stage) = (key.Split('\t')[0], key.Split('\t')[1]);
            File.WriteAllText(
                Path.Combine(folder, $"{contract}.{Path.GetFileNameWithoutExtension(stage)}.received{Path.GetExtension(stage)}"),
                row.Text());
        }

        throw new SnapshotMismatchException(
            $"{path}: {different.Count} of {_received.Count} texts differ, {known.Count} rows are accepted:\n"
            + string.Concat(different.Take(MaxListed).Select(row => $"  {row.Key.Replace('\t', ' ')}\n"))
            + (different.Count > MaxListed ? "  ...\n" : "")
            + $"full texts: {folder}\n"
            + "to compare: git stash, run the test with the table deleted to get the former texts, git stash pop\n"
            + $"to accept: {Snapshot.AcceptVariable}=1 dotnet test tests/Dtvm.FileTests -c Release --filter {nameof(DigestTests)}");
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;

namespace Dtvm.Profiling;

/// <summary>The listings of contracts, each of which is written when it is needed for the first time.</summary>
internal sealed class Listings
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _written = [];
    private readonly ByteWriter _text = new();

    /// <summary>The listing of a contract.</summary>
    /// <param name="code">Its machine code.</param>
    /// <param name="name">As of <see cref="EvmListing.NameOf"/>; null for code of helpers.</param>
    /// <param name="directory">Where it is to be.</param>
    /// <returns>The absolute path; null for code of helpers.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string? Of(LoadedCode code, string? name, string directory)
    {
        if (code.Unit is not { } unit)
        {
            return null;
        }

        var path = Path.Combine(Path.GetFullPath(directory), $"evm_{name}.evm");
        lock (_lock)
        {
            if (!_written.Contains(path))
            {
                using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
                _text.Clear();
                EvmListing.Write(unit.Code.Span, _text, file);
                _written.Add(path);
            }
        }

        return path;
    }
}

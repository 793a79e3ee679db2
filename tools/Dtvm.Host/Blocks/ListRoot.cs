// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.StateTests;

namespace Dtvm.Host.Blocks;

/// <summary>Roots of lists: tries from the RLP of an index to the item (Yellow Paper, section 4.3.2).</summary>
internal static class ListRoot
{
    /// <summary>The root of a list.</summary>
    public static Bytes32 Of(IEnumerable<ReadOnlyMemory<byte>> items)
    {
        var trie = new MerklePatriciaTrie();
        var key = new RlpWriter();
        ulong index = 0;
        foreach (var item in items)
        {
            key.Truncate(0);
            key.AppendNumber(index++);
            trie.Add(key.From(0), item.Span);
        }

        return trie.ComputeRoot();
    }
}

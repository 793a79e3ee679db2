// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Passes;

/// <summary>A flag for each block of a function. The table is used again for the next one.</summary>
internal sealed class BlockFlags
{
    private bool[] _flags = [];

    /// <summary>Makes the flags. The predicate is made once.</summary>
    public BlockFlags() => IsSet = block => this[block];

    /// <summary>Whether a block's flag is set.</summary>
    public Predicate<MirBlock> IsSet { get; }

    /// <summary>The flag of a block.</summary>
    public bool this[MirBlock block]
    {
        get => _flags[block.Id];
        set => _flags[block.Id] = value;
    }

    /// <summary>Clears the flags for a function.</summary>
    public void Begin(MirFunction function)
    {
        if (_flags.Length < function.BlockIdCount)
        {
            _flags = new bool[Math.Max(function.BlockIdCount, _flags.Length * 2)];
        }

        Array.Clear(_flags, 0, function.BlockIdCount);
    }
}

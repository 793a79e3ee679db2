// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64.Encoding;

/// <summary>A place in the code. Until it is bound, the 32-bit displacements that refer to it form a list through the code
/// itself.</summary>
internal struct Label
{
    private int _position;
    private int _lastUse;

    /// <summary>Whether the place is known.</summary>
    internal readonly bool IsBound => _position != 0;

    /// <summary>Whether something refers to it that was not resolved.</summary>
    internal readonly bool IsAwaited => _lastUse != 0;

    /// <summary>The offset in the code of a bound label.</summary>
    internal int Position
    {
        readonly get => _position - 1;
        set => _position = value + 1;
    }

    /// <summary>The offset of the displacement that last referred to it, or -1.</summary>
    internal int LastUse
    {
        readonly get => _lastUse - 1;
        set => _lastUse = value + 1;
    }
}

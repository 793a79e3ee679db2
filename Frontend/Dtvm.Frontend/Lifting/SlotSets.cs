// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Frontend;

/// <summary>A set of stack slots for each block of a region, slots numbered from the lowest that the region touches. The tables are used
/// again for the next region.</summary>
internal sealed class SlotSets
{
    private ulong[] _bits = [];
    private int _lowest;
    private int _words;

    /// <summary>Makes empty sets.</summary>
    /// <param name="sets">How many.</param>
    /// <param name="lowest">The lowest slot.</param>
    /// <param name="count">How many slots there are from it upwards.</param>
    public void Begin(int sets, int lowest, int count)
    {
        _lowest = lowest;
        _words = (count + 63) / 64;
        if (_bits.Length < sets * _words)
        {
            _bits = new ulong[Math.Max(sets * _words, _bits.Length * 2)];
        }

        Array.Clear(_bits, 0, sets * _words);
    }

    /// <summary>Adds a slot to a set.</summary>
    public void Add(int set, int slot) => _bits[(set * _words) + ((slot - _lowest) >> 6)] |= 1UL << ((slot - _lowest) & 63);

    /// <summary>Whether a slot is in a set.</summary>
    public bool Contains(int set, int slot) =>
        (_bits[(set * _words) + ((slot - _lowest) >> 6)] & (1UL << ((slot - _lowest) & 63))) != 0;

    /// <summary>The words of a set.</summary>
    public ReadOnlySpan<ulong> RowOf(int set) => _bits.AsSpan(set * _words, _words);

    /// <summary>Adds all slots of two sets to one.</summary>
    /// <returns>Whether it grew.</returns>
    public bool AddAll(int set, ReadOnlySpan<ulong> first, ReadOnlySpan<ulong> second)
    {
        var grew = false;
        var own = _bits.AsSpan(set * _words, _words);
        for (var i = 0; i < own.Length; i++)
        {
            var union = own[i] | first[i] | second[i];
            grew |= union != own[i];
            own[i] = union;
        }

        return grew;
    }
}

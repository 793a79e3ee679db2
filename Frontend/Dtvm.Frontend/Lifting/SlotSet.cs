using System.Numerics;

namespace Dtvm.Frontend;

/// <summary>A set of stack slots of a region, numbered from the lowest slot the region touches.</summary>
internal readonly struct SlotSet
{
    private readonly ulong[] _bits;
    private readonly int _lowest;

    /// <summary>Makes an empty set.</summary>
    /// <param name="lowest">The lowest slot.</param>
    /// <param name="count">How many slots there are from it upwards.</param>
    public SlotSet(int lowest, int count)
    {
        _lowest = lowest;
        _bits = new ulong[(count + 63) / 64];
    }

    /// <summary>Adds a slot.</summary>
    public void Add(int slot) => _bits[(slot - _lowest) >> 6] |= 1UL << ((slot - _lowest) & 63);

    /// <summary>Whether a slot is in the set.</summary>
    public bool Contains(int slot) => (_bits[(slot - _lowest) >> 6] & (1UL << ((slot - _lowest) & 63))) != 0;

    /// <summary>Adds all slots of two sets.</summary>
    /// <returns>Whether this set grew.</returns>
    public bool AddAll(SlotSet first, SlotSet second)
    {
        var grew = false;
        for (var i = 0; i < _bits.Length; i++)
        {
            var union = _bits[i] | first._bits[i] | second._bits[i];
            grew |= union != _bits[i];
            _bits[i] = union;
        }

        return grew;
    }

    /// <summary>The slots of two sets below a limit, in ascending order.</summary>
    public static List<int> UnionBelow(SlotSet first, SlotSet second, int limit)
    {
        var slots = new List<int>();
        for (var i = 0; i < first._bits.Length; i++)
        {
            for (var word = first._bits[i] | second._bits[i]; word != 0; word &= word - 1)
            {
                var slot = first._lowest + (i << 6) + BitOperations.TrailingZeroCount(word);
                if (slot < limit)
                {
                    slots.Add(slot);
                }
            }
        }

        return slots;
    }
}

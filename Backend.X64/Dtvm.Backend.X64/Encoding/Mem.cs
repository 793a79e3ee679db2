// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64.Encoding;

/// <summary>A memory operand: base and displacement, base and scaled index and displacement, or an entry of the constant pool.</summary>
internal readonly record struct Mem
{
    private const byte NoIndex = 0xff, PoolBase = 0xfe;

    private readonly byte _base;
    private readonly byte _index;
    private readonly byte _scale;

    /// <summary>Base and displacement.</summary>
    internal Mem(Gpr @base, int displacement)
        : this((byte)@base, NoIndex, 0, displacement)
    {
    }

    /// <summary>Base, index times 1, 2, 4 or 8, and displacement.</summary>
    internal Mem(Gpr @base, Gpr index, int scale, int displacement)
        : this((byte)@base, (byte)index, (byte)System.Numerics.BitOperations.Log2((uint)scale), displacement)
    {
    }

    private Mem(byte @base, byte index, byte scale, int displacement)
    {
        _base = @base;
        _index = index;
        _scale = scale;
        Displacement = displacement;
    }

    /// <summary>The displacement; of an operand in the pool the entry.</summary>
    internal int Displacement { get; }

    /// <summary>Whether it is an entry of the constant pool.</summary>
    internal bool IsPool => _base == PoolBase;

    /// <summary>Whether there is an index.</summary>
    internal bool HasIndex => _index != NoIndex;

    /// <summary>The number of the base.</summary>
    internal int Base => _base;

    /// <summary>The number of the index; meaningless without one.</summary>
    internal int Index => _index;

    /// <summary>The logarithm of the index's factor.</summary>
    internal int Scale => _scale;

    /// <summary>An entry of the constant pool, addressed relative to the instruction pointer.</summary>
    /// <param name="entry">What <see cref="ConstantPool"/> gave.</param>
    internal static Mem Pool(int entry) => new(PoolBase, NoIndex, 0, entry);

    /// <summary>The same operand some bytes further on; not for the pool.</summary>
    internal Mem Plus(int bytes) => new(_base, _index, _scale, Displacement + bytes);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>A target block of a terminator and the arguments for its parameters, as they are at the moment it is read.</summary>
public readonly struct BlockTarget
{
    private readonly Value[] _values;
    private readonly int _first;
    private readonly int _count;

    /// <summary>Makes a target.</summary>
    /// <param name="block">The target block.</param>
    /// <param name="arguments">One value for each block parameter.</param>
    public BlockTarget(MirBlock block, params Value[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Block = block;
        _values = arguments;
        _count = arguments.Length;
    }

    internal BlockTarget(MirBlock block, Value[] values, int first, int count)
    {
        Block = block;
        _values = values;
        _first = first;
        _count = count;
    }

    /// <summary>The target block.</summary>
    public MirBlock Block { get; }

    /// <summary>One value for each block parameter.</summary>
    public ReadOnlySpan<Value> Arguments => _values.AsSpan(_first, _count);
}

/// <summary>The targets of a terminator.</summary>
public readonly struct TargetList
{
    private readonly MirFunction _function;
    private readonly int _inst;

    internal TargetList(MirFunction function, int inst)
    {
        _function = function;
        _inst = inst;
    }

    /// <summary>Number of targets; 0 for an instruction that has none.</summary>
    public int Length => _function.TargetCount(_inst);

    /// <summary>A target.</summary>
    /// <param name="index">From 0.</param>
    public BlockTarget this[int index] => _function.TargetAt(_inst, index);

    /// <summary>Makes a target another block with other arguments.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="block">The block.</param>
    /// <param name="arguments">One value for each of its parameters, which are copied.</param>
    public void Set(int index, MirBlock block, ReadOnlySpan<Value> arguments) => _function.SetTarget(_inst, index, block, arguments);

    /// <summary>Makes another value an argument.</summary>
    /// <param name="index">Which target.</param>
    /// <param name="argument">Which argument of it.</param>
    /// <param name="value">The value.</param>
    public void SetArgument(int index, int argument, Value value) => _function.SetArgument(_inst, index, argument, value);

    /// <summary>Enumerates the targets.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>A position among targets.</summary>
    public struct Enumerator
    {
        private readonly TargetList _targets;
        private readonly int _count;
        private int _index;

        internal Enumerator(TargetList targets)
        {
            _targets = targets;
            _count = targets.Length;
            _index = -1;
        }

        /// <summary>The target here.</summary>
        public readonly BlockTarget Current => _targets[_index];

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext() => ++_index < _count;
    }
}

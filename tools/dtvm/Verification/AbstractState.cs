namespace Dtvm.Tool.Verification;

/// <summary>What is known of all registers and of the memory that values are kept in, at one place of the code.</summary>
/// <remarks>Places are numbered: 16 general-purpose registers, the low limbs of 16 vector registers, and then 64-bit cells: the scratch
/// words of the frame, slots of the EVM stack, the native stack downwards.</remarks>
internal sealed class AbstractState(int places)
{
    /// <summary>The place of the first vector register.</summary>
    internal const int FirstVector = 16;

    /// <summary>The place of the first scratch cell.</summary>
    internal const int FirstScratch = 32;

    private const int VisitsBeforeWidening = 6, VisitsBeforeGivingUp = 24, PlaceBits = 20;

    private readonly AbstractValue[] _values = new AbstractValue[places];
    private readonly Dictionary<long, Fact> _facts = [];
    private readonly Dictionary<long, Fact> _joined = [];
    private readonly Dictionary<(long Mine, long Theirs, long Difference), (long Symbol, long Offset)> _pairs = [];

    /// <summary>What is at each place.</summary>
    internal Span<AbstractValue> Values => _values;

    /// <summary>The vector registers that something was written to, a bit each.</summary>
    internal uint Vectors { get; set; }

    /// <summary>Those of them of which all limbs but the lowest are zero.</summary>
    internal uint Scalars { get; set; }

    /// <summary>The flags.</summary>
    internal Flags Flags { get; set; }

    /// <summary>EVM memory has at least this many bytes.</summary>
    internal long MemoryBytes { get; set; }

    /// <summary>The call data have at least this many bytes.</summary>
    internal long CallDataBytes { get; set; }

    /// <summary>The lowest address of the EVM stack, counted from its pointer at the entry, that was compared with its base.</summary>
    internal long CheckedLow { get; set; }

    /// <summary>The highest address of the EVM stack that was compared with its limit.</summary>
    internal long CheckedHigh { get; set; }

    /// <summary>How often other states were met with this one.</summary>
    internal int Visits { get; private set; }

    /// <summary>What was checked of a symbol.</summary>
    internal Fact FactOf(long symbol) => _facts.GetValueOrDefault(symbol);

    /// <summary>Learns about a symbol.</summary>
    internal void Learn(long symbol, in Fact fact) => _facts[symbol] = fact;

    /// <summary>Says that a symbol stands for another number from now on.</summary>
    internal void Renew(long symbol)
    {
        _facts.Remove(symbol);
        foreach (ref var value in _values.AsSpan())
        {
            if (value.Symbol == symbol)
            {
                value = AbstractValue.Opaque;
            }
        }
    }

    /// <summary>Becomes a copy.</summary>
    internal void CopyFrom(AbstractState other)
    {
        other._values.CopyTo(_values, 0);
        _facts.Clear();
        foreach (var (symbol, fact) in other._facts)
        {
            _facts.Add(symbol, fact);
        }

        Vectors = other.Vectors;
        Scalars = other.Scalars;
        Flags = other.Flags;
        MemoryBytes = other.MemoryBytes;
        CallDataBytes = other.CallDataBytes;
        CheckedLow = other.CheckedLow;
        CheckedHigh = other.CheckedHigh;
    }

    /// <summary>Keeps what holds of both this state and another one that comes to the same place.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="block">The number of the place in the code; not negative.</param>
    /// <returns>Whether less is known now.</returns>
    internal bool Meet(AbstractState other, int block)
    {
        Visits++;
        var hasChanged = false;
        _joined.Clear();
        _pairs.Clear();
        for (var place = 0; place < _values.Length; place++)
        {
            ref var mine = ref _values[place];
            var theirs = other._values[place];
            if (mine == theirs && !IsJoined(block, mine.Symbol))
            {
                continue;
            }

            var before = mine;
            if (!mine.IsDefined || !theirs.IsDefined)
            {
                mine = default;
            }
            else if (mine.AsNumber() is { Origin: Origin.Number } a && theirs.AsNumber() is { Origin: Origin.Number } b
                && Visits < VisitsBeforeGivingUp)
            {
                mine = Join(block, place, a, b, other);
            }
            else if (mine != theirs)
            {
                mine = AbstractValue.Opaque;
            }

            hasChanged |= mine != before;
        }

        hasChanged |= MeetFacts(other);
        hasChanged |= MeetBounds(other);
        return hasChanged;
    }

    /// <summary>The symbol of what comes together at a place of the code, in a place of the state.</summary>
    private static long Joined(int block, int place) => -(((long)block << PlaceBits) | (uint)place) - 1;

    private static bool IsJoined(int block, long symbol) => symbol < 0 && (-(symbol + 1) >> PlaceBits) == block;

    /// <summary>Two numbers that come together are one of a new symbol; those that differ from them by the same constant in both states
    /// are expressed by the same.</summary>
    private AbstractValue Join(int block, int place, in AbstractValue mine, in AbstractValue theirs, AbstractState other)
    {
        var pair = (mine.Symbol, theirs.Symbol, mine.Offset - theirs.Offset);
        if (!_pairs.TryGetValue(pair, out var known))
        {
            known = (Joined(block, place), mine.Offset);
            _pairs.Add(pair, known);
            _joined[known.Symbol] = Fact.Meet(FactAt(mine), other.FactAt(theirs));
        }

        return new AbstractValue(Origin.Number, known.Symbol, mine.Offset - known.Offset);
    }

    /// <summary>What is known of a value as if it were a symbol's.</summary>
    internal Fact FactAt(in AbstractValue value)
    {
        if (value.IsConstant)
        {
            return value.Offset < 0
                ? default
                : new Fact(MemoryBytes - value.Offset, CallDataBytes - value.Offset, (ulong)value.Offset + 1);
        }

        var fact = FactOf(value.Symbol);
        return new Fact(fact.InMemory - value.Offset, fact.InCallData - value.Offset, value.Offset == 0 ? fact.Below : 0);
    }

    private bool MeetFacts(AbstractState other)
    {
        var hasChanged = false;
        foreach (var (symbol, fact) in _facts.ToArray())
        {
            if (_joined.ContainsKey(symbol))
            {
                continue;
            }

            hasChanged |= Replace(symbol, fact, Fact.Meet(fact, other.FactOf(symbol)));
        }

        foreach (var (symbol, fact) in _joined)
        {
            hasChanged |= Replace(symbol, FactOf(symbol), fact);
        }

        return hasChanged;
    }

    private bool Replace(long symbol, in Fact before, Fact after)
    {
        if (after.InMemory <= 0 && after.InCallData <= 0 && after.Below == 0)
        {
            return _facts.Remove(symbol);
        }

        if (after == before)
        {
            return false;
        }

        if (Visits > VisitsBeforeWidening)
        {
            // What gets less and less in a loop is nothing in the end.
            return _facts.Remove(symbol);
        }

        _facts[symbol] = after;
        return true;
    }

    private bool MeetBounds(AbstractState other)
    {
        var before = (Vectors, Scalars, Flags, MemoryBytes, CallDataBytes, CheckedLow, CheckedHigh);
        Vectors &= other.Vectors;
        Scalars &= other.Scalars;
        Flags = Flags == other.Flags ? Flags : default;
        MemoryBytes = Lower(MemoryBytes, other.MemoryBytes);
        CallDataBytes = Lower(CallDataBytes, other.CallDataBytes);
        CheckedLow = Math.Max(CheckedLow, other.CheckedLow);
        CheckedHigh = Math.Min(CheckedHigh, other.CheckedHigh);
        return before != (Vectors, Scalars, Flags, MemoryBytes, CallDataBytes, CheckedLow, CheckedHigh);
    }

    private long Lower(long mine, long theirs) => theirs >= mine ? mine : Visits > VisitsBeforeWidening ? 0 : theirs;
}

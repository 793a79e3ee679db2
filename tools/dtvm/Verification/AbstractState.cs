// SPDX-License-Identifier: Apache-2.0

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

    private const ulong AddressBound = 1UL << 32;
    private const int VisitsBeforeWidening = 6, VisitsBeforeGivingUp = 60, PlaceBits = 20;

    private readonly AbstractValue[] _values = new AbstractValue[places];
    private readonly Dictionary<long, Fact> _facts = [];
    private readonly Dictionary<long, (Fact Fact, bool IsNew)> _joined = [];
    private readonly Dictionary<long, (long Base, long Offset)> _links = [];
    private readonly Dictionary<long, (long Base, long Offset)> _joinedLinks = [];
    private readonly HashSet<long> _bases = [];
    private readonly Dictionary<(long Mine, long Theirs, long Difference), (long Symbol, long Offset)> _pairs = [];

    private int _block; // where states come together
    private bool _isWidening;

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

    /// <summary>How often less was known after other states were met with this one.</summary>
    internal int Visits { get; private set; }

    /// <summary>What was checked of a symbol.</summary>
    internal Fact FactOf(long symbol) => _facts.GetValueOrDefault(symbol);

    /// <summary>Learns about a symbol.</summary>
    internal void Learn(long symbol, in Fact fact) => _facts[symbol] = fact;

    /// <summary>How many bytes of EVM memory there are from a symbol's number on: what was checked of it, or of another number which is
    /// that much more.</summary>
    internal long InMemory(long symbol)
    {
        var fact = FactOf(symbol);
        var most = fact.InMemory;
        var link = LinkOf(symbol, 0);
        foreach (var (other, (start, offset)) in _links)
        {
            var distance = offset - link.Offset;
            if (start == link.Base && distance > 0 && fact.IsBelowBy(distance))
            {
                most = Math.Max(most, distance + FactOf(other).InMemory);
            }
        }

        return most;
    }

    /// <summary>Notes that a symbol's number is another value, up to a multiple of 2^64.</summary>
    internal void Link(long symbol, in AbstractValue value)
    {
        SetLink(symbol, LinkOf(value.Symbol, value.Offset));
    }

    private void SetLink(long symbol, (long Base, long Offset) link)
    {
        _links[symbol] = link;
        _bases.Add(link.Base);
    }

    private (long Base, long Offset) LinkOf(long symbol, long more)
    {
        var (start, offset) = _links.GetValueOrDefault(symbol, (symbol, 0));
        return (start, offset + more);
    }

    /// <summary>Says that a symbol stands for another number from now on.</summary>
    internal void Renew(long symbol)
    {
        _facts.Remove(symbol);
        _links.Remove(symbol);
        if (_bases.Remove(symbol))
        {
            foreach (var (other, (start, _)) in _links)
            {
                if (start == symbol)
                {
                    _links.Remove(other);
                }
            }
        }

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

        _links.Clear();
        _bases.Clear();
        foreach (var (symbol, link) in other._links)
        {
            _links.Add(symbol, link);
            _bases.Add(link.Base);
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
    /// <param name="isLoopHead">Whether a loop begins there.</param>
    /// <returns>Whether less is known now.</returns>
    internal bool Meet(AbstractState other, int block, bool isLoopHead)
    {
        _block = block;
        _isWidening = isLoopHead && Visits > VisitsBeforeWidening;
        var hasChanged = false;
        FindJoined(other, block);
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
            else if (Visits < VisitsBeforeGivingUp && ArePair(mine, theirs, out var a, out var b))
            {
                var known = _pairs[PairOf(a, b)];
                mine = new AbstractValue(Origin.Number, known.Symbol, a.Offset - known.Offset);
            }
            else if (mine != theirs)
            {
                mine = AbstractValue.Opaque;
            }

            hasChanged |= mine != before;
        }

        hasChanged |= MeetFacts(other);
        hasChanged |= MeetLinks(other);
        hasChanged |= MeetBounds(other);
        Visits += hasChanged ? 1 : 0;
        return hasChanged;
    }

    /// <summary>The symbol of what comes together at a place of the code, in a place of the state.</summary>
    private static long Joined(int block, int place) => -(((long)block << PlaceBits) | (uint)place) - 1;

    private static bool IsJoined(int block, long symbol) => symbol < 0 && (-(symbol + 1) >> PlaceBits) == block;

    private static bool ArePair(in AbstractValue mine, in AbstractValue theirs, out AbstractValue a, out AbstractValue b)
    {
        a = mine.AsNumber();
        b = theirs.AsNumber();
        return a.Origin == Origin.Number && b.Origin == Origin.Number;
    }

    private static (long Mine, long Theirs, long Difference) PairOf(in AbstractValue a, in AbstractValue b) =>
        (a.Symbol, b.Symbol, a.Offset - b.Offset);

    /// <summary>Two numbers that come together are one of a new symbol, and those that differ from them by the same constant in both states
    /// are expressed by the same. It stands for the lowest of them: what is known of it holds without regard to a wrap of the
    /// others.</summary>
    private void FindJoined(AbstractState other, int block)
    {
        _joined.Clear();
        _joinedLinks.Clear();
        _pairs.Clear();
        if (Visits >= VisitsBeforeGivingUp)
        {
            return;
        }

        for (var place = 0; place < _values.Length; place++)
        {
            ref var mine = ref _values[place];
            ref var theirs = ref other._values[place];
            if ((mine == theirs && !IsJoined(block, mine.Symbol)) || !ArePair(mine, theirs, out var a, out var b))
            {
                continue;
            }

            var pair = PairOf(a, b);
            if (!_pairs.TryGetValue(pair, out var known) || a.Offset < known.Offset)
            {
                _pairs[pair] = (Joined(block, place), a.Offset);
            }
        }

        foreach (var (pair, known) in _pairs)
        {
            var fact = Fact.Meet(
                FactAt(new AbstractValue(Origin.Number, pair.Mine, known.Offset)),
                other.FactAt(new AbstractValue(Origin.Number, pair.Theirs, known.Offset - pair.Difference)));
            _joined[known.Symbol] = (fact, pair.Mine != known.Symbol);
            if (TryJoinLinks(LinkOf(pair.Mine, known.Offset), other.LinkOf(pair.Theirs, known.Offset - pair.Difference), out var link)
                && link.Base != known.Symbol)
            {
                _joinedLinks[known.Symbol] = link;
            }
        }
    }

    /// <summary>What is known of a value as if it were a symbol's; nothing of one below its symbol, which may have wrapped.</summary>
    internal Fact FactAt(in AbstractValue value)
    {
        if (value.Offset < 0)
        {
            return default;
        }

        if (value.IsConstant)
        {
            return new Fact(
                Math.Max(0, MemoryBytes - value.Offset), Math.Max(0, CallDataBytes - value.Offset), (ulong)value.Offset + 1);
        }

        var fact = FactOf(value.Symbol);
        return new Fact(
            Math.Max(0, fact.InMemory - value.Offset),
            Math.Max(0, fact.InCallData - value.Offset),
            fact.IsBelowBy(value.Offset) ? fact.Below + (ulong)value.Offset : 0);
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

        foreach (var (symbol, (fact, isNew)) in _joined)
        {
            // Of a symbol that stands for other numbers than before nothing was known that could get less and less.
            hasChanged |= Replace(symbol, FactOf(symbol), fact, isNew);
        }

        return hasChanged;
    }

    private bool MeetLinks(AbstractState other)
    {
        var hasChanged = false;
        foreach (var (symbol, link) in _links.ToArray())
        {
            var hasJoined = _joined.ContainsKey(symbol)
                ? _joinedLinks.TryGetValue(symbol, out var joined)
                : TryJoinLinks(link, other._links.GetValueOrDefault(symbol, (symbol, 0)), out joined);
            if (!hasJoined)
            {
                _links.Remove(symbol);
            }
            else if (joined != link)
            {
                SetLink(symbol, joined);
            }

            hasChanged |= !hasJoined || joined != link;
        }

        foreach (var (symbol, link) in _joinedLinks)
        {
            if (!_links.ContainsKey(symbol))
            {
                SetLink(symbol, link);
                hasChanged = true;
            }
        }

        return hasChanged;
    }

    /// <summary>What two numbers that come together are counted from, if it is the same number or two that have come together
    /// too.</summary>
    private bool TryJoinLinks((long Base, long Offset) mine, (long Base, long Offset) theirs, out (long Base, long Offset) joined)
    {
        if (_pairs.TryGetValue((mine.Base, theirs.Base, mine.Offset - theirs.Offset), out var known))
        {
            joined = (known.Symbol, mine.Offset - known.Offset);
            return true;
        }

        joined = mine;
        return mine == theirs && !IsJoined(_block, mine.Base);
    }

    private bool Replace(long symbol, in Fact before, Fact after, bool isNew = false)
    {
        if (_isWidening && !isNew)
        {
            // What gets less and less in a loop is nothing in the end; but all addresses were compared with 2^32.
            after = new Fact(
                after.InMemory == before.InMemory ? after.InMemory : 0,
                after.InCallData == before.InCallData ? after.InCallData : 0,
                after.Below == before.Below ? after.Below : after.Below is > 0 and <= AddressBound ? AddressBound : 0);
        }

        if (after is { InMemory: <= 0, InCallData: <= 0, Below: 0 })
        {
            return _facts.Remove(symbol);
        }

        if (after == before)
        {
            return false;
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
        MemoryBytes = Math.Min(MemoryBytes, other.MemoryBytes);
        CallDataBytes = Math.Min(CallDataBytes, other.CallDataBytes);
        CheckedLow = Math.Max(CheckedLow, other.CheckedLow);
        CheckedHigh = Math.Min(CheckedHigh, other.CheckedHigh);
        return before != (Vectors, Scalars, Flags, MemoryBytes, CallDataBytes, CheckedLow, CheckedHigh);
    }
}

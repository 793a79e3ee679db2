// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Engine;

/// <summary>The modules of an engine, keyed by checksum, bounded in bytes; those not used for long are dropped first.</summary>
/// <remarks>
/// Safe for use by several threads. A version of a module that is dropped or replaced is retired, and freed when no thread runs it; see
/// <see cref="ExecutionSlot"/>. Executing a module again takes no lock: it is found by the address of the code, and marked as used
/// instead of being moved to the front of the list; what is marked is passed over once when modules are dropped.
/// </remarks>
/// <param name="isolation">Knows what is running.</param>
/// <param name="codeMemory">Memory mappings in use; modules are dropped before there are too many.</param>
/// <param name="config">How many bytes the cache may hold.</param>
/// <param name="statistics">Where evictions are counted.</param>
internal sealed unsafe class ModuleCache(
    Isolation isolation, CodeMemoryBudget codeMemory, RuntimeConfig config, EngineStatistics statistics) : IDisposable
{
    private const int MinAddressSlots = 256;

    // A client that keeps codes in memory of its own is served without a checksum up to about this many.
    private const int MaxAddressSlots = 1 << MaxAddressSlotsBits;
    private const int MaxAddressSlotsBits = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<ModuleKey, List<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _recent = new();
    private readonly List<ModuleVersion> _retired = [];
    private Entry?[] _byAddress = new Entry?[MinAddressSlots];
    private long _bytes;

    private sealed class Entry(EvmModule module)
    {
        public readonly EvmModule Module = module;
        public long Bytes;
        public bool IsUsed;
        public LinkedListNode<Entry>? Node;
    }

    /// <summary>Number of modules.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _recent.Count;
            }
        }
    }

    /// <summary>Number of versions that were dropped or replaced and may still be running.</summary>
    public int RetiredCount
    {
        get
        {
            lock (_lock)
            {
                return _retired.Count;
            }
        }
    }

    /// <summary>Bytes the modules hold.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Bytes of executable memory that the published versions of the modules hold.</summary>
    public long CodeMemoryBytes
    {
        get
        {
            lock (_lock)
            {
                long bytes = 0;
                foreach (var entry in _recent)
                {
                    bytes += entry.Module.CodeMemoryBytes;
                }

                return bytes;
            }
        }
    }

    /// <summary>Finds the module that was last found for code at an address, if it is the one wanted and has the version wanted.</summary>
    /// <remarks>
    /// The address is only a hint that saves the checksum, which takes longer than comparing: the code is compared in full, since a host
    /// may reuse memory or change what is in it. What that costs stands in docs/evmc.md.
    /// </remarks>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the version's user.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="gasMetering">Whether gas is metered.</param>
    /// <param name="version">The version wanted.</param>
    /// <param name="code">The code.</param>
    public ModuleVersion? FindByAddress(
        ExecutionSlot slot, Revision revision, bool gasMetering, VersionKey version, ReadOnlySpan<byte> code)
    {
        var entry = Volatile.Read(ref SlotOf(code));
        if (entry is null
            || !entry.Module.IsFor(code.Length, revision, gasMetering)
            || !entry.Module.Matches(code)
            || entry.Module.Find(version) is not { } found
            || !slot.TryRun(found))
        {
            return null;
        }

        if (!entry.IsUsed)
        {
            entry.IsUsed = true;
        }

        return found;
    }

    /// <summary>As <see cref="FindByAddress"/>, but instead of comparing the code its hash is believed.</summary>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the version's user.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="gasMetering">Whether gas is metered.</param>
    /// <param name="version">The version wanted.</param>
    /// <param name="code">The code: its address and size count, not its bytes.</param>
    /// <param name="hash">Keccak-256 of the code.</param>
    public ModuleVersion? FindByHash(
        ExecutionSlot slot, Revision revision, bool gasMetering, VersionKey version, ReadOnlySpan<byte> code, in U256 hash)
    {
        var entry = Volatile.Read(ref SlotOf(code));
        if (entry is null
            || !entry.Module.IsFor(code.Length, revision, gasMetering)
            || entry.Module.Hash != hash
            || entry.Module.Find(version) is not { } found
            || !slot.TryRun(found))
        {
            return null;
        }

        entry.IsUsed = true;
        return found;
    }

    /// <summary>Finds a version of a module.</summary>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the version's user.</param>
    /// <param name="key">The module's key.</param>
    /// <param name="version">The version wanted.</param>
    /// <param name="code">The module's code: compared in full.</param>
    public ModuleVersion? Find(ExecutionSlot slot, in ModuleKey key, VersionKey version, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            return FindEntry(key, code) is { } entry && entry.Module.Find(version) is { } found ? Use(slot, entry, found, code) : null;
        }
    }

    /// <summary>Publishes a version of a code, unless there is one of its kind by now.</summary>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the user of the version that is published.</param>
    /// <param name="module">A module of the code, not in the cache; it passes to the cache if there is none yet.</param>
    /// <param name="version">Which version it is.</param>
    /// <param name="machineCode">Its machine code, which passes to the cache; null for one that is interpreted.</param>
    /// <param name="compiler">What made it; null for one that is interpreted.</param>
    /// <param name="code">The code where the caller has it.</param>
    public ModuleVersion Add(
        ExecutionSlot slot, EvmModule module, VersionKey version, CompiledCode? machineCode, ModuleCompiler? compiler,
        ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            var entry = FindEntry(module.Key, code);
            if (entry is not null)
            {
                module.Abandon();
                if (entry.Module.Find(version) is { } existing)
                {
                    machineCode?.Dispose();
                    return Use(slot, entry, existing, code);
                }
            }

            var isNew = entry is null;
            entry ??= new Entry(module);
            var published = new ModuleVersion(entry.Module, version, machineCode, compiler);
            if (isNew)
            {
                entry.Module.Publish(published);
                MakeRoom(config.MaxCacheBytes - entry.Module.SizeInBytes);
                Insert(entry);
            }
            else
            {
                Publish(entry, published);
            }

            Use(slot, entry, published, code);

            // Only a second use keeps a module: else a stream of codes that run once would drop those that run often.
            entry.IsUsed = !isNew;
            return published;
        }
    }

    /// <summary>Whether there is a version of a module.</summary>
    /// <param name="key">The module's key.</param>
    /// <param name="version">Which version.</param>
    /// <param name="code">The module's code.</param>
    public bool Contains(in ModuleKey key, VersionKey version, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            return FindEntry(key, code)?.Module.Find(version) is not null;
        }
    }

    /// <summary>Publishes a version in the place of the one of its kind; executions that run that one end in it.</summary>
    /// <param name="key">The module's key.</param>
    /// <param name="version">Which version it is.</param>
    /// <param name="machineCode">Its machine code, which passes to the cache.</param>
    /// <param name="compiler">What made it.</param>
    /// <param name="code">The module's code.</param>
    /// <returns>False when there is no such module or it has no such version: then the machine code was freed.</returns>
    public bool TryReplace(
        in ModuleKey key, VersionKey version, CompiledCode machineCode, ModuleCompiler compiler, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            if (FindEntry(key, code) is not { } entry || entry.Module.Find(version) is null)
            {
                machineCode.Dispose();
                return false;
            }

            Publish(entry, new ModuleVersion(entry.Module, version, machineCode, compiler));
            return true;
        }
    }

    /// <summary>Frees all modules. No execution may be under way.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            MakeRoom(long.MinValue);
            foreach (var version in _retired)
            {
                version.Dispose();
            }

            _retired.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry? SlotOf(ReadOnlySpan<byte> code)
    {
        var address = (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetReference(code));
        var slots = Volatile.Read(ref _byAddress);
        return ref slots[(int)((address * 0x9E3779B97F4A7C15) >> (64 - MaxAddressSlotsBits)) & (slots.Length - 1)];
    }

    private Entry? FindEntry(in ModuleKey key, ReadOnlySpan<byte> code)
    {
        if (_byKey.TryGetValue(key, out var entries))
        {
            foreach (var entry in entries)
            {
                if (entry.Module.Matches(code))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    private ModuleVersion Use(ExecutionSlot slot, Entry entry, ModuleVersion version, ReadOnlySpan<byte> code)
    {
        // Versions are retired under the lock that is held, so this one is not.
        _ = slot.TryRun(version);
        entry.IsUsed = true;
        Volatile.Write(ref SlotOf(code), entry);
        return version;
    }

    private void Insert(Entry entry)
    {
        var key = entry.Module.Key;
        if (!_byKey.TryGetValue(key, out var entries))
        {
            _byKey.Add(key, entries = []);
        }

        entries.Add(entry);
        entry.Node = _recent.AddFirst(entry);
        if (_recent.Count > _byAddress.Length / 2 && _byAddress.Length < MaxAddressSlots)
        {
            // What was known is met again soon.
            Volatile.Write(ref _byAddress, new Entry?[_byAddress.Length * 4]);
        }

        entry.Bytes = entry.Module.SizeInBytes;
        _bytes += entry.Bytes;
        entry.Module.Grown = Recount;
    }

    private void Publish(Entry entry, ModuleVersion version)
    {
        if (entry.Module.Publish(version) is { } replaced)
        {
            _retired.Add(replaced);
        }

        Recount(entry);
    }

    /// <summary>Counts a module again that has come to hold more than it did, and drops others for it.</summary>
    private void Recount(EvmModule module)
    {
        lock (_lock)
        {
            if (!module.IsDropped)
            {
                Recount(_byKey[module.Key].Find(candidate => candidate.Module == module)!);
            }
        }
    }

    private void Recount(Entry entry)
    {
        _bytes -= entry.Bytes;
        entry.Bytes = entry.Module.SizeInBytes;
        _bytes += entry.Bytes;
        MakeRoom(config.MaxCacheBytes, entry);
    }

    /// <summary>Drops modules until the others hold no more than a number of bytes and there are memory mappings left, and frees what no
    /// thread runs.</summary>
    /// <param name="maxBytes">The number of bytes.</param>
    /// <param name="kept">The entry that stays, be it too large by itself; null for none.</param>
    private void MakeRoom(long maxBytes, Entry? kept = null)
    {
        var chances = _recent.Count;
        var excess = codeMemory.Excess;
        while ((_bytes > maxBytes || excess > 0) && _recent.Last is { } oldest)
        {
            if (oldest.Value == kept && _recent.Count == 1)
            {
                break;
            }

            if (oldest.Value == kept || (oldest.Value.IsUsed && chances-- > 0))
            {
                oldest.Value.IsUsed = oldest.Value == kept;
                _recent.Remove(oldest);
                _recent.AddFirst(oldest);
                continue;
            }

            excess -= oldest.Value.Module.Mappings;
            Retire(oldest.Value);
            statistics.Add(StatisticsTable.CacheEvictions.First, maxBytes == long.MinValue ? 0 : 1);
        }

        if (_retired.Count > 0)
        {
            Interlocked.MemoryBarrierProcessWide();
            for (var index = _retired.Count - 1; index >= 0; index--)
            {
                if (!isolation.IsRunning(_retired[index]))
                {
                    _retired[index].Dispose();
                    _retired.RemoveAt(index);
                }
            }
        }
    }

    private void Retire(Entry entry)
    {
        for (var index = 0; index < _byAddress.Length; index++)
        {
            if (_byAddress[index] == entry)
            {
                _byAddress[index] = null;
            }
        }

        var entries = _byKey[entry.Module.Key];
        entries.Remove(entry);
        if (entries.Count == 0)
        {
            _byKey.Remove(entry.Module.Key);
        }

        _bytes -= entry.Bytes;
        _recent.Remove(entry.Node!);
        entry.Module.RetireAll(_retired);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Engine;

/// <summary>The modules of an engine, keyed by checksum, bounded in bytes; those not used for long are dropped first.</summary>
/// <remarks>
/// Safe for use by several threads. A module that is dropped is retired, and freed when no thread runs it; see <see cref="ExecutionSlot"/>.
/// Executing a module again takes no lock: it is found by the address of the code, and marked as used instead of being moved to the front
/// of the list; what is marked is passed over once when modules are dropped.
/// </remarks>
/// <param name="isolation">Knows what is running.</param>
/// <param name="codeMemory">Memory mappings in use; modules are dropped before there are too many.</param>
/// <param name="config">How many bytes the cache may hold.</param>
internal sealed unsafe class ModuleCache(Isolation isolation, CodeMemoryBudget codeMemory, RuntimeConfig config) : IDisposable
{
    private const int AddressSlots = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<ModuleKey, List<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _recent = new();
    private readonly Entry?[] _byAddress = new Entry?[AddressSlots];
    private readonly List<EvmModule> _retired = [];
    private long _bytes;

    private sealed class Entry(EvmModule module)
    {
        public readonly EvmModule Module = module;
        public long Bytes = module.SizeInBytes;
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

    /// <summary>Number of modules that were dropped and may still be running.</summary>
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

    /// <summary>Finds the module that was last found for code at an address, if that is the one wanted.</summary>
    /// <remarks>The address is only a hint that saves the checksum, which takes longer than comparing: the code is compared in
    /// full.</remarks>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the module's user.</param>
    /// <param name="options">The key wanted; its checksum does not matter.</param>
    /// <param name="code">The code.</param>
    public EvmModule? FindByAddress(ExecutionSlot slot, in ModuleKey options, ReadOnlySpan<byte> code)
    {
        var entry = Volatile.Read(ref _byAddress[IndexOf(code)]);
        if (entry is null || !entry.Module.Key.IsSameButForChecksum(options) || !entry.Module.Matches(code) || !slot.TryRun(entry.Module))
        {
            return null;
        }

        if (!entry.IsUsed)
        {
            entry.IsUsed = true;
        }

        return entry.Module;
    }

    /// <summary>Finds a module.</summary>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the module's user.</param>
    /// <param name="key">Its key.</param>
    /// <param name="code">Its code: compared in full.</param>
    public EvmModule? Find(ExecutionSlot slot, in ModuleKey key, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            if (FindEntry(key, code) is { } entry)
            {
                return Use(slot, entry, code);
            }
        }

        return null;
    }

    /// <summary>Adds a module, unless one of the same code was added meanwhile.</summary>
    /// <param name="slot">The calling thread's slot: its innermost execution becomes the user of the module that is in the cache.</param>
    /// <param name="module">A new module, which passes to the cache.</param>
    /// <param name="code">Its code.</param>
    public EvmModule Add(ExecutionSlot slot, EvmModule module, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            if (FindEntry(module.Key, code) is { } existing)
            {
                module.Dispose();
                return Use(slot, existing, code);
            }

            var entry = new Entry(module);
            module.Grown = Recount;
            MakeRoom(config.MaxCacheBytes - entry.Bytes);
            if (!_byKey.TryGetValue(module.Key, out var entries))
            {
                _byKey.Add(module.Key, entries = []);
            }

            entries.Add(entry);
            entry.Node = _recent.AddFirst(entry);
            _bytes += entry.Bytes;
            Use(slot, entry, code);

            // Only a second use keeps a module: else a stream of codes that run once would drop those that run often.
            entry.IsUsed = false;
            return module;
        }
    }

    /// <summary>Frees all modules. No execution may be under way.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            MakeRoom(long.MinValue);
            foreach (var module in _retired)
            {
                module.Dispose();
            }

            _retired.Clear();
        }
    }

    private static int IndexOf(ReadOnlySpan<byte> code)
    {
        var address = (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetReference(code));
        return (int)((address * 0x9E3779B97F4A7C15) >> 56) & (AddressSlots - 1);
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

    private EvmModule Use(ExecutionSlot slot, Entry entry, ReadOnlySpan<byte> code)
    {
        // Modules are retired under the lock that is held, so this one is not.
        _ = slot.TryRun(entry.Module);
        entry.IsUsed = true;
        Volatile.Write(ref _byAddress[IndexOf(code)], entry);
        return entry.Module;
    }

    /// <summary>Counts a module again that has come to hold more than it did, and drops others for it.</summary>
    private void Recount(EvmModule module)
    {
        lock (_lock)
        {
            if (module.IsRetired)
            {
                return;
            }

            var entry = _byKey[module.Key].Find(candidate => candidate.Module == module)!;
            _bytes -= entry.Bytes;
            entry.Bytes = module.SizeInBytes;
            _bytes += entry.Bytes;
            MakeRoom(config.MaxCacheBytes, entry);
        }
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
        entry.Module.Retire();
        _retired.Add(entry.Module);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Engine;

/// <summary>The modules of an engine, keyed by checksum, bounded in bytes, the least recently used dropped first.</summary>
/// <remarks>Safe for use by several threads. A module that is running is only freed when its last execution ends.</remarks>
internal sealed unsafe class ModuleCache : IDisposable
{
    private const int AddressSlots = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<ModuleKey, List<Entry>> _byKey = [];
    private readonly LinkedList<EvmModule> _recent = new();
    private readonly Entry?[] _byAddress = new Entry?[AddressSlots];
    private long _bytes;

    private sealed record Entry(EvmModule Module, LinkedListNode<EvmModule> Node, long Bytes);

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

    /// <summary>Bytes they hold, as of when each was loaded.</summary>
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

    /// <summary>Finds the module that was last found for code at an address, if that is the one wanted, and counts the caller as its user.</summary>
    /// <remarks>The address is only a hint that saves the checksum, which takes longer than comparing: the code is compared in full.</remarks>
    /// <param name="options">The key wanted; its checksum does not matter.</param>
    /// <param name="code">The code.</param>
    public EvmModule? FindByAddress(ModuleKey options, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            return _byAddress[SlotOf(code)] is { } entry
                && entry.Module.Key with { Crc = options.Crc } == options
                && entry.Module.Matches(code)
                    ? Use(entry)
                    : null;
        }
    }

    /// <summary>Finds a module and counts the caller as its user.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="code">Its code: compared in full.</param>
    public EvmModule? Find(ModuleKey key, ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var entries))
            {
                foreach (var entry in entries)
                {
                    if (entry.Module.Matches(code))
                    {
                        _byAddress[SlotOf(code)] = entry;
                        return Use(entry);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Adds a module, unless one of the same code was added meanwhile, and counts the caller as user of the one in the cache.</summary>
    /// <param name="module">A new module; its first reference passes to the cache.</param>
    /// <param name="code">Its code.</param>
    /// <param name="maxBytes">How much the cache may hold.</param>
    public EvmModule Add(EvmModule module, ReadOnlySpan<byte> code, long maxBytes)
    {
        if (Find(module.Key, code) is { } existing)
        {
            module.Release();
            return existing;
        }

        lock (_lock)
        {
            if (!_byKey.TryGetValue(module.Key, out var entries))
            {
                _byKey.Add(module.Key, entries = []);
            }

            var bytes = module.SizeInBytes;
            entries.Add(new Entry(module, _recent.AddFirst(module), bytes));
            _bytes += bytes;
            module.AddReference();
            while (_bytes > maxBytes && _recent.Last is { } oldest && !ReferenceEquals(oldest.Value, module))
            {
                Remove(oldest.Value);
            }
        }

        return module;
    }

    /// <summary>Drops all modules.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            while (_recent.Last is { } oldest)
            {
                Remove(oldest.Value);
            }
        }
    }

    private static int SlotOf(ReadOnlySpan<byte> code)
    {
        var address = (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetReference(code));
        return (int)((address * 0x9E3779B97F4A7C15) >> 56) & (AddressSlots - 1);
    }

    private EvmModule Use(Entry entry)
    {
        if (_recent.First != entry.Node)
        {
            _recent.Remove(entry.Node);
            _recent.AddFirst(entry.Node);
        }

        entry.Module.AddReference();
        return entry.Module;
    }

    private void Remove(EvmModule module)
    {
        var entries = _byKey[module.Key];
        var index = entries.FindIndex(entry => ReferenceEquals(entry.Module, module));
        for (var slot = 0; slot < _byAddress.Length; slot++)
        {
            if (_byAddress[slot] == entries[index])
            {
                _byAddress[slot] = null;
            }
        }

        _bytes -= entries[index].Bytes;
        _recent.Remove(entries[index].Node);
        entries.RemoveAt(index);
        if (entries.Count == 0)
        {
            _byKey.Remove(module.Key);
        }

        module.Release();
    }
}

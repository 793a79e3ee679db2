// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Fuzzing;

/// <summary>The sequence of host calls of an execution: a rolling hash of all and the first ones as text.</summary>
public sealed class HostCallLog
{
    /// <summary>Number of calls that are kept as text when text is wanted.</summary>
    public const int MaxEntries = 400;

    private const ulong Prime = 0x100000001B3; // FNV-1a, 64 bits

    private readonly List<string> _entries = [];
    private ulong _hash = 0xCBF29CE484222325;

    /// <summary>Whether calls are kept as text too.</summary>
    public bool KeepsText { get; set; }

    /// <summary>Who hears of each call besides; null for nobody.</summary>
    public IHostCallListener? Listener { get; set; }

    /// <summary>Number of calls.</summary>
    public long Count { get; private set; }

    /// <summary>Hash of all calls.</summary>
    public ulong Hash => _hash;

    /// <summary>The first calls.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _entries.Clear();
        Count = 0;
        _hash = 0xCBF29CE484222325;
    }

    /// <summary>Adds a call.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="first">Bytes of the first argument.</param>
    /// <param name="second">Bytes of the second argument.</param>
    /// <param name="third">Bytes of the third argument.</param>
    /// <param name="number">A number among arguments or answer.</param>
    public void Add(
        string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default, long number = 0)
    {
        Count++;
        _hash = (_hash ^ name[0]) * Prime;
        _hash = (_hash ^ name[^1]) * Prime;
        Mix(first);
        Mix(second);
        Mix(third);
        _hash = (_hash ^ (ulong)number) * Prime;
        _hash ^= _hash >> 29;
        Listener?.HostCalled(name, first, second, third, number);
        if (KeepsText && _entries.Count < MaxEntries)
        {
            _entries.Add($"{name} {Short(first)} {Short(second)} {Short(third)} {number}".TrimEnd());
        }
    }

    private static string Short(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= 64 ? Hex.Encode(bytes) : Hex.Encode(bytes[..64]) + $"..({bytes.Length})";

    private void Mix(ReadOnlySpan<byte> bytes)
    {
        _hash = (_hash ^ (ulong)bytes.Length) * Prime;
        foreach (var value in bytes)
        {
            _hash = (_hash ^ value) * Prime;
        }
    }
}

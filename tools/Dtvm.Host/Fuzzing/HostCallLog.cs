// SPDX-License-Identifier: Apache-2.0

using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dtvm.Host.Fuzzing;

/// <summary>The sequence of host calls of an execution: a rolling hash of all and the first ones as text.</summary>
public sealed class HostCallLog
{
    /// <summary>Number of calls that are kept as text when text is wanted.</summary>
    public const int MaxEntries = 400;

    private readonly List<string> _entries = [];

    /// <summary>Whether calls are kept as text too.</summary>
    public bool KeepsText { get; set; }

    /// <summary>Who hears of each call besides; null for nobody.</summary>
    public IHostCallListener? Listener { get; set; }

    /// <summary>Number of calls.</summary>
    public long Count { get; private set; }

    /// <summary>Hash of all calls.</summary>
    public ulong Hash { get; private set; }

    /// <summary>The first calls.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _entries.Clear();
        Count = 0;
        Hash = 0;
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
        Mix(MemoryMarshal.AsBytes(name.AsSpan()));
        Mix(first);
        Mix(second);
        Mix(third);
        Mix(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));
        Listener?.HostCalled(name, first, second, third, number);
        if (KeepsText && _entries.Count < MaxEntries)
        {
            _entries.Add($"{name} {Short(first)} {Short(second)} {Short(third)} {number}".TrimEnd());
        }
    }

    private static string Short(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= 64 ? Hex.Encode(bytes) : Hex.Encode(bytes[..64]) + $"..({bytes.Length})";

    private void Mix(ReadOnlySpan<byte> bytes) => Hash = XxHash3.HashToUInt64(bytes, (long)Hash);
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Dtvm.Engine;

/// <summary>How many memory mappings machine code may take of those that the system gives a process; shared by all engines of a
/// process.</summary>
/// <remarks>
/// Linux gives a process <c>vm.max_map_count</c> mappings (65,530 unless set). When they are used up, every allocation of the whole process
/// fails, the host's too, so a cache of many small modules must stop long before its bytes are used up. Safe for use by several threads.
/// </remarks>
/// <param name="maxMappings">The most mappings.</param>
public sealed class CodeMemoryBudget(int maxMappings)
{
    private const int LinuxDefault = 65_530;

    private int _inUse;

    /// <summary>Mappings that are taken.</summary>
    public int InUse => Volatile.Read(ref _inUse);

    /// <summary>By how many the mappings in use exceed three quarters of the budget: caches drop as many, so that a new module finds
    /// room.</summary>
    public int Excess => InUse - (maxMappings / 4 * 3);

    /// <summary>Half of what the system gives a process.</summary>
    public static CodeMemoryBudget OfThisSystem()
    {
        var limit = LinuxDefault;
        try
        {
            limit = int.Parse(File.ReadAllText("/proc/sys/vm/max_map_count"), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            // A sandbox may hide the file: then the default is the best guess.
        }

        return new CodeMemoryBudget(limit / 2);
    }

    /// <summary>Takes a mapping.</summary>
    /// <returns>False when there is none left.</returns>
    internal bool TryTake()
    {
        if (Interlocked.Increment(ref _inUse) <= maxMappings)
        {
            return true;
        }

        Interlocked.Decrement(ref _inUse);
        return false;
    }

    /// <summary>Gives mappings back.</summary>
    /// <param name="count">How many.</param>
    internal void Return(int count) => Interlocked.Add(ref _inUse, -count);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>Tables that are filled anew for each function and keep their memory.</summary>
public static class Table
{
    /// <summary>Makes a table at least so long; what it held is lost when it grows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="length">How many entries are needed.</param>
    public static void Ensure<T>(ref T[] table, int length)
    {
        if (table.Length < length)
        {
            table = new T[Math.Max(length, table.Length * 2)];
        }
    }
}

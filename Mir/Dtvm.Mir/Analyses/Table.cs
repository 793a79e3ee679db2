// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>Tables that are filled anew for each function and keep their memory.</summary>
internal static class Table
{
    /// <summary>Makes a table at least so long; what it held is lost when it grows.</summary>
    public static void Ensure<T>(ref T[] table, int length)
    {
        if (table.Length < length)
        {
            table = new T[Math.Max(length, table.Length * 2)];
        }
    }
}

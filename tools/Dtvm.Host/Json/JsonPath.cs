// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Dtvm.Host.Json;

/// <summary>Writes places in JSON as RFC 9535 has them: <c>$.pre['0x00'].code</c>.</summary>
internal static class JsonPath
{
    /// <summary>The whole document.</summary>
    public const string Root = "$";

    private const int MaxNameLength = 200;

    /// <summary>Appends a member.</summary>
    public static void Append(StringBuilder path, string name)
    {
        if (IsShorthand(name))
        {
            path.Append('.').Append(name);
            return;
        }

        path.Append("['").Append(ShownText.Escape(name, MaxNameLength).Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
    }

    /// <summary>Appends an item.</summary>
    public static void Append(StringBuilder path, int index) => path.Append(CultureInfo.InvariantCulture, $"[{index}]");

    private static bool IsShorthand(string name)
    {
        if (name.Length is 0 or > MaxNameLength || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }

        return true;
    }
}

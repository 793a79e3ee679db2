// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Dtvm.Evm;

/// <summary>The revisions in order and their names.</summary>
public static class Revisions
{
    /// <summary>The newest revision that is final.</summary>
    public const Revision Latest = Revision.Osaka;

    /// <summary>The newest revision, final or not.</summary>
    public const Revision Newest = Revision.Amsterdam;

    /// <summary>The numbers of all revisions are below it; 15 is none.</summary>
    public const int NumberLimit = (int)Newest + 1;

    /// <summary>All revisions, oldest first.</summary>
    public static ImmutableArray<Revision> All { get; } =
    [
        Revision.Frontier,
        Revision.Homestead,
        Revision.TangerineWhistle,
        Revision.SpuriousDragon,
        Revision.Byzantium,
        Revision.Constantinople,
        Revision.Petersburg,
        Revision.Istanbul,
        Revision.Berlin,
        Revision.London,
        Revision.Paris,
        Revision.Shanghai,
        Revision.Cancun,
        Revision.Prague,
        Revision.Osaka,
        Revision.AmsterdamWithoutStateGas,
        Revision.Amsterdam,
    ];

    /// <summary>The name, as every output, option and file writes it: lower case, words joined by hyphens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a revision.</exception>
    public static string Name(Revision revision) => revision switch
    {
        Revision.Frontier => "frontier",
        Revision.Homestead => "homestead",
        Revision.TangerineWhistle => "tangerine-whistle",
        Revision.SpuriousDragon => "spurious-dragon",
        Revision.Byzantium => "byzantium",
        Revision.Constantinople => "constantinople",
        Revision.Petersburg => "petersburg",
        Revision.Istanbul => "istanbul",
        Revision.Berlin => "berlin",
        Revision.London => "london",
        Revision.Paris => "paris",
        Revision.Shanghai => "shanghai",
        Revision.Cancun => "cancun",
        Revision.Prague => "prague",
        Revision.Osaka => "osaka",
        Revision.AmsterdamWithoutStateGas => "amsterdam-without-state-gas",
        Revision.Amsterdam => "amsterdam",
        _ => throw new ArgumentOutOfRangeException(nameof(revision), revision, "Not a revision."),
    };

    /// <summary>
    /// Finds the revision of a fork's name: the names of the specifications, of the state tests (<c>EIP150</c>, <c>ConstantinopleFix</c>,
    /// <c>Merge</c>, ...) and of forks that left the EVM as it was (<c>ArrowGlacier</c>). Case, spaces, hyphens and underscores do not
    /// matter.
    /// </summary>
    public static bool TryParse(string? name, out Revision revision)
    {
        revision = default;
        if (name is null)
        {
            return false;
        }

        Revision? found = Normalize(name) switch
        {
            "frontier" => Revision.Frontier,
            "homestead" or "daofork" or "dao" => Revision.Homestead,
            "tangerinewhistle" or "tangerine" or "eip150" => Revision.TangerineWhistle,
            "spuriousdragon" or "spurious" or "eip158" or "eip161" => Revision.SpuriousDragon,
            "byzantium" => Revision.Byzantium,
            "constantinople" => Revision.Constantinople,
            "petersburg" or "constantinoplefix" or "stpetersburg" => Revision.Petersburg,
            "istanbul" or "muirglacier" => Revision.Istanbul,
            "berlin" => Revision.Berlin,
            "london" or "arrowglacier" or "grayglacier" => Revision.London,
            "paris" or "merge" or "themerge" => Revision.Paris,
            "shanghai" or "shapella" => Revision.Shanghai,
            "cancun" or "dencun" => Revision.Cancun,
            "prague" or "pectra" => Revision.Prague,
            "osaka" or "fusaka" => Revision.Osaka,
            "amsterdamwithoutstategas" => Revision.AmsterdamWithoutStateGas,
            "amsterdam" or "glamsterdam" => Revision.Amsterdam,
            _ => null,
        };
        revision = found.GetValueOrDefault();
        return found.HasValue;
    }

    private static string Normalize(string name)
    {
        var buffer = name.Length <= 64 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (c is not (' ' or '-' or '_'))
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(buffer[..length]);
    }
}

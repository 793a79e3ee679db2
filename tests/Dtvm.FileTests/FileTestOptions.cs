// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Testing;

namespace Dtvm.FileTests;

/// <summary>Reads options of a file; an option that nobody reads is a fault.</summary>
internal sealed class FileTestOptions(string path, IReadOnlyDictionary<string, string> options)
{
    private readonly HashSet<string> _read = [];

    public ContractOptions Contract() => new(
        Revision(),
        Read("level", 2, text => int.TryParse(text, CultureInfo.InvariantCulture, out var level) && level is >= 0 and <= 3 ? level : null),
        Read("mode", RegionMode.Optimistic, text => Enum.TryParse<RegionMode>(text, true, out var mode) ? mode : null),
        Flag("metered", true));

    public long Gas() => Read("gas", 1_000_000L, text => long.TryParse(text, CultureInfo.InvariantCulture, out var gas) ? gas : null);

    public byte[] CallData()
    {
        _read.Add("calldata");
        return options.TryGetValue("calldata", out var text) && !Hex.TryDecode(text, out var bytes, out var error)
            ? throw new FormatException($"{path}: calldata: {error}")
            : options.TryGetValue("calldata", out text) ? Convert.FromHexString(text.Replace("0x", "", StringComparison.Ordinal)) : [];
    }

    public Revision Revision() =>
        Read("revision", Evm.Revision.Osaka, text => Revisions.TryParse(text, out var revision) ? revision : null);

    public bool Flag(string name, bool usual) => Read(name, usual, text => bool.TryParse(text, out var flag) ? flag : null);

    public void AssertAllRead()
    {
        foreach (var name in options.Keys)
        {
            if (!_read.Contains(name))
            {
                throw new FormatException($"{path}: there is no option '{name}' here");
            }
        }
    }

    private T Read<T>(string name, T usual, Func<string, T?> parse)
        where T : struct
    {
        _read.Add(name);
        return !options.TryGetValue(name, out var text)
            ? usual
            : parse(text) ?? throw new FormatException($"{path}: '{text}' is no value of option {name}");
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Numerics;

namespace Dtvm.Tool.Input;

/// <summary>Reads option values; each error names the option and the value.</summary>
internal static class Values
{
    /// <summary>Gas: 1 to 2^63 - 1, decimal or <c>0x</c> hex.</summary>
    public static long Gas(string text)
    {
        if (text.StartsWith('-') && U256.TryParse(text.AsSpan(1), out _))
        {
            throw new CliException($"--gas '{text}': must be at least 1");
        }

        var gas = Number("--gas", text);
        if (gas.IsZero)
        {
            throw new CliException($"--gas '{text}': must be at least 1");
        }

        return gas <= long.MaxValue ? (long)gas.Low64 : throw new CliException($"--gas '{text}': must be below 2^63");
    }

    /// <summary>A number below 2^256, decimal or <c>0x</c> hex.</summary>
    public static U256 Number(string option, string text) =>
        U256.TryParse(text, out var value) ? value : throw new CliException($"{option} '{text}': not a whole number from 0 to 2^256 - 1");

    /// <summary>Hex bytes.</summary>
    public static byte[] Bytes(string option, string text) =>
        Hex.TryDecode(text, out var bytes, out var error) ? bytes : throw new CliException($"{option}: {error}");

    /// <summary>An address.</summary>
    public static Address Address(string option, string text)
    {
        var bytes = Bytes(option, text);
        return bytes.Length == EvmcAddress.Size
            ? new Address(bytes)
            : throw new CliException($"{option} '{text}': an address has {EvmcAddress.Size} bytes, this has {bytes.Length}");
    }

    /// <summary>A revision by any of its names.</summary>
    public static Revision Revision(string text) =>
        Revisions.TryParse(text, out var revision)
            ? revision
            : throw new CliException($"--revision '{text}': unknown; one of {string.Join(", ", Revisions.All.Select(Revisions.Name))}");

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public static bool Switch(string option, string text) => text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new CliException($"{option} '{text}': must be on or off"),
    };

    /// <summary>A positive number of seconds.</summary>
    public static double Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600
            ? seconds
            : throw new CliException($"{option} '{text}': must be a number of seconds above 0, at most 3600");
}

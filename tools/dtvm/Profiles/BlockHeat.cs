// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.Json;
using Dtvm.Profiling;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Profiles;

/// <summary>What a profile says of an EVM basic block.</summary>
/// <param name="Pc">First program counter of the block.</param>
/// <param name="Executions">Executions of its first instruction.</param>
/// <param name="Gas">Gas without that of nested messages.</param>
internal readonly record struct BlockHeat(int Pc, long Executions, long Gas)
{
    /// <summary>Reads the blocks of a contract out of what <c>dtvm profile --json</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="code">The contract's code.</param>
    /// <returns>The blocks that ran, in the order of the file.</returns>
    /// <exception cref="CliException">The file cannot be read, is no profile, or has nothing of this code.</exception>
    public static List<BlockHeat> Read(string path, byte[] code) => Files.Guard(path, () =>
    {
        using var file = JsonFile.Read(path);
        var contract = EvmListing.NameOf(code);
        var blocks = new List<BlockHeat>();
        var others = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in file.Root["blocks"].Items())
        {
            if (row["contract"].Text() is var name && name != contract)
            {
                others.Add(name);
                continue;
            }

            // The STOP that is implied behind the code is a block too.
            blocks.Add(new BlockHeat(row["block"].Int(0, code.Length), row["executions"].Long(), row["gas"].Long()));
        }

        return blocks.Count > 0
            ? blocks
            : throw new CliException(
                $"--heat {path}: nothing of this code, {contract}, has run; contracts in it: "
                + (others.Count == 0 ? "none" : string.Join(", ", others)));
    });
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Profiling;

namespace Dtvm.Tool.Profiles;

/// <summary>What was counted of one contract, by program counter.</summary>
/// <param name="code">Its code.</param>
internal sealed class ContractCounts(byte[] code)
{
    /// <summary>The code.</summary>
    public byte[] Code { get; } = code;

    /// <summary>The beginning of its hash.</summary>
    public string Name { get; } = EvmListing.NameOf(code);

    /// <summary>For each program counter the first one of its block; -1 for data.</summary>
    public int[] Blocks { get; } = EvmListing.BlocksOf(code);

    /// <summary>For each program counter the entry of its region; -1 where it is in none.</summary>
    public int[] Regions { get; } = NoRegions(code.Length);

    /// <summary>Executions; the last one is that of the STOP that is implied behind the code.</summary>
    public long[] Executions { get; } = new long[code.Length + 1];

    /// <summary>Gas without that of nested messages.</summary>
    public long[] Gas { get; } = new long[code.Length + 1];

    /// <summary>Samples in machine code of the instruction.</summary>
    public long[] Samples { get; } = new long[code.Length + 1];

    /// <summary>Samples in what it called: helpers, the host.</summary>
    public long[] CalledSamples { get; } = new long[code.Length + 1];

    private static int[] NoRegions(int length)
    {
        var regions = new int[length];
        Array.Fill(regions, -1);
        return regions;
    }
}

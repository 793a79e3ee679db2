// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Profiles;

/// <summary>A line of a profile: a region, a block, a family or an opcode.</summary>
/// <param name="Contract">The contract; empty for all of them.</param>
/// <param name="Region">Entry of the region; -1 for none.</param>
/// <param name="Block">First program counter of the block; -1 for none.</param>
/// <param name="Name">What it is, for people.</param>
internal sealed record ProfileRow(string Contract, int Region, int Block, string Name)
{
    /// <summary>Executions: of a region or block those of its first instruction.</summary>
    public long Executions { get; set; }

    /// <summary>Gas without that of nested messages.</summary>
    public long Gas { get; set; }

    /// <summary>Samples in its machine code.</summary>
    public long Samples { get; set; }

    /// <summary>Samples in what it called: helpers and the host.</summary>
    public long CalledSamples { get; set; }

    /// <summary>All samples.</summary>
    public long AllSamples => Samples + CalledSamples;

    /// <summary>Adds an instruction.</summary>
    /// <param name="contract">Its contract.</param>
    /// <param name="pc">Its program counter.</param>
    /// <param name="isFirst">Whether its executions count.</param>
    public void Add(ContractCounts contract, int pc, bool isFirst)
    {
        Executions += isFirst ? contract.Executions[pc] : 0;
        Gas += contract.Gas[pc];
        Samples += contract.Samples[pc];
        CalledSamples += contract.CalledSamples[pc];
    }
}

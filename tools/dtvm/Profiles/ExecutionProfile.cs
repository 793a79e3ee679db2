// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evm;

namespace Dtvm.Tool.Profiles;

/// <summary>What a workload spends its gas and its time on.</summary>
/// <param name="Contracts">The contracts with what was counted.</param>
/// <param name="Mode">The mode that was timed.</param>
/// <param name="Runs">Runs that were timed.</param>
/// <param name="Nanoseconds">Time of one of them.</param>
/// <param name="Samples">Samples in all of them; 0 when none could be taken.</param>
/// <param name="OutsideSamples">Those of them that belong to no instruction.</param>
internal sealed record ExecutionProfile(
    List<ContractCounts> Contracts, string Mode, int Runs, double Nanoseconds, long Samples, long OutsideSamples)
{
    /// <summary>Gas of one run.</summary>
    public long Gas => Contracts.Sum(contract => contract.Gas.Sum());

    /// <summary>Instructions of one run.</summary>
    public long Instructions => Contracts.Sum(contract => contract.Executions.Sum());

    /// <summary>Nanoseconds of one run that a number of samples stands for.</summary>
    public double Time(long samples) => Samples == 0 ? 0 : Nanoseconds * samples / Samples;

    /// <summary>The rows of a kind, the hottest first.</summary>
    /// <param name="kind">region, block, family or opcode.</param>
    /// <param name="order">time, gas or executions.</param>
    public List<ProfileRow> Rows(string kind, string order)
    {
        var rows = new Dictionary<(string, int, string), ProfileRow>();
        foreach (var contract in Contracts)
        {
            for (var pc = 0; pc <= contract.Code.Length; pc++)
            {
                if (contract.Executions[pc] == 0 && contract.Samples[pc] + contract.CalledSamples[pc] == 0)
                {
                    continue;
                }

                var block = pc < contract.Code.Length ? contract.Blocks[pc] : contract.Code.Length;
                var known = block >= 0 && block < contract.Regions.Length ? contract.Regions[block] : -1;
                var region = known >= 0 ? known : block;
                var opcode = pc < contract.Code.Length ? (Opcode)contract.Code[pc] : Opcode.STOP;
                var (row, isFirst) = kind switch
                {
                    "region" => (new ProfileRow(contract.Name, region, -1, Hex(region)), pc == region),
                    "block" => (new ProfileRow(contract.Name, region, block, Hex(block)), pc == block),
                    "family" => (new ProfileRow("", -1, -1, OpcodeFamily.Of(opcode)), true),
                    _ => (new ProfileRow("", -1, -1, NameOf(opcode)), true),
                };
                var key = (row.Contract, kind == "region" ? region : row.Block, row.Contract.Length == 0 ? row.Name : "");
                rows.TryAdd(key, row);
                rows[key].Add(contract, pc, isFirst);
            }
        }

        return [.. rows.Values.OrderByDescending(row => Weight(row, order)).ThenBy(row => row.Contract).ThenBy(row => row.Name)];
    }

    /// <summary>Lines for a flame graph: contract, region, block and instruction, and a weight.</summary>
    /// <param name="order">What the weight is: time (in nanoseconds), gas or executions.</param>
    public IEnumerable<string> Folded(string order)
    {
        foreach (var row in Rows("block", order))
        {
            var contract = Contracts.Find(contract => contract.Name == row.Contract)!;
            for (var pc = 0; pc < contract.Code.Length; pc++)
            {
                var weight = order switch
                {
                    "gas" => contract.Gas[pc],
                    "executions" => contract.Executions[pc],
                    _ => (long)Time(contract.Samples[pc] + contract.CalledSamples[pc]),
                };
                if (contract.Blocks[pc] == row.Block && weight > 0)
                {
                    var name = NameOf((Opcode)contract.Code[pc]);
                    yield return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Contract};region {Hex(row.Region)};block {Hex(row.Block)};{Hex(pc)} {name} {weight}");
                }
            }
        }
    }

    /// <summary>A number as program counters are written.</summary>
    public static string Hex(int pc) => string.Create(CultureInfo.InvariantCulture, $"0x{pc:x}");

    private static double Weight(ProfileRow row, string order) => order switch
    {
        "gas" => row.Gas,
        "executions" => row.Executions,
        _ => row.AllSamples,
    };

    private static string NameOf(Opcode opcode)
    {
        var info = OpcodeTable.Get(opcode);
        return info.IsAssigned ? info.Name : $"0x{(byte)opcode:x2}";
    }
}

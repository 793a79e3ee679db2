// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Mir.Analyses;

namespace Dtvm.Mir.Verification;

/// <summary>What gas a function charges between the instructions that a charge may not cross, so that passes behind gas-metering can be
/// held to it.</summary>
/// <remarks>
/// A charge that fails ends the execution with all its gas gone, wherever it stands, as long as nothing lies between that somebody could
/// tell. So it may be joined with others and moved within its stretch: from a <see cref="MirTraits.GasBarrier"/> to the next one, through
/// blocks that are left and entered by one and the same edge. It may not cross a barrier, nor an edge beside which there are others: the
/// sum on every path has to stay what it was. A pass behind gas-metering leaves blocks, edges and barriers as they are.
/// </remarks>
internal sealed class ChargeLedger
{
    private readonly List<(string Place, string Text)> _entries = [];
    private readonly ControlFlowGraph _graph;

    /// <summary>Reads a function.</summary>
    /// <param name="function">A well-formed function.</param>
    public ChargeLedger(MirFunction function)
    {
        _graph = new ControlFlowGraph(function);
        foreach (var block in _graph.ReversePostorder)
        {
            if (Before(block) is null)
            {
                Read(block);
            }
        }
    }

    /// <summary>The first thing in which another ledger of the function differs.</summary>
    /// <param name="later">The ledger after a pass.</param>
    /// <returns>One line; null when nothing differs.</returns>
    public string? FindDifference(ChargeLedger later)
    {
        for (var i = 0; i < Math.Max(_entries.Count, later._entries.Count); i++)
        {
            var (place, before) = i < _entries.Count ? _entries[i] : ("the end", "nothing");
            var (otherPlace, after) = i < later._entries.Count ? later._entries[i] : ("the end", "nothing");
            if (before != after || place != otherPlace)
            {
                return $"behind gas-metering a charge crossed what it may not: {after} at {otherPlace} instead of {before} at {place}";
            }
        }

        return null;
    }

    private void Read(MirBlock head)
    {
        var sum = 0L;
        for (var block = head; block is not null; block = After(block))
        {
            foreach (var inst in block.Instructions)
            {
                if (inst.Op == MirOp.GasCharge)
                {
                    sum += inst.Cost;
                }
                else if (inst.Has(MirTraits.GasBarrier) || inst.IsTerminator)
                {
                    var isPassed = inst.IsTerminator && After(block) is not null;
                    var name = inst.Op == MirOp.RuntimeCall ? "rt." + RuntimeCallTable.Get(inst.Call).Name : inst.Info.Name;
                    var text = isPassed ? name : string.Create(CultureInfo.InvariantCulture, $"{sum} gas before {name}");
                    foreach (var target in inst.Targets)
                    {
                        text += " " + target.Block;
                    }

                    _entries.Add((block.ToString()!, text));
                    sum = isPassed ? sum : 0;
                }
            }
        }
    }

    /// <summary>The block that always follows, when nothing else leads to it.</summary>
    private MirBlock? After(MirBlock block)
    {
        var targets = block.Instructions[^1].Targets;
        return targets.Length == 1 && Before(targets[0].Block) == block ? targets[0].Block : null;
    }

    /// <summary>The block that always comes before, when it leads nowhere else.</summary>
    private MirBlock? Before(MirBlock block)
    {
        var edges = _graph.Incoming(block);
        return edges.Length == 1 && edges[0].From.Instructions[^1].Targets.Length == 1 && edges[0].From != block ? edges[0].From : null;
    }
}

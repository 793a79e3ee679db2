// SPDX-License-Identifier: Apache-2.0

using Iced.Intel;

namespace Dtvm.Tool.Verification;

/// <summary>Where the loops of a unit begin: the targets of edges that lead back on a depth-first walk. Every loop passes one, so only
/// there less must be made of what is known, for an end to come.</summary>
/// <param name="code">The code.</param>
/// <param name="first">The unit's first instruction.</param>
/// <param name="end">One past its last.</param>
/// <param name="entries">Where ways come together.</param>
internal sealed class LoopHeads(DecodedCode code, int first, int end, IReadOnlyCollection<int> entries)
{
    private readonly HashSet<int> _leaders = [.. entries, first];
    private readonly HashSet<int> _heads = [];
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<int> _onPath = [];
    private readonly Stack<(int Leader, Queue<int> Successors)> _path = new();

    /// <summary>Finds them.</summary>
    internal IReadOnlySet<int> Find()
    {
        Enter(first);
        while (_path.TryPeek(out var top))
        {
            if (!top.Successors.TryDequeue(out var successor))
            {
                _onPath.Remove(top.Leader);
                _path.Pop();
            }
            else if (_onPath.Contains(successor))
            {
                _heads.Add(successor);
            }
            else if (!_seen.Contains(successor))
            {
                Enter(successor);
            }
        }

        return _heads;
    }

    private void Enter(int leader)
    {
        _seen.Add(leader);
        _onPath.Add(leader);
        _path.Push((leader, SuccessorsOf(leader)));
    }

    private Queue<int> SuccessorsOf(int leader)
    {
        var successors = new Queue<int>();
        for (var i = leader; i < end; i++)
        {
            if (i > leader && _leaders.Contains(i))
            {
                successors.Enqueue(i);
                break;
            }

            var instruction = code.Instructions[i];
            if ((instruction.IsJccShortOrNear || instruction.IsJmpShortOrNear)
                && code.IndexAt((long)instruction.NearBranchTarget) is var target && target >= first && target < end)
            {
                successors.Enqueue(target);
            }

            if (instruction.FlowControl is FlowControl.UnconditionalBranch or FlowControl.IndirectBranch or FlowControl.Return)
            {
                break;
            }
        }

        return successors;
    }
}

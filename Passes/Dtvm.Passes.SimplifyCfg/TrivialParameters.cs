// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Removes block parameters that are the same value on every edge.</summary>
/// <remarks>
/// Optimistic: a parameter that has not been looked at agrees with everything, so that parameters of loops that only feed each other go
/// too.
/// If the arguments of a set of parameters agree on one value from outside the set, that value dominates all their blocks, because every
/// path to
/// them comes through an edge that carries it.
/// </remarks>
internal sealed class TrivialParameters
{
    private const int Unknown = -1;

    /// <summary>A parameter looked at this often stays. It bounds the work on graphs built to change one argument at a time.</summary>
    private const int MaxEvaluations = 16;

    private readonly List<int> _parameters = [];
    private readonly Queue<int> _queue = new();
    private ControlFlowGraph _graph = null!;
    private int[] _same = [];           // by value: what it always equals, itself, or Unknown
    private (MirBlock Block, int Index)[] _place = []; // by value, for parameters
    private int[] _usersStart = [];
    private int[] _next = [];
    private int[] _users = [];          // by value: the parameters it is an argument for
    private bool[] _isQueued = [];
    private byte[] _evaluations = [];

    /// <summary>Removes the needless parameters of a function without unreachable blocks.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Run(MirFunction function, PassContext context)
    {
        if (!HasParameters(function))
        {
            return false;
        }

        var analysis = context.Workspace(static () => new TrivialParameters());
        analysis.Solve(function, context.Graph(function));
        var editor = context.Editor(function);
        foreach (var id in analysis._parameters)
        {
            if (analysis._same[id] != id && analysis._same[id] != Unknown)
            {
                editor.Replace(new Value(id), new Value(analysis._same[id]));
                editor.RemoveParameter(new Value(id));
            }
        }

        if (!editor.Apply())
        {
            return false;
        }

        context.Invalidate(MirAnalyses.Blocks);
        return true;
    }

    private static bool HasParameters(MirFunction function)
    {
        foreach (var block in function.Blocks)
        {
            if (block.Parameters.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Begin(MirFunction function, ControlFlowGraph graph)
    {
        _graph = graph;
        var count = function.ValueCount;
        Table.Ensure(ref _same, count);
        Table.Ensure(ref _place, count);
        Table.Ensure(ref _usersStart, count + 1);
        Table.Ensure(ref _next, count);
        Table.Ensure(ref _isQueued, count);
        Table.Ensure(ref _evaluations, count);
        Array.Clear(_usersStart, 0, count + 1);
        Array.Clear(_evaluations, 0, count);
        for (var i = 0; i < count; i++)
        {
            _same[i] = i;
        }

        _parameters.Clear();
        foreach (var block in graph.ReversePostorder)
        {
            for (var i = 0; i < block.Parameters.Count; i++)
            {
                var id = block.Parameters[i].Id;
                _parameters.Add(id);
                _same[id] = Unknown;
                _place[id] = (block, i);
            }
        }

        CollectUsers(count);
    }

    private void CollectUsers(int valueCount)
    {
        foreach (var id in _parameters)
        {
            foreach (var edge in _graph.Incoming(_place[id].Block))
            {
                _usersStart[edge.Target.Arguments[_place[id].Index].Id + 1]++;
            }
        }

        for (var i = 0; i < valueCount; i++)
        {
            _next[i] = _usersStart[i];
            _usersStart[i + 1] += _usersStart[i];
        }

        Table.Ensure(ref _users, _usersStart[valueCount]);
        foreach (var id in _parameters)
        {
            foreach (var edge in _graph.Incoming(_place[id].Block))
            {
                _users[_next[edge.Target.Arguments[_place[id].Index].Id]++] = id;
            }
        }
    }

    private void Solve(MirFunction function, ControlFlowGraph graph)
    {
        Begin(function, graph);
        foreach (var id in _parameters)
        {
            _isQueued[id] = true;
            _queue.Enqueue(id);
        }

        while (_queue.TryDequeue(out var id))
        {
            _isQueued[id] = false;
            if (_same[id] == id)
            {
                continue; // Once it stands for itself it always will.
            }

            var same = ++_evaluations[id] > MaxEvaluations ? id : Evaluate(id);
            if (same == _same[id])
            {
                continue;
            }

            _same[id] = same;
            for (var i = _usersStart[id]; i < _usersStart[id + 1]; i++)
            {
                if (!_isQueued[_users[i]])
                {
                    _isQueued[_users[i]] = true;
                    _queue.Enqueue(_users[i]);
                }
            }
        }
    }

    private int Evaluate(int id)
    {
        var same = Unknown;
        var (block, index) = _place[id];
        foreach (var edge in _graph.Incoming(block))
        {
            var argument = _same[edge.Target.Arguments[index].Id];
            if (argument == Unknown || argument == id || argument == same)
            {
                continue;
            }

            if (same != Unknown)
            {
                return id;
            }

            same = argument;
        }

        return same;
    }
}

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;

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

    private readonly ControlFlowGraph _graph;
    private readonly int[] _same;           // by value: what it always equals, itself, or Unknown
    private readonly MirBlock?[] _block;    // by value: the block it is a parameter of
    private readonly int[] _index;          // by value: its position among the parameters
    private readonly List<int> _parameters = [];
    private readonly int[] _usersStart;
    private readonly int[] _users;          // by value: the parameters it is an argument for

    private TrivialParameters(MirFunction function, ControlFlowGraph graph)
    {
        _graph = graph;
        var count = function.ValueCount;
        _same = new int[count];
        _block = new MirBlock?[count];
        _index = new int[count];
        for (var i = 0; i < count; i++)
        {
            _same[i] = i;
        }

        foreach (var block in graph.ReversePostorder)
        {
            for (var i = 0; i < block.Parameters.Count; i++)
            {
                var id = block.Parameters[i].Id;
                _parameters.Add(id);
                _same[id] = Unknown;
                _block[id] = block;
                _index[id] = i;
            }
        }

        (_usersStart, _users) = CollectUsers(count);
    }

    /// <summary>Removes the needless parameters of a function without unreachable blocks.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Run(MirFunction function, ControlFlowGraph graph)
    {
        if (!function.Blocks.Exists(block => block.Parameters.Count > 0))
        {
            return false;
        }

        var analysis = new TrivialParameters(function, graph);
        analysis.Solve();
        var editor = new MirEditor(function);
        foreach (var id in analysis._parameters)
        {
            if (analysis._same[id] != id && analysis._same[id] != Unknown)
            {
                editor.Replace(new Value(id), new Value(analysis._same[id]));
                editor.RemoveParameter(new Value(id));
            }
        }

        return editor.Apply();
    }

    private (int[] Start, int[] Users) CollectUsers(int valueCount)
    {
        var start = new int[valueCount + 1];
        foreach (var id in _parameters)
        {
            foreach (var edge in _graph.Incoming(_block[id]!))
            {
                start[edge.Target.Arguments[_index[id]].Id + 1]++;
            }
        }

        for (var i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }

        var users = new int[start[^1]];
        var next = start.AsSpan(0, valueCount).ToArray();
        foreach (var id in _parameters)
        {
            foreach (var edge in _graph.Incoming(_block[id]!))
            {
                users[next[edge.Target.Arguments[_index[id]].Id]++] = id;
            }
        }

        return (start, users);
    }

    private void Solve()
    {
        var queue = new Queue<int>(_parameters);
        var isQueued = new bool[_same.Length];
        var evaluations = new byte[_same.Length];
        foreach (var id in _parameters)
        {
            isQueued[id] = true;
        }

        while (queue.TryDequeue(out var id))
        {
            isQueued[id] = false;
            if (_same[id] == id)
            {
                continue; // Once it stands for itself it always will.
            }

            var same = ++evaluations[id] > MaxEvaluations ? id : Evaluate(id);
            if (same == _same[id])
            {
                continue;
            }

            _same[id] = same;
            for (var i = _usersStart[id]; i < _usersStart[id + 1]; i++)
            {
                if (!isQueued[_users[i]])
                {
                    isQueued[_users[i]] = true;
                    queue.Enqueue(_users[i]);
                }
            }
        }
    }

    private int Evaluate(int id)
    {
        var same = Unknown;
        foreach (var edge in _graph.Incoming(_block[id]!))
        {
            var argument = _same[edge.Target.Arguments[_index[id]].Id];
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

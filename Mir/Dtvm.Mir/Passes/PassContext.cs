// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;

namespace Dtvm.Mir.Passes;

/// <summary>The analyses that a <see cref="PassContext"/> keeps.</summary>
[Flags]
public enum MirAnalyses
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Reverse postorder and incoming edges: <see cref="PassContext.Graph"/>.</summary>
    ControlFlow = 1 << 0,

    /// <summary>The dominator tree: <see cref="PassContext.Dominators"/>.</summary>
    Dominators = 1 << 1,

    /// <summary>The number of uses of each value: <see cref="PassContext.Uses"/>.</summary>
    Uses = 1 << 2,

    /// <summary>The natural loops: <see cref="PassContext.Loops"/>.</summary>
    Loops = 1 << 3,

    /// <summary>The range of each value: <see cref="PassContext.Ranges"/>.</summary>
    Ranges = 1 << 4,

    /// <summary>What depends on blocks and edges alone.</summary>
    Blocks = ControlFlow | Dominators | Loops,

    /// <summary>What depends on values alone, for a pass that changes neither them nor how they are used.</summary>
    Values = Uses | Ranges,

    /// <summary>All: the pass has told the context of each change that matters (<see cref="PassContext.Invalidate"/>).</summary>
    All = Blocks | Values,
}

/// <summary>What a pass may look at besides its function: the module, and analyses that passes share.</summary>
/// <remarks>
/// An analysis is made when it is asked for and kept until a pass changes the function, or goes over to another one. Its object is used
/// again for the next function: hold none longer than that. A pass that changes the function and goes on to ask says so by
/// <see cref="Invalidate"/>; what it leaves is known from what it returns and from <see cref="PassInfo.Preserves"/>. So whoever runs passes
/// runs them by <see cref="Run"/>. Serves one thread.
/// </remarks>
/// <param name="module">The module the function belongs to.</param>
public sealed class PassContext(MirModule module)
{
    private readonly Dictionary<Type, object> _workspaces = [];
    private MirFunction? _function;
    private MirAnalyses _valid;
    private ControlFlowGraph? _graph;
    private DominatorTree? _dominators;
    private UseCounts? _uses;
    private LoopForest? _loops;
    private ValueRanges? _ranges;
    private MirEditor? _editor;

    /// <summary>The module the function belongs to.</summary>
    public MirModule Module { get; } = module;

    /// <summary>The control-flow graph of a function as it is now.</summary>
    /// <param name="function">The function.</param>
    public ControlFlowGraph Graph(MirFunction function)
    {
        if (IsNew(function, MirAnalyses.ControlFlow))
        {
            if (_graph is null)
            {
                _graph = new ControlFlowGraph(function);
            }
            else
            {
                _graph.Compute(function);
            }
        }

        return _graph!;
    }

    /// <summary>The dominator tree of a function as it is now.</summary>
    /// <param name="function">The function.</param>
    public DominatorTree Dominators(MirFunction function)
    {
        var graph = Graph(function);
        if (IsNew(function, MirAnalyses.Dominators))
        {
            if (_dominators is null)
            {
                _dominators = new DominatorTree(graph);
            }
            else
            {
                _dominators.Compute();
            }
        }

        return _dominators!;
    }

    /// <summary>The number of uses of each value of a function as it is now.</summary>
    /// <param name="function">The function.</param>
    public UseCounts Uses(MirFunction function)
    {
        if (IsNew(function, MirAnalyses.Uses))
        {
            if (_uses is null)
            {
                _uses = new UseCounts(function);
            }
            else
            {
                _uses.Compute(function);
            }
        }

        return _uses!;
    }

    /// <summary>The natural loops of a function as it is now.</summary>
    /// <param name="function">The function.</param>
    public LoopForest Loops(MirFunction function)
    {
        var dominators = Dominators(function);
        if (IsNew(function, MirAnalyses.Loops))
        {
            if (_loops is null)
            {
                _loops = new LoopForest(_graph!, dominators);
            }
            else
            {
                _loops.Compute();
            }
        }

        return _loops!;
    }

    /// <summary>The range of each value of a function as it is now.</summary>
    /// <param name="function">The function.</param>
    public ValueRanges Ranges(MirFunction function)
    {
        var graph = Graph(function);
        if (IsNew(function, MirAnalyses.Ranges))
        {
            if (_ranges is null)
            {
                _ranges = new ValueRanges(function, graph);
            }
            else
            {
                _ranges.Compute(function, graph);
            }
        }

        return _ranges!;
    }

    /// <summary>An editor of a function with nothing recorded; there is one at a time.</summary>
    /// <param name="function">The function.</param>
    public MirEditor Editor(MirFunction function)
    {
        _editor ??= new MirEditor(function);
        _editor.Begin(function);
        return _editor;
    }

    /// <summary>Tables of a pass that keep their memory from function to function: one object of each type.</summary>
    /// <typeparam name="T">The pass's own type.</typeparam>
    /// <param name="make">Makes it when there is none yet.</param>
    public T Workspace<T>(Func<T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        if (!_workspaces.TryGetValue(typeof(T), out var workspace))
        {
            workspace = make();
            _workspaces.Add(typeof(T), workspace);
        }

        return (T)workspace;
    }

    /// <summary>Forgets analyses, because the function has changed.</summary>
    /// <param name="preserved">Those that hold nevertheless.</param>
    /// <remarks>Dominators and loops stand on the graph, and go with it.</remarks>
    public void Invalidate(MirAnalyses preserved = MirAnalyses.None)
    {
        _valid &= preserved;
        if (!Keeps(MirAnalyses.ControlFlow))
        {
            _valid &= ~(MirAnalyses.Dominators | MirAnalyses.Loops);
        }
        else if (!Keeps(MirAnalyses.Dominators))
        {
            _valid &= ~MirAnalyses.Loops;
        }
    }

    /// <summary>Removes the blocks that cannot be reached; the analyses of blocks hold afterwards as well.</summary>
    /// <param name="function">A function whose blocks end with terminators.</param>
    /// <returns>Whether there were any.</returns>
    public bool RemoveUnreachableBlocks(MirFunction function)
    {
        if (!MirEditor.RemoveUnreachableBlocks(function, Graph(function)))
        {
            return false;
        }

        Invalidate(MirAnalyses.Blocks);
        return true;
    }

    /// <summary>Runs a pass over a function.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="function">The function.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Run(IMirPass pass, MirFunction function)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var changed = pass.Run(function, this);
        if (changed)
        {
            Invalidate(pass.Info.Preserves);
        }

        return changed;
    }

    /// <summary>Runs a pass over the module. Afterwards nothing is kept of any function, if it changed something.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>Whether anything changed.</returns>
    public bool RunModulePass(MirModulePass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var changed = pass.Run(Module, this);
        if (changed)
        {
            Invalidate();
        }

        return changed;
    }

    /// <summary>Makes each analysis anew that is kept of a function, and compares.</summary>
    /// <param name="function">The function.</param>
    /// <returns>The name of one that differs; null when none does.</returns>
    internal string? FindStale(MirFunction function)
    {
        if (!ReferenceEquals(_function, function))
        {
            return null;
        }

        var graph = new ControlFlowGraph(function);
        if (Keeps(MirAnalyses.ControlFlow) && !_graph!.Equals(graph))
        {
            return "control-flow graph";
        }

        // The others look into the graph that is kept, so they mean something only when it holds.
        if (Keeps(MirAnalyses.ControlFlow | MirAnalyses.Dominators))
        {
            var dominators = new DominatorTree(graph);
            if (!_dominators!.Equals(dominators))
            {
                return "dominator tree";
            }

            if (Keeps(MirAnalyses.Loops) && !_loops!.Equals(new LoopForest(graph, dominators)))
            {
                return "loops";
            }
        }

        if (Keeps(MirAnalyses.Uses) && !_uses!.Equals(new UseCounts(function)))
        {
            return "use counts";
        }

        return Keeps(MirAnalyses.Ranges) && !_ranges!.Equals(new ValueRanges(function, graph)) ? "value ranges" : null;
    }

    private bool Keeps(MirAnalyses analyses) => (_valid & analyses) == analyses;

    /// <summary>Whether an analysis must be made, which is then taken as done.</summary>
    private bool IsNew(MirFunction function, MirAnalyses analysis)
    {
        if (!ReferenceEquals(_function, function))
        {
            _function = function;
            _valid = MirAnalyses.None;
        }

        var isNew = (_valid & analysis) == 0;
        _valid |= analysis;
        return isNew;
    }
}

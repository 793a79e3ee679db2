using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Removes instructions that only compute or read something nobody uses, and block parameters nobody uses.</summary>
/// <remarks>
/// <code>
/// v1 = mem.touch v0, 32       =>      v1 = mem.touch v0, 32
/// v2 = mem.load v1
/// v3 = add i256 v2, v2
/// stop                                stop
/// </code>
/// A touch stays: growing memory costs gas (Yellow Paper, appendix H). A value is alive when an instruction with effects or a terminator
/// needs it, by
/// way of any number of pure instructions and parameters; so loops that only feed themselves go as well. Linear: every value is marked
/// once.
/// </remarks>
public sealed class DeadCodeElimination : IMirPass
{
    private const MirEffects Reads =
        MirEffects.ReadsMemory | MirEffects.ReadsMemorySize | MirEffects.ReadsGas | MirEffects.ReadsStack | MirEffects.ReadsReturnData;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new("dce", "removes instructions without effects and block parameters whose value nobody uses");

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        // Without unreachable blocks the incoming edges of the graph are all edges there are.
        var changed = MirEditor.RemoveUnreachableBlocks(function);
        var isAlive = Mark(function);
        var editor = new MirEditor(function);
        foreach (var block in function.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                if (!isAlive[parameter.Id])
                {
                    editor.RemoveParameter(parameter);
                }
            }

            changed |= block.Instructions.RemoveAll(inst => IsRemovable(inst) && !(inst.Result.IsValid && isAlive[inst.Result.Id])) > 0;
        }

        return editor.Apply() | changed;
    }

    private static bool IsRemovable(MirInst inst) => (inst.Effects & ~Reads) == 0;

    private static bool[] Mark(MirFunction function)
    {
        var marker = new Marker(function);
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                if (!IsRemovable(inst))
                {
                    // Arguments of targets live only as long as the parameters they are for.
                    foreach (var operand in inst.Operands)
                    {
                        marker.Mark(operand);
                    }
                }
            }
        }

        marker.Propagate();
        return marker.IsAlive;
    }

    private sealed class Marker
    {
        private readonly ValueDefinitions _definitions;
        private readonly ControlFlowGraph _graph;
        private readonly int[] _parameterIndex; // by value
        private readonly Stack<Value> _pending = new();

        public Marker(MirFunction function)
        {
            _definitions = new ValueDefinitions(function);
            _graph = new ControlFlowGraph(function);
            _parameterIndex = new int[function.ValueCount];
            IsAlive = new bool[function.ValueCount];
            foreach (var block in function.Blocks)
            {
                for (var i = 0; i < block.Parameters.Count; i++)
                {
                    _parameterIndex[block.Parameters[i].Id] = i;
                }
            }
        }

        public bool[] IsAlive { get; }

        public void Mark(Value value)
        {
            if (!IsAlive[value.Id])
            {
                IsAlive[value.Id] = true;
                _pending.Push(value);
            }
        }

        public void Propagate()
        {
            while (_pending.TryPop(out var value))
            {
                if (_definitions.InstructionOf(value) is { } inst)
                {
                    foreach (var operand in inst.Operands)
                    {
                        Mark(operand);
                    }
                }
                else if (_definitions.BlockOf(value) is { } block)
                {
                    foreach (var edge in _graph.Incoming(block))
                    {
                        Mark(edge.Target.Arguments[_parameterIndex[value.Id]]);
                    }
                }
            }
        }
    }
}

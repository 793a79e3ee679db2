using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Joins memory growth checks of addresses that differ by constants, and removes those that an earlier check covers.</summary>
/// <remarks>
/// <code>
/// v1 = mem.touch v0, 32               =>      v1 = mem.touch v0, 64
/// v3 = add i256 v0, v2  ; v2 = 0x20           v3 = add i256 v0, v2
/// v4 = mem.touch v3, 32                       v5 = const i64 0x20
///                                             v4 = add i64 v1, v5
/// </code>
/// Memory never shrinks, so a check holds wherever it dominates. A check may also do the work of a later one of its block in advance: all
/// that can come of it is out_of_gas, which the later one would have met as well, and growth to the same size costs the same in one step as
/// in several (Yellow Paper, appendix H). It may not pass an instruction that somebody outside could observe, or that reads the gas left or
/// the size of memory. An address above a touched one by a constant cannot wrap, because touched addresses are below 2^32; one below might,
/// so it keeps its own check.
/// </remarks>
public sealed class TouchMerging : IMirPass
{
    /// <summary>No check is widened past this: offsets in contracts are small, and hostile ones stay their own problem.</summary>
    private const long MaxExtent = 1 << 20;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new("touch-merging", "joins memory growth checks of addresses that differ by constants")
    {
        Requirements = [new(PassRule.FollowedBy, "dce", "it leaves the addresses it no longer checks without use")],
        Source = "Yellow Paper, appendix H: growing memory to a size costs the same in one step as in several",
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        MirEditor.RemoveUnreachableBlocks(function);
        return new Walk(function).Run();
    }

    /// <summary>What is known of the addresses around a base value.</summary>
    /// <param name="Offset">Distance from the base of the lowest touched address.</param>
    /// <param name="Address">That address, I64; none for constant addresses.</param>
    /// <param name="Extent">Distance from the base up to which memory is valid.</param>
    /// <param name="Check">The last check made; it can be widened while nothing observable follows it.</param>
    /// <param name="CheckOffset">Distance from the base of the address it checks.</param>
    /// <param name="Epoch">The stretch of code without anything observable that it stands in.</param>
    private readonly record struct Touched(long Offset, Value Address, long Extent, MirInst Check, long CheckOffset, int Epoch);

    private sealed class Walk(MirFunction function)
    {
        private readonly ValueDefinitions _definitions = new(function);
        private readonly DominatorTree _dominators = new(new ControlFlowGraph(function));
        private readonly Dictionary<Value, Touched> _known = [];
        private readonly Stack<(Value Base, Touched? Before)> _undo = new();
        private readonly Stack<(MirBlock Block, int UndoDepth)> _scopes = new();
        private int _epoch;
        private bool _changed;

        public bool Run()
        {
            foreach (var block in _dominators.Preorder)
            {
                EnterScope(block);
                _epoch++;
                var instructions = block.Instructions;
                for (var i = 0; i < instructions.Count; i++)
                {
                    if (instructions[i].Op == MirOp.MemTouch)
                    {
                        i += Visit(instructions, i);
                    }
                    else if (IsBorder(instructions[i]))
                    {
                        _epoch++;
                    }
                }
            }

            return _changed;
        }

        private static bool IsBorder(MirInst inst) =>
            inst.Op is MirOp.GasLeft or MirOp.MemorySize
            || (inst.Op == MirOp.RuntimeCall && RuntimeCallTable.Get(inst.Call).IsObservable);

        private void EnterScope(MirBlock block)
        {
            var dominator = _dominators.ImmediateDominator(block);
            while (_scopes.TryPeek(out var scope) && scope.Block != dominator)
            {
                _scopes.Pop();
                while (_undo.Count > scope.UndoDepth)
                {
                    var (key, before) = _undo.Pop();
                    if (before is { } touched)
                    {
                        _known[key] = touched;
                    }
                    else
                    {
                        _known.Remove(key);
                    }
                }
            }

            _scopes.Push((block, _undo.Count));
        }

        private void Remember(Value key, Touched touched)
        {
            _undo.Push((key, _known.TryGetValue(key, out var before) ? before : null));
            _known[key] = touched;
        }

        /// <summary>Handles a check.</summary>
        /// <returns>How many instructions were inserted before it.</returns>
        private int Visit(List<MirInst> instructions, int index)
        {
            var check = instructions[index];
            if (!TrySplit(check.Operands[0], out var key, out var offset))
            {
                return 0;
            }

            var end = offset + check.Immediate;
            if (!_known.TryGetValue(key, out var known))
            {
                Remember(key, new Touched(offset, AddressOf(key, check), end, check, offset, _epoch));
                return 0;
            }

            if (offset >= known.Offset && TryCover(ref known, end))
            {
                Remember(key, known);
                _changed = true;
                return Derive(instructions, index, known, offset);
            }

            var isLower = offset < known.Offset;
            Remember(key, new Touched(
                isLower ? offset : known.Offset,
                isLower ? AddressOf(key, check) : known.Address,
                Math.Max(known.Extent, end),
                check,
                offset,
                _epoch));
            return 0;
        }

        /// <summary>Whether memory is valid up to an end, if need be by widening the last check.</summary>
        private bool TryCover(ref Touched known, long end)
        {
            if (end <= known.Extent)
            {
                return true;
            }

            if (known.Epoch != _epoch || end - known.CheckOffset > MaxExtent)
            {
                return false;
            }

            known.Check.Immediate = Math.Max(known.Check.Immediate, end - known.CheckOffset);
            known = known with { Extent = end };
            return true;
        }

        /// <summary>Replaces a check by the computation of its address.</summary>
        private int Derive(List<MirInst> instructions, int index, Touched known, long offset)
        {
            var check = instructions[index];
            var isConstant = !known.Address.IsValid;
            var distance = new MirInst(MirOp.Const, MirType.I64)
            {
                Constant = (ulong)(isConstant ? offset : offset - known.Offset),
                Result = isConstant ? check.Result : function.NewValue(MirType.I64),
                Pc = check.Pc,
            };
            if (isConstant)
            {
                instructions[index] = distance;
                return 0;
            }

            instructions[index] = new MirInst(MirOp.Add, MirType.I64, known.Address, distance.Result)
            {
                Result = check.Result,
                Pc = check.Pc,
            };
            instructions.Insert(index, distance);
            return 1;
        }

        private static Value AddressOf(Value key, MirInst check) => key.IsValid ? check.Result : Value.None;

        /// <summary>Splits an address into a base and a constant; the base of a constant is <see cref="Value.None"/>.</summary>
        private bool TrySplit(Value address, out Value key, out long offset)
        {
            key = address;
            offset = 0;
            while (_definitions.InstructionOf(key) is { } inst)
            {
                if (inst.Op == MirOp.Const)
                {
                    key = Value.None;
                    return TryAdd(ref offset, inst);
                }

                if (inst.Op != MirOp.Add || ConstantOperand(inst) is not { } index || !TryAdd(ref offset, Definition(inst.Operands[index])))
                {
                    break;
                }

                key = inst.Operands[1 - index];
            }

            return true;
        }

        private int? ConstantOperand(MirInst add) =>
            Definition(add.Operands[1]) is { Op: MirOp.Const } ? 1 : Definition(add.Operands[0]) is { Op: MirOp.Const } ? 0 : null;

        private MirInst Definition(Value value) => _definitions.InstructionOf(value) ?? NoDefinition;

        private static MirInst NoDefinition { get; } = new(MirOp.Stop, MirType.Void);

        private static bool TryAdd(ref long offset, MirInst constant)
        {
            if (constant.Constant > (ulong)MaxExtent || offset + (long)constant.Constant.Low64 > MaxExtent)
            {
                return false;
            }

            offset += (long)constant.Constant.Low64;
            return true;
        }
    }
}

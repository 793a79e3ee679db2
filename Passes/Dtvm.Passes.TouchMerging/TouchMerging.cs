// SPDX-License-Identifier: Apache-2.0

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
/// A range of a size that is not known, and that the next instruction accesses, is left to that instruction:
/// <code>
/// v2 = mem.range v0, v1               =>      v2 = trunc i64 v0
/// v3 = trunc i64 v1                           v3 = trunc i64 v1
/// v4 = rt.keccak256 v2, v3                    v4 = rt.keccak256 v0, v1
/// </code>
/// The runtime makes it valid as well, so that its check would be machine code for nothing.
/// What makes its ranges valid by itself (<see cref="MirInst.MakesRangesValid"/>) is a check of them for what it dominates, when their
/// sizes are constants; but it is never widened.
/// </remarks>
public sealed class TouchMerging : IMirPass
{
    /// <summary>No check is widened past this: offsets in contracts are small, and hostile ones stay their own problem.</summary>
    private const long MaxExtent = MemoryRange.MaxTouchSize;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new("touch-merging", "joins memory growth checks of addresses that differ by constants")
    {
        Requirements = [new(PassRule.FollowedBy, "dce", "it leaves the addresses it no longer checks without use")],
        Preserves = MirAnalyses.Blocks,
        Source = "Yellow Paper, appendix H: growing memory to a size costs the same in one step as in several",
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        context.RemoveUnreachableBlocks(function);
        return HasWork(function) && context.Workspace(static () => new Walk()).Run(function, context.Dominators(function));
    }

    /// <summary>Whether there are two checks of which one may cover the other, or a range that may be left to its instruction.</summary>
    private static bool HasWork(MirFunction function)
    {
        var count = 0;
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                count += inst.Op == MirOp.MemTouch || (inst.Op == MirOp.RuntimeCall && inst.MakesRangesValid) ? 1 : 0;
                if (count == 2 || inst.Op == MirOp.MemRange)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What is known of the addresses around a base value.</summary>
    /// <param name="Offset">Distance from the base of the lowest touched address.</param>
    /// <param name="Address">That address, I64; none for constant addresses.</param>
    /// <param name="Extent">Distance from the base up to which memory is valid.</param>
    /// <param name="Check">The last check made; it can be widened while nothing observable follows it. None when a runtime
    /// call made the memory valid.</param>
    /// <param name="CheckOffset">Distance from the base of the address it checks.</param>
    /// <param name="Epoch">The stretch of code without anything observable that it stands in.</param>
    private readonly record struct Touched(long Offset, Value Address, long Extent, MirInst Check, long CheckOffset, int Epoch);

    private sealed class Walk
    {
        /// <summary>Of what runtime calls made valid: there is no check that could be widened.</summary>
        private const int NoEpoch = -1;

        private readonly Dictionary<Value, Touched> _known = [];
        private readonly MirRewriter _output = new();
        private readonly Stack<(Value Base, Touched? Before)> _undo = new();
        private readonly Stack<(MirBlock Block, int UndoDepth)> _scopes = new();
        private MirFunction _function = null!;
        private DominatorTree _dominators = null!;
        private MirInst? _range; // the last range, while nothing behind it has an effect
        private int _epoch;
        private bool _changed;

        public bool Run(MirFunction function, DominatorTree dominators)
        {
            _function = function;
            _dominators = dominators;
            _known.Clear();
            _undo.Clear();
            _scopes.Clear();
            _epoch = 0;
            _changed = false;
            foreach (var block in _dominators.Preorder)
            {
                EnterScope(block);
                _epoch++;
                _range = null;
                foreach (var inst in block.Instructions)
                {
                    Visit(inst);
                    _output.Add(inst);
                }

                _output.MoveTo(block);
            }

            return _changed;
        }

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

        private void Visit(MirInst inst)
        {
            if (inst.Op == MirOp.MemTouch)
            {
                _range = null;
                Merge(inst);
                return;
            }

            var effects = inst.Effects;
            if (effects == MirEffects.None)
            {
                return;
            }

            if ((effects & (MirEffects.ReadsMemory | MirEffects.WritesMemory)) != 0)
            {
                if (_range is { } range)
                {
                    Leave(range, inst);
                }

                if (inst.MakesRangesValid)
                {
                    Learn(inst, inst.ReadRange);
                    Learn(inst, inst.WrittenRange);
                }
            }

            _range = inst.Op == MirOp.MemRange ? inst : null;
            _epoch += inst.Has(MirTraits.GrowthBarrier) ? 1 : 0;
        }

        /// <summary>Leaves a range to the instruction that accesses it, if that has one range. Who else has the address comes behind
        /// it.</summary>
        private void Leave(MirInst check, MirInst inst)
        {
            var range = inst.ReadRange.IsValid ? inst.ReadRange : inst.WrittenRange;
            if (!range.IsValid || (inst.ReadRange.IsValid && inst.WrittenRange.IsValid)
                || inst.Operands[range.Offset] != check.Result
                || !IsLowHalf(inst.Operands[range.Size], check.Operands[1]))
            {
                return;
            }

            inst.SetOperand(range.Offset, check.Operands[0]);
            inst.SetOperand(range.Size, check.Operands[1]);
            check.Op = MirOp.Trunc;
            check.Operands = [check.Operands[0]];
            _changed = true;
        }

        /// <summary>Whether an I64 is the low bits of an I256.</summary>
        private bool IsLowHalf(Value low, Value value) =>
            (_function.DefinitionOf(low) is { Op: MirOp.Trunc } trunc && trunc.Operands[0] == value)
            || (_function.DefinitionOf(value) is { Op: MirOp.Zext } zext && zext.Operands[0] == low);

        /// <summary>Handles a check; what is to stand before it is put out.</summary>
        private void Merge(MirInst check)
        {
            if (!TrySplit(check.Operands[0], out var key, out var offset))
            {
                return;
            }

            var end = offset + check.TouchSize;
            if (!_known.TryGetValue(key, out var known))
            {
                Remember(key, new Touched(offset, AddressOf(key, check), end, check, offset, _epoch));
                return;
            }

            if (offset >= known.Offset && TryCover(ref known, end))
            {
                Remember(key, known);
                _changed = true;
                Derive(check, known, offset);
                return;
            }

            var isLower = offset < known.Offset;
            Remember(key, new Touched(
                isLower ? offset : known.Offset,
                isLower ? AddressOf(key, check) : known.Address,
                Math.Max(known.Extent, end),
                check,
                offset,
                _epoch));
        }

        /// <summary>Takes note of memory that is valid behind an instruction. Nothing of a size that may be 0, which makes nothing
        /// valid.</summary>
        private void Learn(MirInst inst, MemoryRange range)
        {
            if (!range.IsValid
                || !_function.IsConstant(inst.Operands[range.Size], out var size)
                || size.IsZero
                || size > (ulong)MaxExtent
                || !TrySplit(inst.Operands[range.Offset], out var key, out var offset))
            {
                return;
            }

            var end = offset + (long)size.Low64;
            if (_known.TryGetValue(key, out var known))
            {
                // The lowest address of a base that is no constant stays that of which there is a value.
                var lowest = key.IsValid ? known.Offset : long.Min(known.Offset, offset);
                Remember(key, known with { Offset = lowest, Extent = long.Max(known.Extent, end) });
            }
            else if (!key.IsValid)
            {
                Remember(key, new Touched(offset, Value.None, end, default, offset, NoEpoch));
            }
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

            var check = known.Check;
            check.TouchSize = Math.Max(check.TouchSize, end - known.CheckOffset);
            known = known with { Extent = end };
            return true;
        }

        /// <summary>Makes a check the computation of its address.</summary>
        private void Derive(MirInst check, Touched known, long offset)
        {
            if (!known.Address.IsValid)
            {
                check.Op = MirOp.Const;
                check.Operands = [];
                check.Constant = (ulong)offset;
                return;
            }

            var distance = _function.NewValue(MirType.I64);
            _output.Add(new MirInst(_function, MirOp.Const, MirType.I64)
            {
                Constant = (ulong)(offset - known.Offset),
                Result = distance,
                Pc = check.Pc,
            });
            check.Op = MirOp.Add;
            check.Operands = [known.Address, distance];
        }

        private static Value AddressOf(Value key, MirInst check) => key.IsValid ? check.Result : Value.None;

        /// <summary>Splits an address into a base and a constant; the base of a constant is <see cref="Value.None"/>.</summary>
        private bool TrySplit(Value address, out Value key, out long offset)
        {
            key = address;
            offset = 0;
            while (_function.DefinitionOf(key) is { } inst)
            {
                if (inst.Op == MirOp.Const)
                {
                    key = Value.None;
                    return TryAdd(ref offset, inst);
                }

                if (inst.Op != MirOp.Add
                    || ConstantOperand(inst) is not { } index
                    || !TryAdd(ref offset, _function.DefinitionOf(inst.Operands[index])!.Value))
                {
                    break;
                }

                key = inst.Operands[1 - index];
            }

            return true;
        }

        private int? ConstantOperand(MirInst add) =>
            _function.DefinitionOf(add.Operands[1]) is { Op: MirOp.Const }
                ? 1
                : _function.DefinitionOf(add.Operands[0]) is { Op: MirOp.Const } ? 0 : null;

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

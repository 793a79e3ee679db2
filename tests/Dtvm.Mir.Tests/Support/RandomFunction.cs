// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests.Support;

/// <summary>Makes well-formed functions at random: any graph, every pure operation, calls, chunks.</summary>
internal sealed class RandomFunction(Random random, MirTest test)
{
    private static readonly MirOp[] Words =
        [MirOp.Add, MirOp.Sub, MirOp.Mul, MirOp.And, MirOp.Or, MirOp.Xor, MirOp.Shl, MirOp.Shr, MirOp.Sar, MirOp.Byte, MirOp.SignExtend];

    private static readonly MirOp[] Logic = [MirOp.And, MirOp.Or, MirOp.Xor, MirOp.Eq, MirOp.Ne];

    private static readonly MirOp[] Comparisons = [MirOp.Eq, MirOp.Ne, MirOp.Ult, MirOp.Ugt, MirOp.Slt, MirOp.Sgt];

    private static readonly RuntimeCall[] Calls =
    [
        RuntimeCall.UDiv, RuntimeCall.SDiv, RuntimeCall.UMod, RuntimeCall.SMod, RuntimeCall.AddMod, RuntimeCall.MulMod,
        RuntimeCall.SLoad, RuntimeCall.SStore, RuntimeCall.Exp, RuntimeCall.Origin, RuntimeCall.ReturnDataCopy, RuntimeCall.Keccak256,
        RuntimeCall.Log0, RuntimeCall.Create, RuntimeCall.MCopy,
    ];

    private readonly List<Value> _known = [];
    private readonly MirBuilder _builder = test.Builder;
    private long _rest;

    /// <summary>Fills the test's function.</summary>
    public void Make()
    {
        var blocks = new List<MirBlock> { test.Function.Entry };
        for (var i = random.Next(6); i > 0; i--)
        {
            var block = test.Function.AddBlock();
            blocks.Add(block);
            for (var k = random.Next(3); k > 0; k--)
            {
                test.Function.AddParameter(block, random.Next(4) == 0 ? MirType.I1 : MirType.I256);
            }
        }

        // Values of the entry dominate everything; each other block uses its own besides.
        FillBlock(blocks[0], blocks);
        var dominating = _known.Count;
        foreach (var block in blocks.Skip(1))
        {
            _known.RemoveRange(dominating, _known.Count - dominating);
            FillBlock(block, blocks);
        }
    }

    private void FillBlock(MirBlock block, List<MirBlock> blocks)
    {
        _builder.Block = block;
        _known.AddRange(block.Parameters);
        StartChunk();
        _known.Add(test.Unknown(-random.Next(1, 4)));
        _known.Add(test.Truth(random.Next(2) == 0));
        for (var i = random.Next(12); i > 0; i--)
        {
            if (Emit() is { IsValid: true } value)
            {
                _known.Add(value);
            }
        }

        Terminate(blocks);
    }

    private void StartChunk()
    {
        _rest = random.Next(3) == 0 ? 0 : random.Next(200);
        test.Chunk(_rest);
    }

    private Value Emit()
    {
        switch (random.Next(24))
        {
            case 0:
                test.Keep(random.Next(4), Pick(MirType.I256));
                return Value.None;
            case 1:
                return test.Word(MirMachine.InterestingWords[random.Next(MirMachine.InterestingWords.Length)]);
            case 2:
                StartChunk();
                return Value.None;
            case 3 or 4:
                return Call(Calls[random.Next(Calls.Length)]);
            case 5:
                var gas = _builder.Emit(MirOp.GasLeft, MirType.I64);
                StartChunk();
                return gas;
            case 6:
                return _builder.EmitImmediate(MirOp.MemTouch, MirType.I64, 32, Pick(MirType.I256));
            case 16 or 17 or 18:
                var address = test.Op(MirOp.Add, Pick(MirType.I256), test.Word((ulong)random.Next(3) * 32));
                return _builder.EmitImmediate(MirOp.MemTouch, MirType.I64, random.Next(1, 64), address);
            case 20 or 21:
                if (random.Next(2) == 0)
                {
                    return CallWithRange();
                }

                return _builder.Emit(MirOp.MemRange, MirType.I64, Pick(MirType.I256), Pick(MirType.I256));
            case 22:
                _rest = random.NextInt64(_rest + 1);
                _builder.CheckStatic(_rest);
                return Value.None;
            case 19 when random.Next(3) == 0:
                return _builder.Emit(MirOp.MemorySize, MirType.I64);
            case 7 or 8:
                var compared = random.Next(3) == 0 ? MirType.I64 : MirType.I256;
                return test.Compare(Comparisons[random.Next(Comparisons.Length)], Pick(compared), Pick(compared));
            case 9:
                return _builder.Emit(MirOp.Zext, MirType.I256, Pick(random.Next(2) == 0 ? MirType.I1 : MirType.I64));
            case 10:
                return _builder.Emit(MirOp.Trunc, random.Next(2) == 0 ? MirType.I1 : MirType.I64, Pick(MirType.I256));
            case 11:
                var type = (MirType)random.Next(1, 4);
                return _builder.Emit(MirOp.Select, type, Pick(MirType.I1), Pick(type), Pick(type));
            case 12:
                return _builder.Emit(Logic[random.Next(Logic.Length)], MirType.I1, Pick(MirType.I1), Pick(MirType.I1));
            case 13:
                return _builder.Emit(Words[random.Next(9)], MirType.I64, Pick(MirType.I64), Pick(MirType.I64));
            case 14:
                var negated = (MirType)random.Next(1, 4);
                return _builder.Emit(MirOp.Not, negated, Pick(negated));
            default:
                return test.Op(Words[random.Next(Words.Length)], Pick(MirType.I256), Pick(MirType.I256));
        }
    }

    /// <summary>As the frontend lifts an instruction that has a range of memory.</summary>
    private Value CallWithRange()
    {
        var (offset, size) = (Pick(MirType.I256), Pick(MirType.I256));
        var address = _builder.Emit(MirOp.MemRange, MirType.I64, offset, size);
        var low = _builder.Emit(MirOp.Trunc, MirType.I64, size);
        if (random.Next(3) == 0)
        {
            _known.Add(address);
        }

        return random.Next(2) == 0
            ? _builder.Call(RuntimeCall.Keccak256, 0, address, low)
            : _builder.Call(RuntimeCall.Log1, _rest = random.NextInt64(_rest + 1), address, low, Pick(MirType.I256));
    }

    private Value Call(RuntimeCall call)
    {
        var info = RuntimeCallTable.Get(call);
        var arguments = new Value[info.Arguments];
        var isWide = random.Next(3) == 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Pick(isWide ? MirType.I256 : info.TypeOf(i));
        }

        if (info.IsObservable)
        {
            _rest = random.NextInt64(_rest + 1);
        }

        return _builder.Call(call, info.IsObservable ? _rest : 0, arguments);
    }

    private void Terminate(List<MirBlock> blocks)
    {
        var choice = blocks.Count == 1 ? 0 : random.Next(8);
        switch (choice)
        {
            case 0:
                _builder.Emit(MirOp.Return, MirType.Void, Pick(MirType.I64), Pick(MirType.I64));
                break;
            case 1 or 2 or 3:
                var target = Target(blocks);
                _builder.Br(target.Block, target.Arguments.ToArray());
                break;
            case 4:
                var value = Pick(MirType.I256);
                _builder.Switch(value, [0, 1, U256.MaxValue], [Target(blocks), Target(blocks), Target(blocks), Target(blocks)]);
                break;
            default:
                var condition = Pick(MirType.I1);
                _builder.BrIf(condition, Target(blocks), Target(blocks));
                break;
        }
    }

    private BlockTarget Target(List<MirBlock> blocks)
    {
        var block = blocks[random.Next(1, blocks.Count)];
        return new BlockTarget(block, [.. block.Parameters.Select(parameter => Pick(test.Function.TypeOf(parameter)))]);
    }

    /// <summary>A value of a type that dominates the end of the block; makes a constant when there is none, or sometimes anyway.</summary>
    private Value Pick(MirType type)
    {
        var candidates = _known.Where(value => test.Function.TypeOf(value) == type).ToList();
        if (candidates.Count == 0 || random.Next(6) == 0)
        {
            var constant = MirMachine.InterestingWords[random.Next(MirMachine.InterestingWords.Length)];
            return _builder.Const(type, Analyses.ConstantEvaluator.Truncate(constant, type));
        }

        return candidates[random.Next(candidates.Count)];
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests;

public class LoopsAndRangesTests
{
    /// <summary>A function whose block i has edges to the listed blocks; blocks without edges stop.</summary>
    private static MirFunction Graph(params int[][] edges)
    {
        var test = new MirTest();
        while (test.Function.Blocks.Count < edges.Length)
        {
            test.Function.AddBlock();
        }

        for (var i = 0; i < edges.Length; i++)
        {
            test.Builder.Block = test.Function.Blocks[i];
            var targets = edges[i].Select(target => new BlockTarget(test.Function.Blocks[target], [])).ToArray();
            switch (targets.Length)
            {
                case 0:
                    test.Stop();
                    break;
                case 1:
                    test.Builder.Br(targets[0].Block);
                    break;
                default:
                    test.Builder.BrIf(test.UnknownTruth(-1), targets[0], targets[1]);
                    break;
            }
        }

        return test.Function;
    }

    private static LoopForest Loops(MirFunction function)
    {
        var graph = new ControlFlowGraph(function);
        return new LoopForest(graph, new DominatorTree(graph));
    }

    private static string Depths(MirFunction function)
    {
        var loops = Loops(function);
        return string.Join(' ', function.Blocks.Select(block => loops.DepthOf(block)));
    }

    [Fact]
    public void LoopsAreNested()
    {
        // 1 is the header of a loop with 2 to 5, 2 of one with 3; 3 goes back to both.
        var function = Graph([1], [2, 6], [3], [2, 4], [5], [1], []);
        var loops = Loops(function);
        Assert.Equal(2, loops.Count);
        Assert.Equal("0 1 2 2 1 1 0", Depths(function));
        var inner = loops.LoopOf(function.Blocks[3]);
        Assert.Equal(function.Blocks[2], loops.HeaderOf(inner));
        Assert.Equal(function.Blocks[1], loops.HeaderOf(loops.ParentOf(inner)));
        Assert.Equal(-1, loops.ParentOf(loops.ParentOf(inner)));
        Assert.Equal(-1, loops.LoopOf(function.Blocks[6]));
    }

    [Fact]
    public void TwoWaysBackAreOneLoopAndABlockMayBeItsOwn()
    {
        Assert.Equal("0 1 1 1 0", Depths(Graph([1], [2, 3], [1, 4], [1], [])));
        Assert.Equal("0 1 0", Depths(Graph([1], [1, 2], [])));
        Assert.Equal("0 1 2 1 0", Depths(Graph([1], [2, 4], [2, 3], [1], [])));
    }

    [Fact]
    public void ACycleWithTwoEntriesIsNone() => Assert.Equal("0 0 0 0", Depths(Graph([1, 2], [2, 3], [1], [])));

    [Fact]
    public void LoopsAreThoseOfTheDefinitionInRandomGraphs()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var size = random.Next(2, 14);
            var function = Graph([.. Enumerable.Range(0, size).Select(_ =>
                Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, size)).ToArray())]);
            var graph = new ControlFlowGraph(function);
            var dominators = new DominatorTree(graph);
            var loops = new LoopForest(graph, dominators);
            var headers = new Dictionary<MirBlock, HashSet<MirBlock>>();
            foreach (var header in graph.ReversePostorder)
            {
                foreach (var edge in graph.Incoming(header))
                {
                    if (dominators.Dominates(header, edge.From))
                    {
                        headers.TryAdd(header, [header]);
                        Reach(graph, edge.From, headers[header]);
                    }
                }
            }

            Assert.Equal(headers.Count, loops.Count);
            foreach (var block in function.Blocks)
            {
                Assert.Equal(headers.Values.Count(body => body.Contains(block)), loops.DepthOf(block));
            }
        }
    }

    private static void Reach(ControlFlowGraph graph, MirBlock block, HashSet<MirBlock> body)
    {
        if (body.Add(block))
        {
            foreach (var edge in graph.Incoming(block))
            {
                Reach(graph, edge.From, body);
            }
        }
    }

    [Fact]
    public void RangesFollowOperationsAndEdges()
    {
        var test = new MirTest();
        var masked = test.Op(MirOp.And, test.Unknown(-1), test.Word(0xff));
        var sum = test.Op(MirOp.Add, masked, test.Word(0x10));
        var shifted = test.Op(MirOp.Shr, sum, test.Word(4));
        var joined = test.Op(MirOp.Or, masked, test.Word(0x100));
        var unknown = test.Op(MirOp.Add, test.Unknown(-2), test.Word(1));
        var end = test.Function.AddBlock();
        var other = test.Function.AddBlock();
        var parameter = test.Function.AddParameter(end, MirType.I256);
        test.Builder.BrIf(test.UnknownTruth(-3), new BlockTarget(end, [masked]), new BlockTarget(other, []));
        test.Builder.Block = other;
        test.Builder.Br(end, sum);
        test.Builder.Block = end;
        test.Keep(0, parameter);
        test.Stop();
        var ranges = new PassContext(test.Module).Ranges(test.Function);
        Assert.Equal(new ValueRange(0, 0xff), ranges[masked]);
        Assert.Equal(new ValueRange(0x10, 0x10f), ranges[sum]);
        Assert.Equal(new ValueRange(1, 0x10), ranges[shifted]);
        Assert.Equal(new ValueRange(0x100, 0x1ff), ranges[joined]);
        Assert.Equal(ValueRange.Of(MirType.I256), ranges[unknown]);
        Assert.Equal(new ValueRange(0, 0x10f), ranges[parameter]);
    }

    [Fact]
    public void WhatGoesAroundALoopCanBeAnything()
    {
        var test = new MirTest();
        var loop = test.Function.AddBlock();
        var counter = test.Function.AddParameter(loop, MirType.I256);
        test.Builder.Br(loop, test.Word(0));
        test.Builder.Block = loop;
        test.Builder.Br(loop, test.Op(MirOp.Add, counter, test.Word(1)));
        Assert.Equal(ValueRange.Of(MirType.I256), new PassContext(test.Module).Ranges(test.Function)[counter]);
    }

    /// <summary>Each value that an interpretation meets lies in its range.</summary>
    [Fact]
    public void RangesHoldForConstantOperands()
    {
        U256[] words = [0, 1, 2, 0xff, 0x100, ulong.MaxValue, new(0, 1, 0, 0), new(0, 0, 0, 1UL << 63), U256.MaxValue];
        MirOp[] operations =
        [
            MirOp.Add, MirOp.Sub, MirOp.Mul, MirOp.And, MirOp.Or, MirOp.Xor, MirOp.Shl, MirOp.Shr, MirOp.Sar, MirOp.Byte,
            MirOp.SignExtend,
        ];
        foreach (var op in operations)
        {
            foreach (var a in words)
            {
                foreach (var b in words)
                {
                    var test = new MirTest();
                    var value = test.Op(op, test.Word(a), test.Word(b));
                    test.Stop();
                    var inst = test.Function.DefinitionOf(value)!.Value;
                    var result = ConstantEvaluator.Evaluate(inst, MirType.I256, [a, b]);
                    var range = new PassContext(test.Module).Ranges(test.Function)[value];
                    Assert.True(range.Least <= result && result <= range.Greatest, $"{op} {a}, {b}");
                }
            }
        }
    }
}

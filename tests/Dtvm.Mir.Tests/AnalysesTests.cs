// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests;

public class AnalysesTests
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
            if (targets.Length == 0)
            {
                test.Stop();
            }
            else if (targets.Length == 1)
            {
                test.Builder.Br(targets[0].Block);
            }
            else
            {
                var cases = Enumerable.Range(1, targets.Length - 1).Select(k => new U256((ulong)k));
                test.Builder.Switch(test.Word(0), [.. cases], targets);
            }
        }

        return test.Function;
    }

    [Fact]
    public void ReversePostorderFollowsTheFirstTarget()
    {
        var graph = new ControlFlowGraph(Graph([1, 2], [3], [3], [], [3]));
        Assert.Equal("block0 block1 block2 block3", string.Join(' ', graph.ReversePostorder.ToArray().Select(block => block.ToString())));
    }

    [Fact]
    public void IncomingEdgesComeFromReachableBlocksOnlyOneForEachTarget()
    {
        var function = Graph([1, 1], [2], [], [2]);
        var graph = new ControlFlowGraph(function);
        var (entry, next, last) = (function.Blocks[0], function.Blocks[1], function.Blocks[2]);
        Assert.Equal([new BlockEdge(entry, 0), new BlockEdge(entry, 1)], graph.Incoming(next).ToArray());
        Assert.Equal([new BlockEdge(next, 0)], graph.Incoming(last).ToArray());
        Assert.False(graph.IsReachable(function.Blocks[3]));
        Assert.Equal(-1, graph.NumberOf(function.Blocks[3]));
        Assert.Empty(graph.Incoming(function.Blocks[3]).ToArray());
    }

    [Fact]
    public void UnreachableBlocksAreRemoved()
    {
        var function = Graph([1], [], [1, 3], [2]);
        Assert.True(MirEditor.RemoveUnreachableBlocks(function));
        Assert.Equal(2, function.Blocks.Count);
        Assert.False(MirEditor.RemoveUnreachableBlocks(function));
    }

    [Fact]
    public void DominatorsOfAnIrreducibleGraph()
    {
        // The example of Cooper, Harvey and Kennedy, figure 4, with our block 0 as the entry (their 6).
        var function = Graph([1, 2], [3], [4, 5], [4], [3, 5], [4]);
        var tree = new DominatorTree(new ControlFlowGraph(function));
        foreach (var block in function.Blocks.Skip(1))
        {
            Assert.Equal(function.Entry, tree.ImmediateDominator(block)!);
        }

        Assert.Null(tree.ImmediateDominator(function.Entry));
    }

    [Fact]
    public void DominanceIsReflexiveAndFalseForUnreachableBlocks()
    {
        var function = Graph([1], [], [1]);
        var tree = new DominatorTree(new ControlFlowGraph(function));
        Assert.True(tree.Dominates(function.Blocks[0], function.Blocks[0]));
        Assert.True(tree.Dominates(function.Blocks[2], function.Blocks[2]));
        Assert.False(tree.Dominates(function.Blocks[2], function.Blocks[1]));
        Assert.False(tree.Dominates(function.Blocks[0], function.Blocks[2]));
        Assert.Null(tree.ImmediateDominator(function.Blocks[2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DominatorsOfRandomGraphsAreThoseOfTheDefinition(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var count = random.Next(2, 14);
            var edges = new int[count][];
            for (var i = 0; i < count; i++)
            {
                edges[i] = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, count))];
            }

            var function = Graph(edges);
            var graph = new ControlFlowGraph(function);
            var tree = new DominatorTree(graph);
            foreach (var dominator in graph.ReversePostorder)
            {
                var reached = ReachableWithout(function, dominator);
                foreach (var block in graph.ReversePostorder)
                {
                    Assert.Equal(!reached.Contains(block), tree.Dominates(dominator, block));
                }
            }

            AssertPreorder(graph, tree);
        }
    }

    [Fact]
    public void DeepGraphsNeedNoStackAndNoQuadraticTime()
    {
        // A chain of 100,000 blocks, each also with an edge to the last: the iterative algorithm would walk the chain for each edge.
        const int Count = 100_000;
        var edges = Enumerable.Range(0, Count).Select(i => i + 1 < Count ? new[] { i + 1, Count - 1 } : []).ToArray();
        var function = Graph(edges);
        var tree = new DominatorTree(new ControlFlowGraph(function));
        Assert.Equal(function.Entry, tree.ImmediateDominator(function.Blocks[^1]));
        Assert.Equal(function.Blocks[Count - 3], tree.ImmediateDominator(function.Blocks[Count - 2]));
    }

    [Fact]
    public void UsesAreCountedInOperandsAndArguments()
    {
        var test = new MirTest();
        var next = test.Function.AddBlock();
        test.Function.AddParameter(next, MirType.I256);
        var word = test.Word(1);
        test.Keep(0, test.Op(MirOp.Add, word, word));
        test.Builder.Br(next, word);
        test.Builder.Block = next;
        test.Stop();
        var uses = new UseCounts(test.Function);
        Assert.Equal(3, uses[word]);
        Assert.Equal(0, uses[next.Parameters[0]]);
    }

    [Fact]
    public void DefinitionsKnowInstructionAndBlock()
    {
        var test = new MirTest();
        var next = test.Function.AddBlock();
        var parameter = test.Function.AddParameter(next, MirType.I256);
        var word = test.Word(1);
        test.Builder.Br(next, word);
        test.Builder.Block = next;
        test.Stop();
        var definitions = new ValueDefinitions(test.Function);
        Assert.Equal(MirOp.Const, definitions.InstructionOf(word)!.Value.Op);
        Assert.Equal(test.Function.Entry, definitions.BlockOf(word));
        Assert.Null(definitions.InstructionOf(parameter));
        Assert.Equal(next, definitions.BlockOf(parameter));
    }

    private static HashSet<MirBlock> ReachableWithout(MirFunction function, MirBlock removed)
    {
        var reached = new HashSet<MirBlock>();
        var stack = new Stack<MirBlock>();
        stack.Push(function.Entry);
        while (stack.TryPop(out var block))
        {
            if (block != removed && reached.Add(block))
            {
                foreach (var target in block.Terminator!.Value.Targets)
                {
                    stack.Push(target.Block);
                }
            }
        }

        return reached;
    }

    private static void AssertPreorder(ControlFlowGraph graph, DominatorTree tree)
    {
        var seen = new HashSet<MirBlock>();
        foreach (var block in tree.Preorder)
        {
            Assert.True(tree.ImmediateDominator(block) is not { } idom || seen.Contains(idom));
            Assert.True(seen.Add(block));
        }

        Assert.Equal(graph.ReversePostorder.Length, seen.Count);
    }
}

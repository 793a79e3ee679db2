// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Passes;
using Dtvm.Mir.Tests.Support;

namespace Dtvm.Mir.Tests;

/// <summary>Analyses are shared by passes, and a pass that lies about what it preserves is found.</summary>
public class PassContextTests
{
    private sealed class Custom(MirAnalyses preserves, Func<MirFunction, PassContext, bool> run) : IMirPass
    {
        public PassInfo Info { get; } = new("custom", "a pass of a test") { Preserves = preserves };

        public bool Run(MirFunction function, PassContext context) => run(function, context);
    }

    private static MirTest Branches()
    {
        var test = new MirTest();
        var left = test.Function.AddBlock();
        var right = test.Function.AddBlock();
        test.Builder.BrIf(test.UnknownTruth(-1), new BlockTarget(left, []), new BlockTarget(right, []));
        test.Builder.Block = left;
        test.Stop();
        test.Builder.Block = right;
        test.Stop();
        return test;
    }

    private static bool MakeBranch(MirFunction function)
    {
        var branch = function.Entry.Instructions[^1];
        Editing.MirEditor.MakeBranch(branch, branch.Targets[0]);
        return true;
    }

    [Fact]
    public void AnAnalysisIsMadeAnewBehindAChangeOnly()
    {
        var test = Branches();
        var context = new PassContext(test.Module);
        Assert.Equal(3, context.Graph(test.Function).ReversePostorder.Length);
        MakeBranch(test.Function);
        context.Run(new Custom(MirAnalyses.None, static (_, _) => false), test.Function);
        Assert.Equal(3, context.Graph(test.Function).ReversePostorder.Length);
        context.Run(new Custom(MirAnalyses.None, static (_, _) => true), test.Function);
        Assert.Equal(2, context.Graph(test.Function).ReversePostorder.Length);
        Assert.Equal(2, context.Dominators(test.Function).Preorder.Length);
    }

    [Fact]
    public void UnreachableBlocksGoAndTheGraphStaysTrue()
    {
        var test = Branches();
        var context = new PassContext(test.Module);
        MakeBranch(test.Function);
        Assert.True(context.RemoveUnreachableBlocks(test.Function));
        Assert.Equal(2, test.Function.Blocks.Count);
        Assert.False(context.RemoveUnreachableBlocks(test.Function));
    }

    [Theory]
    [InlineData(MirAnalyses.ControlFlow, "control-flow graph")]
    [InlineData(MirAnalyses.Uses, "use counts")]
    public void AWrongClaimIsFound(MirAnalyses claim, string analysis)
    {
        var test = Branches();
        var liar = new Custom(claim, (function, context) =>
        {
            context.Dominators(function);
            context.Uses(function);
            return MakeBranch(function);
        });
        var runner = new PassRunner([new PassStep("liar", liar)], new PassRunnerOptions { Verify = true });
        var exception = Assert.Throws<MirPassException>(() => runner.Run(test.Module));
        Assert.Equal("liar", exception.Label);
        Assert.Contains(analysis, exception.Message);
    }

    [Fact]
    public void AWrongClaimAboutRangesIsFound()
    {
        var test = new MirTest();
        var word = test.Word(1);
        test.Keep(0, word);
        test.Stop();
        var liar = new Custom(MirAnalyses.All, (function, context) =>
        {
            Assert.Equal(0, context.Loops(function).Count);
            Assert.True(context.Ranges(function)[word].IsConstant);
            var constant = function.DefinitionOf(word)!.Value;
            constant.Constant = 2;
            return true;
        });
        var runner = new PassRunner([new PassStep("liar", liar)], new PassRunnerOptions { Verify = true });
        Assert.Contains("value ranges", Assert.Throws<MirPassException>(() => runner.Run(test.Module)).Message);
    }

    [Fact]
    public void AnHonestPassPasses()
    {
        var test = Branches();
        var honest = new Custom(MirAnalyses.None, (function, context) =>
        {
            context.Dominators(function);
            context.Uses(function);
            return MakeBranch(function);
        });
        Assert.True(new PassRunner([new PassStep("honest", honest)], new PassRunnerOptions { Verify = true }).Run(test.Module).Changed);
    }

    [Fact]
    public void APassThatFoundNothingIsNotRunAgainUntilSomethingChanged()
    {
        var test = Branches();
        int idle = 0, changing = 0;
        var nothing = new Custom(MirAnalyses.None, (_, _) => ++idle == 0);
        var change = new Custom(MirAnalyses.None, (_, _) => ++changing == 1);
        PassStep[] steps = [new("a", nothing), new("b", nothing), new("c", change), new("d", nothing), new("e", change), new("f", nothing)];
        var log = new List<string>();
        var options = new PassRunnerOptions { After = (step, _, _, changed) => log.Add($"{step.Label} {changed}") };
        var result = new PassRunner([.. steps], options).Run(test.Module);
        Assert.Equal((2, 2, 6), (idle, changing, result.OptionalRuns));
        Assert.Equal("a False,b False,c True,d False,e False,f False", string.Join(',', log));
    }

    [Fact]
    public void AWorkspaceIsMadeOnce()
    {
        var context = new PassContext(Branches().Module);
        Assert.Same(context.Workspace(() => new List<int>()), context.Workspace(() => new List<int>()));
    }
}

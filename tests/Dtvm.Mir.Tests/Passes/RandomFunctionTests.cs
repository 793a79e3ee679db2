// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Passes;
using Dtvm.Mir.Tests.Support;
using Dtvm.Mir.Verification;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

/// <summary>Runs passes over random functions: the MIR stays well formed, and what the functions do stays the same.</summary>
public class RandomFunctionTests
{
    private const int Functions = 400;

    [Theory]
    [InlineData("gas-metering")]
    [InlineData("simplify-cfg")]
    [InlineData("sccp")]
    [InlineData("dce")]
    [InlineData("touch-merging")]
    [InlineData("gvn")]
    [InlineData("gvn,sccp,simplify-cfg,gvn")]
    [InlineData("memory-forwarding")]
    [InlineData("simplify-cfg,touch-merging")]
    [InlineData("simplify-cfg,gas-metering")]
    [InlineData("sccp,simplify-cfg,sccp,dce")]
    [InlineData("O0")]
    [InlineData("O1")]
    [InlineData("O2")]
    [InlineData("O3")]
    public void PassesChangeNothingThatCanBeSeen(string list)
    {
        if (!PassRegistry.TryParse(list, out var steps, out _))
        {
            steps = Pipelines.ForLevel(list[1] - '0');
        }

        for (var seed = 0; seed < Functions; seed++)
        {
            var test = Make(seed);
            var before = test.Text;
            var expected = Traces(test.Function);
            new PassRunner(steps, new PassRunnerOptions { Verify = true }).Run(test.Module);
            var actual = Traces(test.Function);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.True(
                    MirMachine.Agree(expected[i], actual[i]),
                    $"seed {seed}\n{before}\n{test.Text}\nexpected:\n{expected[i].Trace}\nactual:\n{actual[i].Trace}");
            }
        }
    }

    /// <summary>A pass of somebody else may put instructions in one by one.</summary>
    [Fact]
    public void InsertedInstructionsChangeNothing()
    {
        for (var seed = 0; seed < Functions; seed++)
        {
            var test = Make(seed);
            var expected = Traces(test.Function);
            var random = new Random(seed);
            foreach (var block in test.Function.Blocks)
            {
                for (var i = random.Next(5); i > 0; i--)
                {
                    var inst = new MirInst(test.Function, MirOp.Const, MirType.I256) { Constant = (ulong)i };
                    inst.Result = test.Function.NewValue(MirType.I256);
                    block.Instructions.Insert(random.Next(2) == 0 ? block.Instructions.Count - 1 : 0, inst);
                }
            }

            Assert.Equal([], MirVerifier.Verify(test.Module));
            new PassRunner(Pipelines.O3, new PassRunnerOptions { Verify = true }).Run(test.Module);
            Assert.All(expected.Zip(Traces(test.Function)), pair => Assert.True(MirMachine.Agree(pair.First, pair.Second), $"seed {seed}"));
        }
    }

    [Fact]
    public void TheSamePassesGiveTheSameText()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (first, second) = (Make(seed), Make(seed));
            new PassRunner(Pipelines.O2).Run(first.Module);
            new PassRunner(Pipelines.O2).Run(second.Module);
            Assert.Equal(first.Text, second.Text);
        }
    }

    [Fact]
    public void PassesDoSomething()
    {
        long before = 0, after = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            var runner = new PassRunner(Pipelines.O2, new PassRunnerOptions { CollectStatistics = true });
            var statistics = runner.Run(Make(seed).Module).Statistics;
            before += statistics[0].InstructionsBefore;
            after += statistics[^1].InstructionsAfter;
        }

        Assert.True(after * 3 < before * 2, $"{before} instructions became {after}");
    }

    private static MirTest Make(int seed)
    {
        var test = new MirTest();
        new RandomFunction(new Random(seed), test).Make();
        Assert.Equal([], MirVerifier.Verify(test.Module));
        return test;
    }

    private static List<(string Trace, bool IsWhole)> Traces(MirFunction function)
    {
        var traces = new List<(string, bool)>();
        var words = MirMachine.InterestingWords;
        for (var i = 0; i < words.Length; i += 3)
        {
            var first = i;
            traces.Add(new MirMachine(slot => words[(first + (int)-slot) % words.Length]).Run(function));
        }

        return traces;
    }
}

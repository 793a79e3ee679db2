// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Tests.Support;

namespace Dtvm.Mir.Tests;

public class PassRunnerTests
{
    private sealed class Custom(string name, Func<MirFunction, bool> run) : IMirPass
    {
        public PassInfo Info { get; } = new(name, "a pass of a test");

        public bool Run(MirFunction function, PassContext context) => run(function);
    }

    private static readonly Custom AddsStore = new("adds", function =>
    {
        function.Entry.Instructions.Insert(0, new MirInst(function, MirOp.GasCharge, MirType.Void) { Immediate = 1 });
        return true;
    });

    private static readonly Custom Breaks = new("breaks", function =>
    {
        function.Entry.Instructions.Clear();
        return true;
    });

    private static readonly Custom Throws = new("throws", _ => throw new InvalidOperationException("some fault"));

    private static readonly Custom Nothing = new("nothing", _ => false);

    private static MirModule TwoFunctions()
    {
        var test = new MirTest();
        test.Stop();
        var builder = new MirBuilder(test.Module.AddFunction(4));
        builder.Block = builder.Function.AddBlock();
        builder.Emit(MirOp.Stop, MirType.Void);
        return test.Module;
    }

    [Fact]
    public void EachFunctionGoesThroughAllSteps()
    {
        var log = new List<string>();
        var options = new PassRunnerOptions
        {
            Before = (step, _, function) => log.Add($"before {step.Label} {function.Name}"),
            After = (step, _, function, changed) => log.Add($"after {step.Label} {function.Name} {changed}"),
        };
        var runner = new PassRunner([new PassStep("one", AddsStore), new PassStep("two", Nothing)], options);
        var result = runner.Run(TwoFunctions());
        Assert.True(result.Changed);
        Assert.Equal(4, result.OptionalRuns);
        Assert.Empty(result.Statistics);
        Assert.Equal(
            "before one pc_0x0,after one pc_0x0 True,before two pc_0x0,after two pc_0x0 False,"
            + "before one pc_0x4,after one pc_0x4 True,before two pc_0x4,after two pc_0x4 False",
            string.Join(',', log));
    }

    [Fact]
    public void StatisticsCountRunsChangesAndInstructions()
    {
        var options = new PassRunnerOptions { CollectStatistics = true };
        var runner = new PassRunner([new PassStep("one", AddsStore), new PassStep("two", Nothing)], options);
        var statistics = runner.Run(TwoFunctions()).Statistics;
        Assert.Equal(["one", "two"], statistics.Select(row => row.Label));
        Assert.Equal((2, 2), (statistics[0].Runs, statistics[0].Changed));
        Assert.Equal((2L, 4L), (statistics[0].InstructionsBefore, statistics[0].InstructionsAfter));
        Assert.Equal((2, 0), (statistics[1].Runs, statistics[1].Changed));
        Assert.Equal((4L, 4L), (statistics[1].InstructionsBefore, statistics[1].InstructionsAfter));
    }

    [Fact]
    public void VerificationNamesThePassAndTheFunction()
    {
        var options = new PassRunnerOptions { Verify = true };
        var runner = new PassRunner([new PassStep("fine", AddsStore), new PassStep("breaks.late", Breaks)], options);
        var exception = Assert.Throws<MirPassException>(() => runner.Run(TwoFunctions()));
        Assert.Equal(("breaks.late", "pc_0x0"), (exception.Label, exception.Function));
        Assert.Contains("pass breaks.late, function @pc_0x0: malformed MIR: @pc_0x0 block0:", exception.Message);
        Assert.NotEmpty(exception.Diagnostics);
    }

    [Fact]
    public void MalformedInputIsNotBlamedOnAPass()
    {
        var module = TwoFunctions();
        module.Functions[1].Entry.Instructions.Clear();
        var exception = Assert.Throws<MirPassException>(() => new PassRunner([], new PassRunnerOptions { Verify = true }).Run(module));
        Assert.StartsWith("input of the passes, function @pc_0x4", exception.Message);
    }

    [Fact]
    public void AFaultInAPassNamesItAndKeepsTheCause()
    {
        var exception = Assert.Throws<MirPassException>(() => new PassRunner([new PassStep("throws", Throws)]).Run(TwoFunctions()));
        Assert.Equal("pass throws, function @pc_0x0: some fault", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public void TheLimitSkipsOptionalRunsOnly(int limit, int expected)
    {
        int optional = 0, required = 0;
        ImmutableArray<PassStep> steps =
        [
            new("one", new Custom("one", _ => ++optional == 0)),
            new("two", new Custom("two", _ => ++optional == 0)),
            new("three", new Custom("three", _ => ++required == 0), Required: true),
        ];
        var result = new PassRunner(steps, new PassRunnerOptions { OptionalRunLimit = limit }).Run(TwoFunctions());
        Assert.Equal((expected, 2, 4), (optional, required, result.OptionalRuns));
    }
}

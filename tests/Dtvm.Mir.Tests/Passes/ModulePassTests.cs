// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Passes;
using Dtvm.Mir.Tests.Support;

namespace Dtvm.Mir.Tests.Passes;

/// <summary>Passes over modules stand in lists beside passes over functions.</summary>
public class ModulePassTests
{
    private sealed class OverFunctions(List<string> log) : IMirPass
    {
        public PassInfo Info { get; } = new("function", "a pass of a test");

        public bool Run(MirFunction function, PassContext context)
        {
            log.Add($"function {function.Name}");
            return false;
        }
    }

    /// <summary>Replaces a jump to a function that only stops by a stop: it has to look into another function.</summary>
    private sealed class StopInlining(List<string> log) : MirModulePass
    {
        public override PassInfo Info { get; } = new("stop-inlining", "a pass of a test");

        public override bool Run(MirModule module, PassContext context)
        {
            log.Add("module");
            var changed = false;
            foreach (var function in module.Functions)
            {
                foreach (var block in function.Blocks)
                {
                    var last = block.Instructions[^1];
                    if (last.Op == MirOp.JumpRegion && module.Functions[last.Callee].Entry.Instructions[0].Op == MirOp.Stop)
                    {
                        block.Instructions.RemoveAll(last.Equals);
                        block.Instructions.Add(new MirInst(function, MirOp.Stop, MirType.Void));
                        changed = true;
                    }
                }
            }

            return changed;
        }
    }

    private static MirModule TwoFunctions()
    {
        var test = new MirTest(jumpDestinations: [8]);
        test.Builder.EmitImmediates(MirOp.JumpRegion, MirType.Void, 1, 0);
        var other = test.Module.AddFunction(8);
        var builder = new MirBuilder(other) { Block = other.AddBlock() };
        builder.Emit(MirOp.Stop, MirType.Void);
        return test.Module;
    }

    [Fact]
    public void WhatStandsBeforeHasRunOverAllFunctions()
    {
        var log = new List<string>();
        var before = new OverFunctions(log);
        var module = TwoFunctions();
        var options = new PassRunnerOptions
        {
            Verify = true,
            CollectStatistics = true,
            After = (step, _, function, changed) => log.Add($"{step.Label} {function.Name} {changed}"),
        };
        var result = new PassRunner(
            [new PassStep("a", before), new PassStep("b", new StopInlining(log)), new PassStep("c", before)], options).Run(module);
        Assert.Equal(
            [
                "function pc_0x0", "a pc_0x0 False", "function pc_0x8", "a pc_0x8 False", "module", "b pc_0x0 True", "b pc_0x8 True",
                "function pc_0x0", "c pc_0x0 False", "function pc_0x8", "c pc_0x8 False",
            ],
            log);
        Assert.Equal(MirOp.Stop, module.Functions[0].Entry.Instructions[^1].Op);
        Assert.True(result.Changed);
        Assert.Equal(5, result.OptionalRuns);
        Assert.Equal((2, 2L), (result.Statistics[1].Runs, result.Statistics[1].InstructionsAfter));
    }

    [Fact]
    public void ItCountsAsOneOptionalRun()
    {
        var log = new List<string>();
        var options = new PassRunnerOptions { OptionalRunLimit = 2 };
        new PassRunner([new PassStep("a", new OverFunctions(log)), new PassStep("b", new StopInlining(log))], options).Run(TwoFunctions());
        Assert.Equal(["function pc_0x0", "function pc_0x8"], log);
    }

    [Fact]
    public void AFunctionAloneIsRefused() => Assert.Throws<NotSupportedException>(
        () => new StopInlining([]).Run(TwoFunctions().Functions[0], new PassContext(TwoFunctions())));
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Tests.Support;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

/// <summary>Passes behind gas-metering may join charges and move them as far as nobody can tell; with verification on, others are
/// refused.</summary>
public class ChargeTests
{
    /// <summary>Adds each charge to the first one of its block.</summary>
    private sealed class Joining(bool acrossBarriers) : IMirPass
    {
        public PassInfo Info { get; } = new("joining", "joins charges");

        public bool Run(MirFunction function, PassContext context)
        {
            var changed = false;
            foreach (var block in function.Blocks)
            {
                MirInst? first = null;
                var rest = new List<MirInst>();
                foreach (var inst in block.Instructions)
                {
                    first = !acrossBarriers && inst.Has(MirTraits.GasBarrier) ? null : first;
                    if (inst.Op == MirOp.GasCharge && first is { } charge)
                    {
                        charge.Cost += inst.Cost;
                        rest.Add(inst);
                    }
                    else if (inst.Op == MirOp.GasCharge)
                    {
                        first = inst;
                    }
                }

                changed |= block.Instructions.RemoveAll(rest.Contains) > 0;
            }

            return changed;
        }
    }

    /// <summary>Moves the charge of one block to the end of another.</summary>
    private sealed class Moving(int from, int to) : IMirPass
    {
        public PassInfo Info { get; } = new("moving", "moves a charge");

        public bool Run(MirFunction function, PassContext context)
        {
            var source = function.Blocks[from].Instructions;
            var charge = source.First(inst => inst.Op == MirOp.GasCharge);
            source.RemoveAll(charge.Equals);
            var target = function.Blocks[to].Instructions;
            target.Insert(target.Count - 1, charge);
            return true;
        }
    }

    private static PassRunResult Run(MirTest test, IMirPass pass) => new PassRunner(
        [new PassStep("gas-metering", new GasMetering(), true), new PassStep("tested", pass)],
        new PassRunnerOptions { Verify = true }).Run(test.Module);

    private static void Charge(MirTest test, long cost) => test.Builder.EmitImmediate(MirOp.GasCharge, MirType.Void, cost);

    private static MirTest StraightLine(bool hasBarrier)
    {
        var test = new MirTest();
        Charge(test, 3);
        test.Keep(-1, test.Builder.Call(hasBarrier ? RuntimeCall.SLoad : RuntimeCall.UDiv, 0, hasBarrier
            ? [test.Word(1)]
            : [test.Word(1), test.Word(2)]));
        Charge(test, 4);
        test.Stop();
        return test;
    }

    /// <summary>Block 0 leads to block 1 alone, block 1 to 2 or 3; each charges.</summary>
    private static MirTest Blocks()
    {
        var test = new MirTest();
        var next = test.Function.AddBlock();
        var left = test.Function.AddBlock();
        var right = test.Function.AddBlock();
        Charge(test, 1);
        test.Builder.Br(next);
        test.Builder.Block = next;
        Charge(test, 2);
        test.Builder.BrIf(test.UnknownTruth(-1), new BlockTarget(left, []), new BlockTarget(right, []));
        foreach (var block in (MirBlock[])[left, right])
        {
            test.Builder.Block = block;
            Charge(test, 4);
            test.Stop();
        }

        return test;
    }

    [Fact]
    public void ChargesOfOneStretchAreJoined()
    {
        var test = StraightLine(hasBarrier: false);
        Assert.True(Run(test, new Joining(acrossBarriers: false)).Changed);
        Assert.Equal(7, test.Function.Entry.Instructions.Single(inst => inst.Op == MirOp.GasCharge).Cost);
    }

    [Fact]
    public void ChargesAreNotJoinedAcrossABarrier()
    {
        Assert.False(Run(StraightLine(hasBarrier: true), new Joining(acrossBarriers: false)).Changed);
        var test = StraightLine(hasBarrier: true);
        var refused = Assert.Throws<MirPassException>(() => Run(test, new Joining(acrossBarriers: true)));
        Assert.Equal("tested", refused.Label);
        Assert.Contains("7 gas before rt.sload at block0 instead of 3 gas before rt.sload at block0", refused.Message);
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(1, 2, false)]
    [InlineData(2, 3, false)]
    public void AChargePassesAnEdgeThatIsTheOnlyOneAtBothEnds(int from, int to, bool isAllowed)
    {
        var test = Blocks();
        if (isAllowed)
        {
            Assert.True(Run(test, new Moving(from, to)).Changed);
        }
        else
        {
            Assert.Contains("crossed what it may not", Assert.Throws<MirPassException>(() => Run(test, new Moving(from, to))).Message);
        }
    }

    [Fact]
    public void APassThatJoinsBlocksStandsBeforeGasMetering()
    {
        Assert.Throws<MirPassException>(() => Run(Blocks(), new SimplifyCfg()));
        Assert.True(PassRegistry.TryParse("gas-metering,simplify-cfg", out var steps, out _));
        Assert.Contains(PassOrder.Check(steps), fault => fault.StartsWith("simplify-cfg NotBehind gas-metering", StringComparison.Ordinal));
    }
}

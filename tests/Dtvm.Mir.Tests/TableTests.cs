// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Mir.Tests;

/// <summary>The tables have a row for everything, in order.</summary>
public class TableTests
{
    [Fact]
    public void EveryOperationHasItsRow()
    {
        Assert.Equal(Enum.GetValues<MirOp>().Length, MirOpTable.All.Length);
        foreach (var op in Enum.GetValues<MirOp>())
        {
            Assert.Equal(op, MirOpTable.Get(op).Op);
        }
    }

    [Fact]
    public void OperationNamesAreUnique()
    {
        var names = MirOpTable.All.ToArray().Select(row => row.Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9.]*$", name));
    }

    [Fact]
    public void OnlyTerminatorsHaveTargetsAndNoTerminatorHasAResult()
    {
        foreach (var row in MirOpTable.All)
        {
            Assert.True(row.Targets == 0 || row.IsTerminator, row.Name);
            Assert.True(!row.IsTerminator || row.Result == TypeRule.None, row.Name);
        }
    }

    [Fact]
    public void TheTextNamesATypeWhereTheTableLeavesOneOpen()
    {
        foreach (var row in MirOpTable.All)
        {
            var isOpen = row.Result == TypeRule.Same || row.Operands.Contains(TypeRule.Same);
            Assert.Equal(isOpen, row.ShowsType);
        }
    }

    [Fact]
    public void EveryRuntimeCallHasItsRow()
    {
        Assert.Equal(Enum.GetValues<RuntimeCall>().Length, RuntimeCallTable.All.Length);
        Assert.Equal(RuntimeCalls.Count, RuntimeCallTable.All.Length);
        foreach (var call in Enum.GetValues<RuntimeCall>())
        {
            ref readonly var row = ref RuntimeCallTable.Get(call);
            Assert.Equal(call, row.Call);
            Assert.True(RuntimeCalls.TryFind(row.Name, out var found));
            Assert.Equal(call, found);
        }

        Assert.False(RuntimeCalls.TryFind("nothing", out _));
    }

    [Fact]
    public void RuntimeCallsThatChargeAreCalledWithGas()
    {
        foreach (var row in RuntimeCallTable.All)
        {
            var charges = (row.Effects & MirEffects.WritesGas) != 0;
            Assert.Equal(charges, row.Kind != RuntimeCallKind.Plain);
            Assert.True(row.Kind != RuntimeCallKind.Plain || row.HasResult, row.Name);
        }
    }

    [Fact]
    public void RuntimeCallsThatGrowMemoryCanHalt()
    {
        foreach (var row in RuntimeCallTable.All)
        {
            Assert.True((row.Effects & MirEffects.WritesMemorySize) == 0 || (row.Effects & MirEffects.MayHalt) != 0, row.Name);
        }
    }
}

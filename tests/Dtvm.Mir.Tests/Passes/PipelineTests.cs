// SPDX-License-Identifier: Apache-2.0

using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class PipelineTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheOrderHolds(int level) => Assert.Empty(PassOrder.Check(Pipelines.ForLevel(level)));

    [Theory]
    [InlineData("sccp,gas-metering", "sccp FollowedBy dce")]
    [InlineData("sccp,dce,gas-metering", "sccp FollowedBy simplify-cfg")]
    [InlineData("sccp,dce,simplify-cfg,sccp,gas-metering", "sccp FollowedBy dce")]
    [InlineData("jump-resolution,simplify-cfg,gas-metering", "jump-resolution PrecededBy sccp")]
    [InlineData("sccp,simplify-cfg,dce,jump-resolution,gas-metering", "jump-resolution FollowedBy simplify-cfg")]
    [InlineData("dce", "gas-metering Once")]
    [InlineData("gas-metering,dce,gas-metering", "gas-metering Once")]
    [InlineData("gas-metering,simplify-cfg", "simplify-cfg NotBehind gas-metering")]
    public void ABrokenOrderIsFound(string names, string fault)
    {
        Assert.True(PassRegistry.TryParse(names, out var steps, out _));
        Assert.Contains(PassOrder.Check(steps), line => line.StartsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void ALabelTwiceIsFound()
    {
        var step = Pipelines.O0[0];
        Assert.Contains("label gas-metering stands twice", PassOrder.Check([step, step]));
    }

    [Fact]
    public void TheRegistryHasEveryPassOfEveryPipelineOnce()
    {
        var names = PassRegistry.All.Select(pass => pass.Info.Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        for (var level = 0; level <= Pipelines.MaxLevel; level++)
        {
            Assert.All(Pipelines.ForLevel(level), step => Assert.Same(step.Pass, PassRegistry.Find(step.Pass.Info.Name)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Pipelines.ForLevel(4));
    }

    [Fact]
    public void TheRegistryHasEveryPassThereIs()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Concat(PassRegistry.All.Select(pass => pass.GetType().Assembly)).Distinct();
        var types = loaded.Where(assembly => assembly.GetName().Name!.StartsWith("Dtvm.Passes.", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Mir.Passes.IMirPass)));
        Assert.Equal(
            types.Select(type => type.Name).Order(),
            PassRegistry.All.Select(pass => pass.GetType().Name).Order());
    }

    [Fact]
    public void ListsAreReadFromText()
    {
        Assert.True(PassRegistry.TryParse("dce, sccp,dce", out var steps, out var unknown));
        Assert.Equal(["dce", "sccp", "dce.2"], steps.Select(step => step.Label));
        Assert.Null(unknown);
        Assert.False(PassRegistry.TryParse("dce,nonsense", out steps, out unknown));
        Assert.Equal("nonsense", unknown);
        Assert.Empty(steps);
    }

    [Fact]
    public void OnlyRequiredStepsAreNeeded() => Assert.All(Pipelines.O0, step => Assert.True(step.Required));
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm.Tests;

public sealed class RevisionTests
{
    [Fact]
    public void AllAreInOrderWithTheNumbersOfEvmcUpToOsaka()
    {
        string[] names =
        [
            "frontier", "homestead", "tangerine-whistle", "spurious-dragon", "byzantium", "constantinople", "petersburg", "istanbul",
            "berlin", "london", "paris", "shanghai", "cancun", "prague", "osaka", "amsterdam-without-state-gas", "amsterdam",
        ];
        Assert.Equal(names, Revisions.All.Select(Revisions.Name));
        Assert.Equal(Enum.GetValues<Revision>(), Revisions.All);
        Assert.Equal([.. Enumerable.Range(0, 15), 16, 17], Revisions.All.Select(revision => (int)revision));
        Assert.Equal(18, Revisions.NumberLimit);
        Assert.Equal(Revision.Amsterdam, Revisions.Newest);
        Assert.Equal(Revision.Osaka, Revisions.Latest);
    }

    [Fact]
    public void EveryNameIsParsed()
    {
        foreach (var revision in Revisions.All)
        {
            Assert.Equal(revision.ToString(), Revisions.Name(revision).Replace("-", ""), ignoreCase: true);
            Assert.True(Revisions.TryParse(Revisions.Name(revision), out var parsed));
            Assert.Equal(revision, parsed);
        }
    }

    [Theory]
    [InlineData("osaka", Revision.Osaka)]
    [InlineData("Prague", Revision.Prague)]
    [InlineData("EIP150", Revision.TangerineWhistle)]
    [InlineData("TangerineWhistle", Revision.TangerineWhistle)]
    [InlineData("Tangerine Whistle", Revision.TangerineWhistle)]
    [InlineData("tangerine_whistle", Revision.TangerineWhistle)]
    [InlineData("EIP158", Revision.SpuriousDragon)]
    [InlineData("spurious-dragon", Revision.SpuriousDragon)]
    [InlineData("ConstantinopleFix", Revision.Petersburg)]
    [InlineData("MuirGlacier", Revision.Istanbul)]
    [InlineData("ArrowGlacier", Revision.London)]
    [InlineData("GrayGlacier", Revision.London)]
    [InlineData("Merge", Revision.Paris)]
    [InlineData("PARIS", Revision.Paris)]
    [InlineData("Amsterdam", Revision.Amsterdam)]
    [InlineData("amsterdam-without-state-gas", Revision.AmsterdamWithoutStateGas)]
    public void OtherNames(string name, Revision expected)
    {
        Assert.True(Revisions.TryParse(name, out var revision));
        Assert.Equal(expected, revision);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("OsakaToAmsterdamAtTime15k")]
    [InlineData("FrontierToHomesteadAt5")]
    [InlineData("14")]
    public void UnknownNames(string? name) => Assert.False(Revisions.TryParse(name, out _));

    [Fact]
    public void ALongNameIsNotARevision() => Assert.False(Revisions.TryParse(new string('x', 100_000), out _));

    [Fact]
    public void NoNameForOtherNumbers() => Assert.Throws<ArgumentOutOfRangeException>(() => Revisions.Name((Revision)15));

    [Fact]
    public void Limits()
    {
        Assert.Equal(1024, EvmLimits.StackLimit);
        Assert.Equal(1024, EvmLimits.CallDepthLimit);
        Assert.Equal(24576, EvmLimits.MaxCodeSize);
        Assert.Equal(2 * EvmLimits.MaxCodeSize, EvmLimits.MaxInitCodeSize);
        Assert.Equal(65536, EvmLimits.MaxCodeSizeEip7954);
        Assert.Equal(2 * EvmLimits.MaxCodeSizeEip7954, EvmLimits.MaxInitCodeSizeEip7954);
        Assert.Equal(256, EvmLimits.BlockHashWindow);
        Assert.Equal(23, EvmLimits.DelegationDesignatorSize);
    }
}

// SPDX-License-Identifier: Apache-2.0

using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>The baseline compiler's assembly in the pass viewer.</summary>
public class ViewerBaselineTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task ItsAssemblyIsLinkedByProgramCounter(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width);
        Assert.NotEmpty(await (await viewer.ShowAsync("asm")).Locator(".line").AllAsync());
        await (await viewer.ShowAsync("code")).Locator(".line[data-pc='47']").ClickAsync();
        await (await viewer.ShowAsync("x64")).Locator(".line.match").First.WaitForAsync();
        var matches = await viewer.Lines("x64", "match");
        Assert.Contains("# 0x2f DIV", matches[0]);
        Assert.All(matches, line => Assert.Matches("^ *[0-9a-f]+: [a-z]", line));

        // And back, from a line behind the one that has the comment.
        var shift = viewer.Column("x64").Locator(".line", new LocatorLocatorOptions { HasText = "# 0x7 CALLDATASIZE" });
        Assert.Equal(0, await shift.CountAsync());
        await viewer.Column("x64").Locator(".line.match").Last.ClickAsync();
        Assert.StartsWith("pc 0x2f DIV", await viewer.StatusAsync());
        Assert.Contains(await viewer.Lines("code", "match"), line => line.Contains("DIV", StringComparison.Ordinal));
        Assert.Empty(viewer.Errors);
    }

    [Fact]
    public async Task EveryLineOfTheListingIsThere()
    {
        var viewer = await browser.OpenAsync("weth");
        await viewer.ShowAsync("x64");
        var listing = CommandLine.Run("mir", Browser.CodeOf("weth"), "--backend", "x64", "--emit", "asm").Succeeded().Output;
        var shown = await viewer.Page.EvaluateAsync<int>("() => window.dtvm.columns.find(column => column.id === 'x64').lines.count");
        Assert.Equal(listing.Trim().Split('\n').Length, shown);
    }

    [Fact]
    public async Task WithItAloneThereIsNothingOfLlvm()
    {
        var viewer = await browser.OpenAsync("weth", width: 1600, options: ["--backend", "x64"]);
        Assert.Equal(0, await viewer.Page.Locator(".column[data-kind='llvm'], .column[data-kind='asm']").CountAsync());
        Assert.Contains("pc_0x0:", string.Concat(await (await viewer.ShowAsync("x64")).Locator(".line.head").AllInnerTextsAsync()));
    }
}

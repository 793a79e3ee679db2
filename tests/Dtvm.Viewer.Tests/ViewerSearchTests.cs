// SPDX-License-Identifier: Apache-2.0

using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>Search for text in the pass viewer.</summary>
public class ViewerSearchTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task ATextIsMarkedAndTheOtherColumnsFollow(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width);
        await viewer.Page.Locator("#find").FillAsync("rt.udiv");
        await viewer.Page.Locator("#find-next").ClickAsync();
        var found = (await viewer.ShowAsync("mir-lift")).Locator(".line.found");
        Assert.Equal("rt.udiv", await found.Locator("mark").InnerTextAsync());
        Assert.True(await IsInSight(found), "the hit is out of sight");
        Assert.Contains("1 of ", await viewer.StatusAsync());
        var pc = await found.GetAttributeAsync("data-pc");
        foreach (var column in (string[])["code", "mir-gas-metering", "asm"])
        {
            var lines = (await viewer.ShowAsync(column)).Locator(".line.match");
            Assert.Equal(pc, await lines.First.GetAttributeAsync("data-pc"));
            Assert.True(await IsInSight(lines.First), $"{column} does not follow");
        }

        Assert.Empty(viewer.Errors);
    }

    [Fact]
    public async Task NextAndPreviousGoThroughAllHits()
    {
        var viewer = await browser.OpenAsync("weth", width: 1600);
        var count = CommandLine.Run("mir", Browser.CodeOf("weth"), "--stop-after", "lift").Succeeded().Output
            .Split('\n').SkipWhile(line => !line.StartsWith("func", StringComparison.Ordinal))
            .Count(line => line.Contains("calldataload", StringComparison.Ordinal));
        Assert.True(count > 3);
        await viewer.Page.Locator("#find").FillAsync("CallDataLoad");
        var lines = new HashSet<string?>();
        for (var hit = 1; hit <= count; hit++)
        {
            await viewer.Page.Keyboard.PressAsync("Enter");
            await viewer.SettleAsync();
            Assert.Equal($"{hit}/{count}", await viewer.Page.Locator("#find-count").InnerTextAsync());
            lines.Add(await viewer.Column("mir-lift").Locator(".line.found").GetAttributeAsync("data-line"));
        }

        Assert.Equal(count, lines.Count);
        await viewer.Page.Keyboard.PressAsync("Enter");
        Assert.Equal($"1/{count}", await viewer.Page.Locator("#find-count").InnerTextAsync());
        await viewer.Page.Keyboard.PressAsync("Shift+Enter");
        Assert.Equal($"{count}/{count}", await viewer.Page.Locator("#find-count").InnerTextAsync());

        // What is a program counter too is text in quotation marks.
        await viewer.Page.Locator("#find").FillAsync("\"0x40\"");
        await viewer.Page.Keyboard.PressAsync("Enter");
        await viewer.SettleAsync();
        Assert.Equal("0x40", await viewer.Column("mir-lift").Locator(".line.found mark").First.InnerTextAsync());
        await viewer.Page.Locator("#find").FillAsync("no such text");
        await viewer.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("'no such text' is in no open column", await viewer.StatusAsync());
        await viewer.SettleAsync();
        Assert.Equal(0, await viewer.Page.Locator("mark").CountAsync());
    }

    private static Task<bool> IsInSight(ILocator line) => line.EvaluateAsync<bool>(
        """
        line => {
          const box = line.getBoundingClientRect(), area = line.closest('.scroll').getBoundingClientRect();
          return box.top >= area.top && box.bottom <= area.bottom;
        }
        """);
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>The page that <c>dtvm mir --emit html</c> writes, in a browser.</summary>
public class ViewerTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>The first instruction of the dispatcher of WETH: CALLDATASIZE at 0x7.</summary>
    private const string CallDataSize = "calldatasize";

    [Fact]
    public async Task LoadsNothingButItselfAndReportsNoError()
    {
        var viewer = await browser.OpenAsync("weth");
        await viewer.Page.Locator("#toggle-cfg").ClickAsync();
        Assert.Equal(["file://" + Browser.PageOf("weth")], viewer.Requests);
        Assert.Empty(viewer.Errors);
        Assert.Contains("functions", await viewer.StatusAsync());

        // The policy in the page forbids it as well, whatever the page should try.
        var refused = await viewer.Page.EvaluateAsync<string>(
            "() => fetch('https://example.org/').then(() => 'loaded', error => 'refused')");
        Assert.Equal("refused", refused);
    }

    [Fact]
    public async Task AValueIsHighlightedInEveryColumn()
    {
        var viewer = await browser.OpenAsync("weth");
        var line = viewer.Column("mir-lift").Locator(".line", new LocatorLocatorOptions { HasText = CallDataSize }).First;
        var name = await line.Locator(".v").First.InnerTextAsync();
        await line.Locator(".v").First.ClickAsync();

        var lifted = await viewer.Lines("mir-lift", "match");
        Assert.Contains(lifted, text => text.Contains($"{name} = {CallDataSize}", StringComparison.Ordinal));
        Assert.True(lifted.Count >= 2, "the use is not highlighted");
        Assert.All(lifted, text => Assert.Contains(name, text));
        Assert.Contains(
            await viewer.Lines("mir-gas-metering", "match"), text => text.Contains($"{name} = {CallDataSize}", StringComparison.Ordinal));
        Assert.Contains(await viewer.Lines("code", "related"), text => text.Contains("CALLDATASIZE", StringComparison.Ordinal));
        Assert.Contains(await viewer.Lines("llvm-opt", "match"), text => text.Contains("%" + name, StringComparison.Ordinal));
        Assert.NotEmpty(await viewer.Lines("asm", "related"));
        Assert.True(await viewer.Column("mir-lift").Locator(".v.tok").CountAsync() >= 2);
        Assert.StartsWith($"{name} of @pc_0x0: pc 0x7 CALLDATASIZE; gas chunk 0x0..0xd costs 30", await viewer.StatusAsync());
    }

    [Fact]
    public async Task AProgramCounterIsHighlightedInEveryColumn()
    {
        var viewer = await browser.OpenAsync("weth");
        await viewer.Column("code").Locator(".line[data-pc='47']").ClickAsync();
        foreach (var column in (string[])["code", "mir-lift", "mir-sccp.early", "mir-gas-metering", "asm"])
        {
            Assert.NotEmpty(await viewer.Lines(column, "match"));
            var elsewhere = await (await viewer.ShowAsync(column)).Locator(".line.match:not([data-pc='47'])").CountAsync();
            Assert.True(elsewhere == 0, $"{column} marks other lines");
        }

        Assert.Contains("rt.udiv", string.Concat(await viewer.Lines("mir-lift", "match")));
        Assert.StartsWith("pc 0x2f DIV", await viewer.StatusAsync());
    }

    [Fact]
    public async Task ABlockIsHighlightedInEveryColumnAndInTheGraph()
    {
        var viewer = await browser.OpenAsync("weth");
        await viewer.Column("mir-lift").Locator(".b", new LocatorLocatorOptions { HasText = "block2" }).First.ClickAsync();
        var lifted = await viewer.Lines("mir-lift", "match");
        Assert.StartsWith("block2:", lifted[0]);
        Assert.NotEmpty(await viewer.Lines("code", "match"));
        Assert.Equal("2", await viewer.Page.Locator("#cfg .node.match").GetAttributeAsync("data-block"));

        await viewer.Page.Locator("#cfg .node[data-block='3']").ClickAsync();
        Assert.StartsWith("block3:", (await viewer.Lines("mir-lift", "match"))[0]);
        Assert.StartsWith("block3 of @pc_0x0", await viewer.StatusAsync());
    }

    [Fact]
    public async Task TheGraphHasTheBlocksAndEdgesOfTheFunction()
    {
        var viewer = await browser.OpenAsync("weth");
        var text = CommandLine.Run("mir", Browser.CodeOf("weth"), "--stop-after", "lift").Succeeded().Output;
        var function = text[text.IndexOf("func @pc_0x0 ", StringComparison.Ordinal)..];
        function = function[..function.IndexOf("\n}", StringComparison.Ordinal)];
        var blocks = function.Split('\n').Count(line => line.StartsWith("block", StringComparison.Ordinal));
        await viewer.Column("mir-lift").Locator(".scroll").FocusAsync();
        Assert.Equal("@pc_0x0 after lift", await viewer.Page.Locator("#cfg-title").InnerTextAsync());
        Assert.Equal(blocks, await viewer.Page.Locator("#cfg .node[data-block]").CountAsync());
        Assert.True(await viewer.Page.Locator("#cfg .edge").CountAsync() >= blocks - 1);
        var overlaps = await viewer.EvaluateAsync(
            """
            () => {
              const boxes = [...document.querySelectorAll('#cfg .node > rect:first-child')].map(rect => rect.getBBox());
              return boxes.some((a, i) => boxes.some((b, j) =>
                i < j && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height));
            }
            """);
        Assert.False(overlaps.GetBoolean());
    }

    [Fact]
    public async Task PassesThatChangedNothingAreFoldedAndOpenByAClick()
    {
        var viewer = await browser.OpenAsync("weth");
        var meta = await viewer.EvaluateAsync("() => window.dtvm.model.data.stages.map(stage => [stage.name, stage.changed])");
        foreach (var stage in meta.EnumerateArray())
        {
            var classes = await viewer.Column("mir-" + stage[0].GetString()).GetAttributeAsync("class") ?? "";
            Assert.Equal(!stage[1].GetBoolean(), classes.Contains("folded", StringComparison.Ordinal));
        }

        var folded = meta.EnumerateArray().First(stage => !stage[1].GetBoolean())[0].GetString()!;
        var column = viewer.Column("mir-" + folded);
        await column.Locator("button.head").ClickAsync();
        await viewer.SettleAsync();
        Assert.NotEmpty(await column.Locator(".line").AllAsync());
        await column.Locator("button.head").ClickAsync();
        Assert.False(await column.Locator(".scroll").IsVisibleAsync());
    }

    [Fact]
    public async Task GasChunksCarryTheirCostAndColour()
    {
        var viewer = await browser.OpenAsync("weth");
        var chunks = CommandLine.Run("mir", Browser.CodeOf("weth"), "--emit", "chunks", "--json").Succeeded().Json.GetProperty("output");
        for (var i = 0; i < 3; i++)
        {
            var start = chunks[i].GetProperty("start").GetInt32().ToString(CultureInfo.InvariantCulture);
            var line = viewer.Column("code").Locator($".line[data-pc='{start}']");
            Assert.Equal("gas " + chunks[i].GetProperty("cost").ToString(), await line.Locator(".cost").InnerTextAsync());
        }

        var colours = await viewer.EvaluateAsync(
            """
            () => {
              const { model } = window.dtvm;
              const dearest = model.data.chunks.findIndex(chunk => chunk[2] === model.maxCost);
              window.dtvm.selectPc(model.data.chunks[dearest][0], -1, null);
              return [model.heat(0), model.heat(model.maxCost), dearest];
            }
            """);
        Assert.Equal((150, 0), (colours[0].GetInt32(), colours[1].GetInt32()));
        await viewer.SettleAsync();
        var border = await viewer.Column("code").Locator(".line.match").First.EvaluateAsync<string>(
            "line => getComputedStyle(line).borderLeftColor");
        int[] channels = [.. border.Trim("rgb()".ToCharArray()).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        Assert.True(channels[0] > channels[1] && channels[0] > channels[2], $"the dearest chunk is {border}, not red");
    }

    [Fact]
    public async Task TheKeyboardDoesEverything()
    {
        var viewer = await browser.OpenAsync("weth");
        var keys = viewer.Page.Keyboard;
        await keys.PressAsync("/");
        await keys.TypeAsync("0x2f");
        await keys.PressAsync("Enter");
        Assert.StartsWith("pc 0x2f DIV", await viewer.StatusAsync());
        Assert.Contains("rt.udiv", string.Concat(await viewer.Lines("mir-lift", "match")));

        await keys.PressAsync("Escape");
        await viewer.Column("mir-lift").Locator(".scroll").FocusAsync();
        await keys.PressAsync("Home");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        Assert.Equal("2", await viewer.Column("mir-lift").Locator(".line.cursor").GetAttributeAsync("data-line"));
        await keys.PressAsync("b");
        Assert.StartsWith("block0 of @pc_0x0", await viewer.StatusAsync());
        for (var steps = 0; !(await viewer.Column("mir-lift").Locator(".line.cursor").InnerTextAsync()).Contains(
            CallDataSize, StringComparison.Ordinal); steps++)
        {
            Assert.True(steps < 100, "the cursor does not get there");
            await keys.PressAsync("ArrowDown");
            await viewer.SettleAsync();
        }

        await keys.PressAsync("v");
        Assert.Matches("^v[0-9]+ of @pc_0x0: pc 0x7", await viewer.StatusAsync());
        await keys.PressAsync("n");
        Assert.NotEmpty(await viewer.Lines("mir-lift", "cursor"));
        await keys.PressAsync("ArrowLeft");
        Assert.Equal("code", await viewer.Page.EvaluateAsync<string>("() => document.activeElement.closest('.column').dataset.column"));
        await keys.PressAsync("g");
        Assert.False(await viewer.Page.Locator("#cfg").IsVisibleAsync());
        await keys.PressAsync("?");
        Assert.True(await viewer.Page.Locator("#help").IsVisibleAsync());
        await keys.PressAsync("Escape");
        await keys.PressAsync("Escape");
        Assert.Empty(await viewer.Lines("mir-lift", "match"));
    }

    [Fact]
    public async Task FollowsThePreferredColours()
    {
        string light = await BackgroundAsync(ColorScheme.Light), dark = await BackgroundAsync(ColorScheme.Dark);
        Assert.NotEqual(light, dark);

        async Task<string> BackgroundAsync(ColorScheme scheme)
        {
            var viewer = await browser.OpenAsync("weth", scheme);
            return await viewer.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        }
    }

    [Fact]
    public async Task IsUsableOnAContractOf24Kilobytes()
    {
        Browser.PageOf("usdc_transfer");
        var viewer = await browser.OpenAsync("usdc_transfer");
        var measured = await viewer.EvaluateAsync(
            """
            async () => {
              const { dtvm } = window;
              const start = performance.now();
              const column = dtvm.columns.find(candidate => candidate.id === 'mir-lift');
              const last = dtvm.model.data.functions.length - 1;
              for (const each of dtvm.columns) each.open();
              dtvm.selectFunction(last, null);
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              return {
                lines: dtvm.columns.reduce((sum, candidate) => sum + (candidate.lines?.count ?? 0), 0),
                rows: document.querySelectorAll('.line').length,
                selecting: performance.now() - start,
                shown: column.rows.innerText.includes('@' + dtvm.model.data.functions[last]),
              };
            }
            """);
        Assert.True(measured.GetProperty("lines").GetInt32() > 50_000, "not a large page");
        Assert.True(measured.GetProperty("rows").GetInt32() < 2_000, "rows out of sight are in the document");
        Assert.True(measured.GetProperty("shown").GetBoolean());

        // Generous: it takes a twentieth of this on an idle machine.
        Assert.True(measured.GetProperty("selecting").GetDouble() < 10_000, measured.ToString());
        Assert.Empty(viewer.Errors);
    }
}

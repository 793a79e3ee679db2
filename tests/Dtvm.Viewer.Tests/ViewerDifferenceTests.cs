// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Viewer.Tests;

/// <summary>What a pass removed, in its column of the pass viewer.</summary>
public class ViewerDifferenceTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>All lines of a column as they stand in it: a mark and the text.</summary>
    internal const string AllLines =
        """
        id => {
          const { lines } = window.dtvm.columns.find(column => column.id === id);
          return lines.text.map((text, line) => ({ '1': '+', '-1': '-', '0': ' ' })[lines.changed[line]] + text);
        }
        """;

    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task RemovedLinesAreShownAndHidden(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width);
        var before = await viewer.ShowAsync("mir-lift");
        var column = await viewer.ShowAsync("mir-simplify-cfg.early");
        var kept = await column.Locator(".line").AllInnerTextsAsync();
        Assert.Equal(0, await column.Locator(".line.removed").CountAsync());
        await viewer.Page.Locator("#toggle-removed").ClickAsync();
        await viewer.SettleAsync();
        Assert.Equal("    br block1 @0x0", await column.Locator(".line.removed").First.InnerTextAsync());

        // With the removed lines and without the new ones it is the column before, and the other way round it is itself.
        var lines = await viewer.Page.EvaluateAsync<string[]>(AllLines, "mir-simplify-cfg.early");
        Assert.Contains(lines, line => line[0] == '-');
        var former = await viewer.Page.EvaluateAsync<string[]>("() => window.dtvm.model.mirLines(0, false).text");
        var own = await viewer.Page.EvaluateAsync<string[]>("() => window.dtvm.model.mirLines(1, false).text");
        Assert.Equal(former, lines.Where(line => line[0] != '+').Select(line => line[1..]));
        Assert.Equal(own, lines.Where(line => line[0] != '-').Select(line => line[1..]));
        Assert.Equal(0, await before.Locator(".line.removed").CountAsync());

        await viewer.Page.Locator("#toggle-removed").ClickAsync();
        await viewer.SettleAsync();
        // How many are in sight depends on the height of the message below.
        Assert.Equal(kept.Take(30), (await column.Locator(".line").AllInnerTextsAsync()).Take(30));
        Assert.Empty(viewer.Errors);
    }

    [Fact]
    public async Task DifferencesAreTheFewestThereCanBe()
    {
        var viewer = await browser.OpenAsync("weth");
        var wrong = await viewer.Page.EvaluateAsync<string>(
            """
            () => {
              let seed = 1;
              const random = limit => (seed = (seed * 48271) % 2147483647) % limit;
              const common = (a, b) => {
                const best = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
                for (let i = a.length - 1; i >= 0; i--)
                  for (let j = b.length - 1; j >= 0; j--)
                    best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
                return best[0][0];
              };
              for (let round = 0; round < 5000; round++) {
                const list = () => Array.from({ length: random(14) }, () => 'abcd'[random(4)]);
                const a = list(), b = list(), steps = diffLines(a, b);
                const from = steps.filter(step => step[0] <= 0).map(step => a[step[1]]).join('');
                const to = steps.filter(step => step[0] >= 0).map(step => b[step[0] === 0 ? step[2] : step[1]]).join('');
                const kept = steps.filter(step => step[0] === 0);
                if (from !== a.join('') || to !== b.join('') || kept.length !== common(a, b)) return `${a.join('')} ${b.join('')}`;
              }
              return '';
            }
            """);
        Assert.Equal("", wrong);
    }

    [Fact]
    public async Task TheCursorGoesFromChangeToChange()
    {
        var viewer = await browser.OpenAsync("weth", width: 1600);
        await viewer.ShowAsync("mir-sccp.early");
        await viewer.Page.Keyboard.PressAsync("r");
        await viewer.Column("mir-sccp.early").Locator(".scroll").FocusAsync();
        await viewer.Page.Keyboard.PressAsync("d");
        Assert.Contains("v6 = ult i256", string.Concat(await viewer.Lines("mir-sccp.early", "removed.cursor")));
        await viewer.Page.Keyboard.PressAsync("d");
        Assert.Contains("v10 = ne i256", string.Concat(await viewer.Lines("mir-sccp.early", "removed.cursor")));
        await viewer.Page.Keyboard.PressAsync("D");
        Assert.NotEmpty(await viewer.Lines("mir-sccp.early", "cursor"));
    }
}

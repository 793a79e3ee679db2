// SPDX-License-Identifier: Apache-2.0

using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>The documentation site that <c>scripts/site</c> builds, in a browser.</summary>
public sealed class SiteTests(Browser browser) : IClassFixture<Browser>
{
    private const string Origin = "http://dtvm.example/";

    // The build fails on a link that leads nowhere.
    private static readonly Lazy<ShellResult> Build = new(() => Shell.Run("scripts/site", SourceTree.Path("")));

    [Theory]
    [InlineData(1366)]
    [InlineData(420)]
    public async Task PagesFitTheScreen(int width)
    {
        var page = await OpenAsync(width);
        foreach (var name in (string[])["index", "docs/embedding", "docs/workbench", "docs/add-a-pass", "docs/glossary"])
        {
            await page.GotoAsync($"{Origin}{name}.html");
            await page.Locator("article h1").First.WaitForAsync();
            Assert.True(
                await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{name} is wider than {width}");
        }
    }

    /// <summary>Viewer and terminal (<c>scripts/pictures</c>), not wider than the text.</summary>
    [Theory]
    [InlineData("index", 1)]
    [InlineData("docs/workbench", 4)]
    [InlineData("docs/profiling", 1)]
    public async Task PicturesAreThere(string name, int count)
    {
        var page = await OpenAsync(1366);
        await page.GotoAsync($"{Origin}{name}.html", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.Equal(
            count,
            await page.EvaluateAsync<int>(
                """
                () => [...document.querySelectorAll('article img')].filter(image => image.naturalWidth > 800 && image.alt
                  && image.getBoundingClientRect().width <= image.closest('article').clientWidth).length
                """));
        Assert.All(
            Directory.GetFiles(SourceTree.Path("docs/pictures")),
            path => Assert.InRange(new FileInfo(path).Length, 1000, 150_000));
    }

    [Fact]
    public async Task AnswersAreFoundByWordsAndByName()
    {
        var page = await OpenAsync(1366);
        await page.GotoAsync($"{Origin}index.html");
        await page.Locator("article svg").First.WaitForAsync();
        var search = page.GetByRole(AriaRole.Searchbox);
        await Assertions.Expect(search).ToBeEnabledAsync();
        await search.PressSequentiallyAsync("watchdog");
        await page.Locator("#search-results a[href*='evmc.html']").First.WaitForAsync();

        // The reference out of the docstrings.
        await page.GotoAsync($"{Origin}api/Dtvm.Testing.MirSnapshot.html");
        Assert.Contains("Snapshot tests of the MIR of a contract", await page.Locator("article").InnerTextAsync());
    }

    private async Task<IPage> OpenAsync(int width)
    {
        Assert.True(Build.Value.ExitCode == 0, Build.Value.ToString());
        var page = await browser.OpenEmptyAsync(width);
        await page.RouteAsync(Origin + "**", route =>
        {
            var path = SourceTree.Path("artifacts/site/" + new Uri(route.Request.Url).AbsolutePath.TrimStart('/'));
            return File.Exists(path)
                ? route.FulfillAsync(new RouteFulfillOptions { Path = path })
                : route.FulfillAsync(new RouteFulfillOptions { Status = 404 });
        });
        return page;
    }
}

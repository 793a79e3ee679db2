// SPDX-License-Identifier: Apache-2.0

using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>What the pass viewer looks like in windows of any width.</summary>
public class ViewerLayoutTests(Browser browser) : IClassFixture<Browser>
{
    private const string Largest = "usdc_transfer";

    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1366)]
    [InlineData(1600)]
    [InlineData(2560)]
    public async Task NothingIsCutOff(int width)
    {
        var viewer = await browser.OpenAsync(Largest, width: width);
        var outside = await viewer.Page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll('header, header *:not(option), #cfg .bar, #cfg .bar *, footer')].filter(element => {
              const box = element.getBoundingClientRect();
              return box.width > 0 && (box.left < 0 || box.right > innerWidth || box.bottom > innerHeight);
            }).map(element => element.id || element.tagName).join()
            """);
        Assert.Equal("", outside);
        Assert.Equal(width, await viewer.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(await viewer.Page.Locator("#legend").IsVisibleAsync());

        // Columns that are in sight at first are so in whole, the first being the bytecode.
        var columns = await viewer.EvaluateAsync(
            """
            () => [...document.querySelectorAll('.column:not(.folded)')].map(column => column.getBoundingClientRect())
              .filter(box => box.left < innerWidth - 40).map(box => [box.left, box.right])
            """);
        Assert.Equal(0, columns[0][0].GetDouble());
        Assert.Equal(width < 700, columns.GetArrayLength() == 1);
        Assert.All(columns.EnumerateArray(), box => Assert.InRange(box[1].GetDouble(), 0, width + 1));
    }

    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task CommentsOfJumpsAreInSight(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width);
        var cut = await viewer.EvaluateAsync(
            """
            () => [...document.querySelectorAll(".column[data-column='code'] .line .c")].map(comment => {
              const limit = comment.closest('.scroll').getBoundingClientRect().right;
              return [comment.innerText, comment.getBoundingClientRect().right <= limit];
            })
            """);
        Assert.Contains(cut.EnumerateArray(), comment => comment[0].GetString()!.StartsWith("; to 0", StringComparison.Ordinal));

        // On a narrow window the column is as wide as that is.
        Assert.All(
            cut.EnumerateArray(),
            comment => Assert.True(
                comment[1].GetBoolean() || (width < 700 && comment[0].GetString() == "; jump destination"), comment[0].GetString()));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task ColumnsAreResizedByPointerAndKeyboard(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width);
        double before = await viewer.WidthAsync("mir-lift"), beside = await viewer.WidthAsync("mir-simplify-cfg.early");
        var grip = viewer.Column("mir-lift").GetByRole(AriaRole.Separator);
        var box = (await grip.BoundingBoxAsync())!;
        float x = box.X + (box.Width / 2), y = box.Y + (box.Height / 2);
        await viewer.Page.Mouse.MoveAsync(x, y);
        await viewer.Page.Mouse.DownAsync();
        await viewer.Page.Mouse.MoveAsync(x - 90, y);
        await viewer.Page.Mouse.UpAsync();
        Assert.Equal(before - 90, await viewer.WidthAsync("mir-lift"), 1.0);
        Assert.Equal(beside, await viewer.WidthAsync("mir-simplify-cfg.early"), 1.0);

        await grip.FocusAsync();
        await viewer.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(before - 70, await viewer.WidthAsync("mir-lift"), 1.0);
        await viewer.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        Assert.Equal(before - 170, await viewer.WidthAsync("mir-lift"), 1.0);

        // As wide as the lines: nothing is left to scroll.
        await viewer.Page.Keyboard.PressAsync("Enter");
        var hidden = await viewer.Column("mir-lift").Locator(".scroll").EvaluateAsync<int>("area => area.scrollWidth - area.clientWidth");
        Assert.Equal(0, hidden);
        Assert.Empty(viewer.Errors);
    }

    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task AColumnIsReachedByItsName(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width);
        await viewer.Page.Locator("#stages").SelectOptionAsync(new SelectOptionValue { Label = "Assembly " + await Cpu(viewer) });
        await viewer.SettleAsync();
        var box = (await viewer.Column("asm").BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, width - box.Width + 1);
        Assert.NotEmpty(await viewer.Column("asm").Locator(".line").AllAsync());

        static Task<string> Cpu(ViewerPage viewer) => viewer.Page.EvaluateAsync<string>("() => window.dtvm.model.data.cpu");
    }

    [Fact]
    public async Task TheLargestContractLoadsWithinASecond()
    {
        // Time of the page's thread alone, the least of some tries, and what a list of 20,000 lines takes at the same time: what else the
        // machine does is not the page's fault.
        const int Tries = 5;
        const double MaxLists = 1.5;
        var least = double.MaxValue;
        for (var i = 0; i < Tries && least > 1; i++)
        {
            var (load, list) = await SecondsToLoadAsync();
            least = Math.Min(least, Math.Min(load, load / (list * MaxLists)));
        }

        Assert.InRange(least, 0.01, 1);
    }

    /// <summary>What loading the largest page takes, and what making a plain list takes in it, in seconds of the page's thread.</summary>
    private async Task<(double Load, double List)> SecondsToLoadAsync()
    {
        var viewer = new ViewerPage(await browser.OpenEmptyAsync(1600));
        var session = await viewer.Page.Context.NewCDPSessionAsync(viewer.Page);
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        await viewer.LoadAsync(Browser.PageOf(Largest));
        var load = await SecondsAsync();
        await viewer.Page.EvaluateAsync(
            """
            () => {
                const list = document.createElement("div");
                for (let i = 0; i < 20000; i++) {
                    const line = list.appendChild(document.createElement("div"));
                    line.appendChild(document.createElement("span")).textContent = "v" + i;
                    line.appendChild(document.createTextNode(" = add i256"));
                }
                document.body.appendChild(list);
                list.getBoundingClientRect();
                list.remove();
            }
            """);
        return (load, await SecondsAsync() - load);

        async Task<double> SecondsAsync()
        {
            var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
            return metrics.EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "TaskDuration")
                .GetProperty("value").GetDouble();
        }
    }
}

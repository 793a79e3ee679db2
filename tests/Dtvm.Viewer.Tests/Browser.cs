using System.Text.Json;
using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>Chromium without a window, and the pages of two contracts.</summary>
public sealed class Browser : IAsyncLifetime, IDisposable
{
    private const string Executable = "/usr/bin/chromium";

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Executable), $"{Executable} is not there: scripts/setup-tests installs it");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The page of a contract out of the benchmark cases; made once.</summary>
    public string PageOf(string contract)
    {
        var path = _folder[contract + ".html"];
        lock (_folder)
        {
            if (!File.Exists(path))
            {
                CommandLine.Run("mir", CodeOf(contract), "--emit", "html", "-o", path).Succeeded();
            }
        }

        return path;
    }

    /// <summary>A file with the code of a contract.</summary>
    public string CodeOf(string contract) => _folder.Write(contract + ".bin", Contracts.Largest(contract));

    /// <summary>Opens an empty page.</summary>
    /// <param name="width">Pixels from left to right.</param>
    public async Task<IPage> OpenEmptyAsync(int width)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 1000 },
        });
        return await context.NewPageAsync();
    }

    /// <summary>Opens the page of a contract and waits until it is ready.</summary>
    /// <param name="contract">Name of a benchmark case.</param>
    /// <param name="scheme">Dark or light.</param>
    public async Task<ViewerPage> OpenAsync(string contract, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = 1900, Height = 1000 },
        });
        var page = await context.NewPageAsync();
        var viewer = new ViewerPage(page);
        var path = PageOf(contract);
        await page.GotoAsync("file://" + path);
        await page.Locator("body[data-ready]").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        return viewer;
    }
}

/// <summary>An open page with what it asked for and complained about.</summary>
public sealed class ViewerPage
{
    public ViewerPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) => Errors.Add(message.Text);
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Errors { get; } = [];

    public ILocator Column(string id) => Page.Locator($".column[data-column='{id}']");

    /// <summary>Texts of the lines in sight that have a class.</summary>
    public async Task<IReadOnlyList<string>> Lines(string column, string lineClass)
    {
        await SettleAsync();
        return await Column(column).Locator($".line.{lineClass}").AllInnerTextsAsync();
    }

    /// <summary>Waits until scheduled drawing is done.</summary>
    public Task SettleAsync() => Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    public Task<string> StatusAsync() => Page.Locator("#status").InnerTextAsync();

    public async Task<JsonElement> EvaluateAsync(string script) => (await Page.EvaluateAsync(script))!.Value;
}

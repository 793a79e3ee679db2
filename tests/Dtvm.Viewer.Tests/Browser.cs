// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Dtvm.Viewer.Tests;

/// <summary>Chromium without a window, and pages of contracts, which all tests share.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly TemporaryFolder Folder = CreateFolder();
    private static readonly ConcurrentDictionary<string, Lazy<string>> Files = new();

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

    /// <summary>The page of a contract out of the benchmark cases; made once.</summary>
    /// <param name="contract">Name of a benchmark case.</param>
    /// <param name="options">Options of <c>dtvm mir</c>.</param>
    public static string PageOf(string contract, params string[] options) => FileOf(
        string.Join(' ', [contract, .. options]),
        ".html",
        path => CommandLine.Run(["mir", CodeOf(contract), "--emit", "html", "-o", path, .. options]).Succeeded());

    /// <summary>A file with the code of a contract.</summary>
    public static string CodeOf(string contract) =>
        FileOf(contract, ".bin", path => File.WriteAllBytes(path, Contracts.Largest(contract)));

    /// <summary>A file that is made when it is first asked for.</summary>
    /// <param name="content">Says what is in it.</param>
    /// <param name="extension">How its name ends.</param>
    /// <param name="make">Writes it to a path.</param>
    public static string FileOf(string content, string extension, Action<string> make) => Files.GetOrAdd(
        content + extension,
        _ => new Lazy<string>(() =>
        {
            var path = Folder[Guid.NewGuid() + extension];
            make(path);
            return path;
        })).Value;

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
    /// <param name="width">Pixels from left to right.</param>
    /// <param name="options">Options of <c>dtvm mir</c>.</param>
    public async Task<ViewerPage> OpenAsync(
        string contract, ColorScheme scheme = ColorScheme.Light, int width = 1900, params string[] options)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 1000 },
        });
        var page = await context.NewPageAsync();
        var viewer = new ViewerPage(page);
        await viewer.LoadAsync(PageOf(contract, options));
        return viewer;
    }

    private static TemporaryFolder CreateFolder()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
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

    /// <summary>Loads a page from a file and waits until it is ready.</summary>
    public async Task LoadAsync(string path)
    {
        await Page.GotoAsync("file://" + path);
        await Page.Locator("body[data-ready]").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
    }

    /// <summary>Brings a column into sight, as a reader does: lines elsewhere are not in the document.</summary>
    public async Task<ILocator> ShowAsync(string id)
    {
        var column = Column(id);
        await column.EvaluateAsync("column => column.scrollIntoView({ inline: 'nearest' })");
        await SettleAsync();
        return column;
    }

    /// <summary>The width of a column in pixels.</summary>
    public Task<double> WidthAsync(string id) => Column(id).EvaluateAsync<double>("column => column.getBoundingClientRect().width");

    public ILocator Column(string id) => Page.Locator($".column[data-column='{id}']");

    /// <summary>Texts of the lines in sight that have a class.</summary>
    public async Task<IReadOnlyList<string>> Lines(string column, string lineClass)
    {
        return await (await ShowAsync(column)).Locator($".line.{lineClass}").AllInnerTextsAsync();
    }

    /// <summary>Waits until scheduled drawing is done.</summary>
    public Task SettleAsync() => Page.EvaluateAsync(
        """
        async () => {
          for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
        }
        """);

    public Task<string> StatusAsync() => Page.Locator("#status").InnerTextAsync();

    public async Task<JsonElement> EvaluateAsync(string script) => (await Page.EvaluateAsync(script))!.Value;
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Dtvm.Viewer.Tests;

/// <summary>Executions and gas by block in the pass viewer.</summary>
public sealed class ViewerHeatTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Contract = "snailtracer";

    private static readonly Lazy<string> Profile = new(() => CommandLine.Run(
        "profile", "--case", SharedData.Path($"ethereum/bench/cases/{Contract}.json"), "--mode", "baseline", "--seconds", "0.1", "--json")
        .Succeeded().Output);

    private readonly TemporaryFolder _folder = new();

    private static string ProfileFile => Browser.FileOf("profile", ".json", path => File.WriteAllText(path, Profile.Value));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task LinesHaveABarAndBlocksTheirNumber(int width)
    {
        var viewer = await OpenAsync(width);
        using var profile = JsonDocument.Parse(Profile.Value);
        var blocks = profile.RootElement.GetProperty("blocks").EnumerateArray().ToArray();
        var hottest = blocks.MaxBy(block => block.GetProperty("executions").GetInt64());
        await viewer.Page.Keyboard.PressAsync("h");
        var start = hottest.GetProperty("block").GetString()!;
        Assert.StartsWith($"pc {start} ", await viewer.StatusAsync());
        Assert.EndsWith(
            $"block {start} ran {hottest.GetProperty("executions")} times, {hottest.GetProperty("gas")} gas", await viewer.StatusAsync());
        var pc = int.Parse(start[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        foreach (var column in (string[])["code", "mir-lift", "mir-gas-metering", "x64"])
        {
            var cell = (await viewer.ShowAsync(column)).Locator($".line[data-pc='{pc}'] .heat").First;
            Assert.Equal("100.0%", await cell.EvaluateAsync<string>("cell => cell.style.getPropertyValue('--share')"));
            Assert.True((await cell.BoundingBoxAsync())!.Width > 20);
        }

        // All blocks of the profile, and no others.
        var shown = await viewer.Page.EvaluateAsync<int[]>(
            "() => [...window.dtvm.heat.ran.values()].map(block => block.pc).sort((a, b) => a - b)");
        Assert.Equal(
            blocks.Select(block => Convert.ToInt32(block.GetProperty("block").GetString(), 16)).Order(), shown);
        Assert.True(
            await viewer.Page.EvaluateAsync<bool>(
                "() => window.dtvm.model.data.code.pcs.some(pc => window.dtvm.heat.at(pc) === null)"), "all of the code has run");
        Assert.Empty(viewer.Errors);
    }

    [Fact]
    public async Task GasInPlaceOfExecutionsAndNeither()
    {
        var viewer = await OpenAsync(1600);
        using var profile = JsonDocument.Parse(Profile.Value);
        var dearest = profile.RootElement.GetProperty("blocks").EnumerateArray().MaxBy(block => block.GetProperty("gas").GetInt64());
        await viewer.Page.Locator("#heat").SelectOptionAsync("gas");
        await viewer.Column("code").Locator(".scroll").FocusAsync();
        await viewer.Page.Keyboard.PressAsync("h");
        Assert.StartsWith($"pc {dearest.GetProperty("block").GetString()} ", await viewer.StatusAsync());
        Assert.NotEqual(0, await viewer.Page.Locator("#cfg .bar-heat").CountAsync());
        await viewer.Page.Locator("#heat").SelectOptionAsync("off");
        await viewer.SettleAsync();
        Assert.Equal(0, await viewer.Page.Locator(".line .heat, #cfg .bar-heat").CountAsync());
    }

    [Fact]
    public void WhatIsNoProfileOfTheCodeIsRefused()
    {
        var path = ProfileFile;
        var other = CommandLine.Run("mir", "6001600055", "--emit", "html", "--heat", path);
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains($"--heat {path}: nothing of this code", other.Error, StringComparison.Ordinal);
        var empty = CommandLine.Run("mir", "00", "--emit", "html", "--heat", _folder.Write("empty.json", "{\"blocks\": [7]}"));
        Assert.NotEqual(0, empty.ExitCode);
        Assert.Contains("$.blocks[0]", empty.Error, StringComparison.Ordinal);
        var text = CommandLine.Run("mir", "00", "--heat", path);
        Assert.NotEqual(0, text.ExitCode);
        Assert.Contains("--heat goes with --emit html, not with --emit mir", text.Error, StringComparison.Ordinal);
    }

    private Task<ViewerPage> OpenAsync(int width) => browser.OpenAsync(
        Contract, width: width, options: ["--backend", "x64", "--heat", ProfileFile]);
}

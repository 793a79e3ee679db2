// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Viewer.Tests;

/// <summary>Two lists of passes side by side in the pass viewer.</summary>
public class ViewerComparisonTests(Browser browser) : IClassFixture<Browser>
{
    private const string Other = "simplify-cfg,dce,gas-metering";

    [Theory]
    [InlineData(420)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task DifferencesOfTwoListsAreMarked(int width)
    {
        var viewer = await browser.OpenAsync("weth", width: width, options: ["--backend", "x64", "--compare", Other]);
        Assert.StartsWith($"with {Other}: ", await viewer.StatusAsync());
        Assert.True(await viewer.Column("compared").IsVisibleAsync());
        await viewer.SettleAsync();

        // Without what is marked as new it is the MIR of the page's own list, and without the removed lines that of the other one.
        var lines = await viewer.Page.EvaluateAsync<string[]>(ViewerDifferenceTests.AllLines, "compared");
        Assert.Contains("+    v14 = rt.udiv v12, v13 @0x2f", lines);
        Assert.Contains(lines, line => line.StartsWith("-    v14 = shr i256 v12, ", StringComparison.Ordinal));
        Assert.Contains("     v12 = calldataload v11 @0xf", lines);
        Assert.Equal(Functions(), Text(lines.Where(line => line[0] != '+')));
        Assert.Equal(Functions("--passes", Other), Text(lines.Where(line => line[0] != '-')));
        Assert.NotEmpty(await viewer.Column("compared").Locator(".line.removed").AllAsync());
        await viewer.Column("compared").Locator(".scroll").FocusAsync();
        await viewer.Page.Keyboard.PressAsync("d");
        Assert.NotEmpty(await viewer.Lines("compared", "cursor"));
        Assert.Empty(viewer.Errors);
    }

    [Fact]
    public async Task NumbersThatPassesGaveAreNoDifference()
    {
        // The same list, and texts that differ in numbers alone; but an operand that is another value is a difference.
        var viewer = await browser.OpenAsync("weth", width: 1600, options: ["--backend", "x64", "--compare", "O2"]);
        Assert.StartsWith("with O2: 0 of 23 functions differ", await viewer.StatusAsync());
        var result = await viewer.Page.EvaluateAsync<string[]>(
            """
            () => {
              const text = lines => new MirText(`func @pc_0x0 {\nblock0: @0x0\n${lines.join('\n')}\n}\n`);
              const marks = (a, b) => compareTexts(text(a), text(b)).steps.map(step => step[0]).join();
              return [
                marks(
                  ['    v1 = const i256 0x1 @0x0', '    return v1, v1 @0x1'],
                  ['    v7 = const i256 0x1 @0x0', '    return v7, v7 @0x1']),
                marks(
                  ['    v1 = callvalue @0x0', '    v2 = calldatasize @0x1', '    return v1, v2 @0x2'],
                  ['    v5 = callvalue @0x0', '    v4 = calldatasize @0x1', '    return v4, v5 @0x2']),
              ];
            }
            """);
        Assert.Equal(["0,0,0,0,0", "0,0,0,0,-1,1,0"], result);
    }

    [Fact]
    public async Task AValueIsFollowedToItsCounterpart()
    {
        var viewer = await browser.OpenAsync("weth", width: 1600, options: ["--backend", "x64", "--compare", "sccp,dce,gas-metering"]);
        var pair = await viewer.Page.EvaluateAsync<int[]>(
            """
            () => {
              const { names } = window.dtvm.model.comparison.at(0);
              const [from, to] = [...names.there].find(([from, to]) => from.startsWith('v') && from !== to);
              window.dtvm.selectValue(0, Number(from.slice(1)), null);
              return [Number(from.slice(1)), Number(to.slice(1))];
            }
            """);
        Assert.Contains(
            await viewer.Lines("compared", "match"), line => line.Contains($"v{pair[1]} = ", StringComparison.Ordinal));
        Assert.Contains(
            await viewer.Lines("mir-gas-metering", "match"), line => line.Contains($"v{pair[0]} = ", StringComparison.Ordinal));
    }

    [Fact]
    public void AnUnknownPassIsNamed()
    {
        var result = CommandLine.Run("mir", "00", "--emit", "html", "--compare", "no-such");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--compare 'no-such': no such pass", result.Error, StringComparison.Ordinal);
    }

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line[1..])).Trim();

    private string Functions(params string[] options)
    {
        var text = CommandLine.Run(["mir", Browser.CodeOf("weth"), .. options]).Succeeded().Output;
        return text[text.IndexOf("func @", StringComparison.Ordinal)..].Trim();
    }
}

namespace Dtvm.Cli.Tests;

/// <summary>What the tests of the command line expect of a result.</summary>
internal static class CommandLineResultAssertions
{
    /// <summary>Fails unless the process refused its input in one line.</summary>
    /// <param name="result">What it left behind.</param>
    /// <param name="expected">What stands in the line.</param>
    public static void FailsWith(this CommandLineResult result, string expected)
    {
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("dtvm: ", line);
        Assert.Contains(expected, line);
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>What the tests of the command line expect of a result.</summary>
internal static class CommandLineResultAssertions
{
    /// <summary>Fails unless the process refused its input in one line, which with <c>--json</c> stands in an object too.</summary>
    /// <param name="result">What it left behind.</param>
    /// <param name="expected">What stands in the line.</param>
    public static void FailsWith(this CommandLineResult result, string expected)
    {
        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("dtvm: ", line);
        Assert.Contains(expected, line);
        if (result.Output.Length > 0)
        {
            Assert.Equal((line, 2), ($"dtvm: {result.Json.GetProperty("error")}", result.Json.GetProperty("exit_code").GetInt32()));
        }
    }
}

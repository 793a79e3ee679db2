// SPDX-License-Identifier: Apache-2.0

using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Shell;

/// <summary>Says why a verb came to no result.</summary>
internal static class FailureReport
{
    /// <summary>Says it in one line on standard error and, where that is asked for, as one object with <c>error</c> and <c>exit_code</c>
    /// on standard output.</summary>
    /// <param name="message">What is wrong, and with what.</param>
    /// <param name="exitCode">The exit code of the process.</param>
    /// <param name="isJson">Whether the object is asked for.</param>
    /// <returns>The exit code.</returns>
    public static int Write(string message, int exitCode, bool isJson)
    {
        var line = message.ReplaceLineEndings(" ");
        Console.Error.WriteLine("dtvm: " + line);
        if (!isJson)
        {
            return exitCode;
        }

        try
        {
            JsonOutput.Write(Console.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("error", line);
                writer.WriteNumber("exit_code", exitCode);
                writer.WriteEndObject();
            });
        }
        catch (OutputException)
        {
            // Standard error has said it.
        }

        return exitCode;
    }
}

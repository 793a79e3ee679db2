// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Dtvm.Host;
using Dtvm.Tool;
using Dtvm.Tool.Commands;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Shell;

StandardStreams.Install();
RootCommand root = new("EVM compiler and virtual machine")
{
    RunCommand.Create(),
    BenchCommand.Create(),
    ProfileCommand.Create(),
    CompileCommand.Create(),
    AsmCommand.Create(),
    DisasmCommand.Create(),
    StateTestCommand.Create(),
    BlockTestCommand.Create(),
    T8nCommand.Create(),
    FuzzCommand.Create(),
    ExecCommand.Create(),
    BisectCommand.Create(),
    ReduceCommand.Create(),
    MirCommand.Create(),
    OptCommand.Create(),
    PassesCommand.Create(),
    ProveCommand.Create(),
};

HelpExamples.AddTo(root);

// The words that people try first.
var words = args switch
{
    [] => (string[])["--help"],
    ["help", .. var rest] => [.. rest, "--help"],
    ["version"] => ["--version"],
    _ => args,
};
var parsed = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
var isJson = words.Contains("--json");
if (parsed.Errors.Count > 0)
{
    return FailureReport.Write(ParseFailure.Describe(parsed), ExitCode.BadInput, isJson);
}

try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (PassFailureException exception)
{
    return FailureReport.Write(exception.Message, ExitCode.Failure, isJson);
}
catch (OutputException exception) when (exception.IsClosedPipe)
{
    return ExitCode.ClosedPipe;
}
catch (OutputException exception)
{
    return FailureReport.Write(exception.Message, ExitCode.BadInput, isJson: false); // Standard output is what is wrong.
}
catch (Exception exception) when (exception is CliException or EvmcLoadException)
{
    return FailureReport.Write(exception.Message, ExitCode.BadInput, isJson);
}
#pragma warning disable CA1031 // A fault of the program is reported in one line, never as a stack trace.
catch (Exception exception)
#pragma warning restore CA1031
{
    return FailureReport.Write($"internal error: {exception.GetType().Name}: {exception.Message}", ExitCode.InternalError, isJson);
}

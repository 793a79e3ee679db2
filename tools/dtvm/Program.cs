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
    FuzzCommand.Create(),
    ExecCommand.Create(),
    BisectCommand.Create(),
    ReduceCommand.Create(),
    MirCommand.Create(),
    OptCommand.Create(),
    PassesCommand.Create(),
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
if (parsed.Errors.Count > 0)
{
    return Fail(ParseFailure.Describe(parsed), ExitCode.BadInput);
}

try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (PassFailureException exception)
{
    return Fail(exception.Message, ExitCode.Failure);
}
catch (OutputException exception) when (exception.IsClosedPipe)
{
    return ExitCode.ClosedPipe;
}
catch (Exception exception) when (exception is CliException or EvmcLoadException or OutputException)
{
    return Fail(exception.Message, ExitCode.BadInput);
}
#pragma warning disable CA1031 // A fault of the program is reported in one line, never as a stack trace.
catch (Exception exception)
#pragma warning restore CA1031
{
    return Fail($"internal error: {exception.GetType().Name}: {exception.Message}", ExitCode.InternalError);
}

static int Fail(string message, int code)
{
    Console.Error.WriteLine("dtvm: " + message.ReplaceLineEndings(" "));
    return code;
}

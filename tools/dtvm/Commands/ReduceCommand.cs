// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Host.State;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;
using Dtvm.Workbench.Bisection;
using Dtvm.Workbench.Reduction;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm reduce</c>: makes code or MIR small while a predicate holds.</summary>
internal static class ReduceCommand
{
    /// <summary>Time limit of a command when none is given.</summary>
    private const double DefaultSeconds = 10;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var input = new Argument<string>("INPUT") { Description = ProgramInput.Description };
        var predicate = new Option<string>("--predicate")
        {
            Description = "differs: from the interpreter; crash: compilation fails or a VM throws; otherwise a shell command that gets "
                + "the candidate's path as $1 and holds when it exits with 0.",
            HelpName = "differs|crash|COMMAND",
            DefaultValueFactory = _ => "differs",
        };
        var output = new Option<string?>("--output")
        {
            Description = "Where the result goes (default: INPUT.reduced, or reduced.hex).",
            HelpName = "FILE",
        };
        var timeout = new Option<string?>("--timeout")
        {
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"Time limit of one run of COMMAND; one that takes longer is killed and does not hold (default: {DefaultSeconds})."),
            HelpName = "SECONDS",
        };
        var contract = CommonOptions.Contract();
        var message = new MessageOptions();
        var subject = new SubjectOptions();
        var json = CommonOptions.Json();
        var command = new Command("reduce", "Make code or MIR small while a predicate holds")
        {
            input, contract, predicate, timeout, output,
        };
        foreach (var option in message.All.Concat(subject.All))
        {
            command.Add(option);
        }

        command.Add(json);
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(input);
            var program = ProgramInput.Read(name, null, new CodeSelection(parsed.GetValue(contract)));
            var target = parsed.GetValue(output) ?? DefaultOutput(name, program);
            if (target == "-")
            {
                throw new CliException("--output '-': a reduction is written to a file: standard output gets the summary");
            }

            if (File.Exists(name) && Path.GetFullPath(name) == Path.GetFullPath(target))
            {
                throw new CliException($"--output '{target}': is the input, which is never overwritten");
            }

            var text = parsed.GetRequiredValue(predicate);
            var compares = text is "differs" or "crash";
            if (!compares && message.FirstGiven(parsed) is { } option)
            {
                throw new CliException($"{option}: goes with --predicate differs or crash: a command runs the candidate itself");
            }

            if (compares && parsed.GetValue(timeout) is not null)
            {
                throw new CliException("--timeout: goes with --predicate COMMAND");
            }

            var limit = TimeSpan.FromSeconds(
                parsed.GetValue(timeout) is { } seconds ? Values.Seconds("--timeout", seconds) : DefaultSeconds);
            using var interruption = new Interruption();
            using Predicate test = compares
                ? new ComparingPredicate(parsed, program, message, subject, text == "crash", interruption.Token)
                : new ShellPredicate(text, limit, program.Module is null ? ".hex" : ".mir", interruption.Token);
            var code = LiveProgress.Show(
                _ => DeepStack.Run(() => Reduce(program, test, text, target, parsed.GetValue(json), interruption)),
                () => new WorkState(
                    0,
                    double.PositiveInfinity,
                    string.Create(CultureInfo.InvariantCulture, $"{program.Name}: {test.Smallest} of {test.Size}, {test.Tries} tries")));
            return interruption.Token.IsCancellationRequested ? interruption.ExitCode : code;
        });
        return command;
    }

    private static int Reduce(ProgramInput program, Predicate test, string text, string target, bool json, Interruption interruption)
    {
        string content;
        int before;
        int after;
        string unit;
        if (program.Module is { } module)
        {
            if (!test.Begin(module))
            {
                return DoesNotHold(program, test, text, interruption);
            }

            var small = new MirReducer(test.Holds).Reduce(module);
            content = MirPrinter.Print(small);
            (before, after, unit) = (MirReducer.SizeOf(module), MirReducer.SizeOf(small), "MIR instructions");
        }
        else
        {
            if (!test.Begin(program.Code!))
            {
                return DoesNotHold(program, test, text, interruption);
            }

            var small = new CodeReducer(test.Holds).Reduce(program.Code!);
            content = Hex.Encode(small) + "\n";
            (before, after, unit) = (program.Code!.Length, small.Length, "bytes");
        }

        Files.Guard(target, () =>
        {
            File.WriteAllText(target, content);
            return true;
        });
        if (json)
        {
            JsonOutput.Write(Console.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("output", target);
                writer.WriteString("unit", unit);
                writer.WriteNumber("before", before);
                writer.WriteNumber("after", after);
                writer.WriteNumber("tries", test.Tries);
                writer.WriteNumber("timeouts", test.Timeouts);
                writer.WriteBoolean("interrupted", interruption.Token.IsCancellationRequested);
                writer.WriteEndObject();
            });
        }
        else
        {
            var killed = test.Timeouts == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", {test.Timeouts} of them killed at the time limit and taken not to hold");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{target}: {after} {unit} of {before}, {test.Tries} tries{killed}{interruption.Remark}"));
        }

        return ExitCode.Success;
    }

    private static int DoesNotHold(ProgramInput program, Predicate test, string text, Interruption interruption)
    {
        if (!interruption.Token.IsCancellationRequested)
        {
            throw new CliException($"{program.Name}: predicate '{text}' does not hold for the input{test.Reason}");
        }

        Console.Error.WriteLine($"dtvm: {program.Name}: interrupted before it was known whether predicate '{text}' holds for the input");
        return interruption.ExitCode;
    }

    private static string DefaultOutput(string name, ProgramInput program)
    {
        if (program.Module is not null)
        {
            return name[..^".mir".Length] + ".reduced.mir";
        }

        return File.Exists(name) ? name + ".reduced" : "reduced.hex";
    }

    /// <summary>What must stay so. After an interruption it holds for no candidate, so that the smallest so far is the result.</summary>
    private abstract class Predicate(CancellationToken cancellation) : IDisposable
    {
        /// <summary>Is cancelled by an interruption.</summary>
        protected CancellationToken Cancellation { get; } = cancellation;

        /// <summary>Candidates that were asked about.</summary>
        public int Tries { get; private set; }

        /// <summary>Candidates whose answer took too long, so that it counts as no.</summary>
        public int Timeouts { get; protected set; }

        /// <summary>Bytes or MIR instructions of the input; 0 until it was asked about.</summary>
        public int Size { get; private set; }

        /// <summary>The same of the smallest candidate that held so far.</summary>
        public int Smallest { get; private set; }

        public virtual bool Begin(byte[] code) => Holds(code);

        public virtual bool Begin(MirModule module) => Holds(module);

        public bool Holds(byte[] code) => Holds(() => Test(code), code.Length);

        public bool Holds(MirModule module) => Holds(() => Test(module), MirReducer.SizeOf(module));

        public abstract void Dispose();

        /// <summary>Why it does not hold for the input, as far as more is known than that; otherwise empty.</summary>
        public virtual string Reason => Timeouts == 0 ? "" : ": it reached the time limit, which --timeout SECONDS sets";

        protected abstract bool Test(byte[] code);

        protected abstract bool Test(MirModule module);

        private bool Holds(Func<bool> test, int size)
        {
            if (Cancellation.IsCancellationRequested)
            {
                return false;
            }

            Tries++;
            (Size, Smallest) = Size == 0 ? (size, size) : (Size, Smallest);
            if (!test() || Cancellation.IsCancellationRequested)
            {
                return false;
            }

            Smallest = Math.Min(Smallest, size);
            return true;
        }
    }

    /// <summary>Both engines run the candidate; the kind of difference stays that of the input.</summary>
    private sealed class ComparingPredicate : Predicate
    {
        private readonly ProgramInput _program;
        private readonly MessageSetup _setup;
        private readonly SubjectFactory _factory;
        private readonly ImmutableArray<PassStep> _steps;
        private readonly bool _crash;
        private DifferenceKind? _kind;
        private string _reason = "";

        public ComparingPredicate(
            ParseResult parsed,
            ProgramInput program,
            MessageOptions message,
            SubjectOptions subject,
            bool crash,
            CancellationToken cancellation)
            : base(cancellation)
        {
            _setup = message.Read(parsed, program);
            _program = program with { Code = _setup.Code };
            _steps = subject.Steps(parsed, program);
            _factory = subject.Factory(parsed, "reduce", program);
            _crash = crash;
        }

        public override bool Begin(byte[] code) => (_kind = Find(code, null)) is not null && Holds(code);

        public override bool Begin(MirModule module) => (_kind = Find(_setup.Code, module)) is not null && Holds(module);

        public override string Reason => _reason;

        public override void Dispose() => _factory.Dispose();

        protected override bool Test(byte[] code) => Find(code, null) is { } kind && kind == _kind;

        protected override bool Test(MirModule module) => Find(_setup.Code, module) is { } kind && kind == _kind;

        private DifferenceKind? Find(byte[] code, MirModule? module)
        {
            var candidate = _program with { Code = code, Module = module };
            var scenario = module is null ? WithCode(code) : _setup.Scenario;
            var differences = new SubjectComparison(scenario, () => BisectCommand.CreateReference(candidate), _factory.MachineCode);
            if (differences.ReferenceFailure is { } failure)
            {
                // What has no meaning, or no end, is nothing to compare with.
                _reason = ": " + failure;
                return null;
            }

            var found = differences.Find(() => new CompilationOptions
            {
                Pipeline = _ => _steps,
                Module = candidate.Provide(module),
                PassOptions = _ => new PassRunnerOptions { Verify = true },
            });
            if (found is null || (found.Kind == DifferenceKind.Crash) == _crash)
            {
                return found?.Kind;
            }

            _reason = _crash ? $": it differs without a crash: {found.Description}" : $": it crashes: {found.Description}";
            return null;
        }

        private ExecutionScenario WithCode(byte[] code)
        {
            var scenario = _setup.Scenario;
            return scenario with
            {
                CreateState = () =>
                {
                    var state = scenario.CreateState();
                    state.SetCode(state.GetOrAdd(scenario.Request.To), ContractCode.Create(code));
                    return state;
                },
            };
        }
    }

    /// <summary>A command of the shell, which gets the path of the candidate.</summary>
    private sealed class ShellPredicate(string command, TimeSpan limit, string extension, CancellationToken cancellation)
        : Predicate(cancellation)
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dtvm-reduce-");

        public override void Dispose() => _folder.Delete(recursive: true);

        protected override bool Test(byte[] code) => Run(Hex.Encode(code) + "\n");

        protected override bool Test(MirModule module) => Run(MirPrinter.Print(module));

        private bool Run(string content)
        {
            var path = Path.Combine(_folder.FullName, "candidate" + extension);
            File.WriteAllText(path, content, new UTF8Encoding(false));
            var start = new ProcessStartInfo("/bin/sh")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            };
            foreach (var argument in (ReadOnlySpan<string>)["-c", command, "dtvm-reduce", path])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start) ?? throw new CliException("--predicate: /bin/sh did not start");
            process.StandardInput.Close();
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();

            using var kill = Cancellation.Register(() => process.Kill(entireProcessTree: true));

            // With a limit this waits for the command alone and not for the end of its output, which a process that it left behind may hold
            // open.
            if (process.WaitForExit(limit))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            process.WaitForExit(limit);
            Timeouts++;
            return false;
        }
    }
}

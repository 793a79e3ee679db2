// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Workbench.Bisection;
using Dtvm.Workbench.Execution;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm bisect</c>: finds the first application of a pass that makes compiled code differ from the interpreter.</summary>
internal static class BisectCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var input = new Argument<string?>("INPUT") { Description = ProgramInput.Description, Arity = ArgumentArity.ZeroOrOne };
        var contract = CommonOptions.Contract();
        var message = new MessageOptions();
        var subject = new SubjectOptions();
        var json = CommonOptions.Json();
        var command = new Command("bisect", "Find the first application of a pass that makes compiled code differ from the interpreter")
        {
            input, contract,
        };
        foreach (var option in message.All.Concat(subject.All))
        {
            command.Add(option);
        }

        command.Add(json);
        command.SetAction(parsed =>
        {
            var program = ProgramInput.Read(parsed.GetValue(input), null, new CodeSelection(parsed.GetValue(contract)));
            var setup = message.Read(parsed, program);
            program = program with { Code = setup.Code };
            var steps = subject.Steps(parsed, program);
            using var factory = subject.Factory(parsed, "bisect", program);
            var bisection = new PassBisection(setup.Scenario, steps, () => CreateReference(program), factory.MachineCode)
            {
                Module = program.Provide(program.Module),
            };
            var culprit = LiveProgress.Show(
                _ => DeepStack.Run(bisection.Run),
                () => new WorkState(
                    0,
                    double.PositiveInfinity,
                    string.Create(CultureInfo.InvariantCulture, $"{program.Name}: {bisection.Executions} executions")));
            if (culprit.Kind == CulpritKind.Reference)
            {
                var name = program.Name.Length > 0 ? program.Name : "bisect";
                throw new CliException($"{name}: {culprit.Explanation}; there is nothing to compare with");
            }

            if (parsed.GetValue(json))
            {
                WriteJson(culprit, bisection.Executions);
            }
            else
            {
                WriteText(culprit, bisection.Executions, program.Module is null ? "interpreter / compiled" : "MIR as given / compiled");
            }

            return culprit.Kind == CulpritKind.None ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    /// <summary>The interpreter of bytecode; for MIR from a file that of MIR, on the file as it is.</summary>
    public static IVm CreateReference(ProgramInput program) => program.Module is null
        ? EngineFactory.CreateReference()
        : new MirEngine([], new Engine.CompilationOptions { Module = program.Provide(program.Module) }, program.Module.IsMetered);

    /// <param name="culprit">What was found.</param>
    /// <param name="executions">How many executions that took.</param>
    /// <param name="sides">What stands left and right of the slash in a difference.</param>
    private static void WriteText(Culprit culprit, int executions, string sides)
    {
        Console.WriteLine(culprit.Explanation);
        if (culprit.Difference.Length > 0)
        {
            Console.WriteLine($"first difference ({sides}): {culprit.Difference}");
        }

        if (culprit.Kind == CulpritKind.Pass)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"pass {culprit.Pass}, function @{culprit.Function}, application {culprit.Application} of {culprit.Applications}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{executions} executions"));
    }

    private static void WriteJson(Culprit culprit, int executions) => JsonOutput.Write(Console.Out, writer =>
    {
        writer.WriteStartObject();
        ReproducerFile.WriteMembers(writer, culprit);
        writer.WriteNumber("executions", executions);
        writer.WriteEndObject();
    });
}

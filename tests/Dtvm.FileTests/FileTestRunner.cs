// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Evm.Assembly;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;
using Dtvm.Passes;
using Dtvm.Testing;
using Dtvm.Tool.Reports;

namespace Dtvm.FileTests;

/// <summary>Runs a file test: makes the text that the file should have. A test passes when that is the text it has.</summary>
internal static class FileTestRunner
{
    /// <summary>How many lines of a difference are shown.</summary>
    private const int MaxDiffLines = 150;

    /// <summary>Runs a test; with <c>DTVM_ACCEPT=1</c> rewrites the file instead.</summary>
    /// <exception cref="SnapshotMismatchException">The expectation is not met.</exception>
    public static void Check(FileTest test)
    {
        var received = Run(test);
        if (received == test.Text)
        {
            return;
        }

        if (Snapshot.IsAccepting)
        {
            File.WriteAllText(test.Path, received);
            return;
        }

        var name = Path.GetRelativePath(SourceTree.Root, test.Path);
        throw new SnapshotMismatchException(
            $"{name}: not as expected:\n{UnifiedDiff.Format(test.Text, received, name, "received", MaxDiffLines)}"
            + $"to accept: {Snapshot.AcceptVariable}=1 dotnet test tests/Dtvm.FileTests -c Release --filter "
            + $"DisplayName~{Path.GetFileName(name)}");
    }

    /// <summary>The text the file should have.</summary>
    /// <exception cref="FormatException">The file is no test, or its input cannot be used.</exception>
    public static string Run(FileTest test) => test.Kind switch
    {
        "parser" => RunParser(test),
        "verifier" => RunVerifier(test),
        "lift" => RunLift(test),
        "pass" => RunPasses(test),
        "run" => RunCode(test),
        "llvm" => RunBackend(test, LlvmText.FunctionsOf),
        "x64" => RunBackend(test, BaselineListing.FormatFunctions),
        _ => throw new FormatException(
            $"{test.Path}: there is no kind '{test.Kind}': parser, verifier, lift, pass=..., run, llvm or x64"),
    };

    private static string RunParser(FileTest test)
    {
        NoOptions(test);
        if (!test.IsMir)
        {
            var assembled = EvmAssembler.Assemble(test.Input, test.Path);
            return assembled.Code is null
                ? test.WithErrors(assembled.Diagnostics.Select(diagnostic => (diagnostic.Line, diagnostic.Message)))
                : test.WithExpectation(EvmDisassembler.Disassemble(assembled.Code));
        }

        var result = MirParser.Parse(test.Input, test.Path);
        return result.Module is null
            ? test.WithErrors(result.Diagnostics.Select(diagnostic => (diagnostic.Line, diagnostic.Message)))
            : test.WithExpectation(MirPrinter.Print(result.Module));
    }

    private static string RunVerifier(FileTest test)
    {
        NoOptions(test);
        var result = MirParser.Parse(test.Input, test.Path);
        var module = result.Module ?? throw Unusable(result.Diagnostics);
        return test.WithErrors(
            result.SourceMap.Locate(MirVerifier.Verify(module)).Select(diagnostic => (diagnostic.Line, diagnostic.Message)));
    }

    private static string RunLift(FileTest test)
    {
        var options = new FileTestOptions(test.Path, test.Options);
        var contract = options.Contract();
        options.AssertAllRead();
        return test.WithExpectation(MirPrinter.Print(Lift(test, contract)));
    }

    private static string RunPasses(FileTest test)
    {
        NoOptions(test);
        if (!PassRegistry.TryParse(test.Argument, out var steps, out var unknown) || steps.Length == 0)
        {
            throw new FormatException($"{test.Path}: there is no pass '{unknown}'");
        }

        var module = ReadMir(test);
        var result = new PassRunner(steps, new PassRunnerOptions { Verify = true }).Run(module);
        var text = PrintFunctions(module);

        // A pass is to say truly whether it changed something, and a second run is to find nothing more to do.
        if (steps.Length == 1)
        {
            var isChanged = text != PrintFunctions(ReadMir(test));
            Require(test, result.Changed == isChanged, $"the pass says that it changed {(result.Changed ? "something" : "nothing")}");
            Require(test, !new PassRunner(steps).Run(module).Changed, "the second run of the pass says that it changed something");
            Require(test, text == PrintFunctions(module), "the second run of the pass changed something");
        }

        return test.WithExpectation(text);
    }

    private static string RunCode(FileTest test)
    {
        NoOptions(test);
        var text = new StringBuilder();
        foreach (var run in test.Runs.DefaultIfEmpty(new Dictionary<string, string>()))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(CodeRun.Describe(test, new FileTestOptions(test.Path, run)));
        }

        return test.WithExpectation(text.ToString());
    }

    private static string RunBackend(FileTest test, Func<MirModule, string> format)
    {
        var options = new FileTestOptions(test.Path, test.Options);
        MirModule module;
        if (test.IsMir)
        {
            module = ReadMir(test);
        }
        else
        {
            var contract = options.Contract();
            module = Lift(test, contract);
            new PassRunner(Pipelines.ForLevel(contract.Level)).Run(module);
        }

        options.AssertAllRead();
        return test.WithExpectation(format(module));
    }

    /// <summary>The code of an assembly test.</summary>
    public static byte[] Assemble(FileTest test)
    {
        var result = EvmAssembler.Assemble(test.Input, test.Path);
        return result.Code ?? throw new FormatException(string.Join('\n', result.Diagnostics));
    }

    private static MirModule Lift(FileTest test, ContractOptions options) =>
        MirLifter.Lift(new EvmFrontendContext(Assemble(test), options.Revision, options.GasMetering), options.Mode);

    /// <summary>The MIR of a test, well formed.</summary>
    public static MirModule ReadMir(FileTest test)
    {
        var result = MirParser.Parse(test.Input, test.Path);
        var module = result.Module ?? throw Unusable(result.Diagnostics);
        var faults = MirVerifier.Verify(module);
        return faults.Count == 0 ? module : throw Unusable(result.SourceMap.Locate(faults));
    }

    private static string PrintFunctions(MirModule module) =>
        string.Join('\n', module.Functions.Select(function => MirPrinter.Print(function, module)));

    private static void NoOptions(FileTest test) => new FileTestOptions(test.Path, test.Options).AssertAllRead();

    private static void Require(FileTest test, bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FormatException($"{test.Path}: {otherwise}");
        }
    }

    private static FormatException Unusable(IEnumerable<MirTextDiagnostic> diagnostics) => new(string.Join('\n', diagnostics));
}

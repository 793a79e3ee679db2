// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Reports;

/// <summary>What a pass does, shown on a piece of MIR: the file that says it is the example, run through the pass.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Point">What it shows, one sentence.</param>
/// <param name="Before">The functions before the pass.</param>
/// <param name="After">The functions after it.</param>
internal sealed record PassExample(string FileName, string Point, string Before, string After)
{
    private const string Mark = "; Example: ";

    /// <summary>Finds the example of a pass and runs the pass on it.</summary>
    /// <param name="folder">The folder with MIR; one file has a line <c>; Example: WHY</c>.</param>
    /// <param name="pass">The pass.</param>
    /// <exception cref="CliException">No file is the example, or several are, or the pass changes nothing in it.</exception>
    public static PassExample Find(string folder, IMirPass pass)
    {
        (string Path, string Point)[] marked =
        [
            .. (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.mir") : [])
                .Order(StringComparer.Ordinal)
                .SelectMany(path => File.ReadLines(path)
                    .Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
                    .Select(line => (path, line[Mark.Length..]))),
        ];
        return marked.Length switch
        {
            1 => Make(marked[0].Path, marked[0].Point, pass),
            0 => throw new CliException($"{folder}: no file of MIR in it has a line '{Mark}'"),
            _ => throw new CliException($"{folder}: several files of MIR in it have a line '{Mark}'"),
        };
    }

    private static PassExample Make(string path, string point, IMirPass pass)
    {
        MirModule module;
        try
        {
            module = MirInput.Read(path);
        }
        catch (MirInputException exception)
        {
            throw new CliException(exception.Diagnostics[0].ToString());
        }

        var before = Print(module);
        new PassSession([new PassStep(pass.Info.Name, pass)], new PassSettings { VerifyEach = true }).Run(module);
        var after = Print(module);
        return before == after
            ? throw new CliException($"{path}: {pass.Info.Name} changes nothing in it")
            : new PassExample(Path.GetFileName(path), point, before, after);
    }

    private static string Print(MirModule module)
    {
        var text = new StringBuilder();
        foreach (var function in module.Functions)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(MirPrinter.Print(function, module));
        }

        return text.ToString();
    }
}

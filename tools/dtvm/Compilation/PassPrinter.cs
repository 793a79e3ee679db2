// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;
using Dtvm.Testing;

namespace Dtvm.Tool.Compilation;

/// <summary>A function printed around a pass, or what the pass changed in it.</summary>
/// <param name="Kind"><c>before</c>, <c>after</c> or <c>changed</c>.</param>
/// <param name="Pass">Label of the step.</param>
/// <param name="Function">Name of the function.</param>
/// <param name="Text">MIR text, or a unified diff.</param>
internal sealed record PassPrint(string Kind, string Pass, string Function, string Text);

/// <summary>Prints functions before and after passes, and diffs of what passes changed.</summary>
/// <param name="settings">What to print.</param>
/// <param name="write">Takes each print as it is made.</param>
internal sealed class PassPrinter(PassSettings settings, Action<PassPrint> write) : IPassObserver
{
    private string _before = "";

    /// <summary>Whether the settings ask for any print.</summary>
    public static bool IsNeeded(PassSettings settings) =>
        settings.PrintChanged || settings.PrintBefore.Length > 0 || settings.PrintAfter.Length > 0;

    /// <inheritdoc/>
    public void Begin(MirModule module)
    {
    }

    /// <inheritdoc/>
    public void Before(PassStep step, MirModule module, MirFunction function)
    {
        var isPrinted = PassSettings.Selects(settings.PrintBefore, step);
        if (!isPrinted && !settings.PrintChanged)
        {
            return;
        }

        _before = MirPrinter.Print(function, module);
        if (isPrinted)
        {
            write(new PassPrint("before", step.Label, function.Name, _before));
        }
    }

    /// <inheritdoc/>
    public void After(PassStep step, MirModule module, MirFunction function, bool changed)
    {
        var isPrinted = PassSettings.Selects(settings.PrintAfter, step);
        if (!isPrinted && !settings.PrintChanged)
        {
            return;
        }

        var after = MirPrinter.Print(function, module);
        if (isPrinted)
        {
            write(new PassPrint("after", step.Label, function.Name, after));
        }

        if (!settings.PrintChanged || _before == after)
        {
            return;
        }

        var diff = UnifiedDiff.Format(_before, after, $"@{function.Name} before {step.Label}", $"@{function.Name} after {step.Label}");
        write(new PassPrint("changed", step.Label, function.Name, diff));
    }
}

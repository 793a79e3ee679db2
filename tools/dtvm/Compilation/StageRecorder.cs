// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;

namespace Dtvm.Tool.Compilation;

/// <summary>Keeps the text of every function as lifted and after each pass.</summary>
/// <param name="steps">The steps that will run.</param>
internal sealed class StageRecorder(ImmutableArray<PassStep> steps) : IPassObserver
{
    private readonly Dictionary<string, int> _positions = steps.Select((step, i) => (step.Label, i))
        .ToDictionary(pair => pair.Label, pair => pair.i);
    private string[][] _texts = [];
    private string _header = "";

    /// <summary>Number of stages: as lifted, then one a step.</summary>
    public int Count => _texts.Length;

    /// <summary>The functions' texts at a stage. A function that the step did not change is the same object as at the stage
    /// before.</summary>
    public ReadOnlySpan<string> FunctionsAt(int stage) => _texts[stage];

    /// <summary>Whether a stage differs from the one before.</summary>
    public bool IsChanged(int stage)
    {
        if (stage == 0)
        {
            return true;
        }

        for (var i = 0; i < _texts[stage].Length; i++)
        {
            if (!ReferenceEquals(_texts[stage][i], _texts[stage - 1][i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text of the module at a stage, as if all functions went through each pass together.</summary>
    public string ModuleAt(int stage) => _header + string.Join("\n", _texts[stage]);

    /// <summary>The name of a stage: <c>lift</c> or the step's label.</summary>
    public string NameOf(int stage) => stage == 0 ? PassSelection.Lift : steps[stage - 1].Label;

    /// <inheritdoc/>
    public void Begin(MirModule module)
    {
        string[] lifted = [.. module.Functions.Select(function => MirPrinter.Print(function, module))];
        _texts = new string[steps.Length + 1][];
        for (var stage = 0; stage < _texts.Length; stage++)
        {
            _texts[stage] = (string[])lifted.Clone();
        }

        var text = MirPrinter.Print(module);
        _header = text[..(text.Length - string.Join("\n", lifted).Length)];
    }

    /// <inheritdoc/>
    public void Before(PassStep step, MirModule module, MirFunction function)
    {
    }

    /// <inheritdoc/>
    public void After(PassStep step, MirModule module, MirFunction function, bool changed)
    {
        var stage = _positions[step.Label] + 1;
        var text = MirPrinter.Print(function, module);
        if (text == _texts[stage][function.Index])
        {
            return;
        }

        for (var later = stage; later < _texts.Length; later++)
        {
            _texts[later][function.Index] = text;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Engine;

/// <summary>How EVM code is executed.</summary>
public enum ExecutionMode : byte
{
    /// <summary>By the interpreter.</summary>
    Interpreter,

    /// <summary>By machine code, compiled eagerly when a module is loaded.</summary>
    Multipass,

    /// <summary>By machine code of the baseline compiler, compiled eagerly when a module is loaded.</summary>
    Baseline,
}

/// <summary>The names of the modes.</summary>
public static class ExecutionModes
{
    /// <summary>Why the name <c>singlepass</c> is refused.</summary>
    public const string SinglepassError = "mode 'singlepass': the EVM JIT does not support it; use 'multipass' or 'interpreter'";

    /// <summary>Reads a mode.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="error">One line that says why not, when false is returned.</param>
    public static bool TryParse(string name, out ExecutionMode mode, out string? error)
    {
        error = null;
        mode = ExecutionMode.Interpreter;
        switch (name)
        {
            case "interpreter":
                return true;
            case "multipass":
                mode = ExecutionMode.Multipass;
                return true;
            case "baseline":
                mode = ExecutionMode.Baseline;
                return true;
            case "singlepass":
                error = SinglepassError;
                return false;
            default:
                error = $"mode '{name}': not one of interpreter, baseline, multipass";
                return false;
        }
    }

    /// <summary>The level that code is compiled at: one for all that give the same, so that nothing is compiled or kept under two
    /// names.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="wanted">The level that is asked for, 0 to 3.</param>
    /// <returns>0 in mode interpreter, which compiles nothing; at most 1 in mode baseline, whose own time is about that of one round of
    /// passes.</returns>
    public static int LevelOf(ExecutionMode mode, int wanted) => mode switch
    {
        ExecutionMode.Interpreter => 0,
        ExecutionMode.Baseline => Math.Min(wanted, 1),
        _ => wanted,
    };

    /// <summary>The name of a mode.</summary>
    public static string NameOf(ExecutionMode mode) => mode switch
    {
        ExecutionMode.Interpreter => "interpreter",
        ExecutionMode.Baseline => "baseline",
        _ => "multipass",
    };
}

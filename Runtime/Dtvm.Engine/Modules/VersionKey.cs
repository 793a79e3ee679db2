// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Engine;

/// <summary>Which version of a module's code it is: how it is executed, and at what level it was compiled.</summary>
/// <param name="Mode">How it is executed.</param>
/// <param name="OptimizationLevel">The level of the MIR pipeline; 0 for the interpreter, which has none.</param>
internal readonly record struct VersionKey(ExecutionMode Mode, int OptimizationLevel)
{
    /// <summary>The version that is interpreted.</summary>
    public static VersionKey Interpreted => new(ExecutionMode.Interpreter, 0);
}

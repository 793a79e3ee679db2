// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Interpretation;

/// <summary>How an interpretation of MIR ended.</summary>
public enum MirExitKind : byte
{
    /// <summary>The execution is over with an EVMC status code.</summary>
    Ended,

    /// <summary>To be continued at a program counter in MIR lifted conservatively: a stack check failed, or a jump went where no function
    /// starts.</summary>
    ResumeConservative,

    /// <summary>To be continued at a program counter in the interpreter of bytecode: an exact stack check failed.</summary>
    ResumeInInterpreter,

    /// <summary>A single function was run and left for another one.</summary>
    LeftFunction,

    /// <summary>The bound of steps was reached.</summary>
    StepLimit,

    /// <summary>The MIR did something that has no meaning, so that machine code of it could do anything.</summary>
    Fault,
}

/// <summary>How an interpretation of MIR ended, and with what.</summary>
/// <param name="Kind">How.</param>
/// <param name="Status">The EVMC status code when <see cref="MirExitKind.Ended"/>.</param>
/// <param name="Pc">Where to go on; for a fault or the bound of steps the program counter of the instruction, -1 when it has none.</param>
/// <param name="Height">Number of items on the EVM stack, when there is something to go on with.</param>
/// <param name="Gas">The gas left; negative on an exceptional halt.</param>
/// <param name="Fault">What had no meaning, in one line that names function and instruction; otherwise null.</param>
public readonly record struct MirExit(MirExitKind Kind, int Status, int Pc, int Height, long Gas, string? Fault = null);

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Interpreter;

/// <summary>How the interpreter loop accounts for gas and stack height; the JIT compiler makes a loop for each mode.</summary>
internal interface IExecutionMode;

/// <summary>
/// Static gas and stack height are checked once for each chunk of straight-line code, at its start. A chunk that might not run to its end
/// is left to <see cref="PerInstruction"/>.
/// </summary>
internal readonly struct Chunked : IExecutionMode;

/// <summary>Each instruction is checked: undefined, then stack, then static gas, as the Yellow Paper defines an exceptional halt.</summary>
internal readonly struct PerInstruction : IExecutionMode;

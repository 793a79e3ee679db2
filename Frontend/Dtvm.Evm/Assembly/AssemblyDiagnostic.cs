// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm.Assembly;

/// <summary>A fault in EVM assembly and where it is.</summary>
/// <param name="File">Name of the text.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Message">What is wrong, one line.</param>
public readonly record struct AssemblyDiagnostic(string File, int Line, int Column, string Message)
{
    /// <summary>One line: <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}

/// <summary>What an assembly text says.</summary>
/// <param name="Code">The EVM code, null when the text has faults.</param>
/// <param name="Labels">The program counter of each label.</param>
/// <param name="Diagnostics">The faults in the order of the text, none for code.</param>
public sealed record AssemblyResult(byte[]? Code, IReadOnlyDictionary<string, int> Labels, IReadOnlyList<AssemblyDiagnostic> Diagnostics);

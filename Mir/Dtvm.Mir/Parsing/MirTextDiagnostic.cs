// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>A fault in a text and where it is.</summary>
/// <param name="File">Name of the text.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Message">What is wrong, one line.</param>
public readonly record struct MirTextDiagnostic(string File, int Line, int Column, string Message)
{
    /// <summary>One line: <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Verification;

namespace Dtvm.Mir.Passes;

/// <summary>A pass failed or left malformed MIR: a fault of the compiler, not of the contract. Whoever compiles catches it and goes on
/// without
/// compiled code.</summary>
/// <param name="label">The step that failed.</param>
/// <param name="function">The function it worked on.</param>
/// <param name="diagnostics">The broken invariants, none when the pass threw.</param>
/// <param name="inner">What the pass threw, if it did.</param>
public sealed class MirPassException(string label, string function, IReadOnlyList<MirDiagnostic> diagnostics, Exception? inner = null)
    : Exception(MessageOf(label, function, diagnostics, inner), inner)
{
    /// <summary>The step that failed; empty when the MIR was malformed before the first step.</summary>
    public string Label { get; } = label;

    /// <summary>Name of the function it worked on.</summary>
    public string Function { get; } = function;

    /// <summary>The broken invariants.</summary>
    public IReadOnlyList<MirDiagnostic> Diagnostics { get; } = diagnostics;

    private static string MessageOf(string label, string function, IReadOnlyList<MirDiagnostic> diagnostics, Exception? inner)
    {
        var place = label.Length > 0 ? $"pass {label}, function @{function}" : $"input of the passes, function @{function}";
        return inner is not null
            ? $"{place}: {inner.Message}"
            : $"{place}: malformed MIR: {string.Join("; ", diagnostics)}";
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>What a text says.</summary>
/// <param name="Module">The module, null when the text has faults.</param>
/// <param name="Diagnostics">The faults in the order of the text, none for a module.</param>
/// <param name="SourceMap">Where each part of the module stands in the text.</param>
public sealed record MirParseResult(MirModule? Module, IReadOnlyList<MirTextDiagnostic> Diagnostics, MirSourceMap SourceMap);

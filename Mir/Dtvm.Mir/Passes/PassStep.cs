// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Passes;

/// <summary>A pass at its place in a pipeline. One pass may stand at several places under different labels.</summary>
/// <param name="Label">Unique in its pipeline: <c>simplify-cfg.late</c>.</param>
/// <param name="Pass">The pass.</param>
/// <param name="Required">Whether the backend accepts nothing that has not gone through it; bisecting never skips it.</param>
public sealed record PassStep(string Label, IMirPass Pass, bool Required = false);

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Tool.Compilation;

/// <summary>Watches passes at work. A module goes through them function by function.</summary>
internal interface IPassObserver
{
    /// <summary>Called once, before the first pass.</summary>
    void Begin(MirModule module);

    /// <summary>Called before a step runs on a function.</summary>
    void Before(PassStep step, MirModule module, MirFunction function);

    /// <summary>Called after a step ran on a function.</summary>
    void After(PassStep step, MirModule module, MirFunction function, bool changed);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Passes;

/// <summary>A transformation of a whole module, which may look from function to function, add functions and change any of them. It stands
/// in lists beside the passes that transform one function; those before it have run over all functions when it runs.</summary>
public abstract class MirModulePass : IMirPass
{
    /// <inheritdoc/>
    public abstract PassInfo Info { get; }

    /// <summary>Transforms a module. It tells the context of its changes before it asks for an analysis again
    /// (<see cref="PassContext.Invalidate"/>).</summary>
    /// <param name="module">The module.</param>
    /// <param name="context">The analyses.</param>
    /// <returns>Whether anything changed.</returns>
    public abstract bool Run(MirModule module, PassContext context);

    /// <summary>A pass over modules has nothing to do in one function alone.</summary>
    /// <exception cref="NotSupportedException">Always: a <see cref="PassRunner"/> runs it.</exception>
    public bool Run(MirFunction function, PassContext context) =>
        throw new NotSupportedException($"{Info.Name} transforms modules: a pass runner runs it");
}

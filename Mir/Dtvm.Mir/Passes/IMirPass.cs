// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Passes;

/// <summary>A transformation of one function of a module.</summary>
public interface IMirPass
{
    /// <summary>Name, description and requirements.</summary>
    PassInfo Info { get; }

    /// <summary>Transforms a function. Called by <see cref="PassContext.Run"/>, which keeps the analyses true.</summary>
    /// <param name="function">The function.</param>
    /// <param name="context">The module and the analyses.</param>
    /// <returns>Whether anything changed.</returns>
    bool Run(MirFunction function, PassContext context);
}

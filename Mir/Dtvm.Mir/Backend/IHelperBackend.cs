// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>A backend with machine code for runtime calls too, which code of every backend may call in the place of the runtime's own
/// helpers: arithmetic, growth of memory, values of the transaction; and for Keccak where that pays.</summary>
public interface IHelperBackend : IMirBackend
{
    /// <summary>Generates it.</summary>
    /// <param name="wantsUnwind">Whether the artifact shall say how its frames are unwound.</param>
    /// <returns>An artifact whose symbols are helpers, each with the number of the runtime call that it serves, of the C signature of that
    /// call's helper. What they do not do themselves they call the runtime's own helper for
    /// (<see cref="ExecutionAbi.RuntimeCalls.OwnOf"/>). One more symbol may be <see cref="CodeSymbolKind.KeccakPermutation"/>.</returns>
    CodeArtifact GenerateHelpers(bool wantsUnwind);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Input;

/// <summary>A contract in a compiler's output.</summary>
/// <param name="Name">Its name, behind that of its file and a colon where the output has it.</param>
/// <param name="Runtime">Its own code, hex; null or empty when the output does not hold it.</param>
/// <param name="Creation">The code that creates it, hex; the same.</param>
internal sealed record CompiledContract(string Name, string? Runtime, string? Creation)
{
    /// <summary>Whether there is code of either kind: an interface and an abstract contract have none.</summary>
    public bool HasCode => !string.IsNullOrEmpty(Runtime) || !string.IsNullOrEmpty(Creation);

    /// <summary>Whether a user means this one: the whole name, or what stands behind the file's.</summary>
    public bool IsCalled(string name) => Name == name || Name.EndsWith(":" + name, StringComparison.Ordinal);
}

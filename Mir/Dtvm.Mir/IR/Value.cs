// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>An SSA value of one function: the result of an instruction or a parameter of a block. Printed <c>v3</c>.</summary>
/// <param name="Id">Index into the function's value table; negative for <see cref="None"/>.</param>
public readonly record struct Value(int Id)
{
    /// <summary>The absence of a value.</summary>
    public static Value None => new(-1);

    /// <summary>Whether this names a value.</summary>
    public bool IsValid => Id >= 0;

    /// <inheritdoc/>
    public override string ToString() => IsValid ? $"v{Id}" : "v?";
}

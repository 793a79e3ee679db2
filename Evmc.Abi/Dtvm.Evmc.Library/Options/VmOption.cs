// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Library.Options;

/// <summary>One option of the VM.</summary>
/// <param name="Name">Its name in <c>set_option</c>.</param>
/// <param name="Values">The values it takes, for people.</param>
/// <param name="Default">The value that it has when nobody sets it.</param>
/// <param name="EnvironmentVariable">The variable that sets its initial value, or null.</param>
/// <param name="Description">What it does, one sentence.</param>
/// <param name="Apply">Reads a value and applies it.</param>
internal sealed record VmOption(
    string Name, string Values, string Default, string? EnvironmentVariable, string Description, VmOption.Setter Apply)
{
    /// <summary>Reads a value and applies it.</summary>
    /// <param name="settings">What to change; unchanged when there is an error.</param>
    /// <param name="value">The value.</param>
    /// <returns>Null, or one line that says why the value is refused.</returns>
    public delegate string? Setter(VmSettings settings, string value);
}

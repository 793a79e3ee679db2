// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Backend.Llvm;
using Dtvm.Mir;

namespace Dtvm.FileTests;

/// <summary>LLVM IR as the lowering makes it, before any pass of LLVM: it depends on no processor.</summary>
internal static class LlvmText
{
    private static readonly Lazy<LlvmBackend> Backend = new(
        () => LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error));

    /// <summary>The whole IR of a module.</summary>
    public static string Of(MirModule module) =>
        Encoding.UTF8.GetString(Backend.Value.Emit(module, LlvmArtifact.Ir, out var error) ?? throw new InvalidOperationException(error));

    /// <summary>The definitions of the MIR's functions, without what all modules share.</summary>
    public static string FunctionsOf(MirModule module)
    {
        var text = new StringBuilder();
        var isInside = false;
        const string Prefix = "@r"; // The lowering's name of a MIR function.
        foreach (var line in Of(module).Split('\n'))
        {
            isInside |= line.StartsWith("define ", StringComparison.Ordinal) && line.Contains(Prefix, StringComparison.Ordinal);
            if (isInside)
            {
                text.Append(line).Append('\n');
            }

            isInside &= line != "}";
        }

        return text.ToString();
    }
}

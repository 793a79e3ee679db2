// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

/// <summary>Conversions between managed strings and LLVM-C's.</summary>
internal static unsafe class LlvmText
{
    /// <summary>Copies a message that the caller owns and frees it by <c>LLVMDisposeMessage</c>.</summary>
    internal static string Take(sbyte* message)
    {
        if (message is null)
        {
            return string.Empty;
        }

        var text = Marshal.PtrToStringUTF8((nint)message) ?? string.Empty;
        LLVM.DisposeMessage(message);
        return text;
    }

    /// <summary>Consumes an error and throws it; does nothing on success (a null error).</summary>
    /// <exception cref="LlvmException">The error was not null.</exception>
    internal static void ThrowOnError(LLVMErrorRef error, string step)
    {
        if (!error.IsNull)
        {
            throw new LlvmException($"{step}: {Take(error)}");
        }
    }

    /// <summary>Consumes an error and returns its message.</summary>
    internal static string Take(LLVMErrorRef error)
    {
        var message = LLVM.GetErrorMessage(error);
        var text = Marshal.PtrToStringUTF8((nint)message) ?? string.Empty;
        LLVM.DisposeErrorMessage(message);
        return text;
    }

    /// <summary>The empty, zero-terminated name that leaves a value unnamed.</summary>
    internal static sbyte* NoName => Literal("\0"u8);

    /// <summary>A pointer to a zero-terminated UTF-8 literal, which lives in the assembly's image and never moves.</summary>
    internal static sbyte* Literal(ReadOnlySpan<byte> literal) =>
        (sbyte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal));
}

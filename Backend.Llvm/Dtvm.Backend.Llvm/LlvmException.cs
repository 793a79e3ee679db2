// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.Llvm;

/// <summary>A failure that LLVM reported while a module was compiled or linked; the module is then run some other way.</summary>
public sealed class LlvmException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public LlvmException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What LLVM said, with the step that failed.</param>
    public LlvmException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">What LLVM said, with the step that failed.</param>
    /// <param name="innerException">The cause, raised by the caller's memory.</param>
    public LlvmException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

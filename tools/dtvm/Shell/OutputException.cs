// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Shell;

/// <summary>What the program has to say cannot be written.</summary>
/// <param name="message">One line that names the stream or the file and says why.</param>
/// <param name="isClosedPipe">Whether it is a pipe that nobody reads any more: the reader has seen enough.</param>
internal sealed class OutputException(string message, bool isClosedPipe) : Exception(message)
{
    /// <summary>Whether it is a pipe that nobody reads any more.</summary>
    public bool IsClosedPipe { get; } = isClosedPipe;
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool;

/// <summary>The input is wrong or absent: the message is one line that names it.</summary>
/// <param name="message">The line.</param>
internal sealed class CliException(string message) : Exception(message);

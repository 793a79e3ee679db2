// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Testing;

/// <summary>A text is not the one that was accepted. The message has a unified diff and the line that accepts the new text.</summary>
/// <param name="message">What differs, and the way out.</param>
public sealed class SnapshotMismatchException(string message) : Exception(message);

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64;

/// <summary>A module has no machine code; the message is one line that says why.</summary>
internal sealed class X64Exception(string message) : Exception(message);

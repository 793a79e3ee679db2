// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host;

/// <summary>Bytes are not the RLP that they should be.</summary>
/// <param name="message">What is wrong.</param>
public sealed class RlpException(string message) : Exception(message);

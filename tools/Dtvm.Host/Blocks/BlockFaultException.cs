// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Blocks;

/// <summary>No block can be made of an input.</summary>
/// <param name="message">Why.</param>
public sealed class BlockFaultException(string message) : Exception(message);

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Workbench.Metering;

/// <summary>The interpreter metered otherwise than the model of Amsterdam's meter.</summary>
/// <param name="message">What, with both numbers.</param>
public sealed class StateGasMismatchException(string message) : Exception(message);

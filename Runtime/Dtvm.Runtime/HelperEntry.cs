// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Runtime;

/// <summary>A runtime helper that machine code may call.</summary>
/// <param name="Call">Its number in the table that machine code calls through.</param>
/// <param name="Address">The entry point, C calling convention.</param>
public readonly record struct HelperEntry(RuntimeCall Call, nint Address)
{
    /// <summary>Its name.</summary>
    public string Name => RuntimeCalls.NameOf(Call);

    /// <summary>The C signature.</summary>
    public RuntimeCallKind Kind => RuntimeCalls.KindOf(Call);
}

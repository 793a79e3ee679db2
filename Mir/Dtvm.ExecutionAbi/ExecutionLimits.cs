// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>Limits that generated code and the runtime both rely on.</summary>
public static class ExecutionLimits
{
    /// <summary>Bytes of an EVM word.</summary>
    public const int WordBytes = 32;

    /// <summary>Bytes of the address of an account.</summary>
    public const int AddressBytes = 20;

    /// <summary>Largest number of items on the EVM stack (Yellow Paper, section 9.1).</summary>
    public const int StackItems = 1024;

    /// <summary>Largest depth of a call; the outermost one has depth 0 (Yellow Paper, section 8).</summary>
    public const int CallDepth = 1024;

    /// <summary>The largest offset into EVM memory and the largest size of a range that are not out of gas at once: growth beyond costs
    /// more gas than any block has.</summary>
    public const ulong MaxMemoryOffset = uint.MaxValue;

    /// <summary>The largest code that is ever compiled, in bytes; program counters are below it.</summary>
    public const int MaxCodeSize = 1 << 24;
}

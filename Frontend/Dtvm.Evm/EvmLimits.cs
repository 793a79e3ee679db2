// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Evm;

/// <summary>Limits, most of which are the same in all revisions that have them.</summary>
public static class EvmLimits
{
    /// <summary>Largest number of stack items (Yellow Paper, section 9.1).</summary>
    public const int StackLimit = ExecutionLimits.StackItems;

    /// <summary>Largest depth of a call; the outermost one has depth 0 (Yellow Paper, section 8).</summary>
    public const int CallDepthLimit = ExecutionLimits.CallDepth;

    /// <summary>Largest size of deployed code in bytes, from Spurious Dragon on (EIP-170).</summary>
    public const int MaxCodeSize = 24576;

    /// <summary>Largest size of init code in bytes, from Shanghai on (EIP-3860).</summary>
    public const int MaxInitCodeSize = 49152;

    /// <summary>Largest size of deployed code in bytes, from Amsterdam on (EIP-7954).</summary>
    public const int MaxCodeSizeEip7954 = 65536;

    /// <summary>Largest size of init code in bytes, from Amsterdam on (EIP-7954).</summary>
    public const int MaxInitCodeSizeEip7954 = 131072;

    /// <summary>Number of most recent ancestors that BLOCKHASH answers for (Yellow Paper, appendix H).</summary>
    public const int BlockHashWindow = 256;

    /// <summary>Size in bytes of a delegation designator: ef0100 and an address (EIP-7702).</summary>
    public const int DelegationDesignatorSize = DelegationDesignator.Size;
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>A call, creation or transaction to execute (<c>evmc_message</c>): 184 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct EvmcMessage
{
    /// <summary>The kind of the message.</summary>
    public EvmcCallKind Kind;

    /// <summary>Flags, inherited by nested messages.</summary>
    public EvmcFlags Flags;

    /// <summary>The call depth, 0 for the transaction's own message.</summary>
    public int Depth;

    /// <summary>The gas available.</summary>
    public long Gas;

    /// <summary>The account whose storage, balance and address the code uses.</summary>
    public EvmcAddress Recipient;

    /// <summary>The account CALLER returns.</summary>
    public EvmcAddress Sender;

    /// <summary>The input, null only when <see cref="InputSize"/> is 0; of a creation the init code.</summary>
    public byte* InputData;

    /// <summary>The size of the input in bytes.</summary>
    public nuint InputSize;

    /// <summary>The value in wei, big-endian; transferred except for DELEGATECALL, where it is the caller's.</summary>
    public EvmcBytes32 Value;

    /// <summary>The salt of CREATE2.</summary>
    public EvmcBytes32 Create2Salt;

    /// <summary>The account the code comes from.</summary>
    public EvmcAddress CodeAddress;

    /// <summary>The code when the caller supplies it (EOFCREATE only), else null.</summary>
    public byte* Code;

    /// <summary>The size of <see cref="Code"/> in bytes.</summary>
    public nuint CodeSize;
}

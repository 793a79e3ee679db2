// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>Byte offsets in a message (evmc.h of ABI 12, <c>evmc_message</c>), and the numbers in it that machine code writes.</summary>
public static class MessageLayout
{
    /// <summary>Size of a message in bytes.</summary>
    public const int Size = 184;

#pragma warning disable CS1591 // Each constant is the offset of the field of the same name.
    public const int Kind = 0;
    public const int Flags = 4;
    public const int Depth = 8;
    public const int Gas = 16;
    public const int Recipient = 24;
    public const int Sender = 44;
    public const int InputData = 64;
    public const int InputSize = 72;
    public const int Value = 80;
    public const int CodeAddress = 144;
#pragma warning restore CS1591

    /// <summary>The kind of DELEGATECALL; that of CALL and STATICCALL is 0.</summary>
    public const int DelegateCallKind = 1;

    /// <summary>The flag of static mode (EIP-214).</summary>
    public const int StaticFlag = 1;

    /// <summary>The flag of code that another account delegates to (EIP-7702).</summary>
    public const int DelegatedFlag = 2;
}

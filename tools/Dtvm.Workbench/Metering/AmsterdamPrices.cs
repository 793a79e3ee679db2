// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Workbench.Metering;

/// <summary>The prices that the model charges, from the texts of EIP-8037, EIP-8038 and EIP-2780: on purpose not those of the gas schedule,
/// which they check. A test changes one and sees that the model notices.</summary>
public sealed record AmsterdamPrices
{
    /// <summary>First access of an account in a transaction.</summary>
    public long ColdAccount { get; init; } = 3_000;

    /// <summary>First access of a slot.</summary>
    public long ColdSlot { get; init; } = 2_100;

    /// <summary>Any later access.</summary>
    public long Warm { get; init; } = 100;

    /// <summary>First change of a slot.</summary>
    public long SlotWrite { get; init; } = 10_000;

    /// <summary>What must be left for SSTORE (EIP-2200), one more than a stipend.</summary>
    public long SlotSentry { get; init; } = 2_301;

    /// <summary>Refund for a slot that is cleared.</summary>
    public long ClearRefund { get; init; } = 11_616;

    /// <summary>State gas of a slot that was zero.</summary>
    public long NewSlotState { get; init; } = 97_920;

    /// <summary>State gas of an account that did not exist.</summary>
    public long NewAccountState { get; init; } = 183_600;

    /// <summary>A message with value.</summary>
    public long CallValue { get; init; } = 11_300;

    /// <summary>Gas that the callee of such a message gets besides.</summary>
    public long Stipend { get; init; } = 2_300;

    /// <summary>CREATE and CREATE2.</summary>
    public long Create { get; init; } = 12_000;

    /// <summary>A word of init code.</summary>
    public long InitCodeWord { get; init; } = 2;

    /// <summary>A word that CREATE2 hashes.</summary>
    public long HashWord { get; init; } = 6;

    /// <summary>A word of code that is deposited.</summary>
    public long DepositWord { get; init; } = 6;

    /// <summary>State gas of a byte of code.</summary>
    public long CodeByteState { get; init; } = 1_530;

    /// <summary>Bytes of the longest init code.</summary>
    public long MaxInitCode { get; init; } = 131_072;

    /// <summary>Bytes of the longest code.</summary>
    public long MaxCode { get; init; } = 65_536;

    /// <summary>SELFDESTRUCT.</summary>
    public long SelfDestruct { get; init; } = 5_000;

    /// <summary>SELFDESTRUCT to an account that does not exist.</summary>
    public long SelfDestructNewAccount { get; init; } = 9_000;
}

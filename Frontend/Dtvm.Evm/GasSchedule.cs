// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Evm;

/// <summary>Prices of one revision in gas.</summary>
/// <remarks>
/// The static cost of an instruction is charged before it runs. The named amounts are charged while it runs, on conditions that the rule
/// named with each amount gives. The schedules of the forks are in GasSchedule.Forks.cs.
/// </remarks>
public sealed partial record GasSchedule
{
    /// <summary>Static cost of an opcode that the revision does not define.</summary>
    public const int Undefined = -1;

    /// <summary>A word of memory, linear part (Yellow Paper, equation of C_mem).</summary>
    public const int MemoryWord = 3;

    /// <summary>Divisor of the quadratic part of the memory cost, words^2 / 512 (Yellow Paper, equation of C_mem).</summary>
    public const int MemoryQuadraticDivisor = 512;

    /// <summary>State gas of a byte by which the state grows, fixed (EIP-8037).</summary>
    private const int StateByte = 1530;

    private GasSchedule()
    {
    }

    /// <summary>The revision whose prices these are.</summary>
    public Revision Revision { get; private init; }

    /// <summary>Each byte of the exponent without leading zero bytes (EIP-160).</summary>
    public int ExpByte { get; private init; }

    /// <summary>Each word hashed by KECCAK256, and each word of the init code of CREATE2 (EIP-1014).</summary>
    public int KeccakWord { get; private init; }

    /// <summary>Each word copied by CALLDATACOPY, CODECOPY, EXTCODECOPY, RETURNDATACOPY and MCOPY.</summary>
    public int CopyWord { get; private init; }

    /// <summary>Each byte of the data of a log.</summary>
    public int LogByte { get; private init; }

    /// <summary>SSTORE from a zero to a nonzero value.</summary>
    public int StorageSet { get; private init; }

    /// <summary>
    /// SSTORE that changes a nonzero value; without <see cref="ColdStorage"/>, which comes on top for a cold slot (EIP-2929).
    /// </summary>
    public int StorageReset { get; private init; }

    /// <summary>
    /// SSTORE of the value already there, or to a slot already changed in this transaction (EIP-1283, EIP-2200). Without net metering it
    /// equals <see cref="StorageReset"/>, and a store is then priced by the current and the new value only.
    /// </summary>
    public int StorageUnchanged { get; private init; }

    /// <summary>Refund for SSTORE from a nonzero value to zero.</summary>
    public int StorageClearRefund { get; private init; }

    /// <summary>SSTORE fails with out of gas if the gas left is at most this; 0 where there is no such rule (EIP-2200, EIP-1706).</summary>
    public int StorageStipendGuard { get; private init; }

    /// <summary>True if SSTORE is priced by the original value too (EIP-1283 in Constantinople only, EIP-2200 from Istanbul on).</summary>
    public bool HasNetStorageMetering { get; private init; }

    /// <summary>
    /// Access of an account or slot already accessed in the transaction, 0 before Berlin (EIP-2929). It is the static cost of the
    /// instructions that access accounts and of SLOAD.
    /// </summary>
    public int WarmAccess { get; private init; }

    /// <summary>First access of an account, 0 before Berlin (EIP-2929). SELFDESTRUCT charges it whole.</summary>
    public int ColdAccountAccess { get; private init; }

    /// <summary>First access of a storage slot, 0 before Berlin (EIP-2929).</summary>
    public int ColdStorage { get; private init; }

    /// <summary>What SSTORE to a slot not yet accessed costs on top of its other costs: all of <see cref="ColdStorage"/> (EIP-2929), from
    /// EIP-8038 on less what those contain for a warm access.</summary>
    public int ColdStorageStoreSurcharge { get; private init; }

    /// <summary>What the first access of an account costs on top of the static cost, 0 before Berlin (EIP-2929).</summary>
    public int ColdAccountSurcharge => ColdAccountAccess - WarmAccess;

    /// <summary>What SLOAD of a slot not yet accessed costs on top of the static cost, 0 before Berlin (EIP-2929).</summary>
    public int ColdStorageSurcharge => ColdStorage - WarmAccess;

    /// <summary>CALL and CALLCODE with a value other than 0.</summary>
    public int CallValue { get; private init; }

    /// <summary>Gas given to the callee for nothing if CALL and CALLCODE send a value other than 0.</summary>
    public int CallStipend { get; private init; }

    /// <summary>CALL of an account that does not exist (EIP-161: that is dead, if a value is sent).</summary>
    public int NewAccount { get; private init; }

    /// <summary>
    /// True if <see cref="NewAccount"/> and <see cref="SelfDestructNewAccount"/> need a value other than 0 to be sent (EIP-161).
    /// </summary>
    public bool IsNewAccountChargedOnlyWithValue { get; private init; }

    /// <summary>SELFDESTRUCT to an account that does not exist, 0 before Tangerine Whistle (EIP-150).</summary>
    public int SelfDestructNewAccount { get; private init; }

    /// <summary>Refund for the first SELFDESTRUCT of an account in a transaction, 0 from London on (EIP-3529).</summary>
    public int SelfDestructRefund { get; private init; }

    /// <summary>
    /// True if a call or creation gets at most all but one 64th of the gas left (EIP-150); before, asking for more than there is was out of
    /// gas.
    /// </summary>
    public bool HasAllButOne64thRule { get; private init; }

    /// <summary>Each word of init code in CREATE and CREATE2, 0 before Shanghai (EIP-3860).</summary>
    public int InitCodeWord { get; private init; }

    /// <summary>
    /// CREATE and CREATE2 with more bytes of init code are out of gas; <see cref="int.MaxValue"/> before Shanghai (EIP-3860, EIP-7954).
    /// </summary>
    public int MaxInitCodeSize { get; private init; }

    /// <summary>Largest size of deployed code in bytes, checked by the host; <see cref="int.MaxValue"/> before Spurious Dragon (EIP-170,
    /// EIP-7954).</summary>
    public int MaxCodeSize { get; private init; }

    /// <summary>Each byte of deployed code, charged by the host.</summary>
    public int CodeDepositByte { get; private init; }

    /// <summary>Each word of deployed code, charged by the host: the price of hashing it (EIP-8037).</summary>
    public int CodeDepositWord { get; private init; }

    /// <summary>
    /// True if what is known without looking at the state must be affordable before an account or slot is looked at (EIP-7928): CALL then
    /// checks static mode, access, value and memory before it asks for the target's code.
    /// </summary>
    public bool ChecksGasBeforeAccess { get; private init; }

    /// <summary>True if there is a second kind of gas, for the growth of the state (EIP-8037).</summary>
    public bool HasStateGas => StorageSetStateGas != 0;

    /// <summary>State gas of an account that did not exist, by CALL, SELFDESTRUCT, CREATE and CREATE2; 0 without state gas
    /// (EIP-8037).</summary>
    public int NewAccountStateGas { get; private init; }

    /// <summary>State gas of a slot that was zero at the beginning of the transaction and no longer is; 0 without state gas
    /// (EIP-8037).</summary>
    public int StorageSetStateGas { get; private init; }

    /// <summary>State gas of each byte of deployed code, charged by the host; 0 without state gas (EIP-8037).</summary>
    public int CodeByteStateGas { get; private init; }

    /// <summary>State gas of a delegation designator, charged by the host; 0 without state gas (EIP-8037).</summary>
    public int DelegationStateGas { get; private init; }

    /// <summary>The static costs of all 256 bytes; <see cref="Undefined"/> where the revision has no instruction.</summary>
    public ReadOnlySpan<short> StaticCosts => Costs;

    /// <summary>The schedule of a revision. It is shared: the same object each time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a revision.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GasSchedule For(Revision revision)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)revision, (uint)Revisions.NumberLimit, nameof(revision));
        return Forks[(int)revision];
    }

    /// <summary>What the instruction costs before it runs; <see cref="Undefined"/> (-1) if the revision does not have it.</summary>
    public int StaticCost(byte opcode) => Costs[opcode];

    /// <summary>What the instruction costs before it runs; <see cref="Undefined"/> (-1) if the revision does not have it.</summary>
    public int StaticCost(Opcode opcode) => Costs[(byte)opcode];
}

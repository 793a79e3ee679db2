// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.StateTests;

/// <summary>What a transaction with state gas used.</summary>
/// <param name="Status">Status of its message; OutOfGas when it did not come to that.</param>
/// <param name="GasUsed">Gas that the sender pays for.</param>
/// <param name="ExecutionGasUsed">Execution gas that the block counts: before refunds, at least the floor (EIP-7778).</param>
/// <param name="StateGasUsed">The state gas of it, committed authorizations included; may be negative.</param>
/// <param name="Output">Output of its message.</param>
/// <param name="Fault">How the VM broke its contract; null when it did not.</param>
internal readonly record struct AmsterdamUse(
    EvmcStatusCode Status, long GasUsed, long ExecutionGasUsed, long StateGasUsed, byte[] Output, string? Fault);

/// <summary>The gas of one transaction from its split to its settlement, with state gas (EIP-8037, EIP-8038, EIP-7702).</summary>
/// <param name="host">The host; its state has the sender's nonce and balance of the transaction already.</param>
/// <param name="block">The block.</param>
/// <param name="transaction">A valid transaction.</param>
internal sealed unsafe class AmsterdamExecution(InMemoryHost host, BlockEnvironment block, Transaction transaction)
{
    private const long AccountWriteGas = 9000; // EIP-8038

    private readonly GasSchedule _schedule = GasSchedule.For(Revision.Amsterdam);
    private long _gas;
    private long _balance;

    /// <summary>Executes it.</summary>
    /// <param name="intrinsic">Its intrinsic gas and floor.</param>
    public AmsterdamUse Run(IntrinsicGas intrinsic)
    {
        var limit = (long)transaction.GasLimit.Low64;
        var (gas, reservoir) = AmsterdamSettlement.Split(limit, intrinsic.Intrinsic);
        _gas = gas;
        _balance = reservoir;
        var start = host.State.TakeSnapshot();
        if (!TrySetDelegations())
        {
            host.State.Revert(start);
            return Settle(intrinsic, EvmcStatusCode.OutOfGas, 0, reservoir, 0, 0, [], null);
        }

        // What the authorizations used stays used, whatever becomes of the message.
        var committed = reservoir - _balance;
        var granted = long.Max(_balance, 0);
        _balance = granted;
        if (!TryChargeRecipient(out var codeAddress))
        {
            host.State.Revert(start);
            return Settle(intrinsic, EvmcStatusCode.OutOfGas, 0, reservoir, 0, 0, [], null);
        }

        var spilled = long.Min(_balance, 0);
        var given = _gas;
        var result = RunMessage(codeAddress, given, long.Max(_balance, 0));
        var fault = TransactionExecutor.FaultOf(result, given);
        var output = new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize)).ToArray();
        var isSuccess = result.StatusCode == EvmcStatusCode.Success;
        InMemoryHost.Release(&result);
        var left = isSuccess ? spilled + host.StateBalance : granted;
        var gasLeft = result.GasLeft - (result.StatusCode == EvmcStatusCode.Revert ? spilled : 0);
        return Settle(
            intrinsic, result.StatusCode, gasLeft, long.Max(left, 0), isSuccess ? result.GasRefund : 0, committed + granted - left, output,
            fault);
    }

    private AmsterdamUse Settle(
        IntrinsicGas intrinsic, EvmcStatusCode status, long gasLeft, long reservoir, long refund, long stateGas, byte[] output,
        string? fault)
    {
        var used = (long)transaction.GasLimit.Low64 - gasLeft - reservoir;
        return new AmsterdamUse(
            status,
            AmsterdamSettlement.Receipt(used, refund, intrinsic.Floor),
            long.Max(used - stateGas, intrinsic.Floor),
            stateGas,
            output,
            fault);
    }

    private bool TryCharge(long amount)
    {
        if (_gas < amount)
        {
            return false;
        }

        _gas -= amount;
        return true;
    }

    private bool TryChargeState(long amount)
    {
        var fromGas = long.Max(0, amount - long.Max(_balance, 0));
        if (!TryCharge(fromGas))
        {
            return false;
        }

        _balance -= amount;
        return true;
    }

    private bool TrySetDelegations()
    {
        // Accounts that the transaction writes anyway.
        var written = new HashSet<Address> { transaction.Sender };
        if (transaction.To is { } to && !transaction.Value.IsZero)
        {
            written.Add(to);
        }

        foreach (var authorization in transaction.Authorizations)
        {
            if (Delegations.FindAuthority(host, block.ChainId, authorization) is not { } authority)
            {
                continue;
            }

            var isNew = !authority.Exists || authority.IsEmpty;
            var gains = authorization.Delegate != default && authority.Code.Length == 0;
            if ((isNew && !TryChargeState(_schedule.NewAccountStateGas))
                || (written.Add(authority.Address) && !TryCharge(AccountWriteGas))
                || (gains && !TryChargeState(_schedule.DelegationStateGas)))
            {
                return false;
            }

            Delegations.Set(host.State, authority, authorization.Delegate);
        }

        return true;
    }

    /// <summary>Charges what the first message costs before its code: a new account, access of a delegate.</summary>
    private bool TryChargeRecipient(out Address codeAddress)
    {
        codeAddress = transaction.To ?? default;
        if (transaction.To is not { } to)
        {
            var created = ContractAddress.ForCreate(transaction.Sender, transaction.Nonce);
            return Exists(created) || TryChargeState(_schedule.NewAccountStateGas);
        }

        if (!transaction.Value.IsZero && !Exists(to) && !TryChargeState(_schedule.NewAccountStateGas))
        {
            return false;
        }

        if (host.State.Find(to) is { } recipient && recipient.Code.TryGetDelegate(out var target))
        {
            codeAddress = target;
            var isWarm = host.AccessAccount(target) == EvmcAccessStatus.Warm;
            return TryCharge(isWarm ? _schedule.WarmAccess : _schedule.ColdAccountAccess);
        }

        return true;
    }

    private bool Exists(in Address address) => host.State.Find(address) is { Exists: true, IsEmpty: false };

    private EvmcResult RunMessage(in Address codeAddress, long gas, long reservoir)
    {
        var isDelegated = transaction.To is { } to && codeAddress != to;
        fixed (byte* data = transaction.Data.Span)
        {
            var message = TransactionMessage.Of(transaction, data, gas, codeAddress, isDelegated);
            return host.Run(&message, reservoir);
        }
    }
}

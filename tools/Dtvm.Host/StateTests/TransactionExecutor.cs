// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>What a transaction did besides changing the state.</summary>
/// <param name="Errors">Why it was refused; none when it was executed.</param>
/// <param name="Status">Status of its message.</param>
/// <param name="GasUsed">Gas that the sender paid for, after refunds.</param>
/// <param name="Output">Output of its message.</param>
/// <param name="UnavailablePrecompile">Name of a precompiled contract that was needed and is not there; the rest is meaningless
/// then.</param>
/// <param name="Fault">How the VM broke its contract; null when it did not.</param>
public sealed record TransactionOutcome(
    TransactionErrors Errors, EvmcStatusCode Status, long GasUsed, ReadOnlyMemory<byte> Output, string? UnavailablePrecompile,
    string? Fault)
{
    /// <summary>State gas that it used, negative if the state shrank by more than it grew; 0 without state gas (EIP-8037).</summary>
    public long StateGasUsed { get; init; }

    /// <summary>Execution gas as a block counts it: before refunds, at least the floor (EIP-7778); 0 without state gas.</summary>
    public long ExecutionGasUsed { get; init; }
}

/// <summary>Executes transactions: everything around the VM that decides what a state is after a transaction (Yellow Paper, section
/// 6).</summary>
/// <param name="vm">The VM.</param>
/// <param name="revision">The revision.</param>
/// <param name="block">The block.</param>
/// <param name="blobs">The rules for blobs.</param>
public sealed unsafe class TransactionExecutor(IVm vm, EvmcRevision revision, BlockEnvironment block, BlobParameters blobs)
{
    private const long ExistingAuthorityRefund = 12500; // EIP-7702: PER_EMPTY_ACCOUNT_COST - PER_AUTH_BASE_COST

    private readonly TransactionValidator _validator = new(revision, block, blobs);

    /// <summary>Executes a transaction as the only one of its block, without block reward.</summary>
    /// <param name="state">The state; its logs are the transaction's afterwards. A refused transaction changes nothing.</param>
    /// <param name="transaction">The transaction.</param>
    /// <returns>What it did.</returns>
    public TransactionOutcome Execute(WorldState state, Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(transaction);
        var gas = IntrinsicGas.Of(transaction, revision);
        state.BeginTransaction();
        var errors = _validator.Validate(transaction, state.Find(transaction.Sender), gas);
        return errors == TransactionErrors.None
            ? ExecuteValid(state, transaction, gas)
            : new TransactionOutcome(errors, EvmcStatusCode.Failure, 0, default, null, null);
    }

    private TransactionOutcome ExecuteValid(WorldState state, Transaction transaction, IntrinsicGas gas)
    {
        var baseFee = revision >= EvmcRevision.London ? block.BaseFee : U256.Zero;
        var room = transaction.FeeCap - baseFee;
        var tip = transaction.PriorityFee < room ? transaction.PriorityFee : room;
        var price = baseFee + tip;
        var gasLimit = (long)transaction.GasLimit.Low64;

        var sender = state.GetOrAdd(transaction.Sender);
        var blobFee = transaction.Type == TransactionType.Blob ? (ulong)transaction.BlobGas * block.BlobBaseFee : U256.Zero;
        state.SetBalance(sender, sender.Balance - (transaction.GasLimit * price) - blobFee);
        state.SetNonce(sender, sender.Nonce + 1);

        var environment = new TransactionEnvironment { Origin = transaction.Sender, GasPrice = price, BlobHashes = transaction.BlobHashes };
        using var host = new InMemoryHost(vm, state, revision, block, environment);
        Warm(host, transaction);
        if (revision >= EvmcUpcoming.Amsterdam)
        {
            var used = new AmsterdamExecution(host, block, transaction).Run(gas);
            Settle(state, sender, gasLimit, used.GasUsed, price, tip);
            return new TransactionOutcome(
                TransactionErrors.None, used.Status, used.GasUsed, used.Output, host.UnavailablePrecompile, used.Fault)
            {
                StateGasUsed = used.StateGasUsed,
                ExecutionGasUsed = used.ExecutionGasUsed,
            };
        }

        var delegationRefund = SetDelegations(host, transaction.Authorizations);

        var messageGas = gasLimit - gas.Intrinsic;
        var result = RunMessage(host, transaction, messageGas);
        var fault = FaultOf(result, messageGas);
        var output = new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize)).ToArray();
        InMemoryHost.Release(&result);

        var gasUsed = gasLimit - result.GasLeft;
        var refundCap = gasUsed / (revision >= EvmcRevision.London ? 5 : 2); // EIP-3529
        gasUsed -= Math.Min(result.GasRefund + delegationRefund, refundCap);
        gasUsed = Math.Max(gasUsed, gas.Floor);

        Settle(state, sender, gasLimit, gasUsed, price, tip);
        return new TransactionOutcome(TransactionErrors.None, result.StatusCode, gasUsed, output, host.UnavailablePrecompile, fault);
    }

    private void Settle(WorldState state, Account sender, long gasLimit, long gasUsed, in U256 price, in U256 tip)
    {
        state.SetBalance(sender, sender.Balance + ((ulong)(gasLimit - gasUsed) * price));
        var coinbase = state.GetOrAdd(block.Coinbase);
        state.AddFlags(coinbase, AccountFlags.Exists | AccountFlags.Touched);
        state.SetBalance(coinbase, coinbase.Balance + ((ulong)gasUsed * tip));
        state.EndTransaction(revision);
    }

    internal static string? FaultOf(in EvmcResult result, long gas)
    {
        if (result.StatusCode < 0)
        {
            return $"the VM returned {StatusNames.Of(result.StatusCode)}";
        }

        if (result.GasLeft < 0 || result.GasLeft > gas)
        {
            return $"the VM returned {result.GasLeft} gas left of {gas}";
        }

        return result.GasRefund < 0 ? $"the VM returned a refund of {result.GasRefund}" : null;
    }

    /// <summary>Fills the accessed addresses and keys (EIP-2929, EIP-2930, EIP-3651). A created address is added by the host.</summary>
    private void Warm(InMemoryHost host, Transaction transaction)
    {
        if (revision < EvmcRevision.Berlin)
        {
            return;
        }

        host.AccessAccount(transaction.Sender);
        if (transaction.To is { } to)
        {
            host.AccessAccount(to);
        }

        if (revision >= EvmcRevision.Shanghai)
        {
            host.AccessAccount(block.Coinbase);
        }

        foreach (var entry in transaction.AccessList)
        {
            host.AccessAccount(entry.Address);
            var account = host.State.GetOrAdd(entry.Address);
            foreach (var key in entry.StorageKeys)
            {
                host.State.WarmSlot(host.State.GetSlot(account, key));
            }
        }
    }

    /// <summary>Processes authorizations in the order of EIP-7702's list of steps.</summary>
    /// <returns>The refund for authorities that existed.</returns>
    private long SetDelegations(InMemoryHost host, IReadOnlyList<Authorization> authorizations)
    {
        long refund = 0;
        foreach (var authorization in authorizations)
        {
            if (Delegations.FindAuthority(host, block.ChainId, authorization) is not { } authority)
            {
                continue;
            }

            if (authority.Exists && !authority.IsEmpty)
            {
                refund += ExistingAuthorityRefund;
            }

            Delegations.Set(host.State, authority, authorization.Delegate);
        }

        return refund;
    }

    private EvmcResult RunMessage(InMemoryHost host, Transaction transaction, long gas)
    {
        var code = transaction.To ?? default;
        var isDelegated = false;

        // The delegation of the recipient is the transaction's to resolve (EIP-7702); those of later calls are the VM's.
        if (transaction.To is { } to
            && revision >= EvmcRevision.Prague
            && host.State.Find(to) is { } recipient
            && recipient.Code.TryGetDelegate(out var target))
        {
            code = target;
            isDelegated = true;
            host.AccessAccount(target);
        }

        fixed (byte* data = transaction.Data.Span)
        {
            var message = TransactionMessage.Of(transaction, data, gas, code, isDelegated);
            return host.Run(&message);
        }
    }
}

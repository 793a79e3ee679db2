// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>Makes blocks of transactions: all that decides what a header says (Yellow Paper, section 11). Not safe for concurrent
/// use.</summary>
/// <param name="vmOf">The VM for a transaction, by its place among those of the block and its hash.</param>
/// <param name="systemVm">The VM for what blocks call themselves.</param>
/// <param name="rules">The rules.</param>
public sealed class BlockTransition(Func<int, Bytes32, IVm> vmOf, IVm systemVm, BlockRules rules)
{
    private const long GasCap = 1 << 24; // EIP-7825

    private readonly StateRootCalculator _roots = new();

    /// <summary>Makes blocks with one VM.</summary>
    /// <param name="vm">The VM.</param>
    /// <param name="rules">The rules.</param>
    public BlockTransition(IVm vm, BlockRules rules)
        : this((_, _) => vm, vm, rules)
    {
    }

    /// <summary>Makes a block.</summary>
    /// <param name="input">What goes into it.</param>
    /// <param name="state">The state before it; it is the state behind it afterwards.</param>
    /// <param name="finished">Called behind each transaction; null for nobody.</param>
    /// <returns>The block.</returns>
    /// <exception cref="BlockFaultException">None can be made.</exception>
    public TransitionResult Run(TransitionInput input, WorldState state, Action<Receipt, TransactionOutcome>? finished = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(state);
        var system = new SystemContracts(systemVm, rules.Revision, input.Environment, state);
        if (!input.TransactionsOnly)
        {
            system.Begin(input.ParentBeaconRoot, input.ParentHash);
        }

        var body = new Body(vmOf, rules, _roots, input, state, finished);
        for (var i = 0; i < input.Items.Count; i++)
        {
            body.Add(i);
        }

        Credit(input, state);
        List<ReadOnlyMemory<byte>>? requests = null;
        if (!input.TransactionsOnly && rules.Revision >= EvmcRevision.Prague)
        {
            requests = [];
            ExecutionRequests.CollectDeposits(body.Receipts.SelectMany(receipt => receipt.Logs), requests);
            system.CollectRequests(requests);
        }

        return new TransitionResult(
            state, _roots.RootOf(state), body.Receipts, body.Refused, body.GasUsed, body.BlobGasUsed, requests);
    }

    /// <summary>Pays rewards and withdrawals.</summary>
    private void Credit(TransitionInput input, WorldState state)
    {
        state.BeginTransaction();
        if (input.Reward is { } reward)
        {
            foreach (var ommer in input.Ommers)
            {
                Pay(state, ommer.Address, (reward * (8 - ommer.Delta)) >> 3);
            }

            Pay(state, input.Environment.Coinbase, reward + ((reward >> 5) * (ulong)input.Ommers.Count));
        }

        foreach (var withdrawal in input.Withdrawals ?? [])
        {
            Pay(state, withdrawal.Address, withdrawal.Wei);
        }

        state.EndTransaction(rules.Revision);
    }

    private static void Pay(WorldState state, in Address address, in U256 amount)
    {
        var account = state.GetOrAdd(address);
        state.AddFlags(account, AccountFlags.Exists | AccountFlags.Touched);
        state.SetBalance(account, account.Balance + amount);
    }

    /// <summary>The transactions of a block that is being made.</summary>
    private sealed class Body(
        Func<int, Bytes32, IVm> vmOf, BlockRules rules, StateRootCalculator roots, TransitionInput input, WorldState state,
        Action<Receipt, TransactionOutcome>? finished)
    {
        private readonly EvmcRevision _revision = rules.Revision;
        private long _paid;
        private long _execution;
        private long _stateGas;

        public List<Receipt> Receipts { get; } = [];

        public List<RefusedTransaction> Refused { get; } = [];

        public long BlobGasUsed { get; private set; }

        /// <summary>A block is as full as the larger of both kinds of gas (EIP-8037).</summary>
        public long GasUsed => Math.Max(_execution, _stateGas);

        public void Add(int index)
        {
            var item = input.Items[index];
            if (item.Transaction is not { } signed)
            {
                Refused.Add(new RefusedTransaction(index, item.Refusal!));
                return;
            }

            var transaction = signed.Transaction.GasLimit < input.LeastGas
                ? signed.Transaction with { GasLimit = input.LeastGas }
                : signed.Transaction;
            if (FindNoRoom(transaction) is { } reason)
            {
                Refused.Add(new RefusedTransaction(index, reason));
                return;
            }

            var vm = vmOf(Receipts.Count, signed.Hash);
            var executor = new TransactionExecutor(vm, _revision, input.Environment, rules.Blobs);
            var outcome = executor.Execute(state, transaction);
            if (outcome.Errors != TransactionErrors.None)
            {
                Refused.Add(new RefusedTransaction(index, Describe(outcome.Errors, transaction)));
                return;
            }

            if (outcome.UnavailablePrecompile is { } missing)
            {
                throw new BlockFaultException($"transaction {index}: calls the precompiled contract {missing}, which is not available");
            }

            if (outcome.Fault is { } fault)
            {
                throw new BlockFaultException($"transaction {index}: {fault}");
            }

            Count(transaction, outcome);
            var receipt = ReceiptOf(signed, transaction, outcome);
            Receipts.Add(receipt);
            finished?.Invoke(receipt, outcome);
        }

        private void Count(Transaction transaction, TransactionOutcome outcome)
        {
            _paid += outcome.GasUsed;
            _execution += _revision >= EvmcUpcoming.Amsterdam ? outcome.ExecutionGasUsed : outcome.GasUsed;
            _stateGas += Math.Max(0, outcome.StateGasUsed);
            BlobGasUsed += transaction.BlobGas;
        }

        private Receipt ReceiptOf(SignedTransaction signed, Transaction transaction, TransactionOutcome outcome)
        {
            var baseFee = _revision >= EvmcRevision.London ? input.Environment.BaseFee : U256.Zero;
            var room = transaction.FeeCap - baseFee;
            return new Receipt(
                signed,
                outcome.Status == EvmcStatusCode.Success,
                _revision < EvmcRevision.Byzantium ? roots.RootOf(state) : null,
                outcome.GasUsed,
                _paid,
                [.. state.Logs],
                transaction.To is null ? ContractAddress.ForCreate(transaction.Sender, transaction.Nonce) : null,
                baseFee + (transaction.PriorityFee < room ? transaction.PriorityFee : room));
        }

        private string? FindNoRoom(Transaction transaction)
        {
            if (transaction.BlobGas > 0)
            {
                if (_revision >= EvmcRevision.Cancun && input.ExcessBlobGas is null)
                {
                    return "blob tx used but field env.ExcessBlobGas missing";
                }

                if (_revision >= EvmcRevision.Cancun
                    && BlobGasUsed + transaction.BlobGas > rules.Blobs.MaxPerBlock * BlobParameters.GasPerBlob)
                {
                    return RefusalTexts.BlobGasLimitReached;
                }
            }

            // EIP-8037: both kinds of gas must have room.
            var limit = (U256)(ulong)input.Environment.GasLimit;
            var isAmsterdam = _revision >= EvmcUpcoming.Amsterdam;
            var execution = isAmsterdam && transaction.GasLimit > (ulong)GasCap ? (ulong)GasCap : transaction.GasLimit;
            var hasRoom = execution <= limit - (ulong)_execution
                && (!isAmsterdam || transaction.GasLimit <= limit - (ulong)_stateGas);
            return hasRoom || input.LeastGas > 0 ? null : RefusalTexts.GasLimitReached;
        }

        private string Describe(TransactionErrors errors, Transaction transaction)
        {
            var text = RefusalTexts.Of(errors);
            if ((errors & (TransactionErrors.NonceTooLow | TransactionErrors.NonceTooHigh)) == 0)
            {
                return text;
            }

            var nonce = state.Find(transaction.Sender)?.Nonce ?? 0;
            return $"{text}: address {Hex.Encode(transaction.Sender.AsSpan())}, tx: {transaction.Nonce} state: {nonce}";
        }
    }
}

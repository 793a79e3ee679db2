// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Precompiles;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host;

/// <summary>An EVMC host over a <see cref="WorldState"/>: it answers a VM's questions and runs its calls and creations, back in the same
/// VM.</summary>
/// <remarks>
/// Division of work by EVMC 12: the VM computes gas of instructions, cold surcharges, 63/64, stipend, call depth and resolves delegations;
/// the host owns state, balances, nonces, addresses of new contracts, precompiled contracts, the journal, deposit of code and
/// self-destruction. Not safe for concurrent use.
/// </remarks>
public sealed unsafe partial class InMemoryHost : HostCallbacks
{
    private const byte ReservedFirstByte = 0xEF; // EIP-3541

    private static readonly Address RipemdAddress = Address.FromNumber(3);

    private readonly IVm _vm;
    private readonly GasSchedule _schedule;
    private readonly long* _stateCell;
    private readonly Bytes32* _blobHashes;
    private readonly nuint _blobHashCount;
    private readonly LastAnswer _lastAnswer = new();
    private EvmcTxContext _txContext;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Makes a host.</summary>
    /// <param name="vm">The VM for every call and creation. It is not disposed by the host.</param>
    /// <param name="state">The state; <see cref="WorldState.BeginTransaction"/> is the caller's.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="block">The block.</param>
    /// <param name="transaction">The transaction.</param>
    public InMemoryHost(IVm vm, WorldState state, EvmcRevision revision, BlockEnvironment block, TransactionEnvironment transaction)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(transaction);
        _vm = vm;
        State = state;
        Revision = revision;
        Block = block;
        _schedule = GasSchedule.For((Revision)(int)revision);
        _stateCell = (long*)NativeMemory.AllocZeroed(sizeof(long));

        _blobHashCount = (nuint)transaction.BlobHashes.Count;
        if (_blobHashCount != 0)
        {
            _blobHashes = (EvmcBytes32*)NativeMemory.Alloc(_blobHashCount, EvmcBytes32.Size);
            for (var i = 0; i < transaction.BlobHashes.Count; i++)
            {
                _blobHashes[i] = transaction.BlobHashes[i];
            }
        }

        _txContext = MakeTxContext(block, transaction);
    }

    /// <summary>The state.</summary>
    public WorldState State { get; }

    /// <summary>The revision.</summary>
    public EvmcRevision Revision { get; }

    /// <summary>The block.</summary>
    public BlockEnvironment Block { get; }

    /// <summary>Name of a precompiled contract that was called though it cannot be executed here; null when there was no such call. Results
    /// are then meaningless.</summary>
    public string? UnavailablePrecompile { get; private set; }

    /// <summary>State gas of the message that was run last: what is left of the reservoir less what was paid from gas (EIP-8037).</summary>
    public long StateBalance => *_stateCell;

    /// <summary>Runs a message of depth 0 and throws again what went wrong inside a host function, if anything did.</summary>
    /// <param name="message">The message. For a creation the sender's nonce is already that after the transaction's own increment.</param>
    /// <param name="reservoir">State gas for it besides its gas (EIP-8037).</param>
    /// <returns>The result, to be released once with <see cref="Release"/>.</returns>
    public EvmcResult Run(EvmcMessage* message, long reservoir = 0)
    {
        *_stateCell = reservoir;
        var result = Call(message);
        var fault = _fault;
        if (fault is null)
        {
            return result;
        }

        _fault = null;
        Release(&result);
        fault.Throw();
        return result;
    }

    /// <summary>Frees what a result owns.</summary>
    /// <param name="result">The result.</param>
    public static void Release(EvmcResult* result)
    {
        if (result->Release != null)
        {
            result->Release(result);
        }

        result->Release = null;
    }

    /// <summary>Puts an address into the accessed addresses (EIP-2929).</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether it was there; before Berlin always <see cref="EvmcAccessStatus.Cold"/>.</returns>
    public EvmcAccessStatus AccessAccount(in Address address)
    {
        if (Revision < EvmcRevision.Berlin)
        {
            return EvmcAccessStatus.Cold;
        }

        var account = State.GetOrAdd(address);
        if ((account.Flags & AccountFlags.Warm) != 0 || PrecompileTable.Contains(address, Revision))
        {
            return EvmcAccessStatus.Warm;
        }

        State.AddFlags(account, AccountFlags.Warm);
        return EvmcAccessStatus.Cold;
    }

    /// <inheritdoc/>
    private protected override void Free()
    {
        NativeMemory.Free(_stateCell);
        NativeMemory.Free(_blobHashes);
    }

    private static EvmcResult Failed(EvmcStatusCode status, long gasLeft = 0)
    {
        EvmcResult result = default;
        result.StatusCode = status;
        result.GasLeft = gasLeft;
        return result;
    }

    /// <summary>Runs a message of any kind and undoes its changes when it does not succeed.</summary>
    private protected override EvmcResult Call(EvmcMessage* message)
    {
        // Not every message reaches a VM, which would say the same.
        if (message->Gas < 0)
        {
            return Failed(EvmcStatusCode.OutOfGas);
        }

        if (message->Kind is EvmcCallKind.Create or EvmcCallKind.Create2)
        {
            return Create(message);
        }

        var snapshot = State.TakeSnapshot();
        var granted = *_stateCell;
        var result = ExecuteCall(message);
        if (result.StatusCode != EvmcStatusCode.Success)
        {
            Undo(snapshot);
            *_stateCell = granted;
        }

        return result;
    }

    /// <summary>Registers a self-destruction and moves the balance (EIP-6780 from Cancun on).</summary>
    private bool SelfDestruct(in Address address, in Address beneficiary)
    {
        var account = State.GetOrAdd(address);
        var heir = State.GetOrAdd(beneficiary);
        var balance = account.Balance;
        State.AddFlags(heir, AccountFlags.Exists | AccountFlags.Touched);

        var removes = Revision < EvmcRevision.Cancun || (account.Flags & AccountFlags.Created) != 0;
        if (!ReferenceEquals(account, heir) || (removes && Revision < EvmcUpcoming.AmsterdamWithoutStateGas))
        {
            // Before Amsterdam a removed account that is its own heir burns its balance (EIP-8246).
            State.SetBalance(heir, heir.Balance + balance);
            State.SetBalance(account, U256.Zero);
            LogTransfer(account, heir, balance);
        }

        return removes && State.AddFlags(account, AccountFlags.Destroyed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EvmcResult ExecuteCall(EvmcMessage* message)
    {
        if (message->Kind == EvmcCallKind.Call)
        {
            PrepareRecipient(message);
        }

        // A delegation to a precompiled contract executes empty code (EIP-7702).
        ref readonly var codeAddress = ref message->CodeAddress;
        var isDelegated = (message->Flags & EvmcFlags.Delegated) != 0;
        if (PrecompileTable.TryGet(codeAddress, Revision, out var precompile, out var name))
        {
            return isDelegated ? Failed(EvmcStatusCode.Success, message->Gas) : ExecutePrecompile(precompile, name, message);
        }

        var code = State.Find(codeAddress)?.Code;
        if (code is null || code.Length == 0)
        {
            return Failed(EvmcStatusCode.Success, message->Gas);
        }

        var result = _vm.Execute(Interface, Context, Revision, message, code.Pointer, (nuint)code.Length);
        GC.KeepAlive(code);
        return result;
    }

    private void PrepareRecipient(EvmcMessage* message)
    {
        var recipient = State.GetOrAdd(message->Recipient);
        var value = &message->Value;
        if (value->IsZero)
        {
            // Only an empty account can be removed for having been touched, so that others need no mark.
            if (recipient.IsEmpty)
            {
                State.AddFlags(recipient, AccountFlags.Exists | AccountFlags.Touched);
            }

            return;
        }

        Transfer(State.GetOrAdd(message->Sender), recipient, value->ToNumber());
    }

    private void Transfer(Account sender, Account recipient, in U256 value)
    {
        if (sender.Balance < value)
        {
            throw new InvalidOperationException($"the VM let {sender.Address} send more than its balance");
        }

        State.SetBalance(sender, sender.Balance - value);
        State.SetBalance(recipient, recipient.Balance + value);
        LogTransfer(sender, recipient, value);
    }

    /// <summary>Writes the log of a transfer between two accounts (EIP-7708).</summary>
    private void LogTransfer(Account sender, Account recipient, in U256 value)
    {
        if (Revision >= EvmcUpcoming.AmsterdamWithoutStateGas && !value.IsZero && !ReferenceEquals(sender, recipient))
        {
            State.AddLog(TransferLog.Create(sender.Address, recipient.Address, value));
        }
    }

    private void Undo(Snapshot snapshot)
    {
        // EIP-161's accident: the mark of address 3 outlived a failed call on the main chain and must do so ever since.
        var keepMark = Revision >= EvmcRevision.SpuriousDragon && State.Find(RipemdAddress) is { } ripemd && (
            ripemd.Flags & AccountFlags.Touched) != 0;
        State.Revert(snapshot);
        if (keepMark)
        {
            State.AddFlags(State.GetOrAdd(RipemdAddress), AccountFlags.Exists | AccountFlags.Touched);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EvmcResult Create(EvmcMessage* message)
    {
        var sender = State.GetOrAdd(message->Sender);

        // EIP-2681. The transaction layer has checked it for depth 0.
        if (sender.Nonce == ulong.MaxValue)
        {
            return Failed(EvmcStatusCode.Failure, message->Gas);
        }

        if (message->Depth != 0)
        {
            State.SetNonce(sender, sender.Nonce + 1);
        }

        var initCode = new ReadOnlySpan<byte>(message->InputData, checked((int)message->InputSize));
        var created = message->Kind == EvmcCallKind.Create
            ? ContractAddress.ForCreate(sender.Address, sender.Nonce - 1)
            : ContractAddress.ForCreate2(sender.Address, message->Create2Salt, initCode);

        if (Revision >= EvmcUpcoming.Amsterdam && message->Depth != 0 && created != message->Recipient)
        {
            throw new InvalidOperationException($"the VM says that {message->Recipient} is created, it is {created}");
        }

        // Before the snapshot: the access and the nonce outlive a failed creation (EIP-2929).
        AccessAccount(created);
        var snapshot = State.TakeSnapshot();
        var granted = *_stateCell;
        var result = ExecuteCreate(message, sender, created);
        if (result.StatusCode != EvmcStatusCode.Success)
        {
            Undo(snapshot);
            *_stateCell = granted;
        }

        return result;
    }

    private EvmcResult ExecuteCreate(EvmcMessage* message, Account sender, in Address created)
    {
        var account = State.GetOrAdd(created);

        // EIP-684; EIP-7610, which Amsterdam does not have.
        var isPastEip7610 = Revision >= EvmcUpcoming.AmsterdamWithoutStateGas;
        if (account.Nonce != 0 || account.Code.Length != 0 || (account.HasStorage && !isPastEip7610))
        {
            return Failed(EvmcStatusCode.Failure);
        }

        if (isPastEip7610)
        {
            State.ClearStorage(account);
        }

        State.AddFlags(account, AccountFlags.Exists | AccountFlags.Created | AccountFlags.Touched);
        if (Revision >= EvmcRevision.SpuriousDragon)
        {
            State.SetNonce(account, 1); // EIP-161
        }

        var value = message->Value.ToNumber();
        if (!value.IsZero)
        {
            Transfer(sender, account, value);
        }

        var create = *message;
        create.Recipient = created;
        create.InputData = null;
        create.InputSize = 0;
        var result = _vm.Execute(Interface, Context, Revision, &create, message->InputData, message->InputSize);
        return result.StatusCode == EvmcStatusCode.Success ? Deposit(account, &result) : result;
    }

    /// <summary>Makes the output of init code the code of the new account, in the order of checks that all clients share.</summary>
    private EvmcResult Deposit(Account account, EvmcResult* result)
    {
        var code = new ReadOnlySpan<byte>(result->OutputData, checked((int)result->OutputSize));
        EvmcResult deposited = default;
        deposited.StatusCode = EvmcStatusCode.Success;
        deposited.GasLeft = result->GasLeft - DepositGas(code.Length);
        deposited.GasRefund = result->GasRefund;
        deposited.CreateAddress = account.Address;

        if (code.Length > _schedule.MaxCodeSize)
        {
            deposited = Failed(EvmcStatusCode.Failure);
        }
        else if (deposited.GasLeft < 0)
        {
            // EIP-2: before Homestead the account stays, without code and without the charge.
            if (Revision == EvmcRevision.Frontier)
            {
                deposited.GasLeft = result->GasLeft;
            }
            else
            {
                deposited = Failed(EvmcStatusCode.OutOfGas);
            }
        }
        else if (Revision >= EvmcRevision.London && !code.IsEmpty && code[0] == ReservedFirstByte)
        {
            deposited = Failed(EvmcStatusCode.ContractValidationFailure);
        }
        else if (!TryChargeState((long)_schedule.CodeByteStateGas * code.Length, ref deposited.GasLeft))
        {
            deposited = Failed(EvmcStatusCode.OutOfGas);
        }
        else if (!code.IsEmpty)
        {
            State.SetCode(account, ContractCode.Create(code));
        }

        Release(result);
        return deposited;
    }

    private long DepositGas(long size) => (_schedule.CodeDepositByte * size) + (_schedule.CodeDepositWord * ((size + 31) / 32));

    /// <summary>Charges state gas to the frame whose result is in the cell: its reservoir first, then its gas (EIP-8037).</summary>
    private bool TryChargeState(long amount, ref long gas)
    {
        var reservoir = long.Max(*_stateCell, 0);
        var fromGas = amount > reservoir ? amount - reservoir : 0;
        if (fromGas > gas)
        {
            return false;
        }

        gas -= fromGas;
        *_stateCell -= amount;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EvmcResult ExecutePrecompile(Precompile? precompile, string name, EvmcMessage* message)
    {
        if (precompile is null)
        {
            UnavailablePrecompile ??= name;
            return Failed(EvmcStatusCode.PrecompileFailure);
        }

        var input = new ReadOnlySpan<byte>(message->InputData, checked((int)message->InputSize));
        var cost = precompile.GasCost(input, Revision);
        if (cost > message->Gas)
        {
            return Failed(EvmcStatusCode.OutOfGas);
        }

        var bound = precompile.OutputBound(input);
        var output = bound == 0 ? null : (byte*)NativeMemory.Alloc((nuint)bound);
        if (!_lastAnswer.TryExecute(precompile, cost, input, new Span<byte>(output, bound), out var written))
        {
            NativeMemory.Free(output);
            return Failed(EvmcStatusCode.PrecompileFailure);
        }

        var result = Failed(EvmcStatusCode.Success, message->Gas - cost);
        if (written == 0)
        {
            NativeMemory.Free(output);
            return result;
        }

        result.OutputData = output;
        result.OutputSize = (nuint)written;
        result.Release = &FreeOutput;
        return result;
    }

    private EvmcTxContext MakeTxContext(BlockEnvironment block, TransactionEnvironment transaction)
    {
        EvmcTxContext context = default;
        context.TxGasPrice = HostValues.ToWord(transaction.GasPrice);
        context.TxOrigin = transaction.Origin;
        context.BlockCoinbase = block.Coinbase;
        context.BlockNumber = block.Number;
        context.BlockTimestamp = block.Timestamp;
        context.BlockGasLimit = block.GasLimit;
        context.BlockPrevRandao = block.PrevRandao;
        context.ChainId = HostValues.ToWord(block.ChainId);
        context.BlockBaseFee = HostValues.ToWord(block.BaseFee);
        context.BlobBaseFee = HostValues.ToWord(block.BlobBaseFee);
        context.BlobHashes = (EvmcBytes32*)_blobHashes;
        context.BlobHashesCount = _blobHashCount;
        if (Revision >= EvmcUpcoming.AmsterdamWithoutStateGas)
        {
            context.BlockSlotNumber = block.SlotNumber;
        }

        return context;
    }
}

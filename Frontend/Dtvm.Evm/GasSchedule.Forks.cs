// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm;

/// <content>The schedules: each fork is the one before with its amendments.</content>
public sealed partial record GasSchedule
{
    private static readonly GasSchedule[] Forks = BuildForks();

    private static GasSchedule[] BuildForks()
    {
        var frontier = Frontier();

        var homestead = frontier.Fork(Revision.Homestead);
        homestead.Set(40, Opcode.DELEGATECALL); // EIP-7

        var tangerineWhistle = homestead.Fork(Revision.TangerineWhistle) with
        {
            SelfDestructNewAccount = 25000, // EIP-150
            HasAllButOne64thRule = true, // EIP-150
        };
        tangerineWhistle.Set(400, Opcode.BALANCE); // EIP-150
        tangerineWhistle.Set(700, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY); // EIP-150
        tangerineWhistle.Set(200, Opcode.SLOAD); // EIP-150
        tangerineWhistle.Set(700, Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL); // EIP-150
        tangerineWhistle.Set(5000, Opcode.SELFDESTRUCT); // EIP-150

        var spuriousDragon = tangerineWhistle.Fork(Revision.SpuriousDragon) with
        {
            ExpByte = 50, // EIP-160
            MaxCodeSize = EvmLimits.MaxCodeSize, // EIP-170
            IsNewAccountChargedOnlyWithValue = true, // EIP-161
        };

        var byzantium = spuriousDragon.Fork(Revision.Byzantium);
        byzantium.Set(0, Opcode.REVERT); // EIP-140
        byzantium.Set(2, Opcode.RETURNDATASIZE); // EIP-211
        byzantium.Set(3, Opcode.RETURNDATACOPY); // EIP-211
        byzantium.Set(700, Opcode.STATICCALL); // EIP-214

        var constantinople = byzantium.Fork(Revision.Constantinople) with
        {
            HasNetStorageMetering = true, // EIP-1283
            StorageUnchanged = 200, // EIP-1283
        };
        constantinople.Set(3, Opcode.SHL, Opcode.SHR, Opcode.SAR); // EIP-145
        constantinople.Set(32000, Opcode.CREATE2); // EIP-1014
        constantinople.Set(400, Opcode.EXTCODEHASH); // EIP-1052

        var petersburg = constantinople.Fork(Revision.Petersburg) with
        {
            HasNetStorageMetering = false, // EIP-1716 takes EIP-1283 back
            StorageUnchanged = constantinople.StorageReset, // EIP-1716 takes EIP-1283 back
        };

        var istanbul = petersburg.Fork(Revision.Istanbul) with
        {
            HasNetStorageMetering = true, // EIP-2200
            StorageUnchanged = 800, // EIP-2200
            StorageStipendGuard = 2300, // EIP-2200
        };
        istanbul.Set(2, Opcode.CHAINID); // EIP-1344
        istanbul.Set(5, Opcode.SELFBALANCE); // EIP-1884
        istanbul.Set(700, Opcode.BALANCE, Opcode.EXTCODEHASH); // EIP-1884
        istanbul.Set(800, Opcode.SLOAD); // EIP-1884

        var berlin = istanbul.Fork(Revision.Berlin) with
        {
            WarmAccess = 100, // EIP-2929
            ColdAccountAccess = 2600, // EIP-2929
            ColdStorage = 2100, // EIP-2929
            ColdStorageStoreSurcharge = 2100, // EIP-2929
            StorageReset = 2900, // EIP-2929: 5000 - 2100
            StorageUnchanged = 100, // EIP-2929
        };
        berlin.Set(100, Opcode.BALANCE, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY, Opcode.EXTCODEHASH, Opcode.SLOAD); // EIP-2929
        berlin.Set(100, Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL); // EIP-2929

        var london = berlin.Fork(Revision.London) with
        {
            StorageClearRefund = 4800, // EIP-3529
            SelfDestructRefund = 0, // EIP-3529
        };
        london.Set(2, Opcode.BASEFEE); // EIP-3198

        var paris = london.Fork(Revision.Paris);

        var shanghai = paris.Fork(Revision.Shanghai) with
        {
            InitCodeWord = 2, // EIP-3860
            MaxInitCodeSize = EvmLimits.MaxInitCodeSize, // EIP-3860
        };
        shanghai.Set(2, Opcode.PUSH0); // EIP-3855

        var cancun = shanghai.Fork(Revision.Cancun);
        cancun.Set(100, Opcode.TLOAD, Opcode.TSTORE); // EIP-1153
        cancun.Set(3, Opcode.BLOBHASH); // EIP-4844
        cancun.Set(3, Opcode.MCOPY); // EIP-5656
        cancun.Set(2, Opcode.BLOBBASEFEE); // EIP-7516

        var prague = cancun.Fork(Revision.Prague);

        var osaka = prague.Fork(Revision.Osaka);
        osaka.Set(5, Opcode.CLZ); // EIP-7939

        var amsterdamWithoutStateGas = osaka.Fork(Revision.AmsterdamWithoutStateGas) with
        {
            ChecksGasBeforeAccess = true, // EIP-7928
            MaxCodeSize = EvmLimits.MaxCodeSizeEip7954, // EIP-7954
            MaxInitCodeSize = EvmLimits.MaxInitCodeSizeEip7954, // EIP-7954
        };
        amsterdamWithoutStateGas.Set(2, Opcode.SLOTNUM); // EIP-7843
        amsterdamWithoutStateGas.Set(3, Opcode.DUPN, Opcode.SWAPN, Opcode.EXCHANGE); // EIP-8024

        var amsterdam = amsterdamWithoutStateGas.Fork(Revision.Amsterdam) with
        {
            ColdAccountAccess = 3000, // EIP-8038
            ColdStorageStoreSurcharge = 2000, // EIP-8038: a cold store costs 2100 in place of 100 for access
            StorageSet = 10100, // EIP-8038: access 100, write 10000
            StorageReset = 10100, // EIP-8038: access 100, write 10000
            StorageClearRefund = 11616, // EIP-8038: 12100 * 4800 / 5000
            CallValue = 11300, // EIP-8038: account write 9000, stipend 2300
            NewAccount = 0, // EIP-8037 in place of it
            SelfDestructNewAccount = 9000, // EIP-8038: account write, with state gas on top
            CodeDepositByte = 0, // EIP-8037 in place of it
            CodeDepositWord = 6, // EIP-8037
            NewAccountStateGas = 120 * StateByte, // EIP-8037
            StorageSetStateGas = 64 * StateByte, // EIP-8037
            CodeByteStateGas = StateByte, // EIP-8037
            DelegationStateGas = 23 * StateByte, // EIP-8037
        };
        amsterdam.Set(200, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY); // EIP-8038: a second read, of the code, which is warm
        amsterdam.Set(12000, Opcode.CREATE, Opcode.CREATE2); // EIP-8038: account write 9000, access 3000

        return
        [
            frontier, homestead, tangerineWhistle, spuriousDragon, byzantium, constantinople, petersburg, istanbul, berlin, london, paris,
            shanghai, cancun, prague, osaka, osaka, amsterdamWithoutStateGas, amsterdam, // The number behind Osaka is no revision.
        ];
    }

    /// <summary>The fee schedule of Frontier (Yellow Paper, appendix G).</summary>
    private static GasSchedule Frontier()
    {
        var schedule = new GasSchedule
        {
            Revision = Revision.Frontier,
            ExpByte = 10,
            KeccakWord = 6,
            CopyWord = 3,
            LogByte = 8,
            StorageSet = 20000,
            StorageReset = 5000,
            StorageUnchanged = 5000,
            StorageClearRefund = 15000,
            CallValue = 9000,
            CallStipend = 2300,
            NewAccount = 25000,
            SelfDestructRefund = 24000,
            MaxCodeSize = int.MaxValue,
            MaxInitCodeSize = int.MaxValue,
            CodeDepositByte = 200,
        };

        // zero
        schedule.Set(0, Opcode.STOP, Opcode.RETURN, Opcode.INVALID, Opcode.SELFDESTRUCT, Opcode.SSTORE);

        // base
        schedule.Set(2, Opcode.ADDRESS, Opcode.ORIGIN, Opcode.CALLER, Opcode.CALLVALUE, Opcode.CALLDATASIZE, Opcode.CODESIZE);
        schedule.Set(2, Opcode.GASPRICE, Opcode.COINBASE, Opcode.TIMESTAMP, Opcode.NUMBER, Opcode.PREVRANDAO, Opcode.GASLIMIT);
        schedule.Set(2, Opcode.POP, Opcode.PC, Opcode.MSIZE, Opcode.GAS);

        // very low
        schedule.Set(3, Opcode.ADD, Opcode.SUB, Opcode.LT, Opcode.GT, Opcode.SLT, Opcode.SGT, Opcode.EQ, Opcode.ISZERO);
        schedule.Set(3, Opcode.AND, Opcode.OR, Opcode.XOR, Opcode.NOT, Opcode.BYTE);
        schedule.Set(3, Opcode.CALLDATALOAD, Opcode.CALLDATACOPY, Opcode.CODECOPY, Opcode.MLOAD, Opcode.MSTORE, Opcode.MSTORE8);
        schedule.SetRange(3, Opcode.PUSH1, Opcode.PUSH32);
        schedule.SetRange(3, Opcode.DUP1, Opcode.DUP16);
        schedule.SetRange(3, Opcode.SWAP1, Opcode.SWAP16);

        // low, mid, high
        schedule.Set(5, Opcode.MUL, Opcode.DIV, Opcode.SDIV, Opcode.MOD, Opcode.SMOD, Opcode.SIGNEXTEND);
        schedule.Set(8, Opcode.ADDMOD, Opcode.MULMOD, Opcode.JUMP);
        schedule.Set(10, Opcode.JUMPI);

        // with a name of their own
        schedule.Set(1, Opcode.JUMPDEST);
        schedule.Set(10, Opcode.EXP);
        schedule.Set(20, Opcode.BALANCE, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY, Opcode.BLOCKHASH);
        schedule.Set(30, Opcode.KECCAK256);
        schedule.Set(40, Opcode.CALL, Opcode.CALLCODE);
        schedule.Set(50, Opcode.SLOAD);
        schedule.Set(32000, Opcode.CREATE);

        // A log costs 375 and 375 for each topic.
        for (var opcode = Opcode.LOG0; opcode <= Opcode.LOG4; opcode++)
        {
            schedule.Set((short)(375 * (opcode - Opcode.LOG0 + 1)), opcode);
        }

        return schedule;
    }

    /// <summary>The static cost of each byte. A record's copy shares it; a fork has its own.</summary>
    private short[] Costs { get; init; } = [.. Enumerable.Repeat((short)Undefined, 256)];

    /// <summary>Starts a fork with the prices of this one.</summary>
    private GasSchedule Fork(Revision revision) => this with { Revision = revision, Costs = [.. Costs] };

    private void Set(short cost, params ReadOnlySpan<Opcode> opcodes)
    {
        foreach (var opcode in opcodes)
        {
            Costs[(byte)opcode] = cost;
        }
    }

    private void SetRange(short cost, Opcode first, Opcode last) => Costs.AsSpan((byte)first, last - first + 1).Fill(cost);
}

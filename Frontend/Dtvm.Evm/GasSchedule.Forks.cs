namespace Dtvm.Evm;

/// <content>The schedules: each fork is the one before with its amendments.</content>
public sealed partial class GasSchedule
{
    private static readonly GasSchedule[] Forks = BuildForks();

    private static GasSchedule[] BuildForks()
    {
        var frontier = Frontier();

        var homestead = new GasSchedule(Revision.Homestead, frontier);
        homestead.Set(40, Opcode.DELEGATECALL); // EIP-7

        var tangerineWhistle = new GasSchedule(Revision.TangerineWhistle, homestead);
        tangerineWhistle.Set(400, Opcode.BALANCE); // EIP-150
        tangerineWhistle.Set(700, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY); // EIP-150
        tangerineWhistle.Set(200, Opcode.SLOAD); // EIP-150
        tangerineWhistle.Set(700, Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL); // EIP-150
        tangerineWhistle.Set(5000, Opcode.SELFDESTRUCT); // EIP-150
        tangerineWhistle.SelfDestructNewAccount = 25000; // EIP-150
        tangerineWhistle.HasAllButOne64thRule = true; // EIP-150

        var spuriousDragon = new GasSchedule(Revision.SpuriousDragon, tangerineWhistle);
        spuriousDragon.ExpByte = 50; // EIP-160
        spuriousDragon.MaxCodeSize = EvmLimits.MaxCodeSize; // EIP-170
        spuriousDragon.IsNewAccountChargedOnlyWithValue = true; // EIP-161

        var byzantium = new GasSchedule(Revision.Byzantium, spuriousDragon);
        byzantium.Set(0, Opcode.REVERT); // EIP-140
        byzantium.Set(2, Opcode.RETURNDATASIZE); // EIP-211
        byzantium.Set(3, Opcode.RETURNDATACOPY); // EIP-211
        byzantium.Set(700, Opcode.STATICCALL); // EIP-214

        var constantinople = new GasSchedule(Revision.Constantinople, byzantium);
        constantinople.Set(3, Opcode.SHL, Opcode.SHR, Opcode.SAR); // EIP-145
        constantinople.Set(32000, Opcode.CREATE2); // EIP-1014
        constantinople.Set(400, Opcode.EXTCODEHASH); // EIP-1052
        constantinople.HasNetStorageMetering = true; // EIP-1283
        constantinople.StorageUnchanged = 200; // EIP-1283

        var petersburg = new GasSchedule(Revision.Petersburg, constantinople);
        petersburg.HasNetStorageMetering = false; // EIP-1716 takes EIP-1283 back
        petersburg.StorageUnchanged = petersburg.StorageReset; // EIP-1716 takes EIP-1283 back

        var istanbul = new GasSchedule(Revision.Istanbul, petersburg);
        istanbul.Set(2, Opcode.CHAINID); // EIP-1344
        istanbul.Set(5, Opcode.SELFBALANCE); // EIP-1884
        istanbul.Set(700, Opcode.BALANCE, Opcode.EXTCODEHASH); // EIP-1884
        istanbul.Set(800, Opcode.SLOAD); // EIP-1884
        istanbul.HasNetStorageMetering = true; // EIP-2200
        istanbul.StorageUnchanged = 800; // EIP-2200
        istanbul.StorageStipendGuard = 2300; // EIP-2200

        var berlin = new GasSchedule(Revision.Berlin, istanbul);
        berlin.WarmAccess = 100; // EIP-2929
        berlin.ColdAccountAccess = 2600; // EIP-2929
        berlin.ColdStorage = 2100; // EIP-2929
        berlin.ColdStorageStoreSurcharge = 2100; // EIP-2929
        berlin.StorageReset = 2900; // EIP-2929: 5000 - 2100
        berlin.StorageUnchanged = 100; // EIP-2929
        berlin.Set(100, Opcode.BALANCE, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY, Opcode.EXTCODEHASH, Opcode.SLOAD); // EIP-2929
        berlin.Set(100, Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL); // EIP-2929

        var london = new GasSchedule(Revision.London, berlin);
        london.Set(2, Opcode.BASEFEE); // EIP-3198
        london.StorageClearRefund = 4800; // EIP-3529
        london.SelfDestructRefund = 0; // EIP-3529

        var paris = new GasSchedule(Revision.Paris, london);

        var shanghai = new GasSchedule(Revision.Shanghai, paris);
        shanghai.Set(2, Opcode.PUSH0); // EIP-3855
        shanghai.InitCodeWord = 2; // EIP-3860
        shanghai.MaxInitCodeSize = EvmLimits.MaxInitCodeSize; // EIP-3860

        var cancun = new GasSchedule(Revision.Cancun, shanghai);
        cancun.Set(100, Opcode.TLOAD, Opcode.TSTORE); // EIP-1153
        cancun.Set(3, Opcode.BLOBHASH); // EIP-4844
        cancun.Set(3, Opcode.MCOPY); // EIP-5656
        cancun.Set(2, Opcode.BLOBBASEFEE); // EIP-7516

        var prague = new GasSchedule(Revision.Prague, cancun);

        var osaka = new GasSchedule(Revision.Osaka, prague);
        osaka.Set(5, Opcode.CLZ); // EIP-7939

        var amsterdamWithoutStateGas = new GasSchedule(Revision.AmsterdamWithoutStateGas, osaka);
        amsterdamWithoutStateGas.Set(2, Opcode.SLOTNUM); // EIP-7843
        amsterdamWithoutStateGas.Set(3, Opcode.DUPN, Opcode.SWAPN, Opcode.EXCHANGE); // EIP-8024
        amsterdamWithoutStateGas.ChecksGasBeforeAccess = true; // EIP-7928
        amsterdamWithoutStateGas.MaxCodeSize = EvmLimits.MaxCodeSizeEip7954; // EIP-7954
        amsterdamWithoutStateGas.MaxInitCodeSize = EvmLimits.MaxInitCodeSizeEip7954; // EIP-7954

        var amsterdam = new GasSchedule(Revision.Amsterdam, amsterdamWithoutStateGas);
        amsterdam.ColdAccountAccess = 3000; // EIP-8038
        amsterdam.Set(200, Opcode.EXTCODESIZE, Opcode.EXTCODECOPY); // EIP-8038: a second read, of the code, which is warm
        amsterdam.ColdStorageStoreSurcharge = 2000; // EIP-8038: a cold store costs 2100 in place of 100 for access
        amsterdam.StorageSet = 10100; // EIP-8038: access 100, write 10000
        amsterdam.StorageReset = 10100; // EIP-8038: access 100, write 10000
        amsterdam.StorageClearRefund = 11616; // EIP-8038: 12100 * 4800 / 5000
        amsterdam.CallValue = 11300; // EIP-8038: account write 9000, stipend 2300
        amsterdam.NewAccount = 0; // EIP-8037 in place of it
        amsterdam.SelfDestructNewAccount = 9000; // EIP-8038: account write, with state gas on top
        amsterdam.Set(12000, Opcode.CREATE, Opcode.CREATE2); // EIP-8038: account write 9000, access 3000
        amsterdam.CodeDepositByte = 0; // EIP-8037 in place of it
        amsterdam.CodeDepositWord = 6; // EIP-8037
        amsterdam.NewAccountStateGas = 120 * StateByte; // EIP-8037
        amsterdam.StorageSetStateGas = 64 * StateByte; // EIP-8037
        amsterdam.CodeByteStateGas = StateByte; // EIP-8037
        amsterdam.DelegationStateGas = 23 * StateByte; // EIP-8037

        return
        [
            frontier, homestead, tangerineWhistle, spuriousDragon, byzantium, constantinople, petersburg, istanbul, berlin, london, paris,
            shanghai, cancun, prague, osaka, osaka, amsterdamWithoutStateGas, amsterdam, // The number behind Osaka is no revision.
        ];
    }

    /// <summary>The fee schedule of Frontier (Yellow Paper, appendix G).</summary>
    private static GasSchedule Frontier()
    {
        var schedule = new GasSchedule(Revision.Frontier)
        {
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

    private void Set(short cost, params ReadOnlySpan<Opcode> opcodes)
    {
        foreach (var opcode in opcodes)
        {
            _staticCosts[(byte)opcode] = cost;
        }
    }

    private void SetRange(short cost, Opcode first, Opcode last) => _staticCosts.AsSpan((byte)first, last - first + 1).Fill(cost);
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm.Tests;

public sealed class GasScheduleTests
{
    private const int Undefined = -1;

    /// <summary>Costs in Frontier by tiers (Yellow Paper, appendix G and H).</summary>
    private static readonly (int Cost, string Names)[] FrontierCosts =
    [
        (0, "STOP RETURN SELFDESTRUCT INVALID SSTORE"),
        (1, "JUMPDEST"),
        (2, "ADDRESS ORIGIN CALLER CALLVALUE CALLDATASIZE CODESIZE GASPRICE"),
        (2, "COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT POP PC MSIZE GAS"),
        (3, "ADD SUB NOT LT GT SLT SGT EQ ISZERO AND OR XOR BYTE CALLDATALOAD MLOAD MSTORE MSTORE8 CALLDATACOPY CODECOPY"),
        (3, "PUSH1 PUSH2 PUSH3 PUSH4 PUSH5 PUSH6 PUSH7 PUSH8 PUSH9 PUSH10 PUSH11 PUSH12 PUSH13 PUSH14 PUSH15 PUSH16"),
        (3, "PUSH17 PUSH18 PUSH19 PUSH20 PUSH21 PUSH22 PUSH23 PUSH24 PUSH25 PUSH26 PUSH27 PUSH28 PUSH29 PUSH30 PUSH31 PUSH32"),
        (3, "DUP1 DUP2 DUP3 DUP4 DUP5 DUP6 DUP7 DUP8 DUP9 DUP10 DUP11 DUP12 DUP13 DUP14 DUP15 DUP16"),
        (3, "SWAP1 SWAP2 SWAP3 SWAP4 SWAP5 SWAP6 SWAP7 SWAP8 SWAP9 SWAP10 SWAP11 SWAP12 SWAP13 SWAP14 SWAP15 SWAP16"),
        (5, "MUL DIV SDIV MOD SMOD SIGNEXTEND"),
        (8, "ADDMOD MULMOD JUMP"),
        (10, "JUMPI EXP"),
        (20, "BALANCE EXTCODESIZE EXTCODECOPY BLOCKHASH"),
        (30, "KECCAK256"),
        (40, "CALL CALLCODE"),
        (50, "SLOAD"),
        (375, "LOG0"),
        (750, "LOG1"),
        (1125, "LOG2"),
        (1500, "LOG3"),
        (1875, "LOG4"),
        (32000, "CREATE"),
    ];

    /// <summary>Every change of a static cost after Frontier, as the EIPs state it: EIP, fork, instruction, cost before, after.</summary>
    private static readonly (int Eip, Revision Fork, string Name, int Before, int After)[] Amendments =
    [
        (7, Revision.Homestead, "DELEGATECALL", Undefined, 40),
        (150, Revision.TangerineWhistle, "EXTCODESIZE", 20, 700),
        (150, Revision.TangerineWhistle, "EXTCODECOPY", 20, 700),
        (150, Revision.TangerineWhistle, "BALANCE", 20, 400),
        (150, Revision.TangerineWhistle, "SLOAD", 50, 200),
        (150, Revision.TangerineWhistle, "CALL", 40, 700),
        (150, Revision.TangerineWhistle, "CALLCODE", 40, 700),
        (150, Revision.TangerineWhistle, "DELEGATECALL", 40, 700),
        (150, Revision.TangerineWhistle, "SELFDESTRUCT", 0, 5000),
        (140, Revision.Byzantium, "REVERT", Undefined, 0),
        (211, Revision.Byzantium, "RETURNDATASIZE", Undefined, 2),
        (211, Revision.Byzantium, "RETURNDATACOPY", Undefined, 3),
        (214, Revision.Byzantium, "STATICCALL", Undefined, 700),
        (145, Revision.Constantinople, "SHL", Undefined, 3),
        (145, Revision.Constantinople, "SHR", Undefined, 3),
        (145, Revision.Constantinople, "SAR", Undefined, 3),
        (1014, Revision.Constantinople, "CREATE2", Undefined, 32000),
        (1052, Revision.Constantinople, "EXTCODEHASH", Undefined, 400),
        (1344, Revision.Istanbul, "CHAINID", Undefined, 2),
        (1884, Revision.Istanbul, "SELFBALANCE", Undefined, 5),
        (1884, Revision.Istanbul, "SLOAD", 200, 800),
        (1884, Revision.Istanbul, "BALANCE", 400, 700),
        (1884, Revision.Istanbul, "EXTCODEHASH", 400, 700),
        (2929, Revision.Berlin, "SLOAD", 800, 100),
        (2929, Revision.Berlin, "BALANCE", 700, 100),
        (2929, Revision.Berlin, "EXTCODESIZE", 700, 100),
        (2929, Revision.Berlin, "EXTCODECOPY", 700, 100),
        (2929, Revision.Berlin, "EXTCODEHASH", 700, 100),
        (2929, Revision.Berlin, "CALL", 700, 100),
        (2929, Revision.Berlin, "CALLCODE", 700, 100),
        (2929, Revision.Berlin, "DELEGATECALL", 700, 100),
        (2929, Revision.Berlin, "STATICCALL", 700, 100),
        (3198, Revision.London, "BASEFEE", Undefined, 2),
        (3855, Revision.Shanghai, "PUSH0", Undefined, 2),
        (1153, Revision.Cancun, "TLOAD", Undefined, 100),
        (1153, Revision.Cancun, "TSTORE", Undefined, 100),
        (4844, Revision.Cancun, "BLOBHASH", Undefined, 3),
        (5656, Revision.Cancun, "MCOPY", Undefined, 3),
        (7516, Revision.Cancun, "BLOBBASEFEE", Undefined, 2),
        (7939, Revision.Osaka, "CLZ", Undefined, 5),
        (8024, Revision.AmsterdamWithoutStateGas, "DUPN", Undefined, 3),
        (8024, Revision.AmsterdamWithoutStateGas, "SWAPN", Undefined, 3),
        (8024, Revision.AmsterdamWithoutStateGas, "EXCHANGE", Undefined, 3),
        (7843, Revision.AmsterdamWithoutStateGas, "SLOTNUM", Undefined, 2),
        (8038, Revision.Amsterdam, "EXTCODESIZE", 100, 200),
        (8038, Revision.Amsterdam, "EXTCODECOPY", 100, 200),
        (8038, Revision.Amsterdam, "CREATE", 32000, 12000),
        (8038, Revision.Amsterdam, "CREATE2", 32000, 12000),
    ];

    /// <summary>The amounts beside the static costs, each with the value it has from a revision on.</summary>
    private static readonly (string Amount, Func<GasSchedule, int> Value, (Revision From, int Value)[] Steps)[] Amounts =
    [
        ("EXP byte, EIP-160", s => s.ExpByte, [(Revision.Frontier, 10), (Revision.SpuriousDragon, 50)]),
        ("hashed word", s => s.KeccakWord, [(Revision.Frontier, 6)]),
        ("copied word", s => s.CopyWord, [(Revision.Frontier, 3)]),
        ("log byte", s => s.LogByte, [(Revision.Frontier, 8)]),
        ("SSTORE set", s => s.StorageSet, [(Revision.Frontier, 20000), (Revision.Amsterdam, 10100)]),
        ("SSTORE reset, EIP-2929", s => s.StorageReset, [(Revision.Frontier, 5000), (Revision.Berlin, 2900), (Revision.Amsterdam, 10100)]),
        (
            "SSTORE unchanged, EIP-1283, EIP-1716, EIP-2200, EIP-2929",
            s => s.StorageUnchanged,
            [
                (Revision.Frontier, 5000), (Revision.Constantinople, 200), (Revision.Petersburg, 5000), (Revision.Istanbul, 800),
                (Revision.Berlin, 100),
            ]),
        (
            "SSTORE clear refund, EIP-3529, EIP-8038",
            s => s.StorageClearRefund,
            [(Revision.Frontier, 15000), (Revision.London, 4800), (Revision.Amsterdam, 11616)]),
        ("SSTORE stipend guard, EIP-2200", s => s.StorageStipendGuard, [(Revision.Frontier, 0), (Revision.Istanbul, 2300)]),
        (
            "net storage metering",
            s => s.HasNetStorageMetering ? 1 : 0,
            [(Revision.Frontier, 0), (Revision.Constantinople, 1), (Revision.Petersburg, 0), (Revision.Istanbul, 1)]),
        ("warm access, EIP-2929", s => s.WarmAccess, [(Revision.Frontier, 0), (Revision.Berlin, 100)]),
        (
            "cold account, EIP-2929, EIP-8038",
            s => s.ColdAccountAccess,
            [(Revision.Frontier, 0), (Revision.Berlin, 2600), (Revision.Amsterdam, 3000)]),
        (
            "cold account surcharge",
            s => s.ColdAccountSurcharge,
            [(Revision.Frontier, 0), (Revision.Berlin, 2500), (Revision.Amsterdam, 2900)]),
        ("cold slot, EIP-2929", s => s.ColdStorage, [(Revision.Frontier, 0), (Revision.Berlin, 2100)]),
        ("cold slot surcharge", s => s.ColdStorageSurcharge, [(Revision.Frontier, 0), (Revision.Berlin, 2000)]),
        (
            "cold slot of SSTORE, EIP-2929, EIP-8038",
            s => s.ColdStorageStoreSurcharge,
            [(Revision.Frontier, 0), (Revision.Berlin, 2100), (Revision.Amsterdam, 2000)]),
        ("call value, EIP-8038", s => s.CallValue, [(Revision.Frontier, 9000), (Revision.Amsterdam, 11300)]),
        ("call stipend", s => s.CallStipend, [(Revision.Frontier, 2300)]),
        ("new account", s => s.NewAccount, [(Revision.Frontier, 25000), (Revision.Amsterdam, 0)]),
        (
            "new account only with value, EIP-161",
            s => s.IsNewAccountChargedOnlyWithValue ? 1 : 0,
            [(Revision.Frontier, 0), (Revision.SpuriousDragon, 1)]),
        (
            "SELFDESTRUCT to a new account, EIP-150",
            s => s.SelfDestructNewAccount,
            [(Revision.Frontier, 0), (Revision.TangerineWhistle, 25000), (Revision.Amsterdam, 9000)]),
        ("SELFDESTRUCT refund, EIP-3529", s => s.SelfDestructRefund, [(Revision.Frontier, 24000), (Revision.London, 0)]),
        ("all but one 64th, EIP-150", s => s.HasAllButOne64thRule ? 1 : 0, [(Revision.Frontier, 0), (Revision.TangerineWhistle, 1)]),
        ("init code word, EIP-3860", s => s.InitCodeWord, [(Revision.Frontier, 0), (Revision.Shanghai, 2)]),
        (
            "init code size, EIP-3860, EIP-7954",
            s => s.MaxInitCodeSize,
            [(Revision.Frontier, int.MaxValue), (Revision.Shanghai, 49152), (Revision.AmsterdamWithoutStateGas, 131072)]),
        (
            "code size, EIP-170, EIP-7954",
            s => s.MaxCodeSize,
            [(Revision.Frontier, int.MaxValue), (Revision.SpuriousDragon, 24576), (Revision.AmsterdamWithoutStateGas, 65536)]),
        ("code deposit byte, EIP-8037", s => s.CodeDepositByte, [(Revision.Frontier, 200), (Revision.Amsterdam, 0)]),
        ("code deposit word, EIP-8037", s => s.CodeDepositWord, [(Revision.Frontier, 0), (Revision.Amsterdam, 6)]),
        (
            "order of checks, EIP-7928",
            s => s.ChecksGasBeforeAccess ? 1 : 0,
            [(Revision.Frontier, 0), (Revision.AmsterdamWithoutStateGas, 1)]),
        ("state gas, EIP-8037", s => s.HasStateGas ? 1 : 0, [(Revision.Frontier, 0), (Revision.Amsterdam, 1)]),
        ("state gas of an account", s => s.NewAccountStateGas, [(Revision.Frontier, 0), (Revision.Amsterdam, 183600)]),
        ("state gas of a slot", s => s.StorageSetStateGas, [(Revision.Frontier, 0), (Revision.Amsterdam, 97920)]),
        ("state gas of a byte of code", s => s.CodeByteStateGas, [(Revision.Frontier, 0), (Revision.Amsterdam, 1530)]),
        ("state gas of a delegation", s => s.DelegationStateGas, [(Revision.Frontier, 0), (Revision.Amsterdam, 35190)]),
    ];

    [Fact]
    public void EveryOpcodeInEveryRevisionCostsWhatTheEipsSay()
    {
        var costs = new int[256];
        Array.Fill(costs, Undefined);
        foreach (var (cost, names) in FrontierCosts)
        {
            foreach (var name in names.Split(' '))
            {
                costs[Number(name)] = cost;
            }
        }

        foreach (var revision in Revisions.All)
        {
            foreach (var (eip, fork, name, before, after) in Amendments)
            {
                if (fork != revision)
                {
                    continue;
                }

                Assert.Equal((eip, name, before), (eip, name, costs[Number(name)]));
                costs[Number(name)] = after;
            }

            var schedule = GasSchedule.For(revision);
            for (var i = 0; i < 256; i++)
            {
                var label = $"{revision} 0x{i:x2} {OpcodeTable.Get((byte)i).Name}";
                Assert.Equal((label, costs[i]), (label, schedule.StaticCost((byte)i)));
                Assert.Equal((label, costs[i]), (label, schedule.StaticCost((Opcode)i)));
                Assert.Equal((label, costs[i]), (label, schedule.StaticCosts[i]));
            }
        }
    }

    [Fact]
    public void AnOpcodeHasACostExactlyWhereItIsDefined()
    {
        foreach (var revision in Revisions.All)
        {
            for (var i = 0; i < 256; i++)
            {
                var info = OpcodeTable.Get((byte)i);
                var hasCost = GasSchedule.For(revision).StaticCost((byte)i) != GasSchedule.Undefined;
                var label = $"{revision} 0x{i:x2} {info.Name}";
                Assert.Equal((label, hasCost), (label, OpcodeTable.IsDefined((byte)i, revision)));
                Assert.Equal((label, hasCost), (label, OpcodeTable.IsDefined((Opcode)i, revision)));
                Assert.Equal((label, hasCost), (label, info.IsDefinedIn(revision)));
                Assert.Equal((label, hasCost), (label, info.IsAssigned && revision >= info.Since));
            }
        }
    }

    [Fact]
    public void AmountsOfEveryRevision()
    {
        foreach (var (amount, value, steps) in Amounts)
        {
            foreach (var revision in Revisions.All)
            {
                var expected = steps.Last(step => step.From <= revision).Value;
                Assert.Equal((amount, revision, expected), (amount, revision, value(GasSchedule.For(revision))));
            }
        }
    }

    /// <summary>A new amount must be written into the table above.</summary>
    [Fact]
    public void EveryAmountIsInTheTable()
    {
        var properties = typeof(GasSchedule).GetProperties()
            .Count(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(bool));
        Assert.Equal(properties, Amounts.Length);
    }

    [Fact]
    public void ConstantsOfMemory()
    {
        Assert.Equal(3, GasSchedule.MemoryWord);
        Assert.Equal(512, GasSchedule.MemoryQuadraticDivisor);
    }

    [Fact]
    public void SchedulesAreSharedAndKnowTheirRevision()
    {
        foreach (var revision in Revisions.All)
        {
            Assert.Equal(revision, GasSchedule.For(revision).Revision);
            Assert.Same(GasSchedule.For(revision), GasSchedule.For(revision));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(18)]
    public void NoScheduleForOtherNumbers(int revision) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GasSchedule.For((Revision)revision));

    private static int Number(string name) => (int)Enum.Parse<Opcode>(name);
}

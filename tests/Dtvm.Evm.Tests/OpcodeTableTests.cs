// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm.Tests;

public sealed class OpcodeTableTests
{
    /// <summary>Bytes that are an instruction in Amsterdam, by rows of the Yellow Paper's appendix H and the EIPs.</summary>
    private static readonly (int First, int Last)[] Assigned =
    [
        (0x00, 0x0B), (0x10, 0x1E), (0x20, 0x20), (0x30, 0x3F), (0x40, 0x4B), (0x50, 0x5F), (0x60, 0x7F), (0x80, 0x8F), (0x90, 0x9F),
        (0xA0, 0xA4), (0xE6, 0xE8), (0xF0, 0xF5), (0xFA, 0xFA), (0xFD, 0xFF),
    ];

    /// <summary>Number of instructions of each revision, INVALID among them.</summary>
    private static readonly int[] Counts = [130, 131, 131, 131, 135, 140, 140, 142, 142, 143, 143, 144, 149, 149, 150, 0, 154, 154];

    [Fact]
    public void AllHasARowForEachByte()
    {
        Assert.Equal(256, OpcodeTable.All.Length);
        for (var i = 0; i < 256; i++)
        {
            Assert.Equal(OpcodeTable.All[i], OpcodeTable.Get((byte)i));
        }
    }

    [Fact]
    public void EnumerationAndTableHaveTheSameMembers()
    {
        for (var i = 0; i < 256; i++)
        {
            var isAssigned = Assigned.Any(range => range.First <= i && i <= range.Last);
            Assert.Equal(isAssigned, Enum.IsDefined((Opcode)i));
            Assert.Equal(isAssigned, OpcodeTable.Get((byte)i).IsAssigned);
            Assert.Equal(isAssigned ? ((Opcode)i).ToString() : "", OpcodeTable.Get((byte)i).Name);
        }
    }

    [Theory]
    [InlineData(Opcode.STOP, 0x00)]
    [InlineData(Opcode.SIGNEXTEND, 0x0B)]
    [InlineData(Opcode.LT, 0x10)]
    [InlineData(Opcode.BYTE, 0x1A)]
    [InlineData(Opcode.SAR, 0x1D)]
    [InlineData(Opcode.CLZ, 0x1E)]
    [InlineData(Opcode.KECCAK256, 0x20)]
    [InlineData(Opcode.EXTCODEHASH, 0x3F)]
    [InlineData(Opcode.PREVRANDAO, 0x44)]
    [InlineData(Opcode.BLOBBASEFEE, 0x4A)]
    [InlineData(Opcode.JUMP, 0x56)]
    [InlineData(Opcode.JUMPDEST, 0x5B)]
    [InlineData(Opcode.MCOPY, 0x5E)]
    [InlineData(Opcode.PUSH0, 0x5F)]
    [InlineData(Opcode.PUSH32, 0x7F)]
    [InlineData(Opcode.DUP1, 0x80)]
    [InlineData(Opcode.SWAP16, 0x9F)]
    [InlineData(Opcode.LOG4, 0xA4)]
    [InlineData(Opcode.SLOTNUM, 0x4B)]
    [InlineData(Opcode.DUPN, 0xE6)]
    [InlineData(Opcode.SWAPN, 0xE7)]
    [InlineData(Opcode.EXCHANGE, 0xE8)]
    [InlineData(Opcode.CREATE, 0xF0)]
    [InlineData(Opcode.DELEGATECALL, 0xF4)]
    [InlineData(Opcode.CREATE2, 0xF5)]
    [InlineData(Opcode.STATICCALL, 0xFA)]
    [InlineData(Opcode.REVERT, 0xFD)]
    [InlineData(Opcode.INVALID, 0xFE)]
    [InlineData(Opcode.SELFDESTRUCT, 0xFF)]
    public void Numbers(Opcode opcode, int number) => Assert.Equal(number, (int)opcode);

    [Fact]
    public void NumberOfInstructionsOfEachRevision()
    {
        foreach (var revision in Revisions.All)
        {
            var count = 0;
            for (var i = 0; i < 256; i++)
            {
                count += OpcodeTable.IsDefined((byte)i, revision) ? 1 : 0;
            }

            Assert.Equal((revision, Counts[(int)revision]), (revision, count));
        }
    }

    [Fact]
    public void OnlyPushesAndDeepStackInstructionsHaveImmediates()
    {
        for (var i = 0; i < 256; i++)
        {
            Assert.Equal(i is >= 0x60 and <= 0x7F ? i - 0x5F : i is >= 0xE6 and <= 0xE8 ? 1 : 0, OpcodeTable.Get((byte)i).ImmediateSize);
        }
    }

    [Fact]
    public void Terminators()
    {
        var names = new List<string>();
        foreach (var info in OpcodeTable.All)
        {
            if (info.IsTerminator)
            {
                names.Add(info.Name);
            }
        }

        Assert.Equal(["STOP", "RETURN", "REVERT", "INVALID", "SELFDESTRUCT"], names);
    }

    [Fact]
    public void StackEffectsOfFamilies()
    {
        for (var n = 0; n <= 32; n++)
        {
            Assert.Equal((0, 1), Effect((byte)(0x5F + n)));
        }

        for (var n = 1; n <= 16; n++)
        {
            Assert.Equal((n, n + 1), Effect((byte)(0x7F + n)));
            Assert.Equal((n + 1, n + 1), Effect((byte)(0x8F + n)));
        }

        for (var n = 0; n <= 4; n++)
        {
            Assert.Equal((n + 2, 0), Effect((byte)(0xA0 + n)));
        }
    }

    /// <summary>Every instruction outside the families, grouped by (pops, pushes).</summary>
    [Theory]
    [InlineData(0, 0, "STOP JUMPDEST INVALID")]
    [InlineData(
        0,
        1,
        "ADDRESS ORIGIN CALLER CALLVALUE CALLDATASIZE CODESIZE GASPRICE RETURNDATASIZE COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT " +
        "CHAINID SELFBALANCE BASEFEE BLOBBASEFEE SLOTNUM PC MSIZE GAS")]
    [InlineData(1, 0, "POP JUMP SELFDESTRUCT")]
    [InlineData(1, 1, "ISZERO NOT CLZ BALANCE CALLDATALOAD EXTCODESIZE EXTCODEHASH BLOCKHASH BLOBHASH MLOAD SLOAD TLOAD")]
    [InlineData(2, 0, "MSTORE MSTORE8 SSTORE JUMPI TSTORE RETURN REVERT")]
    [InlineData(2, 1, "ADD MUL SUB DIV SDIV MOD SMOD EXP SIGNEXTEND LT GT SLT SGT EQ AND OR XOR BYTE SHL SHR SAR KECCAK256")]
    [InlineData(3, 0, "CALLDATACOPY CODECOPY RETURNDATACOPY MCOPY")]
    [InlineData(3, 1, "ADDMOD MULMOD CREATE")]
    [InlineData(3, 3, "EXCHANGE")]
    [InlineData(17, 18, "DUPN")]
    [InlineData(18, 18, "SWAPN")]
    [InlineData(4, 0, "EXTCODECOPY")]
    [InlineData(4, 1, "CREATE2")]
    [InlineData(6, 1, "DELEGATECALL STATICCALL")]
    [InlineData(7, 1, "CALL CALLCODE")]
    public void StackEffects(int pops, int pushes, string names)
    {
        var expected = names.Split(' ').Order();
        var actual = new List<string>();
        for (var i = 0; i < 256; i++)
        {
            if (OpcodeTable.Get((byte)i).IsAssigned && i is not (>= 0x5F and <= 0xA4) && Effect((byte)i) == (pops, pushes))
            {
                actual.Add(OpcodeTable.Get((byte)i).Name);
            }
        }

        Assert.Equal(expected, actual.Order());
    }

    [Fact]
    public void EveryInstructionIsFoundByItsName()
    {
        for (var i = 0; i < 256; i++)
        {
            if (!OpcodeTable.Get((byte)i).IsAssigned)
            {
                continue;
            }

            Assert.True(OpcodeTable.TryFind(OpcodeTable.Get((byte)i).Name, out var found));
            Assert.Equal((Opcode)i, found);
        }
    }

    [Theory]
    [InlineData("add", true, Opcode.ADD)]
    [InlineData("stop", true, Opcode.STOP)]
    [InlineData("Push32", true, Opcode.PUSH32)]
    [InlineData("SHA3", true, Opcode.KECCAK256)]
    [InlineData("DIFFICULTY", true, Opcode.PREVRANDAO)]
    [InlineData("SUICIDE", true, Opcode.SELFDESTRUCT)]
    [InlineData("", false, default(Opcode))]
    [InlineData("PUSH33", false, default(Opcode))]
    [InlineData("UNDEFINED", false, default(Opcode))]
    public void Names(string name, bool exists, Opcode expected)
    {
        Assert.Equal(exists, OpcodeTable.TryFind(name, out var opcode));
        Assert.Equal(expected, opcode);
    }

    private static (int Pops, int Pushes) Effect(byte opcode)
    {
        var info = OpcodeTable.Get(opcode);
        Assert.Equal(info.Pushes - info.Pops, info.StackChange);
        return (info.Pops, info.Pushes);
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>
/// Sequences that the interpreter fuses, with operands and gas at their limits, against execution instruction by instruction.
/// </summary>
public sealed class InterpreterFusionTests : IDisposable
{
    private static readonly U256[] Operands =
    [
        0, 1, 31, 32, 0xfe, 0xff, 256, ulong.MaxValue, ulong.MaxValue - 0xfe, new(ulong.MaxValue - 4, ulong.MaxValue, 0, 0),
        new(ulong.MaxValue - 4, ulong.MaxValue, ulong.MaxValue, 5), U256.MaxValue, U256.MaxValue - 254, new(0, 1, 0, 0),
    ];

    /// <summary>40 instructions JUMPDEST.</summary>
    private static readonly string Destinations = string.Concat(Enumerable.Repeat("5b", 40));

    private readonly InterpreterHarness _harness = new();

    public static TheoryData<string, int> Sequences => new()
    {
        { "6000 01", 1 }, { "60ff 01", 1 }, { "6001 01", 1 },
        { "6000 1b", 1 }, { "6001 1b", 1 }, { "60e0 1b", 1 }, { "60ff 1b", 1 },
        { "6000 1c", 1 }, { "6001 1c", 1 }, { "60e0 1c", 1 }, { "60ff 1c", 1 },
        { "6000 51", 0 }, { "60ff 51", 0 }, { "6020 51 6000 51", 0 },
        { "6000 52", 1 }, { "60ff 52", 1 }, { "6020 52 6000 51", 1 },
        { "81 52", 2 }, { "90 50", 2 }, { "91 50", 3 }, { "92 50", 4 }, { "50 50", 2 }, { "50 50 50", 3 }, { "90 50 50", 3 },
        { "15 610009 57 58 fe 00 5b 59", 1 }, { "610008 57 58 fe 00 5b 59", 1 }, { "610006 56 fe fe 5b 59", 0 },
        { "15 610008 57 58 fe 00 5b 59", 1 }, { "610009 57 58 fe 00 5b 59", 1 }, { "610007 56 fe fe 5b 59", 0 },
        { "15 61ffff 57 58", 1 }, { "61ffff 57 58", 1 }, { "61ffff 56", 0 },
        { "6004 56 fe 5b", 1 }, { "60ff 56", 0 }, { "6005 57 58 50 5b", 2 }, { "60ff 57", 1 },
        { "15 6006 57 58 50 5b 59", 1 }, { "15 60ff 57", 1 }, { "80 15 6007 57 58 50 5b", 1 },
        { "10 610007 57 58 50 5b", 3 }, { "11 610007 57 58 50 5b", 3 }, { "12 610007 57 58 50 5b", 3 },
        { "13 610007 57 58 50 5b", 3 }, { "14 610007 57 58 50 5b", 3 }, { "80 14 610008 57 58 50 5b", 2 },
        { "10 15 610008 57 58 50 5b", 3 }, { "11 15 610008 57 58 50 5b", 3 }, { "12 15 610008 57 58 50 5b", 3 },
        { "13 15 610008 57 58 50 5b", 3 }, { "80 10 15 610009 57 58 50 5b", 2 }, { "10 61ffff 57", 2 }, { "13 15 61ffff 57", 2 },
        { "81 610007 57 58 50 5b", 2 }, { "82 15 610008 57 58 50 5b", 3 }, { "80 61ffff 57", 1 }, { "80 15 61ffff 57", 1 },
        { "50 56" + Destinations, 3 }, { "90 56" + Destinations, 3 }, { "50 50 56" + Destinations, 3 },
        { "93 50", 5 }, { "9f 50", 17 }, { "90 90", 2 }, { "90 91", 3 }, { "91 90", 3 }, { "92 91 50 50", 4 }, { "9f 9e", 17 },
        { "6007 80", 0 }, { "6007 81", 1 }, { "6007 8f", 15 }, { "80 80", 1 }, { "81 81", 2 }, { "82 85", 6 }, { "80 8f", 15 },
        { "80 16", 1 }, { "81 16", 2 }, { "8f 16", 16 }, { "80 01", 1 }, { "81 01", 2 }, { "8f 01", 16 },
        { "80 51", 1 }, { "81 51", 2 }, { "8f 51", 16 }, { "80 51 6000 51", 1 },
        { "60f0 16", 1 }, { "80 61fff0 16", 1 }, { "63ffff00f1 16", 1 }, { "730ffffffffffffffffffffffffffffffffffffff1 16", 1 },
        { "10", 2 }, { "11", 2 }, { "12", 2 }, { "13", 2 }, { "14", 2 }, { "02", 2 }, { "03", 2 }, { "80 03", 1 },
    };

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Sequences))]
    public void SameAsOneByOne(string sequence, int operands)
    {
        var code = Convert.FromHexString(sequence.Replace(" ", "")
            + (sequence.StartsWith("61") || sequence.StartsWith("15") ? "" : "60005260206000f3"));
        foreach (var revision in (Revision[])[Revision.Homestead, Revision.Osaka])
        {
            using var prepared = InterpreterCode.Create(code, revision);
            foreach (var operand in Operands)
            {
                for (var missing = 0; missing <= operands; missing++)
                {
                    var stack = Enumerable.Range(0, 1 + operands - missing).Select(i => i == 0 ? 0xabcdUL : operand - (ulong)i).ToArray();
                    for (var gas = 0L; gas < 60; gas++)
                    {
                        var setup = new InterpreterSetup { Revision = revision, Gas = gas, Stack = stack };
                        var expected = _harness.Run(code, prepared, setup, RunMode.PerInstruction);
                        Assert.Equal(expected, _harness.Run(code, prepared, setup, RunMode.Chunked));
                    }
                }
            }

            foreach (var height in (int[])[1020, 1021, 1022, 1023, 1024])
            {
                var setup = new InterpreterSetup { Revision = revision, Stack = new U256[height] };
                Assert.Equal(_harness.Run(code, prepared, setup, RunMode.PerInstruction),
                    _harness.Run(code, prepared, setup, RunMode.Chunked));
            }
        }
    }

    [Fact]
    public void BytesUsedInternallyAreStillUndefined()
    {
        for (var b = 0; b < 256; b++)
        {
            if (OpcodeTable.Get((byte)b).IsAssigned)
            {
                continue;
            }

            var setup = new InterpreterSetup { Stack = Enumerable.Repeat(U256.One, 20).ToArray() };
            Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run([(byte)Opcode.PC, (byte)b, 0, 0], setup).Status);
            Assert.Equal(
                EvmcStatusCode.UndefinedInstruction,
                _harness.Run([(byte)Opcode.PUSH1, 4, (byte)Opcode.JUMP, 0, (byte)Opcode.JUMPDEST, (byte)b], setup).Status);
        }
    }

    [Fact]
    public void CodeIsCopiedAsItIsAlsoAfterItRan()
    {
        // The loop runs twice; the second round copies code of which the first prepared the instructions.
        var program = new EvmProgram().Push(2).Op(Opcode.JUMPDEST).PushOperands(0, 0, 60).Op(Opcode.CODECOPY).Push(1)
            .Op(Opcode.SWAP1, Opcode.SUB)
            .Op(Opcode.DUP1).Push(1, 1).Op(Opcode.ADD, Opcode.POP, Opcode.DUP1).Push(2, 2).Op(Opcode.JUMPI).Return(0, 60);
        var expected = program.ToArray().Concat(new byte[60]).Take(60).ToArray();
        Assert.Equal(Convert.ToHexStringLower(expected), _harness.Run(program).Output);
    }
}

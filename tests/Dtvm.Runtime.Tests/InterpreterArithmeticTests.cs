// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>Arithmetic, comparison and bit instructions against a model on unbounded integers.</summary>
public sealed class InterpreterArithmeticTests : IDisposable
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    private static readonly U256[] Samples =
    [
        0, 1, 2, 3, 7, 8, 31, 32, 33, 63, 64, 128, 255, 256, 257, 0x80, 0x8000, ulong.MaxValue,
        new(0, 1, 0, 0), new(1, 0, 1, 0), new(ulong.MaxValue, ulong.MaxValue, 0, 0), new(0, 0, 0, 1UL << 63),
        new(1, 0, 0, 1UL << 63), U256.MaxValue, U256.MaxValue - 1, new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, long.MaxValue),
        new(0x0123456789abcdef, 0xfedcba9876543210, 0x8877665544332211, 0x00ffeeddccbbaa99),
    ];

    private readonly InterpreterHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData(Opcode.ADD)]
    [InlineData(Opcode.MUL)]
    [InlineData(Opcode.SUB)]
    [InlineData(Opcode.DIV)]
    [InlineData(Opcode.SDIV)]
    [InlineData(Opcode.MOD)]
    [InlineData(Opcode.SMOD)]
    [InlineData(Opcode.SIGNEXTEND)]
    [InlineData(Opcode.LT)]
    [InlineData(Opcode.GT)]
    [InlineData(Opcode.SLT)]
    [InlineData(Opcode.SGT)]
    [InlineData(Opcode.EQ)]
    [InlineData(Opcode.AND)]
    [InlineData(Opcode.OR)]
    [InlineData(Opcode.XOR)]
    [InlineData(Opcode.BYTE)]
    [InlineData(Opcode.SHL)]
    [InlineData(Opcode.SHR)]
    [InlineData(Opcode.SAR)]
    public void Binary(Opcode opcode)
    {
        foreach (var a in Samples)
        {
            foreach (var b in Samples)
            {
                Check(opcode, a, b);
            }
        }
    }

    [Theory]
    [InlineData(Opcode.ISZERO)]
    [InlineData(Opcode.NOT)]
    [InlineData(Opcode.CLZ)]
    public void Unary(Opcode opcode)
    {
        foreach (var a in Samples)
        {
            Check(opcode, a);
        }
    }

    [Theory]
    [InlineData(Opcode.ADDMOD)]
    [InlineData(Opcode.MULMOD)]
    public void Ternary(Opcode opcode)
    {
        foreach (var a in Samples.Where((_, i) => i % 2 == 0))
        {
            foreach (var b in Samples.Where((_, i) => i % 3 != 0))
            {
                foreach (var c in Samples.Where((_, i) => i % 3 != 1))
                {
                    Check(opcode, a, b, c);
                }
            }
        }
    }

    [Theory]
    [InlineData(Revision.Frontier, 10)]
    [InlineData(Revision.TangerineWhistle, 10)]
    [InlineData(Revision.SpuriousDragon, 50)]
    [InlineData(Revision.Osaka, 50)]
    public void ExponentiationIsChargedForEachByteOfTheExponent(Revision revision, long byteCost)
    {
        foreach (var exponent in Samples)
        {
            var outcome = _harness.Run(new EvmProgram().PushOperands(0x1_0003, exponent).Op(Opcode.EXP).ReturnTop(), revision);
            var expected = ToU256(BigInteger.ModPow(0x1_0003, ToBig(exponent), Modulus));
            Assert.Equal(expected, outcome.Word);
            Assert.Equal(1_000_000 - 6 - 10 - (byteCost * exponent.ByteLength) - EvmProgram.ReturnTopCost, outcome.GasLeft);
        }
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 5, 0)]
    [InlineData(5, 0, 1)]
    [InlineData(2, 255, -1)]
    [InlineData(2, 256, 0)]
    public void SmallPowers(ulong b, ulong exponent, int expected)
    {
        var outcome = _harness.Run(new EvmProgram().PushOperands(b, exponent).Op(Opcode.EXP).ReturnTop());
        Assert.Equal(expected < 0 ? U256.SignedMinValue : (U256)(ulong)expected, outcome.Word);
    }

    private void Check(Opcode opcode, params U256[] operands)
    {
        var outcome = _harness.Run(new EvmProgram().PushOperands(operands).Op(opcode).ReturnTop());
        var expected = Model(opcode, operands);
        Assert.True(outcome.Word == expected, $"{opcode} {string.Join(' ', operands)}: {outcome.Word}, expected {expected}");
        Assert.Equal(EvmcStatusCode.Success, outcome.Status);
        var cost = (3 * operands.Length) + GasSchedule.For(Revision.Osaka).StaticCost(opcode) + EvmProgram.ReturnTopCost;
        Assert.Equal(1_000_000 - cost, outcome.GasLeft);
    }

    private static U256 Model(Opcode opcode, U256[] operands)
    {
        var a = ToBig(operands[0]);
        var b = operands.Length > 1 ? ToBig(operands[1]) : 0;
        var c = operands.Length > 2 ? ToBig(operands[2]) : 0;
        BigInteger sa = Signed(a), sb = Signed(b);
        var result = opcode switch
        {
            Opcode.ADD => a + b,
            Opcode.MUL => a * b,
            Opcode.SUB => a - b,
            Opcode.DIV => b.IsZero ? 0 : a / b,
            Opcode.SDIV => b.IsZero ? 0 : sa / sb,
            Opcode.MOD => b.IsZero ? 0 : a % b,
            Opcode.SMOD => b.IsZero ? 0 : sa % sb,
            Opcode.ADDMOD => c.IsZero ? 0 : (a + b) % c,
            Opcode.MULMOD => c.IsZero ? 0 : a * b % c,
            Opcode.SIGNEXTEND => a > 30 ? b : SignExtend(b, 8 * ((int)a + 1)),
            Opcode.LT => a < b ? 1 : 0,
            Opcode.GT => a > b ? 1 : 0,
            Opcode.SLT => sa < sb ? 1 : 0,
            Opcode.SGT => sa > sb ? 1 : 0,
            Opcode.EQ => a == b ? 1 : 0,
            Opcode.ISZERO => a.IsZero ? 1 : 0,
            Opcode.AND => a & b,
            Opcode.OR => a | b,
            Opcode.XOR => a ^ b,
            Opcode.NOT => Modulus - 1 - a,
            Opcode.BYTE => a > 31 ? 0 : (b >> (8 * (31 - (int)a))) & 0xff,
            Opcode.SHL => a > 255 ? 0 : b << (int)a,
            Opcode.SHR => a > 255 ? 0 : b >> (int)a,
            Opcode.SAR => a > 255 ? (sb.Sign < 0 ? -1 : 0) : sb >> (int)a,
            Opcode.CLZ => 256 - (int)a.GetBitLength(),
            _ => throw new ArgumentOutOfRangeException(nameof(opcode)),
        };
        return ToU256(result);
    }

    private static BigInteger SignExtend(BigInteger value, int bits)
    {
        var low = value & ((BigInteger.One << bits) - 1);
        return low >> (bits - 1) == 0 ? low : low - (BigInteger.One << bits);
    }

    private static BigInteger Signed(BigInteger value) => value >> 255 == 0 ? value : value - Modulus;

    private static BigInteger ToBig(U256 value) => BigInteger.Parse(value.ToDecimalString());

    private static U256 ToU256(BigInteger value) => U256.Parse((((value % Modulus) + Modulus) % Modulus).ToString());
}

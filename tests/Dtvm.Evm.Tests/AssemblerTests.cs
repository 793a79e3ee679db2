// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm.Assembly;

namespace Dtvm.Evm.Tests;

public class AssemblerTests
{
    private static string Assemble(string text)
    {
        var result = EvmAssembler.Assemble(text, "text");
        Assert.Equal([], result.Diagnostics);
        return Convert.ToHexStringLower(result.Code!);
    }

    private static string Fault(string text)
    {
        var result = EvmAssembler.Assemble(text, "f.evm");
        Assert.Null(result.Code);
        return Assert.Single(result.Diagnostics).ToString();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("; nothing\n \t", "")]
    [InlineData("stop Add MSTORE8", "000153")]
    [InlineData("PUSH 0 PUSH 1 PUSH 256 PUSH 0x00ff", "5f60016101006" + "0ff")]
    [InlineData("PUSH1 0 PUSH3 0x10", "600062000010")]
    [InlineData("PUSH 115792089237316195423570985008687907853269984665640564039457584007913129639935",
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("loop: JUMPDEST PUSH @loop JUMP PUSH1 @end JUMP end:JUMPDEST", "5b610000566008565b")]
    [InlineData("PUSH @data data: 0xdeadBEEF ; bytes", "610003deadbeef")]
    [InlineData("0x6001", "6001")]
    [InlineData("SHA3 DIFFICULTY SUICIDE", "2044ff")]
    [InlineData("PUSH32 @x x:", "7f0000000000000000000000000000000000000000000000000000000000000021")]
    public void Programs(string text, string hex) => Assert.Equal(hex, Assemble(text));

    [Theory]
    [InlineData("ADD\n  FOO", "f.evm:2:3: there is no instruction 'FOO'")]
    [InlineData("PUSH1", "f.evm:1:1: a push needs a number or '@' and a label behind it")]
    [InlineData("PUSH1 256", "f.evm:1:7: '256' does not fit into 1 byte")]
    [InlineData("PUSH2 label", "f.evm:1:7: 'label' is no number below 2^256 and no label: a label has '@' before it")]
    [InlineData("PUSH -1", "f.evm:1:6: '-1' is no number below 2^256 and no label: a label has '@' before it")]
    [InlineData("PUSH 0x", "f.evm:1:6: '0x' is no number below 2^256 and no label: a label has '@' before it")]
    [InlineData("PUSH @nowhere", "f.evm:1:6: there is no label nowhere")]
    [InlineData("a: a:", "f.evm:1:4: label a stands twice")]
    [InlineData("1a:", "f.evm:1:1: '1a' is no label: letters, digits, '_' and '.', not starting with a digit")]
    [InlineData(":", "f.evm:1:1: '' is no label: letters, digits, '_' and '.', not starting with a digit")]
    [InlineData("0x123", "f.evm:1:1: '0x123' is no sequence of bytes: an even number of hexadecimal digits")]
    [InlineData("0xzz", "f.evm:1:1: '0xzz' is no sequence of bytes: an even number of hexadecimal digits")]
    [InlineData("PUSH 115792089237316195423570985008687907853269984665640564039457584007913129639936",
        "f.evm:1:6: '1157920892373161954235709850086879078532...' does not fit into 32 bytes")]
    public void Faults(string text, string diagnostic) => Assert.Equal(diagnostic, Fault(text));

    [Fact]
    public void ALabelTooFarForItsPush() => Assert.Equal(
        "f.evm:1:7: label x at 0x102 does not fit into 1 byte", Fault($"PUSH1 @x 0x{new string('0', 512)} x:"));

    [Fact]
    public void FaultsAreBounded()
    {
        Assert.Equal(100, EvmAssembler.Assemble(string.Concat(Enumerable.Repeat("FOO ", 5000)), "f").Diagnostics.Count);
        Assert.Equal(100, EvmAssembler.Assemble(string.Concat(Enumerable.Repeat("PUSH @x ", 5000)), "f").Diagnostics.Count);
    }

    [Fact]
    public void LabelsAreKnown() => Assert.Equal(2, EvmAssembler.Assemble("PUSH 1 x: STOP", "f").Labels["x"]);

    [Fact]
    public void AnyBytesAreListedAndAssembledAgain()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var code = new byte[random.Next(120)];
            random.NextBytes(code);
            var text = EvmDisassembler.Disassemble(code);
            Assert.Equal(Convert.ToHexStringLower(code), Assemble(text));
        }
    }

    [Fact]
    public void AListing() => Assert.Equal(
        """
        PUSH2 0x0102                            ; 0x0
        ADD                                     ; 0x3
        0x0c                                    ; 0x4
        0x62ffff                                ; 0x5

        """.ReplaceLineEndings("\n"),
        EvmDisassembler.Disassemble([0x61, 1, 2, 1, 0x0c, 0x62, 0xff, 0xff]));
}

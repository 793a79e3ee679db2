// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>CALL, CALLCODE, DELEGATECALL and STATICCALL.</summary>
public sealed class InterpreterCallTests : IDisposable
{
    private const ulong Target = 0x7a;

    private readonly InterpreterHarness _harness = new();

    public InterpreterCallTests()
    {
        _harness.Host.CallGasLeft = 10;
        _harness.Host.CallOutput = [1, 2, 3, 4, 5];
        _harness.Host.CallRefund = 33;
        _harness.Host.Balances[InterpreterHarness.Self] = 1000;
        _harness.Host.Existing.Add(Target);
    }

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData(Opcode.CALL)]
    [InlineData(Opcode.CALLCODE)]
    [InlineData(Opcode.DELEGATECALL)]
    [InlineData(Opcode.STATICCALL)]
    public void Message(Opcode opcode)
    {
        var outcome = _harness.Run(Call(opcode, 50000, value: 5, inputOffset: 30, inputSize: 2, outputOffset: 64, outputSize: 3,
            prefix: new EvmProgram().Store(0, 0xabcd)).ReturnTop());
        Assert.Equal(U256.One, outcome.Word);
        var message = Assert.Single(_harness.Host.Messages);
        var hasValue = opcode is Opcode.CALL or Opcode.CALLCODE;
        var keepsRecipient = opcode is Opcode.CALLCODE or Opcode.DELEGATECALL;
        var kind = opcode switch
        {
            Opcode.CALLCODE => EvmcCallKind.CallCode,
            Opcode.DELEGATECALL => EvmcCallKind.DelegateCall,
            _ => EvmcCallKind.Call,
        };
        U256 value = opcode switch
        {
            Opcode.DELEGATECALL => InterpreterHarness.MessageValue,
            Opcode.STATICCALL => 0,
            _ => 5,
        };
        Assert.Equal(
            new ReceivedMessage(
                kind, opcode == Opcode.STATICCALL ? EvmcFlags.Static : EvmcFlags.None, 1, 50000 + (hasValue ? 2300 : 0),
                keepsRecipient ? InterpreterHarness.Self : Target,
                opcode == Opcode.DELEGATECALL ? InterpreterHarness.Sender : InterpreterHarness.Self,
                "abcd", value, 0, Target),
            message);
        var operands = hasValue ? 7 : 6;
        var cost = 12 + (3 * operands) + 2600 + 6 + (hasValue ? 9000 : 0) + 50000 - 10 + 12;
        Assert.Equal(1_000_000 - cost, outcome.GasLeft);
        Assert.Equal(33, outcome.Refund);
        var calls = "access_account 0x7a\ncopy_code 0x7a 0 23" + (opcode == Opcode.CALL ? "\naccount_exists 0x7a" : "")
            + (hasValue ? "\nget_balance 0x5e1f" : "") + "\ncall\n";
        Assert.StartsWith(calls, outcome.HostCalls);
    }

    [Fact]
    public void OutputIsCopiedAsFarAsItGoesAndReadableAfterwards()
    {
        foreach (var (size, expected) in ((ulong, string)[])[(0, "ffffffffffffff"), (3, "010203ffffffff"), (5, "0102030405ffff"),
            (7, "0102030405ffff")])
        {
            var program = Call(Opcode.CALL, 100, outputOffset: 0, outputSize: size, prefix: new EvmProgram().Store(0, U256.MaxValue))
                .Return(0, 7);
            Assert.Equal(expected, _harness.Run(program).Output);
        }

        var copy = Call(Opcode.CALL, 100).PushOperands(2, 1, 4).Op(Opcode.RETURNDATACOPY, Opcode.RETURNDATASIZE).Push(0).Op(Opcode.MSTORE8)
            .Return(0, 7);
        Assert.Equal("05000203040500", _harness.Run(copy).Output);
        foreach (var (offset, size) in ((ulong, ulong)[])[(6, 0), (5, 1), (0, 6), (2, 4)])
        {
            var program = Call(Opcode.CALL, 100).PushOperands(0, offset, size).Op(Opcode.RETURNDATACOPY);
            Assert.Equal(EvmcStatusCode.InvalidMemoryAccess, _harness.Run(program).Status);
        }

        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(Opcode.CALL, 100).PushOperands(0, 5, 0).Op(Opcode.RETURNDATACOPY)).Status);
    }

    [Fact]
    public void AFailedCallPushesZeroAndKeepsItsOutput()
    {
        foreach (var status in (EvmcStatusCode[])[EvmcStatusCode.Revert, EvmcStatusCode.Failure, EvmcStatusCode.OutOfGas,
            EvmcStatusCode.InternalError])
        {
            _harness.Host.CallStatus = status;
            Assert.Equal(U256.Zero, _harness.Run(Call(Opcode.STATICCALL, 100).ReturnTop()).Word);
            Assert.Equal((U256)5UL, _harness.Run(Call(Opcode.STATICCALL, 100).Op(Opcode.RETURNDATASIZE).ReturnTop()).Word);
        }
    }

    [Fact]
    public void AllButOne64thOfTheGasGoesToTheCallee()
    {
        var outcome = _harness.Run(Call(Opcode.DELEGATECALL, U256.MaxValue), gas: 18 + 2600 + 6400);
        Assert.Equal(6300, _harness.Host.Messages[0].Gas);
        Assert.Equal(100 + 10, outcome.GasLeft);
        _harness.Run(Call(Opcode.DELEGATECALL, 6301), gas: 18 + 2600 + 6400);
        Assert.Equal(6300, _harness.Host.Messages[0].Gas);
        _harness.Run(Call(Opcode.DELEGATECALL, 6299), gas: 18 + 2600 + 6400);
        Assert.Equal(6299, _harness.Host.Messages[0].Gas);
        // The gas is that before the rest of the straight code is paid.
        _harness.Run(Call(Opcode.DELEGATECALL, ulong.MaxValue).Repeat(30, Opcode.PC), gas: 18 + 2600 + 6400);
        Assert.Equal(6300, _harness.Host.Messages[0].Gas);
    }

    [Fact]
    public void BeforeTangerineWhistleMoreGasThanThereIsIsOutOfGas()
    {
        var program = Call(Opcode.CALL, 1000);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(program, Revision.Homestead, 21 + 40 + 1000).Status);
        Assert.Equal(1000, _harness.Host.Messages[0].Gas);
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(program, Revision.Homestead, 21 + 40 + 999).Status);
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(Call(Opcode.CALL, U256.MaxValue), Revision.Frontier).Status);
        Assert.Equal("account_exists 0x7a\ncall", string.Join('\n', _harness.Run(program, Revision.Frontier).HostCalls.Split('\n')
            .Take(2)));
    }

    [Fact]
    public void ANewAccountCostsMore()
    {
        _harness.Host.Existing.Clear();
        // The stipend is the callee's: the caller pays the value and what the callee used of its 100.
        Assert.Equal(21 + 2600 + 9000 + 25000 + 100 - 10, 1_000_000 - _harness.Run(Call(Opcode.CALL, 100, value: 1)).GasLeft);
        Assert.Equal(21 + 2600 + 90, 1_000_000 - _harness.Run(Call(Opcode.CALL, 100)).GasLeft);
        Assert.Equal(21 + 700 + 25000 + 90, 1_000_000 - _harness.Run(Call(Opcode.CALL, 100), Revision.TangerineWhistle).GasLeft);
        Assert.Equal(21 + 700 + 90, 1_000_000 - _harness.Run(Call(Opcode.CALL, 100), Revision.SpuriousDragon).GasLeft);
        Assert.DoesNotContain("account_exists", _harness.Run(Call(Opcode.CALLCODE, 100, value: 1)).HostCalls);
        // It is charged together with the value.
        var outcome = _harness.Run(Call(Opcode.CALL, 0, value: 1), gas: 21 + 2600 + 33999);
        Assert.Equal((EvmcStatusCode.OutOfGas, "access_account 0x7a\ncopy_code 0x7a 0 23\naccount_exists 0x7a"),
            (outcome.Status, outcome.HostCalls));
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(Opcode.CALL, 0, value: 1), gas: 21 + 2600 + 34000).Status);
    }

    [Fact]
    public void DepthAndBalanceFailWithoutCostingTheGas()
    {
        foreach (var opcode in (Opcode[])[Opcode.CALL, Opcode.CALLCODE])
        {
            var outcome = _harness.Run(Call(opcode, 5000, value: 1001).Op(Opcode.RETURNDATASIZE, Opcode.ADD).ReturnTop());
            Assert.Equal(U256.Zero, outcome.Word);
            Assert.Equal(1_000_000 - 21 - 2600 - 9000 + 2300 - 5 - EvmProgram.ReturnTopCost, outcome.GasLeft);
            Assert.DoesNotContain("\ncall", outcome.HostCalls);
        }

        foreach (var opcode in (Opcode[])[Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL])
        {
            var code = Call(opcode, 5000, value: 1).ReturnTop().ToArray();
            var outcome = _harness.Run(code, new InterpreterSetup { Depth = 1024 });
            Assert.Equal((U256.Zero, EvmcStatusCode.Success), (outcome.Word, outcome.Status));
            Assert.DoesNotContain("call", outcome.HostCalls);
            Assert.DoesNotContain("get_balance", outcome.HostCalls);
            outcome = _harness.Run(code, new InterpreterSetup { Depth = 1023 });
            Assert.Equal(1024, _harness.Host.Messages[0].Depth);
        }
    }

    [Fact]
    public void ReturnDataIsClearedByACallThatFailsEarly()
    {
        var program = Call(Opcode.CALL, 100).Op(Opcode.POP);
        program = Call(Opcode.CALL, 100, value: 5000, prefix: program).Op(Opcode.POP, Opcode.RETURNDATASIZE).ReturnTop();
        Assert.Equal(U256.Zero, _harness.Run(program).Word);
    }

    [Fact]
    public void StaticModeForbidsValueOnlyAndIsInherited()
    {
        var setup = new InterpreterSetup { Flags = EvmcFlags.Static };
        var outcome = _harness.Run(Call(Opcode.CALL, 100, value: 1).ToArray(), setup);
        Assert.Equal((EvmcStatusCode.StaticModeViolation, "access_account 0x7a\ncopy_code 0x7a 0 23"), (outcome.Status, outcome.HostCalls));
        foreach (var opcode in (Opcode[])[Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL])
        {
            Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(opcode, 100).ToArray(), setup).Status);
            Assert.Equal(EvmcFlags.Static, _harness.Host.Messages[0].Flags);
        }

        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(Opcode.CALLCODE, 100, value: 1).ToArray(), setup).Status);
    }

    [Fact]
    public void DelegationIsFollowedOnceFromPragueOn()
    {
        _harness.Host.Codes[Target] = [0xef, 0x01, 0x00, .. new byte[19], 0xde];
        _harness.Host.Codes[0xde] = [0xef, 0x01, 0x00, .. new byte[19], 0xdf];
        foreach (var opcode in (Opcode[])[Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL])
        {
            var operands = opcode is Opcode.CALL or Opcode.CALLCODE ? 7 : 6;
            var outcome = _harness.Run(Call(opcode, 100), Revision.Prague);
            Assert.StartsWith("access_account 0x7a\ncopy_code 0x7a 0 23\naccess_account 0xde\ncall\n", outcome.HostCalls);
            Assert.Equal((U256)0xdeUL, _harness.Host.Messages[0].CodeAddress);
            Assert.Equal(opcode is Opcode.CALL or Opcode.STATICCALL ? Target : (U256)InterpreterHarness.Self,
                _harness.Host.Messages[0].Recipient);
            Assert.Equal(EvmcFlags.Delegated | (opcode == Opcode.STATICCALL ? EvmcFlags.Static : 0), _harness.Host.Messages[0].Flags);
            Assert.Equal(1_000_000 - (3 * operands) - 2600 - 2600 - 90, outcome.GasLeft);

            outcome = _harness.Run(Call(opcode, 100), Revision.Prague, (3 * operands) + 2600 + 2599);
            Assert.Equal((EvmcStatusCode.OutOfGas, "access_account 0x7a\ncopy_code 0x7a 0 23\naccess_account 0xde"),
                (outcome.Status, outcome.HostCalls));
            _harness.Host.Warm.Add(0xde);
            Assert.Equal(1_000_000 - (3 * operands) - 2600 - 100 - 90, _harness.Run(Call(opcode, 100), Revision.Prague).GasLeft);
            _harness.Host.Warm.Clear();

            outcome = _harness.Run(Call(opcode, 100), Revision.Cancun);
            Assert.StartsWith("access_account 0x7a\ncall\n", outcome.HostCalls);
            Assert.Equal(EvmcFlags.None, _harness.Host.Messages[0].Flags & EvmcFlags.Delegated);
        }

        // A frame that itself runs by delegation does not pass the flag on.
        _harness.Host.Codes.Clear();
        _harness.Run(Call(Opcode.CALL, 100).ToArray(), new InterpreterSetup { Flags = EvmcFlags.Delegated });
        Assert.Equal(EvmcFlags.None, _harness.Host.Messages[0].Flags);
    }

    [Theory]
    [InlineData("ef0100")]
    [InlineData("ef010000000000000000000000000000000000000000")]
    [InlineData("ef0200000000000000000000000000000000000000000de0")]
    [InlineData("ef01010000000000000000000000000000000000000000de")]
    public void OtherCodeIsNoDelegation(string code)
    {
        _harness.Host.Codes[Target] = Convert.FromHexString(code);
        _harness.Run(Call(Opcode.CALL, 100));
        Assert.Equal((Target, EvmcFlags.None), (_harness.Host.Messages[0].CodeAddress, _harness.Host.Messages[0].Flags));
    }

    [Fact]
    public void MemoryForInputAndOutputIsChargedBeforeTheValue()
    {
        var outcome = _harness.Run(Call(Opcode.CALL, 100, inputOffset: 0, inputSize: 33, outputOffset: 64, outputSize: 1));
        Assert.Equal(1_000_000 - 21 - 2600 - 9 - 90, outcome.GasLeft);
        Assert.Equal(66, _harness.Host.Messages[0].Input!.Length);
        foreach (var isInput in (bool[])[false, true])
        {
            var program = isInput ? Call(Opcode.CALL, 100, 1, U256.MaxValue, 1) : Call(Opcode.CALL, 100, 1, 0, 0, 0, 1UL << 33);
            outcome = _harness.Run(program);
            Assert.Equal((EvmcStatusCode.OutOfGas, "access_account 0x7a\ncopy_code 0x7a 0 23"), (outcome.Status, outcome.HostCalls));
        }

        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(Opcode.CALL, 100, 1, U256.MaxValue, 0, U256.MaxValue, 0)).Status);
        Assert.Null(_harness.Host.Messages[0].Input);
    }

    [Fact]
    public void InstructionsCameOneByOne()
    {
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(Call(Opcode.DELEGATECALL, 0), Revision.Frontier).Status);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(Opcode.DELEGATECALL, 0), Revision.Homestead).Status);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, _harness.Run(Call(Opcode.STATICCALL, 0), Revision.SpuriousDragon).Status);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Call(Opcode.STATICCALL, 0), Revision.Byzantium).Status);
    }

    private static EvmProgram Call(
        Opcode opcode, U256 gas, U256 value = default, U256 inputOffset = default, U256 inputSize = default, U256 outputOffset = default,
        U256 outputSize = default, EvmProgram? prefix = null)
    {
        prefix ??= new EvmProgram();
        return opcode is Opcode.CALL or Opcode.CALLCODE
            ? prefix.PushOperands(gas, Target, value, inputOffset, inputSize, outputOffset, outputSize).Op(opcode)
            : prefix.PushOperands(gas, Target, inputOffset, inputSize, outputOffset, outputSize).Op(opcode);
    }
}

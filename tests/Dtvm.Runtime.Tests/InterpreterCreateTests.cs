// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>CREATE, CREATE2 and SELFDESTRUCT.</summary>
public sealed class InterpreterCreateTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public InterpreterCreateTests()
    {
        _harness.Host.CallGasLeft = 10;
        _harness.Host.CallRefund = 44;
        _harness.Host.CreatedAddress = 0xc4ea7ed;
        _harness.Host.Balances[InterpreterHarness.Self] = 1000;
    }

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData(Opcode.CREATE)]
    [InlineData(Opcode.CREATE2)]
    public void Message(Opcode opcode)
    {
        var outcome = _harness.Run(Create(opcode, 7, 30, 2, new EvmProgram().Store(0, 0xabcd)).ReturnTop());
        Assert.Equal((U256)0xc4ea7edUL, outcome.Word);
        var isCreate2 = opcode == Opcode.CREATE2;
        var before = 1_000_000L - 12 - (isCreate2 ? 12 : 9) - 32000 - 2 - (isCreate2 ? 6 : 0);
        Assert.Equal(
            new ReceivedMessage(
                isCreate2 ? EvmcCallKind.Create2 : EvmcCallKind.Create, EvmcFlags.None, 1, before - (before / 64), 0,
                InterpreterHarness.Self, "abcd", 7, isCreate2 ? 0x5a17UL : 0UL, 0),
            Assert.Single(_harness.Host.Messages));
        Assert.Equal((before / 64) + 10 - 12, outcome.GasLeft);
        Assert.Equal(44, outcome.Refund);
        Assert.StartsWith("get_balance 0x5e1f\ncall\n", outcome.HostCalls);
        Assert.StartsWith("call\n", _harness.Run(Create(opcode, 0, 30, 2)).HostCalls);
    }

    [Fact]
    public void BeforeTangerineWhistleAllTheGasGoes()
    {
        _harness.Run(Create(Opcode.CREATE, 0, 0, 0), Revision.Homestead);
        Assert.Equal(1_000_000 - 9 - 32000, _harness.Host.Messages[0].Gas);
    }

    [Theory]
    [InlineData(Opcode.CREATE)]
    [InlineData(Opcode.CREATE2)]
    public void FailuresPushZero(Opcode opcode)
    {
        foreach (var status in (EvmcStatusCode[])[EvmcStatusCode.Revert, EvmcStatusCode.Failure, EvmcStatusCode.OutOfGas])
        {
            _harness.Host.CallStatus = status;
            _harness.Host.CallOutput = [9, 9, 9];
            Assert.Equal(U256.Zero, _harness.Run(Create(opcode, 0, 0, 0).ReturnTop()).Word);
            Assert.Equal((U256)3UL, _harness.Run(Create(opcode, 0, 0, 0).Op(Opcode.RETURNDATASIZE).ReturnTop()).Word);
        }

        var cost = (opcode == Opcode.CREATE2 ? 12 : 9) + 32000;
        var outcome = _harness.Run(Create(opcode, 1001, 0, 0).ReturnTop());
        Assert.Equal((U256.Zero, 1_000_000 - cost - EvmProgram.ReturnTopCost), (outcome.Word, outcome.GasLeft));
        Assert.Equal("get_balance 0x5e1f", outcome.HostCalls);
        outcome = _harness.Run(Create(opcode, 1, 0, 0).ReturnTop().ToArray(), new InterpreterSetup { Depth = 1024 });
        Assert.Equal((U256.Zero, 1_000_000 - cost - EvmProgram.ReturnTopCost, ""), (outcome.Word, outcome.GasLeft, outcome.HostCalls));
    }

    [Theory]
    [InlineData(Opcode.CREATE)]
    [InlineData(Opcode.CREATE2)]
    public void InitCodeIsBoundedAndChargedForFromShanghaiOn(Opcode opcode)
    {
        var words = 49152 / 32;
        var memory = (3 * words) + (words * words / 512);
        var operands = opcode == Opcode.CREATE2 ? 12 : 9;
        var hash = opcode == Opcode.CREATE2 ? 6 * words : 0;
        foreach (var (revision, wordCost) in ((Revision, int)[])[(Revision.Paris, 0), (Revision.Shanghai, 2), (Revision.Osaka, 2)])
        {
            var cost = operands + 32000 + memory + hash + (wordCost * words);
            Assert.Equal(EvmcStatusCode.Success, _harness.Run(Create(opcode, 0, 0, 49152), revision, cost).Status);
            Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(Create(opcode, 0, 0, 49152), revision, cost - 1).Status);
            Assert.Equal(
                revision >= Revision.Shanghai ? EvmcStatusCode.OutOfGas : EvmcStatusCode.Success,
                _harness.Run(Create(opcode, 0, 0, 49153), revision).Status);
        }

        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(Create(opcode, 0, U256.MaxValue, 1)).Status);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(Create(opcode, 0, U256.MaxValue, 0)).Status);
        Assert.Null(_harness.Host.Messages[0].Input);
    }

    [Fact]
    public void SelfDestructOfAWarmOrColdBeneficiary()
    {
        _harness.Host.Existing.Add(0xbe);
        var program = new EvmProgram().Push(0xbe).Op(Opcode.SELFDESTRUCT, Opcode.INVALID);
        var outcome = _harness.Run(program);
        Assert.Equal(
            new InterpreterOutcome(
                EvmcStatusCode.Success, 1_000_000 - 3 - 5000 - 2600, 0, "",
                "access_account 0xbe\nget_balance 0x5e1f\naccount_exists 0xbe\nselfdestruct 0x5e1f 0xbe"),
            outcome);
        _harness.Host.Warm.Add(0xbe);
        Assert.Equal(1_000_000 - 3 - 5000, _harness.Run(program).GasLeft);
        var cold = new EvmProgram().Push(0xbf).Op(Opcode.SELFDESTRUCT);
        Assert.Equal("access_account 0xbf", _harness.Run(cold, gas: 3 + 5000 + 2599).HostCalls);
    }

    [Theory]
    [InlineData(Revision.Frontier, true, 0, 24000)]
    [InlineData(Revision.TangerineWhistle, false, 30000, 24000)]
    [InlineData(Revision.TangerineWhistle, true, 30000, 24000)]
    [InlineData(Revision.SpuriousDragon, false, 5000, 24000)]
    [InlineData(Revision.SpuriousDragon, true, 30000, 24000)]
    [InlineData(Revision.Istanbul, true, 30000, 24000)]
    [InlineData(Revision.Berlin, true, 32600, 24000)]
    [InlineData(Revision.London, true, 32600, 0)]
    [InlineData(Revision.London, false, 7600, 0)]
    public void SelfDestructToANewAccount(Revision revision, bool hasBalance, int cost, int refund)
    {
        if (!hasBalance)
        {
            _harness.Host.Balances.Clear();
        }

        var program = new EvmProgram().Push(0xbe).Op(Opcode.SELFDESTRUCT);
        var outcome = _harness.Run(program, revision);
        Assert.Equal((EvmcStatusCode.Success, 1_000_000L - 3 - cost, (long)refund), (outcome.Status, outcome.GasLeft, outcome.Refund));
        Assert.EndsWith("selfdestruct 0x5e1f 0xbe", outcome.HostCalls);
        if (cost != 0)
        {
            outcome = _harness.Run(program, revision, 3 + cost - 1);
            Assert.Equal(EvmcStatusCode.OutOfGas, outcome.Status);
            Assert.DoesNotContain("selfdestruct", outcome.HostCalls);
        }

        _harness.Host.IsFirstSelfdestruct = false;
        Assert.Equal(0, _harness.Run(program, revision).Refund);
    }

    private static EvmProgram Create(Opcode opcode, U256 value, U256 offset, U256 size, EvmProgram? prefix = null)
    {
        prefix ??= new EvmProgram();
        return opcode == Opcode.CREATE2
            ? prefix.PushOperands(value, offset, size, 0x5a17).Op(opcode)
            : prefix.PushOperands(value, offset, size).Op(opcode);
    }
}

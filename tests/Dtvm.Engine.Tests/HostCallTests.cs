// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using static Dtvm.Engine.Tests.HostFixture;

namespace Dtvm.Engine.Tests;

/// <summary>Calls, self-destruction, precompiled contracts and questions through the host's function table.</summary>
public unsafe class HostCallTests
{
    [Fact]
    public void ACallMovesItsValueAndAFailedOneMovesItBack()
    {
        var fail = false;
        using var fixture = new HostFixture(EvmcRevision.Osaka, (_, _, message, _) => fail ? Failure() : Success(message));
        Assert.Equal(EvmcStatusCode.Success, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Contract, 30)));
        Assert.Equal(970UL, fixture[Sender].Balance.Low64);
        Assert.Equal(130UL, fixture[Contract].Balance.Low64);
        fail = true;
        Assert.Equal(EvmcStatusCode.OutOfGas, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Contract, 30)));
        Assert.Equal(970UL, fixture[Sender].Balance.Low64);
        Assert.Equal(130UL, fixture[Contract].Balance.Low64);
        Assert.Equal(EvmcStatusCode.OutOfGas, fixture.RunForStatus(Message(EvmcCallKind.CallCode, Sender, Contract, 30)));
    }

    [Fact]
    public void AnAccountWithoutCodeTakesTheValueAndKeepsTheGas()
    {
        using var fixture = new HostFixture(EvmcRevision.Osaka, Unused);
        var result = fixture.Run(Message(EvmcCallKind.Call, Sender, Other, 1));
        Assert.Equal(EvmcStatusCode.Success, result.StatusCode);
        Assert.Equal(100000, result.GasLeft);
        Assert.Equal(1UL, fixture[Other].Balance.Low64);
        Assert.True(fixture[Other].Exists);
    }

    [Theory]
    [InlineData(EvmcRevision.TangerineWhistle, true)]
    [InlineData(EvmcRevision.SpuriousDragon, false)]
    public void ACallWithoutValueCreatesAnAccountBeforeSpuriousDragonOnly(EvmcRevision revision, bool created)
    {
        using var fixture = new HostFixture(revision, Unused);
        fixture.Run(Message(EvmcCallKind.Call, Sender, Other));
        fixture.State.EndTransaction(revision);
        Assert.Equal(created, fixture.State.Find(Other) is not null);
    }

    [Fact]
    public void WhatTheCodeOfAFailedCallDidIsUndone()
    {
        using var fixture = new HostFixture(EvmcRevision.Osaka, (host, context, message, _) =>
        {
            EvmcBytes32 key = default;
            var value = Word(7);
            host->SetStorage(context, &message->Recipient, &key, (EvmcBytes32*)&value);
            host->SetTransientStorage(context, &message->Recipient, &key, (EvmcBytes32*)&value);
            host->EmitLog(context, &message->Recipient, null, 0, &key, 1);
            EvmcAddress other = default;
            Assert.Equal(EvmcAccessStatus.Cold, host->AccessAccount(context, &other));
            Assert.Equal(EvmcAccessStatus.Warm, host->AccessAccount(context, &other));
            Assert.Equal(EvmcAccessStatus.Cold, host->AccessStorage(context, &message->Recipient, &key));
            Assert.Equal(EvmcAccessStatus.Warm, host->AccessStorage(context, &message->Recipient, &key));
            return Failure();
        });
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(EvmcStatusCode.OutOfGas, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Contract)));
        }

        Assert.True(fixture.State.GetSlot(fixture[Contract], default).Current.IsZero);
        Assert.Empty(fixture.State.Logs);
    }

    [Fact]
    public void AnExceptionInTheHostReachesTheCallerOfRunAndNotTheVM()
    {
        var seen = EvmcStatusCode.Success;
        using var fixture = new HostFixture(EvmcRevision.Osaka, (host, context, message, _) =>
        {
            var tooMuch = Message(EvmcCallKind.Call, Contract, Sender, value: 101);
            seen = host->Call(context, &tooMuch).StatusCode;
            return Success(message);
        });
        Assert.Throws<InvalidOperationException>(() => fixture.Run(Message(EvmcCallKind.Call, Sender, Contract)));
        Assert.Equal(EvmcStatusCode.InternalError, seen);
    }

    [Fact]
    public void APrecompiledContractIsCalledWithGasAndOutput()
    {
        using var fixture = new HostFixture(EvmcRevision.Osaka, Unused);
        byte[] input = [1, 2, 3];
        fixed (byte* data = input)
        {
            var message = Message(EvmcCallKind.Call, Contract, Address.FromNumber(4), gas: 18);
            message.InputData = data;
            message.InputSize = 3;
            var result = fixture.Run(message);
            Assert.Equal(EvmcStatusCode.Success, result.StatusCode);
            Assert.Equal(0, result.GasLeft);
            Assert.Equal(input, new ReadOnlySpan<byte>(result.OutputData, (int)result.OutputSize).ToArray());
            InMemoryHost.Release(&result);
            message.Gas = 17;
            Assert.Equal(EvmcStatusCode.OutOfGas, fixture.RunForStatus(message));
        }
    }

    [Fact]
    public void ADelegationToAPrecompiledContractExecutesNothing()
    {
        using var fixture = new HostFixture(EvmcRevision.Prague, Unused);
        var message = Message(EvmcCallKind.Call, Sender, Address.FromNumber(4));
        message.Flags = EvmcFlags.Delegated;
        var result = fixture.Run(message);
        Assert.Equal(EvmcStatusCode.Success, result.StatusCode);
        Assert.Equal(100000, result.GasLeft);
    }

    [Fact]
    public void AMissingPrecompiledContractIsNamed()
    {
        using var fixture = new HostFixture(EvmcRevision.Cancun, Unused);
        Assert.Null(fixture.Host.UnavailablePrecompile);
        Assert.Equal(EvmcStatusCode.PrecompileFailure, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Address.FromNumber(0x0A))));
        Assert.Equal("KZG_POINT_EVALUATION", fixture.Host.UnavailablePrecompile);
    }

    [Fact]
    public void TheMarkOfAddress3OutlivesAFailedCall()
    {
        var ripemd = Address.FromNumber(3);
        using var fixture = new HostFixture(EvmcRevision.SpuriousDragon, Unused, state =>
        {
            state.AddAccount(ripemd, 0, 0, ContractCode.Empty);
            state.AddAccount(Address.FromNumber(2), 0, 0, ContractCode.Empty);
        });
        Assert.Equal(EvmcStatusCode.OutOfGas, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, ripemd, gas: 1)));
        Assert.Equal(EvmcStatusCode.OutOfGas, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Address.FromNumber(2), gas: 1)));
        fixture.State.EndTransaction(EvmcRevision.SpuriousDragon);
        Assert.Null(fixture.State.Find(ripemd));
        Assert.NotNull(fixture.State.Find(Address.FromNumber(2)));
    }

    [Theory]
    [InlineData(EvmcRevision.Shanghai, false, true)]
    [InlineData(EvmcRevision.Cancun, false, false)]
    [InlineData(EvmcRevision.Cancun, true, true)]
    public void SelfDestructionRemovesAndMovesTheBalance(EvmcRevision revision, bool createdNow, bool removed)
    {
        byte first = 0;
        byte second = 0;
        using var fixture = new HostFixture(revision, (host, context, message, _) =>
        {
            var heir = Other;
            first = host->Selfdestruct(context, &message->Recipient, (EvmcAddress*)&heir);
            second = host->Selfdestruct(context, &message->Recipient, (EvmcAddress*)&heir);
            return Success(message);
        });
        if (createdNow)
        {
            fixture.State.AddFlags(fixture[Contract], AccountFlags.Created);
        }

        fixture.Run(Message(EvmcCallKind.Call, Sender, Contract));
        Assert.Equal(removed ? 1 : 0, first);
        Assert.Equal(0, second);
        Assert.Equal(100UL, fixture[Other].Balance.Low64);
        fixture.State.EndTransaction(revision);
        Assert.Equal(removed, fixture.State.Find(Contract) is null);
    }

    [Theory]
    [InlineData(EvmcRevision.Shanghai, 0)]
    [InlineData(EvmcRevision.Cancun, 100)]
    public void SelfDestructionToItselfBurnsOnlyWhatIsRemoved(EvmcRevision revision, ulong left)
    {
        using var fixture = new HostFixture(revision, (host, context, message, _) =>
        {
            host->Selfdestruct(context, &message->Recipient, &message->Recipient);
            return Success(message);
        });
        fixture.Run(Message(EvmcCallKind.Call, Sender, Contract));
        Assert.Equal(left, fixture[Contract].Balance.Low64);
    }

    [Fact]
    public void QuestionsAreAnsweredAsEVMCSays()
    {
        using var fixture = new HostFixture(EvmcRevision.Osaka, (host, context, message, code) =>
        {
            var contract = Contract;
            var absent = Other;
            var sender = Sender;
            Assert.Equal(1, host->AccountExists(context, (EvmcAddress*)&contract));
            Assert.Equal(0, host->AccountExists(context, (EvmcAddress*)&absent));
            var balance = host->GetBalance(context, (EvmcAddress*)&contract);
            Assert.Equal(Word(100), *&balance);
            Assert.Equal(1u, host->GetCodeSize(context, (EvmcAddress*)&contract));
            var buffer = stackalloc byte[4];
            Assert.Equal(1u, host->CopyCode(context, (EvmcAddress*)&contract, 0, buffer, 4));
            Assert.Equal(0u, host->CopyCode(context, (EvmcAddress*)&contract, 1, buffer, 4));
            var hash = host->GetCodeHash(context, (EvmcAddress*)&sender);
            Assert.Equal(ContractCode.Empty.Hash, *&hash);
            hash = host->GetCodeHash(context, (EvmcAddress*)&absent);
            Assert.True((&hash)->IsZero);
            hash = host->GetBlockHash(context, 1);
            Assert.Equal("0xc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6", (&hash)->ToString());
            var tx = host->GetTxContext(context);
            Assert.Equal(Sender, tx.TxOrigin);
            Assert.Equal(10, tx.BlockNumber);
            Assert.Equal(Word(1), tx.ChainId);
            return Success(message);
        });
        Assert.Equal(EvmcStatusCode.Success, fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Contract)));
    }

    [Fact]
    public void CallsNest1024DeepOnADeepStack()
    {
        var deepest = 0;
        DeepStack.Run(() =>
        {
            using var fixture = new HostFixture(EvmcRevision.Osaka, (host, context, message, _) =>
            {
                deepest = Math.Max(deepest, message->Depth);
                if (message->Depth == 1024)
                {
                    return Success(message);
                }

                var next = Message(EvmcCallKind.Call, Contract, Contract, depth: message->Depth + 1);
                return host->Call(context, &next);
            });
            return fixture.RunForStatus(Message(EvmcCallKind.Call, Sender, Contract, depth: 0));
        });
        Assert.Equal(1024, deepest);
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Runtime;
using static Dtvm.Engine.Tests.HostFixture;

namespace Dtvm.Engine.Tests;

/// <summary>Creations: addresses, collisions, deposit of code.</summary>
public unsafe class HostCreateTests
{
    [Theory]
    [InlineData(0, "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d")]
    [InlineData(1, "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8")]
    [InlineData(2, "0xf778b86fa74e846c4f0a1fbd1335fe81c00a0c91")]
    public void TheAddressOfCREATEIsTheHashOfSenderAndNonce(ulong nonce, string expected) =>
        Assert.Equal(expected, ContractAddress.ForCreate(Parse("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"), nonce).ToString());

    [Theory]
    [InlineData(0x7FUL)]
    [InlineData(0x80UL)]
    [InlineData(0xFFFFUL)]
    [InlineData(0x1234567UL)]
    [InlineData(ulong.MaxValue - 1)]
    public void TheNonceIsEncodedAsRLPDoes(ulong nonce)
    {
        var writer = new RlpWriter();
        var list = writer.BeginList();
        writer.AppendString(Sender.AsSpan());
        writer.AppendNumber(nonce);
        writer.EndList(list);
        var hash = new byte[32];
        Dtvm.Runtime.Keccak256.Hash(writer.From(0), hash);
        Assert.Equal(new Address(hash.AsSpan(12)), ContractAddress.ForCreate(Sender, nonce));
    }

    // EIP-1014, examples 0, 1, 3 and 5.
    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000", "0x00", "0x00", "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38")]
    [InlineData("0xdeadbeef00000000000000000000000000000000", "0x00", "0x00", "0xb928f69bb1d91cd65274e3c79d8986362984fda3")]
    [InlineData("0x0000000000000000000000000000000000000000", "0x00", "0xdeadbeef", "0x70f2b2914a2a4b783faefb75f459a580616fcb5e")]
    [InlineData("0x0000000000000000000000000000000000000000", "0x00", "0x", "0xe33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0")]
    public void TheAddressOfCREATE2IsThatOfTheEIP(string sender, string salt, string initCode, string expected)
    {
        var made = ContractAddress.ForCreate2(Parse(sender), HostValues.ToWord(U256.Parse(salt)), Hex.Decode(initCode));
        Assert.Equal(expected, made.ToString());
    }

    [Fact]
    public void ACreationBumpsTheNonceMovesTheValueAndDepositsTheCode()
    {
        var created = ContractAddress.ForCreate(Sender, 5);
        using var fixture = new HostFixture(EvmcRevision.Osaka, (_, _, message, code) =>
        {
            Assert.Equal(created, message->Recipient);
            Assert.Equal(0u, message->InputSize);
            Assert.Equal([0xFE], code.ToArray());
            return Deploys([0x60, 0x01], message->Gas - 10, refund: 3);
        });
        var result = RunCreate(fixture, 1000, value: 9);
        Assert.Equal(EvmcStatusCode.Success, result.StatusCode);
        Assert.Equal(1000 - 10 - 400, result.GasLeft);
        Assert.Equal(3, result.GasRefund);
        Assert.Equal(0u, result.OutputSize);
        Assert.Equal(created, result.CreateAddress);
        var account = fixture[created];
        Assert.Equal([0x60, 0x01], account.Code.Bytes.ToArray());
        Assert.Equal(1UL, account.Nonce);
        Assert.Equal(9UL, account.Balance.Low64);
        Assert.Equal(991UL, fixture[Sender].Balance.Low64);
        Assert.Equal(6UL, fixture[Sender].Nonce);
        Assert.True((account.Flags & AccountFlags.Created) != 0);
    }

    [Fact]
    public void AFailedCreationLeavesTheNonceAndTheAccessOnly()
    {
        using var fixture = new HostFixture(EvmcRevision.Osaka, (_, _, _, _) => Failure());
        Assert.Equal(EvmcStatusCode.OutOfGas, RunCreate(fixture, 1000, value: 9).StatusCode);
        var account = fixture[ContractAddress.ForCreate(Sender, 5)];
        Assert.Equal(AccountFlags.Warm, account.Flags);
        Assert.True(account.IsEmpty);
        Assert.Equal(1000UL, fixture[Sender].Balance.Low64);
        Assert.Equal(6UL, fixture[Sender].Nonce);
    }

    [Theory]
    [InlineData("nonce", false)]
    [InlineData("code", false)]
    [InlineData("storage", false)]
    [InlineData("balance", true)]
    public void AUsedAddressCollides(string what, bool succeeds)
    {
        var created = ContractAddress.ForCreate(Sender, 5);
        using var fixture = new HostFixture(
            EvmcRevision.Osaka,
            (_, _, message, _) => succeeds ? Success(message) : throw new InvalidOperationException("the init code must not run"),
            state => state.AddAccount(
                created,
                what == "balance" ? 4UL : 0UL,
                what == "nonce" ? 1UL : 0,
                what == "code" ? ContractCode.Create([0]) : ContractCode.Empty,
                what == "storage" ? [new(default, Word(1))] : []));
        var result = RunCreate(fixture, 1000, value: 9);
        Assert.Equal(succeeds ? EvmcStatusCode.Success : EvmcStatusCode.Failure, result.StatusCode);
        Assert.Equal(succeeds ? 13 : 0, (int)fixture[created].Balance.Low64);
        Assert.Equal(6UL, fixture[Sender].Nonce);
        if (!succeeds)
        {
            Assert.Equal(0, result.GasLeft);
        }
    }

    [Fact]
    public void ASenderWithTheLastNonceCreatesNothingAndKeepsItsGas()
    {
        using var fixture = new HostFixture(
            EvmcRevision.Osaka, Unused, state => state.AddAccount(Sender, 10, ulong.MaxValue, ContractCode.Empty));
        var result = RunCreate(fixture, 1000, value: 0);
        Assert.Equal(EvmcStatusCode.Failure, result.StatusCode);
        Assert.Equal(1000, result.GasLeft);
        Assert.Equal(ulong.MaxValue, fixture[Sender].Nonce);
    }

    [Theory]
    [InlineData(EvmcRevision.Frontier, EvmcStatusCode.Success, 399)] // the account stays without code
    [InlineData(EvmcRevision.Homestead, EvmcStatusCode.OutOfGas, 0)] // EIP-2
    public void TooLittleGasForTheDeposit(EvmcRevision revision, EvmcStatusCode expected, long gasLeft)
    {
        using var fixture = new HostFixture(revision, (_, _, message, _) => Deploys([1, 2], 399));
        var result = RunCreate(fixture, 1000, value: 0);
        Assert.Equal(expected, result.StatusCode);
        Assert.Equal(gasLeft, result.GasLeft);
        Assert.Equal(0, fixture[ContractAddress.ForCreate(Sender, 5)].Code.Length);
        Assert.Equal(expected == EvmcStatusCode.Success, fixture[ContractAddress.ForCreate(Sender, 5)].Exists);
    }

    [Theory]
    [InlineData(EvmcRevision.TangerineWhistle, 24577, 0x00, EvmcStatusCode.Success)]
    [InlineData(EvmcRevision.SpuriousDragon, 24577, 0x00, EvmcStatusCode.Failure)] // EIP-170
    [InlineData(EvmcRevision.SpuriousDragon, 24576, 0x00, EvmcStatusCode.Success)]
    [InlineData(EvmcRevision.Berlin, 1, 0xEF, EvmcStatusCode.Success)]
    [InlineData(EvmcRevision.London, 1, 0xEF, EvmcStatusCode.ContractValidationFailure)] // EIP-3541
    public void SomeCodeMayNotBeDeposited(EvmcRevision revision, int size, byte first, EvmcStatusCode expected)
    {
        var code = new byte[size];
        code[0] = first;
        using var fixture = new HostFixture(revision, (_, _, message, _) => Deploys(code, 100_000_000));
        var result = RunCreate(fixture, 200_000_000, value: 0);
        Assert.Equal(expected, result.StatusCode);
        Assert.Equal(expected == EvmcStatusCode.Success ? size : 0, fixture[ContractAddress.ForCreate(Sender, 5)].Code.Length);
    }

    [Fact]
    public void ARevertKeepsItsOutputAndGas()
    {
        using var fixture = new HostFixture(EvmcRevision.Osaka, (_, _, message, _) =>
        {
            var reverted = Deploys([7], 500);
            reverted.StatusCode = EvmcStatusCode.Revert;
            return reverted;
        });
        var result = RunCreate(fixture, 1000, value: 1);
        Assert.Equal(EvmcStatusCode.Revert, result.StatusCode);
        Assert.Equal(500, result.GasLeft);
        Assert.Equal(1u, result.OutputSize);
        Assert.Equal(7, result.OutputData[0]);
        InMemoryHost.Release(&result);
    }

    private static EvmcResult RunCreate(HostFixture fixture, long gas, ulong value)
    {
        byte initCode = 0xFE;
        var message = Message(EvmcCallKind.Create, Sender, default, value, gas);
        message.InputData = &initCode;
        message.InputSize = 1;
        return fixture.Run(message);
    }

    private static EvmcResult Deploys(byte[] code, long gasLeft, long refund = 0)
    {
        EvmcResult result = default;
        result.StatusCode = EvmcStatusCode.Success;
        result.GasLeft = gasLeft;
        result.GasRefund = refund;
        result.OutputSize = (nuint)code.Length;
        result.OutputData = (byte*)NativeMemory.Alloc(result.OutputSize);
        code.CopyTo(new Span<byte>(result.OutputData, code.Length));
        result.Release = &Free;
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Free(EvmcResult* result) => NativeMemory.Free(result->OutputData);

    private static Address Parse(string text) => new(Hex.Decode(text));
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime.Tests;

/// <summary>Price and refund of SSTORE for each kind of change in each revision.</summary>
public sealed class InterpreterStorageTests : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    /// <summary>Columns in the order of <see cref="EvmcStorageStatus"/>.</summary>
    public static TheoryData<Revision, int[], int[]> Prices
    {
        get
        {
            int[] legacyCost = [5000, 20000, 5000, 5000, 20000, 5000, 20000, 5000, 5000];
            int[] legacyRefund = [0, 0, 15000, 0, 0, 15000, 0, 15000, 0];
            var data = new TheoryData<Revision, int[], int[]>();
            foreach (var revision in Revisions.All.Where(r => r <= Revision.Petersburg && r != Revision.Constantinople))
            {
                data.Add(revision, legacyCost, legacyRefund);
            }

            data.Add(
                Revision.Constantinople,
                [200, 20000, 5000, 5000, 200, 200, 200, 200, 200],
                [0, 0, 15000, 0, -15000, 15000, -10200, 19800, 4800]);
            data.Add(
                Revision.Istanbul,
                [800, 20000, 5000, 5000, 800, 800, 800, 800, 800],
                [0, 0, 15000, 0, -15000, 15000, -10800, 19200, 4200]);
            data.Add(
                Revision.Berlin,
                [100, 20000, 2900, 2900, 100, 100, 100, 100, 100],
                [0, 0, 15000, 0, -15000, 15000, -12200, 19900, 2800]);
            foreach (var revision in Revisions.All.Where(r => r is >= Revision.London and < Revision.Amsterdam))
            {
                data.Add(
                    revision,
                    [100, 20000, 2900, 2900, 100, 100, 100, 100, 100],
                    [0, 0, 4800, 0, -4800, 4800, -2000, 19900, 2800]);
            }

            return data;
        }
    }

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Prices))]
    public void PriceAndRefund(Revision revision, int[] costs, int[] refunds)
    {
        Assert.Equal((9, 9), (costs.Length, refunds.Length));
        foreach (var isWarm in (bool[])[false, true])
        {
            _harness.Host.WarmKeys.Clear();
            if (isWarm)
            {
                _harness.Host.WarmKeys.Add(0x11);
            }

            for (var status = EvmcStorageStatus.Assigned; status <= EvmcStorageStatus.ModifiedRestored; status++)
            {
                _harness.Host.StorageStatus = status;
                var program = new EvmProgram().PushOperands(0x11, 0x22).Op(Opcode.SSTORE);
                var cost = 6 + costs[(int)status] + (revision >= Revision.Berlin && !isWarm ? 2100 : 0);
                var outcome = _harness.Run(program, revision);
                Assert.Equal((EvmcStatusCode.Success, 1_000_000L - cost, (long)refunds[(int)status]),
                    (outcome.Status, outcome.GasLeft, outcome.Refund));
                var access = revision >= Revision.Berlin ? "access_storage 0x5e1f 0x11\n" : "";
                Assert.Equal(access + "set_storage 0x5e1f 0x11 0x22", outcome.HostCalls);

                // The value is stored before it turns out that it cannot be paid.
                outcome = _harness.Run(program, revision, long.Max(cost - 1, 6));
                var hasGuard = revision >= Revision.Istanbul && cost - 1 - 6 <= 2300;
                Assert.Equal((EvmcStatusCode.OutOfGas, 0L, 0L), (outcome.Status, outcome.GasLeft, outcome.Refund));
                Assert.Equal(hasGuard ? "" : access + "set_storage 0x5e1f 0x11 0x22", outcome.HostCalls);
            }
        }
    }

    [Fact]
    public void TheStipendOfACallIsNotEnoughFromIstanbulOn()
    {
        _harness.Host.WarmKeys.Add(1);
        var program = new EvmProgram().PushOperands(1, 0).Op(Opcode.SSTORE);
        Assert.Equal(EvmcStatusCode.OutOfGas, _harness.Run(program, Revision.Istanbul, 6 + 2300).Status);
        Assert.Equal("", _harness.Run(program, Revision.Istanbul, 6 + 2300).HostCalls);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(program, Revision.Istanbul, 6 + 2301).Status);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(program, Revision.Constantinople, 6 + 200).Status);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(program, Revision.Osaka, 6 + 2301).Status);
        // What follows in straight code does not count: the gas is exact.
        var longer = new EvmProgram().PushOperands(1, 0).Op(Opcode.SSTORE).Repeat(100, Opcode.PC);
        Assert.Equal(EvmcStatusCode.Success, _harness.Run(longer, Revision.Osaka, 6 + 2301).Status);
    }

    [Fact]
    public void RefundsAddUpAndAreLostUnlessTheFrameSucceeds()
    {
        _harness.Host.StorageStatus = EvmcStorageStatus.Deleted;
        var program = new EvmProgram().PushOperands(1, 0).Op(Opcode.SSTORE).PushOperands(2, 0).Op(Opcode.SSTORE);
        Assert.Equal(9600, _harness.Run(program).Refund);
        Assert.Equal(0, _harness.Run(program.PushOperands(0, 0).Op(Opcode.REVERT)).Refund);
    }
}

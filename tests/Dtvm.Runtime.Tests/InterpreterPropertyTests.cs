// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Numerics;
using Xunit.Abstractions;

namespace Dtvm.Runtime.Tests;

/// <summary>
/// By chunks and instruction by instruction: same status, gas, refund, output and host calls, for any program and any gas.
/// </summary>
public sealed class InterpreterPropertyTests(ITestOutputHelper output) : IDisposable
{
    private readonly InterpreterHarness _harness = new();

    public static TheoryData<Revision, int> Cases
    {
        get
        {
            var data = new TheoryData<Revision, int>();
            foreach (var revision in Revisions.All)
            {
                data.Add(revision, 1000 + (int)revision);
            }

            data.Add(Revision.Osaka, 7);
            data.Add(Revision.Osaka, 8);
            return data;
        }
    }

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void ProgramsWithAValidStack(Revision revision, int seed)
    {
        var random = new Random(seed);
        var statuses = new Dictionary<EvmcStatusCode, int>();
        for (var i = 0; i < 120; i++)
        {
            Compare(new RandomProgram(random, revision).Generate(random.Next(1, 80)), revision, random, $"seed {seed}, program {i}",
                statuses);
        }

        output.WriteLine($"seed {seed}: {string.Join(", ", statuses.Select(s => $"{s.Key} {s.Value}"))}");
        Assert.True(statuses.Count >= 4, "The programs should end in many ways.");
    }

    [Theory]
    [InlineData(Revision.Frontier, 21)]
    [InlineData(Revision.Byzantium, 22)]
    [InlineData(Revision.Osaka, 23)]
    public void ProgramsOfRandomBytes(Revision revision, int seed)
    {
        var random = new Random(seed);
        var statuses = new Dictionary<EvmcStatusCode, int>();
        for (var i = 0; i < 300; i++)
        {
            Compare(RandomProgram.Bytes(random, random.Next(1, 200)), revision, random, $"seed {seed}, program {i}", statuses);
        }

        output.WriteLine($"seed {seed}: {string.Join(", ", statuses.Select(s => $"{s.Key} {s.Value}"))}");
        Assert.True(statuses.Count >= 3, "The programs should end in many ways.");
    }

    private void Compare(byte[] code, Revision revision, Random random, string name, Dictionary<EvmcStatusCode, int> statuses)
    {
        RandomizeHost(random);
        var setup = new InterpreterSetup
        {
            Revision = revision,
            Gas = 100_000,
            Flags = random.Next(8) == 0 ? EvmcFlags.Static : EvmcFlags.None,
            Depth = random.Next(10) == 0 ? 1024 : 0,
            IsMetered = random.Next(10) != 0,
            Input = new byte[random.Next(70)],
            Stack = random.Next(6) == 0 ? new U256[random.Next(1025)] : [],
        };
        random.NextBytes(setup.Input);
        if (!setup.IsMetered && HasLoop(code))
        {
            setup = setup with { IsMetered = true };
        }

        using var prepared = InterpreterCode.Create(code, revision);
        // Gas for all of it, then amounts that end anywhere before.
        var used = 100_000 - Same(100_000).GasLeft;
        for (var i = 0; i < 12; i++)
        {
            Same(i < 4 ? long.Max(0, used - i) : random.NextInt64(used + 1));
        }

        InterpreterOutcome Same(long gas)
        {
            var run = setup with { Gas = gas };
            var expected = _harness.Run(code, prepared, run, RunMode.PerInstruction);
            var actual = _harness.Run(code, prepared, run, RunMode.Chunked);
            Assert.True(expected == actual, $"{name}, gas {gas}, code {Convert.ToHexStringLower(code)}\n{expected}\n{actual}");
            statuses[actual.Status] = statuses.GetValueOrDefault(actual.Status) + 1;
            return actual;
        }
    }

    /// <summary>True if the code may jump at all: without metering it might never end.</summary>
    private static bool HasLoop(byte[] code) => code.AsSpan().ContainsAny((byte)Opcode.JUMP, (byte)Opcode.JUMPI);

    private void RandomizeHost(Random random)
    {
        var host = _harness.Host;
        host.Warm.Clear();
        host.WarmKeys.Clear();
        host.Balances.Clear();
        host.Codes.Clear();
        host.Existing.Clear();
        for (var i = 0; i < 30; i++)
        {
            host.Warm.Add((ulong)random.Next(100));
            host.WarmKeys.Add((ulong)random.Next(100));
            host.Existing.Add((ulong)random.Next(100));
            host.Balances[(ulong)random.Next(100)] = (ulong)random.Next(5);
        }

        host.Balances[InterpreterHarness.Self] = (ulong)random.Next(200);
        host.Codes[(ulong)random.Next(100)] = new byte[random.Next(40)];
        host.Codes[(ulong)random.Next(100)] = [0xef, 1, 0, .. new byte[19], (byte)random.Next(100)];
        host.StorageStatus = (EvmcStorageStatus)random.Next(9);
        host.Answer = random.Next(2) == 0 ? (ulong)random.Next(100) : U256.MaxValue - (ulong)random.Next(100);
        host.CallStatus = (EvmcStatusCode)random.Next(4);
        host.CallGasLeft = 0;
        host.CallRefund = random.Next(3) == 0 ? random.Next(1000) : 0;
        host.CallOutput = new byte[random.Next(3) * random.Next(40)];
        random.NextBytes(host.CallOutput);
        host.TxContext = new EvmcTxContext
        {
            BlockNumber = random.Next(400),
            BlockTimestamp = random.Next(),
            BlockGasLimit = random.Next()
        };
        host.IsFirstSelfdestruct = random.Next(2) == 0;
    }
}

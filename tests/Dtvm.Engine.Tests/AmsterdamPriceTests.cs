// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>Prices of Amsterdam (EIP-8037, EIP-8038) to the last unit, in interpreter and machine code, with a full and an empty
/// reservoir.</summary>
public sealed class AmsterdamPriceTests : IDisposable
{
    private const long Full = 200_000_000;

    private readonly EngineVm[] _vms = [Engines.Create(ExecutionMode.Interpreter), Engines.Create(ExecutionMode.Multipass)];

    public void Dispose() => Array.ForEach(_vms, vm => vm.Dispose());

    [Fact]
    public void EveryStoreCostsWhatTheVectorsSay()
    {
        foreach (var vector in Vectors("sstore_amsterdam.json").GetProperty("cases").EnumerateArray())
        {
            var original = (ulong)Number(vector, "original");
            var current = (ulong)Number(vector, "current");
            var isCold = vector.GetProperty("cold").GetBoolean();
            var rig = new AmsterdamRig
            {
                Code = $"60{Number(vector, "new"):x2}600155",
                Reservoir = Full,
                Before = state => state.AddAccount(
                    AmsterdamRig.Contract, 0, 1, state.Find(AmsterdamRig.Contract)!.Code,
                    [new(HostFixture.Word(1), HostFixture.Word(original))]),
                Begun = host =>
                {
                    var slot = host.State.GetSlot(host.State.GetOrAdd(AmsterdamRig.Contract), HostFixture.Word(1));
                    host.State.SetStorage(slot, HostFixture.Word(current));
                    if (!isCold)
                    {
                        host.State.WarmSlot(slot);
                    }
                },
            };
            var cost = 6 + Number(vector, "execution");
            var state = Number(vector, "state_charge") - Number(vector, "state_credit");
            foreach (var vm in _vms)
            {
                Check(vector, rig.Run(vm), 1_000_000 - cost, Full - state, Number(vector, "refund"));

                // Without a reservoir a charge is paid from gas; what was not paid in this frame is credited to its reservoir.
                var empty = With(rig, 1_000_000, 0).Run(vm);
                Check(vector, empty, 1_000_000 - cost - Math.Max(state, 0), -state, Number(vector, "refund"));

                var least = 6 + Number(vector, "least_gas_left");
                Assert.Equal(EvmcStatusCode.OutOfGas, With(rig, least - 1, Full).Run(vm).Status);
                Assert.Equal(EvmcStatusCode.Success, With(rig, least, Full).Run(vm).Status);
            }
        }
    }

    [Fact]
    public void EveryAccessAndCallCostsWhatTheVectorsSay()
    {
        var seen = 0;
        foreach (var vector in Vectors("opcode_gas_amsterdam.json").EnumerateArray())
        {
            if (RigOf(vector) is not { } entry)
            {
                continue;
            }

            seen++;
            var execution = entry.Cost + Number(vector, "execution") - Optional(vector, "stipend");
            var state = Optional(vector, "state");
            foreach (var vm in _vms)
            {
                Check(vector, With(entry.Rig, 1_000_000, Full).Run(vm), 1_000_000 - execution, Full - state, 0);
                Check(vector, With(entry.Rig, 1_000_000, 0).Run(vm), 1_000_000 - execution - state, -state, 0);
                if (state == 0)
                {
                    continue;
                }

                // Every unit counts: of the stipend nothing is used, but it is given back only afterwards.
                var least = execution + state + Optional(vector, "stipend");
                Assert.Equal(EvmcStatusCode.OutOfGas, With(entry.Rig, least - 1, 0).Run(vm).Status);
                Assert.Equal(EvmcStatusCode.Success, With(entry.Rig, least, 0).Run(vm).Status);
                Assert.Equal(EvmcStatusCode.OutOfGas, With(entry.Rig, least - 1 - 1000, 1000).Run(vm).Status);
                Assert.Equal(EvmcStatusCode.Success, With(entry.Rig, least - 1000, 1000).Run(vm).Status);
            }
        }

        Assert.Equal(59, seen);
    }

    [Fact]
    public void EveryCreationCostsWhatTheVectorsSay()
    {
        foreach (var vector in Vectors("opcode_gas_amsterdam.json").EnumerateArray())
        {
            if (Text(vector, "op") is not ("CREATE" or "CREATE2"))
            {
                continue;
            }

            var isCreate2 = Text(vector, "op") == "CREATE2";
            var size = (int)Number(vector, "initcode_bytes");
            var rig = new AmsterdamRig { Code = $"{(isCreate2 ? "5f" : "")}{AmsterdamRig.Push(size)}5f5f{(isCreate2 ? "f5" : "f0")}" };
            var cost = (isCreate2 ? 2 : 0) + 7 + Number(vector, "execution_without_memory") + Memory(size);
            var state = Number(vector, "state_if_new");
            foreach (var vm in _vms)
            {
                Check(vector, With(rig, 1_000_000, Full).Run(vm), 1_000_000 - cost, Full - state, 0);
                Check(vector, With(rig, 1_000_000, 0).Run(vm), 1_000_000 - cost - state, -state, 0);
                Assert.Equal(EvmcStatusCode.OutOfGas, With(rig, cost + state - 1, 0).Run(vm).Status);
                Assert.Equal(EvmcStatusCode.Success, With(rig, cost + state, 0).Run(vm).Status);
            }
        }

        foreach (var vm in _vms)
        {
            var large = new AmsterdamRig { Code = $"{AmsterdamRig.Push(131_073)}5f5ff0", Reservoir = Full };
            Assert.Equal(EvmcStatusCode.OutOfGas, large.Run(vm).Status);
        }
    }

    [Fact]
    public void EveryDepositCostsWhatTheVectorsSay()
    {
        foreach (var vector in Vectors("opcode_gas_amsterdam.json").EnumerateArray())
        {
            if (Text(vector, "op") != "code deposit")
            {
                continue;
            }

            // The init code PUSH4 size PUSH0 RETURN in a word; its first byte is at 25.
            var size = (int)Number(vector, "code_bytes");
            var rig = new AmsterdamRig { Code = $"66{AmsterdamRig.Push(size)}5ff35f52600760195ff0" };
            var outer = 3 + 2 + 3 + 3 + 3 + 3 + 2 + 12_002;
            var inner = 3 + 2 + Memory(size) + Number(vector, "execution");
            var state = 183_600 + Number(vector, "state");
            foreach (var vm in _vms)
            {
                Check(vector, With(rig, 1_000_000, Full).Run(vm), 1_000_000 - outer - inner, Full - state, 0);
                var empty = With(rig, Full, 0).Run(vm);
                Check(vector, empty, Full - outer - inner - state, -state, 0);
            }
        }

        foreach (var vm in _vms)
        {
            // One byte more than EIP-7954 allows: the creation fails, and its charge is given back.
            var large = new AmsterdamRig { Code = $"66{AmsterdamRig.Push(65_537)}5ff35f52600760195ff0", Reservoir = Full }.Run(vm);
            Assert.Equal((EvmcStatusCode.Success, Full), (large.Status, large.StateBalance));
        }
    }

    private (AmsterdamRig Rig, long Cost)? RigOf(JsonElement vector)
    {
        var target = AmsterdamRig.Other;
        var isCold = vector.TryGetProperty("cold", out var cold) && cold.GetBoolean();
        var isDead = vector.TryGetProperty("target_dead", out var dead) && dead.GetBoolean();
        var delegation = vector.TryGetProperty("delegation", out var given) ? given.GetString() : null;
        var push = AmsterdamRig.Push(target);
        var value = vector.TryGetProperty("value", out var sends) && sends.GetBoolean() ? "6001" : "6000";
        var hasBalance = !vector.TryGetProperty("balance", out var owns) || owns.GetBoolean();
        var (code, cost) = Text(vector, "op") switch
        {
            "BALANCE" => (push + "31", 3),
            "EXTCODEHASH" => (push + "3f", 3),
            "EXTCODESIZE" => (push + "3b", 3),
            "EXTCODECOPY" => ("5f5f5f" + push + "3c", 9),
            "SLOAD" => ("5f54", 2),
            "CALL" => ("5f5f5f5f" + value + push + "5ff1", 16),
            "CALLCODE" => ("5f5f5f5f" + value + push + "5ff2", 16),
            "DELEGATECALL" => ("5f5f5f5f" + push + "5ff4", 13),
            "STATICCALL" => ("5f5f5f5f" + push + "5ffa", 13),
            "SELFDESTRUCT" => (push + "ff", 3),
            "SLOTNUM" => ("4b", 0),
            "TLOAD" => ("5f5c", 2),
            "TSTORE" => ("5f5f5d", 4),
            _ => ("", 0),
        };
        if (code.Length == 0)
        {
            return null;
        }

        var designator = ContractCode.Create([0xef, 0x01, 0x00, .. AmsterdamRig.Delegate.AsSpan()]);
        return (new AmsterdamRig
        {
            Code = code,
            Balance = hasBalance ? 10UL : 0UL,
            Before = state =>
            {
                if (!isDead)
                {
                    state.AddAccount(target, 0, 1, delegation is null ? ContractCode.Empty : designator);
                }
            },
            Begun = host =>
            {
                if (!isCold)
                {
                    host.AccessAccount(target);
                    host.State.WarmSlot(host.State.GetSlot(host.State.GetOrAdd(AmsterdamRig.Contract), HostFixture.Word(0)));
                }

                if (delegation == "warm")
                {
                    host.AccessAccount(AmsterdamRig.Delegate);
                }
            },
        }, cost);
    }

    private static AmsterdamRig With(AmsterdamRig rig, long gas, long reservoir) => new()
    {
        Code = rig.Code,
        Balance = rig.Balance,
        Before = rig.Before,
        Begun = rig.Begun,
        Gas = gas,
        Reservoir = reservoir,
    };

    private static void Check(JsonElement vector, AmsterdamResult result, long gas, long state, long refund) => Assert.Equal(
        (vector.ToString(), EvmcStatusCode.Success, gas, state, refund),
        (vector.ToString(), result.Status, result.GasLeft, result.StateBalance, result.GasRefund));

    private static long Memory(long size)
    {
        var words = (size + 31) / 32;
        return (3 * words) + (words * words / 512);
    }

    private static JsonElement Vectors(string name) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("ethereum/amsterdam/vectors/" + name))).RootElement;

    private static long Number(JsonElement vector, string name) => vector.GetProperty(name).GetInt64();

    private static long Optional(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0;

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>Amsterdam: machine code ends as the interpreter does at every amount of gas, with an empty, a partial and a full
/// reservoir.</summary>
public sealed class AmsterdamHaltTests
{
    private const long Plenty = 3_000_000;
    private const string Set = "60015f55";
    private const string Clear = "5f5f55";
    private const string Halt = "fe";
    private const string Revert = "5f5ffd";

    /// <summary>Return of GAS and of the result of the last call.</summary>
    private const string Show = "5f525a60205260405ff3";

    private static readonly bool IsExhaustive = Environment.GetEnvironmentVariable("DTVM_EVERY_GAS") == "1";
    private static readonly long[] Reservoirs = [0, 50_000, 10_000_000];
    private static readonly string CallOther = $"5f5f5f5f5f{AmsterdamRig.Push(AmsterdamRig.Other)}5af1";
    private static readonly string DelegateToOther = $"5f5f5f5f{AmsterdamRig.Push(AmsterdamRig.Other)}5af4";
    private static readonly string PayOther = $"5f5f5f5f6001{AmsterdamRig.Push(AmsterdamRig.Other)}5af1";

    public static TheoryData<string, string, string> Programs() => new()
    {
        { "set", Set, "" },
        { "set and cleared", Set + Clear + "60016001" + "55", "" },
        { "set, then a child that sets", Set + CallOther + Show, Set },
        { "set, then a child that sets and reverts", Set + CallOther + Show, Set + Revert },
        { "set, then a child that sets and halts", Set + CallOther + Show, Set + Halt },
        { "set, cleared by a child", Set + DelegateToOther + Show, Clear },
        { "set, cleared by a child that reverts", Set + DelegateToOther + Show, Clear + Revert },
        { "set, cleared by a child that halts", Set + DelegateToOther + Show, Clear + Halt },
        { "a child sets, then cleared", DelegateToOther + "50" + Clear + Set + "5f" + Show, Set },
        { "revert after a set", Set + Revert, "" },
        { "value to a dead account", PayOther + Show, "" },
        { "value to a contract that reverts", PayOther + Show, Set + Revert },
        { "more value than there is", $"5f5f5f5f61ffff{AmsterdamRig.Push(AmsterdamRig.Other)}5af1" + Show, "" },
        { "creation of nothing", "5f5f5ff0" + Show, "" },
        { "creation with a deposit", "6460206000f35f526005601b5ff0" + Show, "" },
        { "creation that sets and reverts", "6660015f555f5ffd5f52600760195ff0" + Show, "" },
        { "creation that sets and halts", "6460015f55fe5f526005601b5ff0" + Show, "" },
        { "creation with more value than there is", "5f5f61fffff0" + Show, "" },
        { "second creation at an address collides", "5f5f5f5ff5505f5f5f5ff5" + Show, "" },
        { "selfdestruct to a dead account", AmsterdamRig.Push(AmsterdamRig.Other) + "ff", "" },
        { "selfdestruct to a living account", AmsterdamRig.Push(AmsterdamRig.Sender) + "ff", "" },
        { "deep stack", string.Concat(Enumerable.Repeat("5a", 20)) + "e680e781e88ee6" + "82" + "5f" + Show, "" },
        { "invalid immediate", "60015fe65b", "" },
        { "too few items for DUPN", string.Concat(Enumerable.Repeat("5f", 16)) + "e680", "" },
        { "too few items for SWAPN", string.Concat(Enumerable.Repeat("5f", 17)) + "e780", "" },
        { "too few items for EXCHANGE", "5f5fe88e", "" },
        { "overflow by DUPN", string.Concat(Enumerable.Repeat("5f", 1024)) + "e680", "" },
        { "slot number", "4b" + Show, "" },
    };

    /// <summary>Amounts are taken where something is charged, and between in steps; all of them with DTVM_EVERY_GAS=1 in the
    /// environment.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void EveryAmountOfGasEndsAlike(string name, string code, string child) => EndsAlike(name, code, child, IsExhaustive);

    /// <summary>What DTVM_EVERY_GAS=1 does, with a program that needs little.</summary>
    [Fact]
    public void EveryAmountWithoutAStepEndsAlike() => EndsAlike("slot number", "4b" + Show, "", isExhaustive: true);

    private static void EndsAlike(string name, string code, string child, bool isExhaustive)
    {
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        using var unoptimised = Engines.Create(ExecutionMode.Multipass, level: 0);
        using var optimised = Engines.Create(ExecutionMode.Multipass, level: 2);
        using var baseline = Engines.Create(ExecutionMode.Baseline);
        (string Name, EngineVm Vm)[] compiled =
            [("multipass, level 0", unoptimised), ("multipass, level 2", optimised), ("baseline", baseline)];
        var difference = DeepStack.Run(() => Reservoirs.Select(
            reservoir => FirstDifference(interpreter, compiled, code, child, reservoir, isExhaustive))
            .FirstOrDefault(found => found is not null));
        Assert.True(difference is null, $"{name}, {difference}");
        Assert.All(compiled, engine => Assert.Equal(0, engine.Vm.Runtime.Statistics.CompilationFailures));
    }

    private static string? FirstDifference(
        EngineVm interpreter, (string Name, EngineVm Vm)[] compiled, string code, string child, long reservoir, bool isExhaustive)
    {
        var used = Plenty - Rig(code, child, Plenty, reservoir).RunHere(interpreter).GasLeft;
        var amounts = isExhaustive ? Range(0, used + 2, 1) : Amounts(used);
        foreach (var gas in amounts)
        {
            var rig = Rig(code, child, gas, reservoir);
            var expected = rig.RunHere(interpreter);
            foreach (var (name, vm) in compiled)
            {
                var actual = rig.RunHere(vm);
                if (!IsSame(expected, actual))
                {
                    return $"{name}, gas {gas}, reservoir {reservoir}:\n{Text(expected)}\n{Text(actual)}";
                }
            }
        }

        return null;
    }

    private static bool IsSame(AmsterdamResult one, AmsterdamResult other) =>
        (one.Status, one.GasLeft, one.GasRefund, one.StateBalance) == (other.Status, other.GasLeft, other.GasRefund, other.StateBalance)
        && one.Output.AsSpan().SequenceEqual(other.Output)
        && one.Logs.Count == other.Logs.Count
        && (one.Logs.Count == 0 || LogEntry.HashOf(one.Logs) == LogEntry.HashOf(other.Logs))
        && Holds(one.State, other.State)
        && Holds(other.State, one.State);

    /// <summary>Whether a state has every account and every slot of another one.</summary>
    private static bool Holds(WorldState state, WorldState other)
    {
        foreach (var account in other.Records)
        {
            var own = state.Find(account.Address);
            var isSame = own is null
                ? !account.Exists
                : (own.Exists, own.Balance, own.Nonce) == (account.Exists, account.Balance, account.Nonce)
                    && own.Code.Hash == account.Code.Hash;
            if (!isSame)
            {
                return false;
            }

            foreach (var (key, slot) in account.Storage)
            {
                if (slot.Current != (own is not null && own.Storage.TryGetValue(key, out var value) ? value.Current : default))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static AmsterdamRig Rig(string code, string child, long gas, long reservoir) => new()
    {
        Code = code,
        Gas = gas,
        Reservoir = reservoir,
        Before = state =>
        {
            if (child.Length > 0)
            {
                state.AddAccount(AmsterdamRig.Other, 0, 1, AmsterdamRig.CodeOf(child));
            }
        },
    };

    private static IEnumerable<long> Amounts(long used)
    {
        var steps = Enumerable.Range(1, 40).Select(step => used * step / 40);

        // Around each charge of state gas, whatever was used before it.
        var charges = new[] { 97_920L, 183_600 }.SelectMany(charge => Range(charge, Math.Min(used, charge + 40_000), 997));
        return [.. Range(0, Math.Min(used, 40) + 1, 1), .. steps, .. charges, Math.Max(0, used - 1), used + 1];
    }

    private static IEnumerable<long> Range(long first, long end, long step)
    {
        for (var value = first; value < end; value += step)
        {
            yield return value;
        }
    }

    private static string Text(AmsterdamResult result)
    {
        var slots = result.State.Records.OrderBy(account => account.Address.ToString(), StringComparer.Ordinal).SelectMany(
            account => account.Storage.Where(slot => !slot.Value.Current.IsZero)
                .OrderBy(slot => slot.Key.ToString(), StringComparer.Ordinal)
                .Select(slot => $"{account.Address}[{slot.Key}]={slot.Value.Current}"));
        return $"{result.Status} gas {result.GasLeft} refund {result.GasRefund} state {result.StateBalance} "
            + $"output {Convert.ToHexStringLower(result.Output)} logs {LogEntry.HashOf(result.Logs)} {string.Join(' ', slots)}";
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Interpreter;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>State gas (EIP-8037): the meters of both engines against the vectors, and against a model of the EIP with two pools on random
/// sequences.</summary>
public sealed unsafe class AmsterdamMeterTests
{
    [Fact]
    public void BothMetersFollowEveryTrace()
    {
        foreach (var isInterpreter in new[] { true, false })
        {
            using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Path("ethereum/amsterdam/vectors/meter_amsterdam.json")));
            foreach (var vector in vectors.RootElement.EnumerateArray())
            {
                var name = vector.GetProperty("name").GetString();
                using var meter = new Meter(
                    isInterpreter, vector.GetProperty("gas_left").GetInt64(), vector.GetProperty("reservoir").GetInt64());
                foreach (var step in vector.GetProperty("steps").EnumerateArray())
                {
                    var operation = step.GetProperty("op");
                    var amount = operation.GetArrayLength() > 1 ? operation[1].GetInt64() : 0;
                    var isDone = meter.Apply(operation[0].GetString()!, amount);
                    var expected = (
                        step.GetProperty("ok").GetBoolean(), step.GetProperty("gas_left").GetInt64(),
                        step.GetProperty("reservoir").GetInt64(), step.GetProperty("spilled").GetInt64());
                    Assert.Equal((name, expected), (name, (isDone, meter.Gas, meter.Reservoir, meter.Spilled)));
                }

                var used = vector.GetProperty("reservoir").GetInt64() - meter.Reservoir + meter.Spilled;
                Assert.Equal((name, vector.GetProperty("state_used").GetInt64()), (name, used));
            }
        }
    }

    [Fact]
    public void BothMetersEqualTheModelOnRandomSequences()
    {
        var random = new Random(15);
        for (var sequence = 0; sequence < 20_000; sequence++)
        {
            var (gas, reservoir) = (random.NextInt64(2_000), random.Next(3) * random.NextInt64(500));
            var model = new TwoPools(gas, reservoir);
            using var first = new Meter(true, gas, reservoir);
            using var second = new Meter(false, gas, reservoir);
            for (var step = 0; step < 24; step++)
            {
                var operation = random.Next(8) switch
                {
                    0 or 1 => "state",
                    2 or 3 => "credit",
                    4 => "charge",
                    5 => "child",
                    _ => model.Depth == 0 ? "state" : new[] { "success", "success", "revert", "halt" }[random.Next(4)],
                };
                var amount = operation == "child" ? random.NextInt64(model.Gas + 1) : random.NextInt64(400);
                var isDone = model.Apply(operation, amount);
                Assert.Equal(isDone, first.Apply(operation, amount));
                Assert.Equal(isDone, second.Apply(operation, amount));
                Assert.Equal((model.Gas, model.Reservoir, model.Spilled), (first.Gas, first.Reservoir, first.Spilled));
                Assert.Equal((model.Gas, model.Reservoir, model.Spilled), (second.Gas, second.Reservoir, second.Spilled));
            }
        }
    }

    /// <summary>Frames as an engine nests them, with the cell of a host between them.</summary>
    private sealed class Meter : IDisposable
    {
        private readonly bool _isInterpreter;
        private readonly Stack<nint> _frames = new();
        private readonly long* _cell = (long*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(sizeof(long));
        private long _gas;

        public Meter(bool isInterpreter, long gas, long reservoir)
        {
            _isInterpreter = isInterpreter;
            Begin(gas, reservoir);
        }

        public long Gas => _gas;

        public long Reservoir => Math.Max(Top->StateBalance, 0);

        public long Spilled => Math.Max(-Top->StateBalance, 0);

        private ExecutionFrame* Top => (ExecutionFrame*)_frames.Peek();

        public bool Apply(string operation, long amount)
        {
            switch (operation)
            {
                case "charge":
                    _gas -= _gas >= amount ? amount : 0;
                    break;
                case "state":
                    return _isInterpreter ? StateMeter.TryCharge(Top, amount, ref _gas) : StateGas.TryCharge(Top, amount, ref _gas);
                case "credit" when _isInterpreter:
                    StateMeter.Credit(Top, amount, ref _gas);
                    break;
                case "credit":
                    StateGas.Credit(Top, amount, ref _gas);
                    break;
                case "child":
                    Top->Gas = _gas - amount;
                    *_cell = Reservoir;
                    Begin(amount, *_cell);
                    break;
                default:
                    End(operation);
                    break;
            }

            return true;
        }

        public void Dispose()
        {
            foreach (var frame in _frames)
            {
                System.Runtime.InteropServices.NativeMemory.Free((void*)frame);
            }

            System.Runtime.InteropServices.NativeMemory.Free(_cell);
        }

        private void Begin(long gas, long reservoir)
        {
            var frame = (ExecutionFrame*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(ExecutionFrame.Size);
            frame->StateCell = _cell;
            frame->StateGrant = frame->StateBalance = reservoir;
            _frames.Push((nint)frame);
            _gas = gas;
        }

        private void End(string how)
        {
            var child = (ExecutionFrame*)_frames.Pop();
            child->Gas = how == "halt" ? 0 : _gas;
            StateGas.End(
                child, how switch
                {
                    "success" => Evmc.Abi.EvmcStatusCode.Success,
                    "revert" => Evmc.Abi.EvmcStatusCode.Revert,
                    _ => Evmc.Abi.EvmcStatusCode.OutOfGas,
                });
            _gas = Top->Gas + child->Gas;
            System.Runtime.InteropServices.NativeMemory.Free(child);
            if (_isInterpreter)
            {
                StateMeter.Absorb(Top, how == "success", ref _gas);
            }
            else
            {
                StateGas.Absorb(Top, how == "success", ref _gas);
            }
        }
    }

    /// <summary>The meter as EIP-8037 tells it, written from its text alone: two pools a frame.</summary>
    private sealed class TwoPools(long gas, long reservoir)
    {
        private readonly Stack<(long Gas, long Spilled, long Baseline)> _parents = new();
        private long _baseline = reservoir;

        public long Gas { get; private set; } = gas;

        public long Reservoir { get; private set; } = reservoir;

        public long Spilled { get; private set; }

        public int Depth => _parents.Count;

        public bool Apply(string operation, long amount)
        {
            switch (operation)
            {
                case "charge":
                    Gas -= Gas >= amount ? amount : 0;
                    return true;
                case "state" when Reservoir + Gas < amount:
                    return false;
                case "state":
                    while (amount > 0 && Reservoir > 0)
                    {
                        var part = Math.Min(amount, Reservoir);
                        Reservoir -= part;
                        amount -= part;
                    }

                    Gas -= amount;
                    Spilled += amount;
                    return true;
                case "credit":
                    var repaid = Math.Min(amount, Spilled);
                    Gas += repaid;
                    Spilled -= repaid;
                    Reservoir += amount - repaid;
                    return true;
                case "child":
                    _parents.Push((Gas - amount, Spilled, _baseline));
                    (Gas, Spilled, _baseline) = (amount, 0, Reservoir);
                    return true;
            }

            var parent = _parents.Pop();
            if (operation != "success")
            {
                Gas = operation == "revert" ? Gas + Spilled : 0;
                Reservoir = _baseline;
                Spilled = 0;
            }

            Gas += parent.Gas;
            Spilled += parent.Spilled;
            _baseline = parent.Baseline;
            if (operation == "success")
            {
                var merged = Math.Min(Reservoir, Spilled);
                Gas += merged;
                Reservoir -= merged;
                Spilled -= merged;
            }

            return true;
        }
    }
}

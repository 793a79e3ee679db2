// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir;
using Dtvm.Mir.Interpretation;
using Dtvm.Numerics;

namespace Dtvm.Workbench.ExecuteEach;

/// <summary>What was seen of a function: how it was left, with what, and everything that can be observed from outside.</summary>
/// <param name="Exit">How it was left.</param>
/// <param name="Stack">The stack it left for the next function.</param>
/// <param name="Memory">The memory it left for the next function.</param>
/// <param name="Seen">What the host saw.</param>
internal sealed record FunctionObservation(MirExit Exit, U256[] Stack, byte[] Memory, Observation Seen);

/// <summary>Runs single functions on inputs that follow from a seed, so that code is reached that no call data leads to.</summary>
/// <remarks>Not safe for concurrent use; to be used on a <see cref="DeepStack"/>.</remarks>
internal sealed class FunctionRuns : IDisposable
{
    private const long PlentyOfGas = 300_000;

    private readonly ulong _seed;
    private readonly int _inputs;
    private readonly FunctionVm _vm;
    private readonly Observer _observer;

    /// <summary>Makes the runs.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="inputs">Inputs a function; each is run with plenty of gas and with less than it needs.</param>
    public FunctionRuns(ulong seed, int inputs)
    {
        _seed = seed;
        _inputs = inputs;
        _vm = new FunctionVm { Mir = null! };
        _observer = new Observer(_vm);
    }

    /// <summary>Number of executions so far.</summary>
    public long Executions { get; private set; }

    /// <summary>Runs a function on its inputs.</summary>
    /// <param name="unit">The code the module was made of.</param>
    /// <param name="mir">The module's interpreter.</param>
    /// <param name="function">The function.</param>
    /// <returns>Two observations an input.</returns>
    public FunctionObservation[] Run(CompilationUnit unit, MirInterpreter mir, MirFunction function)
    {
        var result = new FunctionObservation[2 * _inputs];
        _vm.Mir = mir;
        _vm.Function = function.Index;
        for (var i = 0; i < _inputs; i++)
        {
            var random = new FuzzRandom(_seed, (ulong)function.EntryPc, (ulong)i);
            _vm.Entry = MakeEntry(random, mir.Module, function);
            var input = new FuzzInput(random.Bytes(random.Pick<int>([0, 4, 32, 36, 68, 100])), PlentyOfGas, U256.Zero, random.Chance(10));
            result[2 * i] = Observe(unit, input);

            // The bound does not depend on how much the function used: before and after a pass the inputs must be the same.
            result[(2 * i) + 1] = Observe(unit, input with { Gas = 1 + random.NextLong(random.Pick<long>([60, 300, 5_000, 30_000])) });
        }

        return result;
    }

    /// <summary>Compares the runs of a function before and after something was done to it.</summary>
    /// <returns>The first difference in one line, or null. Runs that came to no end, or had no meaning before, say nothing.</returns>
    public static string? FirstDifference(FunctionObservation[] before, FunctionObservation[] after)
    {
        for (var i = 0; i < before.Length; i++)
        {
            if (FirstDifference(before[i], after[i]) is { } difference)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"generated input {i / 2}{(i % 2 == 1 ? " with less gas" : "")}: {difference}");
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _observer.Dispose();
        _vm.Dispose();
    }

    private static string? FirstDifference(FunctionObservation before, FunctionObservation after)
    {
        if (before.Exit.Kind is MirExitKind.StepLimit or MirExitKind.Fault || after.Exit.Kind == MirExitKind.StepLimit)
        {
            return null;
        }

        if (after.Exit.Kind == MirExitKind.Fault)
        {
            return $"undefined behaviour: {after.Exit.Fault}";
        }

        if (before.Exit.Kind != after.Exit.Kind)
        {
            return $"left by {before.Exit.Kind} / {after.Exit.Kind}";
        }

        if (ObservationComparison.Compare(before.Seen, after.Seen) is { } kind)
        {
            return Dtvm.Host.Fuzzing.FirstDifference.Describe(kind, before.Seen, after.Seen);
        }

        if (before.Exit.Kind == MirExitKind.Ended)
        {
            return null;
        }

        if (before.Exit.Pc != after.Exit.Pc)
        {
            return $"left for pc 0x{before.Exit.Pc:x} / 0x{after.Exit.Pc:x}";
        }

        if (before.Exit.Height != after.Exit.Height)
        {
            return $"height of the stack {before.Exit.Height} / {after.Exit.Height}";
        }

        for (var i = 0; i < before.Stack.Length; i++)
        {
            if (before.Stack[i] != after.Stack[i])
            {
                return $"stack item {before.Stack.Length - 1 - i} from the top 0x{before.Stack[i]:x} / 0x{after.Stack[i]:x}";
            }
        }

        if (before.Memory.Length != after.Memory.Length)
        {
            return $"size of memory {before.Memory.Length} / {after.Memory.Length}";
        }

        var common = before.Memory.AsSpan().CommonPrefixLength(after.Memory);
        return common == before.Memory.Length
            ? null
            : $"memory byte 0x{common:x}: 0x{before.Memory[common]:x2} / 0x{after.Memory[common]:x2}";
    }

    private FunctionObservation Observe(CompilationUnit unit, FuzzInput input)
    {
        Executions++;
        var program = new FuzzProgram(unit.Code.ToArray(), [0x60, 1, 0x60, 0, 0x53, 0x60, 33, 0x60, 0, 0xF3], unit.Revision);
        var seen = _observer.Observe(DifferentialRunner.Scenario(program, input));
        return new FunctionObservation(_vm.Exit, _vm.Stack, _vm.Memory, seen);
    }

    private static FunctionEntry MakeEntry(FuzzRandom random, MirModule module, MirFunction function)
    {
        var first = function.Entry.Instructions[0];
        var need = first.Op == MirOp.StackCheck ? (int)first.Immediate : 0;
        var height = random.Next(20) switch
        {
            0 => random.Next(need + 1),
            1 => MirInterpreter.StackItems - random.Next(6),
            _ => Math.Min(MirInterpreter.StackItems, need + random.Next(5)),
        };
        var stack = new U256[height];
        for (var i = Math.Max(0, height - 64); i < height; i++)
        {
            stack[i] = Item(random, module);
        }

        var memory = random.Bytes(random.Pick<int>([0, 0, 32, 96, 160, 512]));
        return new FunctionEntry(stack, memory);
    }

    /// <summary>An item of the stack: what code finds there are mostly offsets, jump destinations, truth values, addresses.</summary>
    private static U256 Item(FuzzRandom random, MirModule module)
    {
        switch (random.Next(10))
        {
            case < 3:
                return (ulong)(32 * random.Next(20));
            case < 4:
                return (ulong)random.Next(2);
            case < 6 when module.Functions.Count > 1:
                return (ulong)module.Functions[random.Next(module.Functions.Count)].EntryPc;
            case < 7:
                return new U256(random.NextBits(), random.NextBits(), random.NextBits() & 0xFFFFFFFF, 0);
            default:
                return random.Operand();
        }
    }
}

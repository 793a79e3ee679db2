// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir.Printing;
using Dtvm.Numerics;

namespace Dtvm.Mir.Interpretation;

/// <summary>Runs MIR: the reference semantics of every operation, at every stage from lifted to optimised.</summary>
/// <remarks>
/// <para>An annotation <c>gas.chunk</c> charges what the gas-metering pass would make of it: at the chunk's start its static gas without
/// the <c>rest</c> of the first observable instruction in it, and behind each such instruction the part up to the next. So a module means
/// the same before and after that pass. In a module that is not metered annotations charge nothing.</para>
/// <para>What machine code of a module would leave undefined (memory that was not touched, a stack slot outside the stack) is a
/// <see cref="MirExitKind.Fault"/>, never an exception. It shares no code with the evaluator that passes fold constants with.</para>
/// <para>Safe for use by several threads with a machine each; the module must not change while an interpreter of it is in use.</para>
/// </remarks>
/// <param name="module">Verified MIR.</param>
public sealed partial class MirInterpreter(MirModule module)
{
    /// <summary>Items of the EVM stack (Yellow Paper, section 9.1).</summary>
    public const int StackItems = ExecutionLimits.StackItems;

    private const int WordBytes = ExecutionLimits.WordBytes;

    private readonly PreparedFunction?[] _functions = new PreparedFunction?[module.Functions.Count];

    /// <summary>The module.</summary>
    public MirModule Module { get; } = module;

    /// <summary>Runs from the start of a function until the module is left.</summary>
    /// <typeparam name="TMachine">The machine's type; a struct is compiled for.</typeparam>
    /// <param name="machine">Stack, memory, environment and runtime.</param>
    /// <param name="function">Index of the function; 0 is the contract's entry.</param>
    /// <param name="height">Number of items on the EVM stack.</param>
    /// <param name="gas">The gas left.</param>
    /// <param name="steps">Counts the instructions that were run.</param>
    /// <param name="maxSteps">The bound of <paramref name="steps"/>.</param>
    /// <param name="onlyThisFunction">Whether to stop where the function is left for another.</param>
    public MirExit Run<TMachine>(
        ref TMachine machine, int function, int height, long gas, ref long steps, long maxSteps = long.MaxValue,
        bool onlyThisFunction = false)
        where TMachine : IMirMachine
    {
        var state = new State { Height = height, Gas = gas, Steps = steps, MaxSteps = maxSteps, Values = [] };
        var next = function;
        while (true)
        {
            next = RunFunction(ref machine, ref state, Prepare(next));
            if (next < 0 || onlyThisFunction)
            {
                break;
            }

            if (state.Steps >= maxSteps)
            {
                state.Exit = new MirExit(MirExitKind.StepLimit, 0, Module.Functions[next].EntryPc, state.Height, state.Gas);
                next = -1;
                break;
            }
        }

        steps = state.Steps;
        return next < 0
            ? state.Exit
            : new MirExit(MirExitKind.LeftFunction, 0, Module.Functions[next].EntryPc, state.Height, state.Gas);
    }

    private PreparedFunction Prepare(int index)
    {
        var prepared = Volatile.Read(ref _functions[index]);
        if (prepared is null)
        {
            prepared = new PreparedFunction(Module.Functions[index], Module.IsMetered);
            Volatile.Write(ref _functions[index], prepared);
        }

        return prepared;
    }

    /// <summary>Runs a function.</summary>
    /// <returns>The function to go on with, or -1 with the exit in the state.</returns>
    private int RunFunction<TMachine>(ref TMachine machine, ref State state, PreparedFunction prepared)
        where TMachine : IMirMachine
    {
        var function = prepared.Function;
        if (state.Values.Length < prepared.ValuePlaces)
        {
            state.Values = new U256[Math.Max(prepared.ValuePlaces, 64)];
        }

        var block = prepared[function.Entry];
        while (true)
        {
            foreach (ref readonly var inst in block.Instructions.AsSpan())
            {
                state.Steps++;
                if (!Execute(ref machine, ref state, in inst)
                    || (inst.Charge != 0 && !Charge(ref state, inst.Charge, inst.Source)))
                {
                    return -1;
                }
            }

            var terminator = block.Terminator;
            state.Steps++;
            if (terminator.Targets.Length == 0)
            {
                return Leave(ref machine, ref state, terminator);
            }

            if (state.Steps >= state.MaxSteps)
            {
                state.Exit = new MirExit(MirExitKind.StepLimit, 0, terminator.Pc, state.Height, state.Gas);
                return -1;
            }

            var target = Choose(state.Values, terminator);
            PassArguments(state.Values, in target);
            block = prepared[target.Block];
        }
    }

    private static BlockTarget Choose(U256[] values, MirInst terminator)
    {
        var targets = terminator.Targets;
        switch (terminator.Op)
        {
            case MirOp.Br:
                return targets[0];
            case MirOp.BrIf:
                return targets[values[terminator.Operands[0].Id].IsZero ? 1 : 0];
            default:
                var index = terminator.Cases.IndexOf(values[terminator.Operands[0].Id]);
                return targets[index < 0 ? targets.Length - 1 : index];
        }
    }

    /// <summary>All arguments are read before the first parameter is written: a loop may exchange its parameters.</summary>
    private static void PassArguments(U256[] values, in BlockTarget target)
    {
        var arguments = target.Arguments;
        if (arguments.Length == 1)
        {
            values[target.Block.Parameters[0].Id] = values[arguments[0].Id];
            return;
        }

        var passed = arguments.Length <= 64 ? stackalloc U256[arguments.Length] : new U256[arguments.Length];
        for (var i = 0; i < passed.Length; i++)
        {
            passed[i] = values[arguments[i].Id];
        }

        for (var i = 0; i < passed.Length; i++)
        {
            values[target.Block.Parameters[i].Id] = passed[i];
        }
    }

    /// <summary>Runs a terminator that leaves the function.</summary>
    private int Leave<TMachine>(ref TMachine machine, ref State state, MirInst inst)
        where TMachine : IMirMachine
    {
        switch (inst.Op)
        {
            case MirOp.JumpRegion:
                return TryRaise(ref state, inst) ? (int)inst.Immediate : -1;
            case MirOp.JumpDynamic:
                return JumpDynamic(ref state, inst);
            case MirOp.Stop:
                state.Exit = new MirExit(MirExitKind.Ended, EvmcStatus.Success, inst.Pc, state.Height, state.Gas);
                return -1;
            case MirOp.Trap:
                state.Exit = new MirExit(MirExitKind.Ended, (int)inst.Immediate, inst.Pc, state.Height, -1);
                return -1;
            case MirOp.Return:
                return End(ref machine, ref state, inst, RuntimeCall.Return, EvmcStatus.Success);
            case MirOp.Revert:
                return End(ref machine, ref state, inst, RuntimeCall.Revert, EvmcStatus.Revert);
            case MirOp.SelfDestruct:
                return End(ref machine, ref state, inst, RuntimeCall.SelfDestruct, EvmcStatus.Success);
            default:
                throw new ArgumentException($"{inst.Info.Name} is no terminator: the module is not verified.", nameof(inst));
        }
    }

    private int JumpDynamic(ref State state, MirInst inst)
    {
        var target = state.Values[inst.Operands[0].Id];
        if (target >= (ulong)Module.CodeSize || !Module.JumpDestinations[(int)target.Low64])
        {
            state.Exit = new MirExit(MirExitKind.Ended, EvmcStatus.BadJumpDestination, inst.Pc, state.Height, -1);
            return -1;
        }

        if (!TryRaise(ref state, inst))
        {
            return -1;
        }

        var pc = (int)target.Low64;
        if (Module.FindByEntry(pc) is { } next)
        {
            return next.Index;
        }

        state.Exit = new MirExit(MirExitKind.ResumeConservative, 0, pc, state.Height, state.Gas);
        return -1;
    }

    /// <summary>Moves the top of the stack as a jump says.</summary>
    private static bool TryRaise(ref State state, MirInst inst)
    {
        var height = state.Height + inst.Immediate2;
        if (height is < 0 or > StackItems)
        {
            return Fault(ref state, inst, $"a stack of {height} items");
        }

        state.Height = (int)height;
        return true;
    }

    private static int End<TMachine>(ref TMachine machine, ref State state, MirInst inst, RuntimeCall call, int status)
        where TMachine : IMirMachine
    {
        if (Call(ref machine, ref state, inst, call, out _))
        {
            state.Exit = new MirExit(MirExitKind.Ended, status, inst.Pc, state.Height, state.Gas);
        }

        return -1;
    }

    /// <summary>Calls the runtime.</summary>
    /// <remarks>Not inlined: its place for arguments would be cleared for each instruction, whatever it is.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Call<TMachine>(ref TMachine machine, ref State state, MirInst inst, RuntimeCall call, out U256 result)
        where TMachine : IMirMachine
    {
        Span<U256> arguments = stackalloc U256[8];
        var operands = inst.Operands;
        for (var i = 0; i < operands.Length; i++)
        {
            arguments[i] = state.Values[operands[i].Id];
        }

        if (machine.TryCall(call, arguments[..operands.Length], ref state.Gas, out result))
        {
            return true;
        }

        state.Exit = new MirExit(MirExitKind.Ended, machine.HaltStatus, inst.Pc, state.Height, -1);
        return false;
    }

    private static bool Charge(ref State state, long cost, MirInst inst)
    {
        state.Gas -= cost;
        return state.Gas >= 0 || Halt(ref state, inst, EvmcStatus.OutOfGas);
    }

    private static bool Halt(ref State state, MirInst inst, int status)
    {
        state.Exit = new MirExit(MirExitKind.Ended, status, inst.Pc, state.Height, -1);
        return false;
    }

    private static bool Fault(ref State state, MirInst inst, string what)
    {
        var function = inst.Function;
        state.Exit = new MirExit(
            MirExitKind.Fault, 0, inst.Pc, state.Height, state.Gas, $"@{function.Name}: {MirPrinter.Print(inst, function)}: {what}");
        return false;
    }

    private struct State
    {
        public U256[] Values;
        public int Height;
        public long Gas;
        public long Steps;
        public long MaxSteps;
        public MirExit Exit;
    }
}

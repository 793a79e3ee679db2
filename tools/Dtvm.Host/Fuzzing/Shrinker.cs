using System.Diagnostics;
using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>Makes a program that two VMs run differently small, while the same kind of difference persists.</summary>
/// <param name="runner">Compares.</param>
/// <param name="budget">Time after which the smallest program so far is taken.</param>
public sealed class Shrinker(DifferentialRunner runner, TimeSpan budget)
{
    private const int TriesBetweenResets = 200;

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private FuzzDifference _best = null!;
    private int _tries;

    /// <summary>Number of candidates that were run.</summary>
    public int Tries => _tries;

    /// <summary>Shrinks a difference.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>A difference of the same kind whose program is no larger, with host calls as text.</returns>
    public FuzzDifference Shrink(FuzzDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        _best = difference;
        bool changed = true;
        while (changed && !Expired)
        {
            changed = SimplifySurroundings();
            changed |= RemoveInstructions();
            changed |= SimplifyPushes();
        }

        return runner.Compare(_best.Program, _best.Input, out _, keepsText: true) ?? _best;
    }

    private bool Expired => _time.Elapsed > budget;

    private bool Try(FuzzProgram program, FuzzInput input)
    {
        if (Expired) return false;
        if (++_tries % TriesBetweenResets == 0) runner.Reset();
        FuzzDifference? found = runner.Compare(program, input, out _);
        if (found is null || found.Kind != _best.Kind) return false;
        _best = found;
        return true;
    }

    private bool TryCode(byte[] code) => Try(_best.Program with { Code = code }, _best.Input);

    private bool SimplifySurroundings()
    {
        bool changed = false;
        if (_best.Program.CalleeCode.Length > 0) changed |= Try(_best.Program with { CalleeCode = [] }, _best.Input);
        if (_best.Input.CallData.Length > 0) changed |= Try(_best.Program, _best.Input with { CallData = [] });
        if (!_best.Input.Value.IsZero) changed |= Try(_best.Program, _best.Input with { Value = U256.Zero });
        if (_best.Input.IsStatic) changed |= Try(_best.Program, _best.Input with { IsStatic = false });
        if (_best.Input.Gas != 1_000_000) changed |= Try(_best.Program, _best.Input with { Gas = 1_000_000 });
        return changed;
    }

    private bool RemoveInstructions()
    {
        bool changed = false;
        for (int size = Math.Max(Split(_best.Program.Code).Count / 2, 1); size >= 1; size /= 2)
        {
            for (int start = 0; !Expired;)
            {
                List<byte[]> instructions = Split(_best.Program.Code);
                if (start >= instructions.Count) break;
                int count = Math.Min(size, instructions.Count - start);

                // Jump destinations behind the gap move; pushes of them move along. Where that guess is wrong the plain removal may do.
                if (TryCode(Remove(instructions, start, count, moveTargets: true)) || TryCode(Remove(instructions, start, count, moveTargets: false))) changed = true;
                else start += count;
            }
        }

        return changed;
    }

    private bool SimplifyPushes()
    {
        bool changed = false;
        for (int i = 0; !Expired; i++)
        {
            List<byte[]> instructions = Split(_best.Program.Code);
            if (i >= instructions.Count) break;
            byte[] push = instructions[i];
            if (push.Length < 2) continue;
            foreach (byte value in (ReadOnlySpan<byte>)[0, 1, 32])
            {
                if (push.Length == 2 && push[1] <= value) continue;
                if (!TryCode(Replace(instructions, i, [(byte)Opcode.PUSH1, value]))) continue;
                changed = true;
                break;
            }
        }

        return changed;
    }

    private static List<byte[]> Split(byte[] code)
    {
        var instructions = new List<byte[]>();
        for (int pc = 0; pc < code.Length;)
        {
            int size = Math.Min(1 + OpcodeTable.Get(code[pc]).ImmediateSize, code.Length - pc);
            instructions.Add(code[pc..(pc + size)]);
            pc += size;
        }

        return instructions;
    }

    private static byte[] Replace(List<byte[]> instructions, int index, byte[] replacement)
    {
        var result = new List<byte[]>(instructions) { [index] = replacement };
        return Join(result, Moves(instructions, replaced: index, replacement.Length));
    }

    private static byte[] Remove(List<byte[]> instructions, int start, int count, bool moveTargets)
    {
        var result = new List<byte[]>(instructions);
        result.RemoveRange(start, count);
        if (!moveTargets) return Join(result, []);
        var moves = new Dictionary<int, int>();
        int before = 0;
        int after = 0;
        for (int i = 0; i < instructions.Count; i++)
        {
            if (i >= start && i < start + count)
            {
                before += instructions[i].Length;
                continue;
            }

            if (instructions[i][0] == (byte)Opcode.JUMPDEST) moves[before] = after;
            before += instructions[i].Length;
            after += instructions[i].Length;
        }

        return Join(result, moves);
    }

    private static Dictionary<int, int> Moves(List<byte[]> instructions, int replaced, int newLength)
    {
        var moves = new Dictionary<int, int>();
        int before = 0;
        int after = 0;
        for (int i = 0; i < instructions.Count; i++)
        {
            if (instructions[i][0] == (byte)Opcode.JUMPDEST) moves[before] = after;
            before += instructions[i].Length;
            after += i == replaced ? newLength : instructions[i].Length;
        }

        return moves;
    }

    private static byte[] Join(List<byte[]> instructions, Dictionary<int, int> moves)
    {
        var code = new List<byte>();
        foreach (byte[] instruction in instructions)
        {
            // Labels are pushed with two bytes or more.
            if (instruction.Length >= 3 && Label(instruction) is { } target && moves.TryGetValue(target, out int moved))
            {
                code.AddRange(instruction.AsSpan(0, instruction.Length - 2));
                code.Add((byte)(moved >> 8));
                code.Add((byte)moved);
                continue;
            }

            code.AddRange(instruction);
        }

        return [.. code];
    }

    private static int? Label(byte[] push)
    {
        for (int i = 1; i < push.Length - 2; i++)
        {
            if (push[i] != 0) return null;
        }

        return (push[^2] << 8) | push[^1];
    }
}

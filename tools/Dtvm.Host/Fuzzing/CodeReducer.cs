// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Host.Fuzzing;

/// <summary>Makes bytecode small while a predicate holds: delta debugging on instructions.</summary>
/// <param name="holds">The predicate. It is never asked about the code it starts with.</param>
public sealed class CodeReducer(Func<byte[], bool> holds)
{
    private byte[] _best = [];

    /// <summary>Reduces a code until nothing more can be taken away.</summary>
    /// <param name="code">Code for which the predicate holds.</param>
    /// <returns>Code for which it holds, no larger.</returns>
    public byte[] Reduce(byte[] code)
    {
        _best = code;
        while (Round())
        {
        }

        return _best;
    }

    /// <summary>Tries each removal and simplification once.</summary>
    /// <param name="code">Code for which the predicate holds.</param>
    /// <param name="reduced">Code for which it holds, no larger.</param>
    /// <returns>Whether anything could be taken away.</returns>
    public bool TryReduce(byte[] code, out byte[] reduced)
    {
        _best = code;
        var changed = Round();
        reduced = _best;
        return changed;
    }

    private bool Round() => RemoveInstructions() | SimplifyPushes();

    private bool Try(byte[] code)
    {
        if (!holds(code))
        {
            return false;
        }

        _best = code;
        return true;
    }

    private bool RemoveInstructions()
    {
        var changed = false;
        for (var size = Math.Max(Split(_best).Count / 2, 1); size >= 1; size /= 2)
        {
            for (var start = 0; ;)
            {
                var instructions = Split(_best);
                if (start >= instructions.Count)
                {
                    break;
                }

                var count = Math.Min(size, instructions.Count - start);

                // Jump destinations behind the gap move; pushes of them move along. Where that guess is wrong the plain removal may do.
                if (Try(Remove(instructions, start, count, moveTargets: true))
                    || Try(Remove(instructions, start, count, moveTargets: false)))
                {
                    changed = true;
                }
                else
                {
                    start += count;
                }
            }
        }

        return changed;
    }

    private bool SimplifyPushes()
    {
        var changed = false;
        for (var i = 0; ; i++)
        {
            var instructions = Split(_best);
            if (i >= instructions.Count)
            {
                break;
            }

            var push = instructions[i];
            if (push.Length < 2)
            {
                continue;
            }

            foreach (var value in (ReadOnlySpan<byte>)[0, 1, 32])
            {
                if (push.Length == 2 && push[1] <= value)
                {
                    continue;
                }

                if (!Try(Replace(instructions, i, [(byte)Opcode.PUSH1, value])))
                {
                    continue;
                }

                changed = true;
                break;
            }
        }

        return changed;
    }

    private static List<byte[]> Split(byte[] code)
    {
        var instructions = new List<byte[]>();
        for (var pc = 0; pc < code.Length;)
        {
            var size = Math.Min(OpcodeTable.SizeAt(code, pc), code.Length - pc);
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
        if (!moveTargets)
        {
            return Join(result, []);
        }

        var moves = new Dictionary<int, int>();
        var before = 0;
        var after = 0;
        for (var i = 0; i < instructions.Count; i++)
        {
            if (i >= start && i < start + count)
            {
                before += instructions[i].Length;
                continue;
            }

            if (instructions[i][0] == (byte)Opcode.JUMPDEST)
            {
                moves[before] = after;
            }

            before += instructions[i].Length;
            after += instructions[i].Length;
        }

        return Join(result, moves);
    }

    private static Dictionary<int, int> Moves(List<byte[]> instructions, int replaced, int newLength)
    {
        var moves = new Dictionary<int, int>();
        var before = 0;
        var after = 0;
        for (var i = 0; i < instructions.Count; i++)
        {
            if (instructions[i][0] == (byte)Opcode.JUMPDEST)
            {
                moves[before] = after;
            }

            before += instructions[i].Length;
            after += i == replaced ? newLength : instructions[i].Length;
        }

        return moves;
    }

    private static byte[] Join(List<byte[]> instructions, Dictionary<int, int> moves)
    {
        var code = new List<byte>();
        foreach (var instruction in instructions)
        {
            // Labels are pushed with two bytes or more.
            if (instruction.Length >= 3 && Label(instruction) is { } target && moves.TryGetValue(target, out var moved))
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
        for (var i = 1; i < push.Length - 2; i++)
        {
            if (push[i] != 0)
            {
                return null;
            }
        }

        return (push[^2] << 8) | push[^1];
    }
}

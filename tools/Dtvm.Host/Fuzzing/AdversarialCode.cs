// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Host.Fuzzing;

/// <summary>Codes that somebody would write who wants a compiler to work long: each opcode again and again on operands from every source,
/// pairs of opcodes, chains that fold many stack items into one, branches out of a full stack, ladders of jumps, nests of loops.</summary>
public static class AdversarialCode
{
    /// <summary>How many stack items a chain folds.</summary>
    private static readonly int[] ChainLengths = [2, 4, 8, 12, 16, 24, 32, 40, 48, 64, 128, 256, 512, 1024];

    /// <summary>Instructions that push a value that no compiler knows, or only at some cost.</summary>
    private static readonly byte[][] Sources =
    [
        [(byte)Opcode.CALLDATASIZE],
        [(byte)Opcode.CALLER],
        [(byte)Opcode.MSIZE],
        [(byte)Opcode.PUSH0],
        [(byte)Opcode.PUSH1, 0x20],
        [(byte)Opcode.PUSH0, (byte)Opcode.CALLDATALOAD],
        [(byte)Opcode.PUSH0, (byte)Opcode.MLOAD],
        [(byte)Opcode.PUSH0, (byte)Opcode.SLOAD],
    ];

    /// <summary>The opcodes of a revision that neither jump nor end the execution.</summary>
    /// <param name="revision">The revision.</param>
    public static Opcode[] Straight(Revision revision) =>
    [
        .. Enumerable.Range(0, 256).Select(op => (Opcode)op).Where(op => OpcodeTable.IsDefined((byte)op, revision)
            && !OpcodeTable.Get((byte)op).IsTerminator && op is not (Opcode.JUMP or Opcode.JUMPI)),
    ];

    /// <summary>The families, in a fixed order.</summary>
    /// <param name="revision">The revision whose opcodes are used.</param>
    public static IEnumerable<RepeatedCode> Families(Revision revision)
    {
        foreach (var op in Straight(revision))
        {
            foreach (var code in OfOpcode(op))
            {
                yield return code;
            }
        }

        foreach (var code in Shapes())
        {
            yield return code;
        }
    }

    /// <summary>Every pair of opcodes, each with operands from a source of its own and the stack as high behind it as before.</summary>
    /// <param name="revision">The revision whose opcodes are used.</param>
    public static IEnumerable<RepeatedCode> Pairs(Revision revision)
    {
        var all = Straight(revision);
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < all.Length; j++)
            {
                var source = Sources[(i + j) % Sources.Length];
                yield return new RepeatedCode($"pair {all[i]} {all[j]}", [(byte)Opcode.JUMPDEST], Balanced(source, all[i], all[j]));
            }
        }
    }

    /// <summary>A random unit: a few opcodes of one kind with operands from random sources.</summary>
    /// <param name="random">Where the choices come from.</param>
    /// <param name="revision">The revision whose opcodes are used.</param>
    public static RepeatedCode Random(FuzzRandom random, Revision revision)
    {
        var all = Straight(revision);
        List<byte> prefix = [(byte)Opcode.JUMPDEST];
        var items = random.Chance(40) ? random.Next(48) : random.Next(6);
        var filler = random.Pick<byte[]>(Sources);
        for (var i = 0; i < items; i++)
        {
            prefix.AddRange(filler);
        }

        List<byte> unit = [];
        var height = 0;
        var count = random.Next(1, 12);
        var drifts = random.Chance(30);
        var bias = random.Next(all.Length);
        for (var i = 0; i < count; i++)
        {
            if (random.Chance(8))
            {
                unit.AddRange(random.Pick<byte[]>(Sources));
                unit.AddRange(random.Chance(50) ? [(byte)Opcode.PUSH0, (byte)Opcode.JUMPI] : [(byte)Opcode.MSIZE, (byte)Opcode.JUMPI]);
                continue;
            }

            var op = all[random.Chance(50) ? random.Next(all.Length) : Math.Min(all.Length - 1, bias + random.Next(6))];
            var info = OpcodeTable.Get((byte)op);
            for (var operand = 0; operand < info.Pops && random.Chance(60); operand++, height++)
            {
                unit.AddRange(random.Pick<byte[]>(Sources));
            }

            Append(unit, op, (byte)random.Next(256));
            height += info.Pushes - info.Pops;
        }

        if (!drifts)
        {
            Level(unit, height, random.Pick<byte[]>(Sources));
        }

        if (random.Chance(25))
        {
            unit.Add((byte)Opcode.JUMPDEST);
        }

        return new RepeatedCode("random", [.. prefix], [.. unit]);
    }

    /// <summary>A code that differs in one place: a byte of prefix or unit replaced, added or removed, or a part of the unit
    /// doubled.</summary>
    /// <param name="code">The code.</param>
    /// <param name="random">Where the choices come from.</param>
    /// <param name="revision">The revision whose opcodes are used.</param>
    public static RepeatedCode Mutate(RepeatedCode code, FuzzRandom random, Revision revision)
    {
        var all = Straight(revision);
        var inPrefix = random.Chance(25);
        List<byte> bytes = [.. inPrefix ? code.Prefix : code.Unit];
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(5))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Pick<Opcode>(all);
                break;
            case 1 when at < bytes.Count && bytes.Count > 1:
                bytes.RemoveAt(at);
                break;
            case 2 when at < bytes.Count:
                bytes.AddRange(bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 8))));
                break;
            case 3:
                bytes.InsertRange(at, random.Pick<byte[]>(Sources));
                break;
            default:
                List<byte> added = [];
                Append(added, random.Pick<Opcode>(all), (byte)random.Next(256));
                bytes.InsertRange(at, added);
                break;
        }

        return inPrefix ? code with { Prefix = [.. bytes], Targets = [] } : code with { Unit = [.. bytes], Targets = [] };
    }

    private static IEnumerable<RepeatedCode> OfOpcode(Opcode op)
    {
        var info = OpcodeTable.Get((byte)op);
        List<byte> alone = [];
        Append(alone, op, 0xa7);
        byte[] entry = [(byte)Opcode.JUMPDEST];
        yield return new RepeatedCode($"{op}", entry, [.. alone]);
        yield return new RepeatedCode($"{op} at the start", Repeat(Sources[0], 16), [.. alone]);
        foreach (var source in Sources)
        {
            yield return new RepeatedCode($"{op} of {(Opcode)source[^1]}", entry, Balanced(source, op));
            yield return new RepeatedCode($"{op} of {(Opcode)source[^1]}, blocks", [], [.. entry, .. Balanced(source, op)]);
        }

        if (info.Pops <= info.Pushes)
        {
            yield break;
        }

        foreach (var length in ChainLengths)
        {
            var source = Sources[length % Sources.Length];
            var links = (length - info.Pushes) / (info.Pops - info.Pushes);
            List<byte> unit = [.. Repeat(source, length), .. Repeat([.. alone], links), (byte)Opcode.PUSH0, (byte)Opcode.SSTORE];
            yield return new RepeatedCode($"{op} over {length} items of {(Opcode)source[^1]}", [], [.. unit]);
        }
    }

    private static IEnumerable<RepeatedCode> Shapes()
    {
        foreach (var height in ChainLengths[..9])
        {
            byte[] full = [(byte)Opcode.JUMPDEST, .. Repeat(Sources[0], height)];
            yield return new RepeatedCode($"exits with {height} items", full, [0x36, 0x5f, 0x57]);
            yield return new RepeatedCode($"computed exits with {height} items", full, [0x36, 0x59, 0x57]);
            yield return new RepeatedCode($"exits with {height} changing items", full, [0x90, 0x36, 0x5f, 0x57]);
            yield return new RepeatedCode(
                $"swaps of {height} items", full, [(byte)(0x8f + Math.Min(16, height)), (byte)(0x7f + Math.Min(16, height)), 0x50]);
            yield return new RepeatedCode($"{height} computed jumps a block", [], [0x5b, .. Repeat([0x36, 0x59, 0x57], height)]);
            yield return Nest(height);
            yield return Ladder(height);
        }
    }

    /// <summary>Loops in loops: each counts down an item and jumps to where it began.</summary>
    private static RepeatedCode Nest(int depth)
    {
        List<byte> code = [];
        List<int> targets = [];
        for (var i = 0; i < depth; i++)
        {
            code.AddRange([0x5b, 0x36]);
        }

        for (var i = depth - 1; i >= 0; i--)
        {
            targets.Add(code.Count + 6);
            code.AddRange([0x60, 1, 0x90, 0x03, 0x80, 0x61, (byte)((2 * i) >> 8), (byte)(2 * i), 0x57, 0x50]);
        }

        return new RepeatedCode($"loops nested {depth} deep", [], [.. code]) { Targets = targets };
    }

    /// <summary>Blocks that each jump over the next.</summary>
    private static RepeatedCode Ladder(int rungs)
    {
        List<byte> code = [];
        List<int> targets = [];
        for (var i = 0; i < rungs; i++)
        {
            var over = code.Count + 16;
            targets.Add(code.Count + 3);
            code.AddRange([0x5b, 0x36, 0x61, (byte)(over >> 8), (byte)over, 0x57, 0x59, 0x50]);
        }

        code.AddRange([0x5b, 0, 0, 0, 0, 0, 0, 0, 0x5b]);
        return new RepeatedCode($"ladder of {rungs} rungs", [], [.. code]) { Targets = targets };
    }

    private static byte[] Balanced(byte[] source, params ReadOnlySpan<Opcode> ops)
    {
        List<byte> unit = [];
        var height = 0;
        foreach (var op in ops)
        {
            var info = OpcodeTable.Get((byte)op);
            for (; height < info.Pops; height++)
            {
                unit.AddRange(source);
            }

            Append(unit, op, LeastImmediate(op));
            height += info.Pushes - info.Pops;
        }

        Level(unit, height, source);
        return [.. unit];
    }

    private static void Level(List<byte> unit, int height, byte[] source)
    {
        for (; height > 0; height--)
        {
            unit.Add((byte)Opcode.POP);
        }

        for (; height < 0; height++)
        {
            unit.AddRange(source);
        }
    }

    /// <summary>The immediate for which DUPN, SWAPN and EXCHANGE need what their rows say; of a push any.</summary>
    private static byte LeastImmediate(Opcode op) => op switch
    {
        Opcode.DUPN or Opcode.SWAPN => StackImmediate.EncodeSingle(17),
        Opcode.EXCHANGE => StackImmediate.EncodePair(1, 2),
        _ => 0x20,
    };

    private static void Append(List<byte> code, Opcode op, byte immediate)
    {
        code.Add((byte)op);
        for (var i = 0; i < OpcodeTable.Get((byte)op).ImmediateSize; i++)
        {
            code.Add(immediate);
        }
    }

    private static byte[] Repeat(byte[] part, int times)
    {
        var result = new byte[part.Length * times];
        for (var i = 0; i < times; i++)
        {
            part.CopyTo(result, i * part.Length);
        }

        return result;
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>Where a function goes on when its entry's <see cref="MirOp.StackCheck"/> fails.</summary>
public enum StackCheckExit : byte
{
    /// <summary>In code compiled conservatively: the check covered more than the path to be taken.</summary>
    Conservative,

    /// <summary>In the interpreter, which will halt within the block: the check covered exactly one block.</summary>
    Interpreter,
}

/// <summary>The MIR of one contract: its functions and what they share.</summary>
public sealed class MirModule
{
    private readonly Dictionary<int, MirFunction> _byEntry = [];

    /// <summary>Makes a module.</summary>
    /// <param name="codeSize">Bytes of EVM code.</param>
    /// <param name="jumpDestinations">For every program counter whether it is a valid JUMPDEST.</param>
    public MirModule(int codeSize, bool[] jumpDestinations)
    {
        CodeSize = codeSize;
        JumpDestinations = jumpDestinations;
    }

    /// <summary>Bytes of EVM code.</summary>
    public int CodeSize { get; }

    /// <summary>For every program counter whether it is a valid JUMPDEST.</summary>
    public bool[] JumpDestinations { get; }

    /// <summary>Name of the EVM revision the frontend compiled for, in lower case; informative.</summary>
    public string Revision { get; init; } = "osaka";

    /// <summary>Where a failed stack check leads.</summary>
    public StackCheckExit StackCheckExit { get; init; }

    /// <summary>Whether gas metering is to be injected from the chunk annotations.</summary>
    public bool IsMetered { get; init; } = true;

    /// <summary>The functions; number 0 is entered at program counter 0.</summary>
    public List<MirFunction> Functions { get; } = [];

    /// <summary>Adds a function.</summary>
    /// <param name="entryPc">Its entry; each only once.</param>
    public MirFunction AddFunction(int entryPc)
    {
        var function = new MirFunction(Functions.Count, entryPc);
        Functions.Add(function);
        _byEntry.Add(entryPc, function);
        return function;
    }

    /// <summary>The function entered at a program counter, or null.</summary>
    /// <param name="pc">A program counter.</param>
    public MirFunction? FindByEntry(int pc) => _byEntry.GetValueOrDefault(pc);
}

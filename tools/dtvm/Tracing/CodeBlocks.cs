// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Profiling;

namespace Dtvm.Tool.Tracing;

/// <summary>The basic blocks of a code, and by how much each changes the height of the stack.</summary>
internal sealed class CodeBlocks
{
    private readonly int[] _blocks;
    private readonly int[] _changes;
    private readonly bool _endIsBlock;

    /// <summary>Finds the blocks.</summary>
    /// <param name="code">The code.</param>
    public CodeBlocks(ReadOnlySpan<byte> code)
    {
        Name = EvmListing.NameOf(code);
        _blocks = EvmListing.BlocksOf(code);
        _changes = new int[code.Length + 1];
        for (var pc = 0; pc < code.Length; pc++)
        {
            if (_blocks[pc] >= 0)
            {
                _changes[_blocks[pc]] += OpcodeTable.Get((Opcode)code[pc]).StackChange;
                _endIsBlock = (Opcode)code[pc] == Opcode.JUMPI;
            }
        }
    }

    /// <summary>The beginning of the code's hash.</summary>
    public string Name { get; }

    /// <summary>Whether a block begins at a program counter; behind the end of the code one does where a branch may fall through.</summary>
    public bool IsStart(int pc) => pc == _blocks.Length ? _endIsBlock || pc == 0 : pc < _blocks.Length && _blocks[pc] == pc;

    /// <summary>By how much a block that runs to its end changes the height of the stack.</summary>
    public int ChangeOf(int start) => _changes[start];
}

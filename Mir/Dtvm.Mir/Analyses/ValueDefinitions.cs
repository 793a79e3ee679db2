// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>Where each value is defined.</summary>
/// <remarks>A snapshot; linear in the size of the function. A value that nothing defines has neither instruction nor block.</remarks>
public sealed class ValueDefinitions
{
    private readonly MirInst?[] _instructions;
    private readonly MirBlock?[] _blocks;

    /// <summary>Collects the definitions in all blocks of a function.</summary>
    /// <param name="function">A function in SSA form.</param>
    public ValueDefinitions(MirFunction function)
    {
        _instructions = new MirInst?[function.ValueCount];
        _blocks = new MirBlock?[function.ValueCount];
        foreach (var block in function.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                _blocks[parameter.Id] = block;
            }

            foreach (var inst in block.Instructions)
            {
                if (inst.Result.IsValid)
                {
                    _instructions[inst.Result.Id] = inst;
                    _blocks[inst.Result.Id] = block;
                }
            }
        }
    }

    /// <summary>The instruction whose result a value is; null for a block parameter.</summary>
    /// <param name="value">A value that existed when the definitions were collected.</param>
    public MirInst? InstructionOf(Value value) => _instructions[value.Id];

    /// <summary>The block that holds the definition of a value.</summary>
    /// <param name="value">A value that existed when the definitions were collected.</param>
    public MirBlock? BlockOf(Value value) => _blocks[value.Id];
}

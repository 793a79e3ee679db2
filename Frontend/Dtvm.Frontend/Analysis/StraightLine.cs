// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>Measures a straight run of instructions: how much machine code it becomes and how much of the EVM stack it works on.</summary>
internal struct StraightLine
{
    private int _height;
    private int _lowest;
    private int _highest;
    private int _distant;

    /// <summary>Its weight of machine code (<see cref="CodegenWeight"/>).</summary>
    public int Weight { get; private set; }

    /// <summary>Stack slots between the lowest and the highest that it touches. Each may become a load and a store of 256 bits, and code
    /// generators take time superlinear in the number of those in one basic block. DUPN, SWAPN and EXCHANGE touch one or two slots far
    /// away and none on the way there (EIP-8024), so that these are counted alone.</summary>
    public readonly int Reach => _highest - _lowest + _distant;

    /// <summary>Adds the next instruction.</summary>
    /// <param name="instruction">Any instruction.</param>
    public void Add(in EvmInstruction instruction)
    {
        Weight += CodegenWeight.Of((Opcode)instruction.Opcode);
        if (StackImmediate.IsTakenBy(instruction.Opcode) && instruction.IsDefined)
        {
            _distant += instruction.Opcode == (byte)Opcode.EXCHANGE ? 2 : 1;
        }
        else
        {
            _lowest = Math.Min(_lowest, _height - instruction.Pops);
        }

        _height += instruction.Pushes - instruction.Pops;
        _highest = Math.Max(_highest, _height);
    }
}

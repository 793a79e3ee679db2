using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>Measures a straight run of instructions: how much machine code it becomes and how much of the EVM stack it works on.</summary>
internal struct StraightLine
{
    private int _height;
    private int _lowest;
    private int _highest;

    /// <summary>Its weight of machine code (<see cref="CodegenWeight"/>).</summary>
    public int Weight { get; private set; }

    /// <summary>Stack slots between the lowest and the highest that it touches. Each may become a load and a store of 256 bits, and code
    /// generators take time superlinear in the number of those in one basic block.</summary>
    public readonly int Reach => _highest - _lowest;

    /// <summary>Adds the next instruction.</summary>
    /// <param name="instruction">Any instruction.</param>
    public void Add(EvmInstruction instruction)
    {
        var info = instruction.Info;
        Weight += CodegenWeight.Of((Opcode)instruction.Opcode);
        _lowest = Math.Min(_lowest, _height - info.Pops);
        _height += info.Pushes - info.Pops;
        _highest = Math.Max(_highest, _height);
    }
}

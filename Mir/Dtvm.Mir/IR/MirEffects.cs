// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>What an instruction reads, writes or may do besides computing its result.</summary>
[Flags]
public enum MirEffects
{
    /// <summary>A pure function of its operands.</summary>
    None = 0,

    /// <summary>Reads bytes of EVM memory.</summary>
    ReadsMemory = 1 << 0,

    /// <summary>Writes bytes of EVM memory.</summary>
    WritesMemory = 1 << 1,

    /// <summary>Reads the size of EVM memory.</summary>
    ReadsMemorySize = 1 << 2,

    /// <summary>May grow EVM memory.</summary>
    WritesMemorySize = 1 << 3,

    /// <summary>Observes the gas left.</summary>
    ReadsGas = 1 << 4,

    /// <summary>Charges or returns gas.</summary>
    WritesGas = 1 << 5,

    /// <summary>Reads slots of the EVM stack in memory.</summary>
    ReadsStack = 1 << 6,

    /// <summary>Writes slots of the EVM stack in memory.</summary>
    WritesStack = 1 << 7,

    /// <summary>Reads the return data of the last call.</summary>
    ReadsReturnData = 1 << 8,

    /// <summary>Replaces the return data.</summary>
    WritesReturnData = 1 << 9,

    /// <summary>Calls the host: observable, ordered with every other host call.</summary>
    CallsHost = 1 << 10,

    /// <summary>May end the execution with an exceptional halt.</summary>
    MayHalt = 1 << 11,

    /// <summary>Leaves the block: only ever the last instruction.</summary>
    Terminates = 1 << 12,

    /// <summary>An annotation of the frontend that a pass consumes; emits no code.</summary>
    Annotation = 1 << 13,
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Tool.Profiles;

/// <summary>Sorts instructions into families, as the Yellow Paper's appendix H does, but with control, memory and storage apart.</summary>
internal static class OpcodeFamily
{
    /// <summary>The family of an opcode.</summary>
    /// <param name="opcode">The opcode.</param>
    public static string Of(Opcode opcode) => (byte)opcode switch
    {
        0x00 or 0x56 or 0x57 or 0x5b or 0xf3 or 0xfd or 0xfe or 0xff => "control",
        <= 0x0b => "arithmetic",
        <= 0x1f => "comparison and bits",
        0x20 => "hashing",
        <= 0x4f => "environment",
        0x51 or 0x52 or 0x53 or 0x59 or 0x5e => "memory",
        0x54 or 0x55 or 0x5c or 0x5d => "storage",
        0x58 or 0x5a => "environment",
        0x50 or (>= 0x5f and <= 0x9f) or (>= 0xe6 and <= 0xe8) => "stack",
        >= 0xa0 and <= 0xa4 => "logging",
        >= 0xf0 and <= 0xfa => "calls and creations",
        _ => "undefined",
    };
}

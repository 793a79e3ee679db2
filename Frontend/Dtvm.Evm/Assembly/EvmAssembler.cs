// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm.Assembly;

/// <summary>Makes EVM code of text.</summary>
/// <remarks>
/// Words are separated by blanks and line ends; a comment runs from <c>;</c> to the end of its line. A program is a sequence of
/// <list type="bullet">
/// <item>a mnemonic of <see cref="OpcodeTable"/> in either case; PUSH1 to PUSH32 are followed by a number that fits or by a label;</item>
/// <item>DUPN, SWAPN and EXCHANGE are followed by their immediate byte as a number (EIP-8024);</item>
/// <item><c>PUSH</c> with a number: the shortest push of it (PUSH0 for 0, EIP-3855); with a label: PUSH2;</item>
/// <item><c>name:</c>: a label for the program counter there. It emits nothing: a jump needs a JUMPDEST behind it;</item>
/// <item><c>@name</c> behind a push: the program counter of a label, which may stand further down;</item>
/// <item><c>0x...</c>, an even number of digits: these bytes as they are, so that hex alone is a program too.</item>
/// </list>
/// Numbers are decimal, or hexadecimal behind <c>0x</c>.
/// <code>
///         PUSH 10            ; counter
/// loop:   JUMPDEST
///         PUSH 1 SWAP1 SUB   ; counter - 1
///         DUP1 PUSH @loop JUMPI
///         STOP
/// </code>
/// </remarks>
public static class EvmAssembler
{
    /// <summary>Assembles a program.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="name">How diagnostics name the text: a file name.</param>
    /// <returns>The code, or every fault up to a bound; no text makes this throw.</returns>
    public static AssemblyResult Assemble(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new AssemblyWriter(text, name).Assemble();
    }
}

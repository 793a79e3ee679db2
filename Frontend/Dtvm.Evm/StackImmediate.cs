// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Evm;

/// <summary>The immediates of DUPN, SWAPN and EXCHANGE (EIP-8024).</summary>
/// <remarks>
/// No valid immediate is JUMPDEST or PUSH1 to PUSH32, so that the analysis of jump destinations is the same whether it skips immediates or
/// not. An invalid immediate makes the instruction undefined, and the byte is an instruction of its own.
/// </remarks>
public static class StackImmediate
{
    /// <summary>The items that DUPN and SWAPN reach at most with their immediate: n of the EIP.</summary>
    public const int MaxReach = 235;

    /// <summary>True for the instructions that have such an immediate.</summary>
    /// <param name="opcode">Any byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTakenBy(byte opcode) => opcode is >= (byte)Opcode.DUPN and <= (byte)Opcode.EXCHANGE;

    /// <summary>The immediate of the instruction at a position; 0 behind the end of the code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="pc">Where the instruction is.</param>
    public static byte Read(ReadOnlySpan<byte> code, int pc) => pc + 1 < code.Length ? code[pc + 1] : (byte)0;

    /// <summary>True if the immediate is one of DUPN and SWAPN: all but 91 to 127.</summary>
    /// <param name="immediate">The byte.</param>
    public static bool IsSingle(byte immediate) => immediate is < 91 or > 127;

    /// <summary>True if the immediate is one of EXCHANGE: all but 82 to 127.</summary>
    /// <param name="immediate">The byte.</param>
    public static bool IsPair(byte immediate) => immediate is < 82 or > 127;

    /// <summary>What DUPN and SWAPN make of an immediate: n, 17 to 235.</summary>
    /// <param name="immediate">A valid one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DecodeSingle(byte immediate) => (byte)(immediate + 145);

    /// <summary>What EXCHANGE makes of an immediate: n and m with 1 &lt;= n &lt; m and n + m &lt;= 30; it exchanges the items n + 1 and
    /// m + 1 from the top.</summary>
    /// <param name="immediate">A valid one.</param>
    public static (int N, int M) DecodePair(byte immediate)
    {
        var k = immediate ^ 143;
        var (q, r) = (k >> 4, k & 15);
        return q < r ? (q + 1, r + 1) : (r + 1, 29 - q);
    }

    /// <summary>The immediate for DUPN and SWAPN.</summary>
    /// <param name="n">17 to 235.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public static byte EncodeSingle(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 17);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MaxReach);
        return (byte)(n + 111);
    }

    /// <summary>The immediate for EXCHANGE: the inverse of <see cref="DecodePair"/>.</summary>
    /// <param name="n">At least 1.</param>
    /// <param name="m">Above n; the sum is at most 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not such a pair.</exception>
    public static byte EncodePair(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(m, n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n + m, 30);
        return (byte)((m <= 16 ? ((n - 1) << 4) | (m - 1) : ((29 - m) << 4) | (n - 1)) ^ 143);
    }

    /// <summary>How many items the instruction needs on the stack; 0 if the immediate is invalid.</summary>
    /// <param name="opcode">DUPN, SWAPN or EXCHANGE.</param>
    /// <param name="immediate">The immediate.</param>
    public static int ItemsNeeded(Opcode opcode, byte immediate) => opcode switch
    {
        Opcode.EXCHANGE => IsPair(immediate) ? DecodePair(immediate).M + 1 : 0,
        Opcode.DUPN => IsSingle(immediate) ? DecodeSingle(immediate) : 0,
        _ => IsSingle(immediate) ? DecodeSingle(immediate) + 1 : 0,
    };
}

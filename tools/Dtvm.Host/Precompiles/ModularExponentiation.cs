// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Host.Precompiles;

/// <summary>0x05: base to the exponent modulo a modulus, of chosen lengths (EIP-198; gas by EIP-198, EIP-2565, EIP-7883; lengths by
/// EIP-7823).</summary>
public sealed class ModularExponentiation() : Precompile(0x05, "MODEXP", EvmcRevision.Byzantium)
{
    private const int HeaderSize = 96;
    private const uint LengthLimitEip7823 = 1024;

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision)
    {
        ReadLengths(input, out var baseLength, out var exponentLength, out var modulusLength);
        long minimum = revision >= EvmcRevision.Osaka ? 500 : revision >= EvmcRevision.Berlin ? 200 : 0;

        // Before EIP-7883 the complexity of empty operands is zero, however long the exponent.
        if (baseLength.IsZero && modulusLength.IsZero && revision < EvmcRevision.Osaka)
        {
            return minimum;
        }

        U256 limit = revision >= EvmcRevision.Osaka ? LengthLimitEip7823 : uint.MaxValue;
        if (baseLength > limit || exponentLength > limit || modulusLength > limit)
        {
            return Unaffordable;
        }

        var iterations = Iterations(input, baseLength.Low64, exponentLength.Low64, revision);
        var longest = Math.Max(baseLength.Low64, modulusLength.Low64);
        var gas = revision switch
        {
            >= EvmcRevision.Osaka => ComplexityEip7883(longest) * iterations,
            >= EvmcRevision.Berlin => ComplexityEip2565(longest) * iterations / 3,
            _ => ComplexityEip198(longest) * iterations / 20,
        };
        return gas >= long.MaxValue ? Unaffordable : Math.Max(minimum, (long)gas);
    }

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input)
    {
        ReadLengths(input, out _, out _, out var modulusLength);
        return modulusLength > int.MaxValue ? 0 : (int)modulusLength.Low64;
    }

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        ReadLengths(input, out var baseLength, out var exponentLength, out var modulusLength);
        written = 0;
        if (modulusLength.IsZero)
        {
            return true;
        }

        // A paid call has lengths far below 2^31 unless modulus and base have few bytes, and then only the exponent can be long.
        if (baseLength > int.MaxValue || exponentLength > int.MaxValue || modulusLength > int.MaxValue)
        {
            return false;
        }

        var operands = input.Length > HeaderSize ? input[HeaderSize..] : [];
        var modulusBytes = (int)modulusLength.Low64;
        var baseValue = ReadOperand(operands, 0, (int)baseLength.Low64);
        var exponent = ReadOperand(operands, (long)baseLength.Low64, (int)exponentLength.Low64);
        var modulus = ReadOperand(operands, (long)baseLength.Low64 + (long)exponentLength.Low64, modulusBytes);

        written = modulusBytes;
        var result = output[..modulusBytes];
        result.Clear();
        if (modulus.IsZero || modulus.IsOne)
        {
            return true;
        }

        var power = BigInteger.ModPow(baseValue, exponent, modulus);
        var size = power.GetByteCount(isUnsigned: true);
        return power.TryWriteBytes(result[(modulusBytes - size)..], out _, isUnsigned: true, isBigEndian: true);
    }

    private static void ReadLengths(ReadOnlySpan<byte> input, out U256 baseLength, out U256 exponentLength, out U256 modulusLength)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        CopyPadded(input, 0, header);
        baseLength = U256.ReadBigEndian(header[..32]);
        exponentLength = U256.ReadBigEndian(header[32..64]);
        modulusLength = U256.ReadBigEndian(header[64..]);
    }

    /// <summary>Reads an operand that may lie partly or wholly beyond the input: the missing low bytes are zeros.</summary>
    private static BigInteger ReadOperand(ReadOnlySpan<byte> operands, long offset, int length)
    {
        if (offset >= operands.Length || length == 0)
        {
            return BigInteger.Zero;
        }

        var rest = operands[(int)offset..];
        var present = rest[..Math.Min(length, rest.Length)];
        return new BigInteger(present, isUnsigned: true, isBigEndian: true) << (8 * (length - present.Length));
    }

    /// <summary>The adjusted exponent length of EIP-198, at least 1: bits of the first 32 bytes after the first set one, 8 (16 from
    /// EIP-7883) a byte after them.</summary>
    private static UInt128 Iterations(ReadOnlySpan<byte> input, ulong baseLength, ulong exponentLength, EvmcRevision revision)
    {
        var headLength = (int)Math.Min(exponentLength, 32);
        Span<byte> head = stackalloc byte[32];
        head.Clear();
        var offset = HeaderSize + baseLength;
        if (offset < (ulong)input.Length)
        {
            CopyPadded(input, (int)offset, head[..headLength]);
        }

        var bits = U256.ReadBigEndian(head[..headLength]).BitLength;
        var factor = revision >= EvmcRevision.Osaka ? 16UL : 8UL;
        var iterations = ((UInt128)factor * (exponentLength - (ulong)headLength)) + (ulong)Math.Max(bits - 1, 0);
        return iterations == 0 ? 1 : iterations;
    }

    private static UInt128 ComplexityEip7883(ulong length)
    {
        var words = (length + 7) / 8;
        return length <= 32 ? 16 : 2 * words * words;
    }

    private static UInt128 ComplexityEip2565(ulong length)
    {
        UInt128 words = (length + 7) / 8;
        return words * words;
    }

    private static UInt128 ComplexityEip198(ulong length)
    {
        var square = (UInt128)length * length;
        if (length <= 64)
        {
            return square;
        }

        return length <= 1024 ? (square / 4) + (96 * length) - 3072 : (square / 16) + (480 * (UInt128)length) - 199680;
    }
}

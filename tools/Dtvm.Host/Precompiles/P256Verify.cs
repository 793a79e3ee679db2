using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Coordinate = Dtvm.Host.Cryptography.FieldElement<Dtvm.Host.Cryptography.P256Prime>;
using Point = Dtvm.Host.Cryptography.CurvePoint<Dtvm.Host.Cryptography.P256Prime, Dtvm.Host.Cryptography.P256Curve>;
using Scalar = Dtvm.Host.Cryptography.FieldElement<Dtvm.Host.Cryptography.P256Order>;

namespace Dtvm.Host.Precompiles;

/// <summary>0x100: verifies an ECDSA signature on P-256 (EIP-7951). Input: hash, r, s, x, y, a word each; output 1, or nothing.</summary>
public sealed class P256Verify() : Precompile(0x100, "P256VERIFY", EvmcRevision.Osaka)
{
    private const int InputSize = 160;

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 6900;

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => Bytes32.ByteCount;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        written = 0;
        if (input.Length != InputSize || !Verify(input))
        {
            return true;
        }

        output[..Bytes32.ByteCount].Clear();
        output[31] = 1;
        written = Bytes32.ByteCount;
        return true;
    }

    private static bool Verify(ReadOnlySpan<byte> input)
    {
        var hash = U256.ReadBigEndian(input[..32]);
        var r = U256.ReadBigEndian(input[32..64]);
        var s = U256.ReadBigEndian(input[64..96]);
        var xNumber = U256.ReadBigEndian(input[96..128]);
        var yNumber = U256.ReadBigEndian(input[128..160]);
        if (r.IsZero || s.IsZero || r >= Scalar.Modulus || s >= Scalar.Modulus)
        {
            return false;
        }

        if (xNumber >= Coordinate.Modulus || yNumber >= Coordinate.Modulus)
        {
            return false;
        }

        var x = Coordinate.FromNumber(xNumber);
        var y = Coordinate.FromNumber(yNumber);
        if (!Point.Contains(x, y))
        {
            return false;
        }

        var inverse = Scalar.FromNumber(s).Inverse();
        var u1 = (Scalar.FromReduced(hash) * inverse).ToNumber();
        var u2 = (Scalar.FromNumber(r) * inverse).ToNumber();
        var sum = Point.MultiplyAdd(u1, Point.Generator, u2, Point.FromAffine(x, y));
        return !sum.IsInfinity && Scalar.FromReduced(sum.ToAffine().X.ToNumber()).ToNumber() == r;
    }
}

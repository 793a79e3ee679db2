// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Dtvm.Host.Precompiles;

/// <summary>0x100: verifies an ECDSA signature on P-256 (EIP-7951). Input: hash, r, s, x, y, a word each; output 1, or nothing.</summary>
public sealed class P256Verify() : Precompile(0x100, "P256VERIFY", EvmcRevision.Osaka)
{
    private const int InputSize = 160;

    private static readonly ECDomainParameters Curve = new(ECNamedCurveTable.GetByName("secp256r1"));

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 6900;

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => EvmcBytes32.Size;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        written = 0;
        if (input.Length != InputSize || !Verify(input))
        {
            return true;
        }

        output[..EvmcBytes32.Size].Clear();
        output[31] = 1;
        written = EvmcBytes32.Size;
        return true;
    }

    private static bool Verify(ReadOnlySpan<byte> input)
    {
        var x = new BigInteger(1, input[96..128]);
        var y = new BigInteger(1, input[128..160]);
        var prime = Curve.Curve.Field.Characteristic;
        if (x.CompareTo(prime) >= 0 || y.CompareTo(prime) >= 0)
        {
            return false;
        }

        var point = Curve.Curve.CreatePoint(x, y);
        if (!point.IsValid())
        {
            return false;
        }

        // The signer refuses r and s outside 1 to n - 1. The point at infinity has no affine coordinates, so it cannot be given.
        var signer = new ECDsaSigner();
        signer.Init(forSigning: false, new ECPublicKeyParameters(point, Curve));
        return signer.VerifySignature(input[..32].ToArray(), new BigInteger(1, input[32..64]), new BigInteger(1, input[64..96]));
    }
}

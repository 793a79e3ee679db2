// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Cryptography;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>Transactions and authorizations as bytes, what of them is signed, and who signed it (EIP-2718, EIP-155, EIP-7702).</summary>
public static class TransactionEncoding
{
    private const ulong UnprotectedV = 27;
    private const ulong ProtectedV = 35;
    private const byte AuthorizationMagic = 5; // EIP-7702

    // EIP-2: half the order of secp256k1.
    private static readonly U256 MaxSignatureS = U256.Parse("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

    /// <summary>The chain that the signature of a transaction without type is for.</summary>
    /// <param name="v">The signature's v.</param>
    /// <returns>The chain id; null when it is for any.</returns>
    public static U256? ChainIdOf(in U256 v) => v < ProtectedV ? null : (v - ProtectedV) >> 1;

    /// <summary>Encodes a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="signature">Its signature.</param>
    /// <returns>The bytes.</returns>
    public static ReadOnlyMemory<byte> Encode(Transaction transaction, TransactionSignature signature)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return Encode(transaction, signature, transaction.ChainId);
    }

    /// <summary>Signs a transaction.</summary>
    /// <param name="transaction">The transaction; if it has a chain id, the signature is for that chain alone.</param>
    /// <param name="key">The secret key, 32 bytes.</param>
    /// <returns>The signature.</returns>
    /// <exception cref="ArgumentException">It is no secret key.</exception>
    public static TransactionSignature Sign(Transaction transaction, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        Span<byte> signature = stackalloc byte[2 * EvmcBytes32.Size];
        var hash = Bytes32Hash.Of(Encode(transaction, null, transaction.ChainId));
        var yIsOdd = Secp256k1.Sign(hash.AsSpan(), key, signature);
        var parity = yIsOdd ? U256.One : U256.Zero;
        var v = transaction.Type != TransactionType.Legacy ? parity
            : transaction.ChainId is { } chain ? (chain << 1) + ProtectedV + parity
            : UnprotectedV + parity;
        return new TransactionSignature(
            v, U256.ReadBigEndian(signature[..EvmcBytes32.Size]), U256.ReadBigEndian(signature[EvmcBytes32.Size..]));
    }

    /// <summary>Finds who signed a transaction.</summary>
    /// <param name="transaction">The transaction, with the chain id that was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="revision">The revision: from Homestead on a signature with a high s does not count.</param>
    /// <param name="sender">The account.</param>
    /// <returns>False when nobody did.</returns>
    public static bool TryRecover(
        Transaction transaction, TransactionSignature signature, EvmcRevision revision, out Address sender)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        sender = default;
        var v = signature.V;
        var parity = transaction.Type != TransactionType.Legacy ? v
            : v < ProtectedV ? v - UnprotectedV
            : (v - ProtectedV) & U256.One;
        if (parity > U256.One || (revision >= EvmcRevision.Homestead && signature.S > MaxSignatureS))
        {
            return false;
        }

        var hash = Bytes32Hash.Of(Encode(transaction, null, transaction.ChainId));
        return TryRecover(hash, signature.R, signature.S, parity.IsOne, out sender);
    }

    /// <summary>Finds who signed an authorization, whose s is not judged here.</summary>
    /// <param name="authorization">The authorization.</param>
    /// <returns>The account; null when nobody did.</returns>
    public static Address? Recover(Authorization authorization)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        var writer = new RlpWriter();
        var list = writer.BeginList();
        writer.AppendNumber(authorization.ChainId);
        writer.AppendString(authorization.Delegate.AsSpan());
        writer.AppendNumber(authorization.Nonce);
        writer.EndList(list);
        var hash = Bytes32Hash.Of([AuthorizationMagic, .. writer.From(0)]);
        return authorization.YParity <= U256.One
            && TryRecover(hash, authorization.R, authorization.S, authorization.YParity.IsOne, out var authority) ? authority : null;
    }

    private static bool TryRecover(in Bytes32 hash, in U256 r, in U256 s, bool yIsOdd, out Address address)
    {
        Span<byte> compact = stackalloc byte[2 * EvmcBytes32.Size];
        r.WriteBigEndian(compact);
        s.WriteBigEndian(compact[EvmcBytes32.Size..]);
        return Secp256k1.TryRecover(hash.AsSpan(), compact, yIsOdd, out address);
    }

    /// <summary>Encodes what is in a block, or without signature what is signed.</summary>
    private static byte[] Encode(Transaction transaction, TransactionSignature? signature, U256? chainId)
    {
        var writer = new RlpWriter();
        var list = writer.BeginList();
        var isTyped = transaction.Type != TransactionType.Legacy;
        if (isTyped)
        {
            writer.AppendNumber(chainId ?? U256.Zero);
        }

        writer.AppendNumber(transaction.Nonce);
        if (transaction.Type >= TransactionType.FeeMarket)
        {
            writer.AppendNumber(transaction.PriorityFee);
        }

        writer.AppendNumber(transaction.FeeCap);
        writer.AppendNumber(transaction.GasLimit);
        writer.AppendString(transaction.To is { } to ? to.AsSpan() : default);
        writer.AppendNumber(transaction.Value);
        writer.AppendString(transaction.Data.Span);
        if (isTyped)
        {
            AppendAccessList(writer, transaction);
        }

        if (transaction.Type == TransactionType.Blob)
        {
            writer.AppendNumber(transaction.BlobFeeCap);
            var hashes = writer.BeginList();
            foreach (var hash in transaction.BlobHashes)
            {
                writer.AppendString(hash.AsSpan());
            }

            writer.EndList(hashes);
        }

        if (transaction.Type == TransactionType.SetCode)
        {
            AppendAuthorizations(writer, transaction);
        }

        if (signature is { } signed)
        {
            writer.AppendNumber(signed.V);
            writer.AppendNumber(signed.R);
            writer.AppendNumber(signed.S);
        }
        else if (!isTyped && chainId is { } chain)
        {
            writer.AppendNumber(chain); // EIP-155
            writer.AppendNumber(U256.Zero);
            writer.AppendNumber(U256.Zero);
        }

        writer.EndList(list);
        return isTyped ? [(byte)transaction.Type, .. writer.From(0)] : writer.From(0).ToArray();
    }

    private static void AppendAccessList(RlpWriter writer, Transaction transaction)
    {
        var list = writer.BeginList();
        foreach (var entry in transaction.AccessList)
        {
            var item = writer.BeginList();
            writer.AppendString(entry.Address.AsSpan());
            var keys = writer.BeginList();
            foreach (var key in entry.StorageKeys)
            {
                writer.AppendString(key.AsSpan());
            }

            writer.EndList(keys);
            writer.EndList(item);
        }

        writer.EndList(list);
    }

    private static void AppendAuthorizations(RlpWriter writer, Transaction transaction)
    {
        var list = writer.BeginList();
        foreach (var authorization in transaction.Authorizations)
        {
            var item = writer.BeginList();
            writer.AppendNumber(authorization.ChainId);
            writer.AppendString(authorization.Delegate.AsSpan());
            writer.AppendNumber(authorization.Nonce);
            writer.AppendNumber(authorization.YParity);
            writer.AppendNumber(authorization.R);
            writer.AppendNumber(authorization.S);
            writer.EndList(item);
        }

        writer.EndList(list);
    }
}

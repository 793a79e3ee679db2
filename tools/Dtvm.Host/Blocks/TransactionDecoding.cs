// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>Reads the transactions of a block's body.</summary>
internal static class TransactionDecoding
{
    /// <summary>Reads a body: a list of transactions. What cannot be read takes the place of one, with the reason.</summary>
    /// <param name="body">The RLP.</param>
    /// <param name="revision">The revision, by which senders are found.</param>
    /// <exception cref="RlpException">It is no list of items.</exception>
    public static List<BlockItem> ReadBody(ReadOnlySpan<byte> body, EvmcRevision revision)
    {
        var reader = new RlpReader(body);
        var list = reader.ReadList();
        reader.ExpectEnd();
        var items = new List<BlockItem>();
        while (!list.IsEnd)
        {
            if (list.IsList)
            {
                items.Add(Read(list.ReadList(), TransactionType.Legacy, revision));
                continue;
            }

            var typed = list.ReadString();
            if (typed.IsEmpty || typed[0] is 0 or > (byte)TransactionType.SetCode)
            {
                items.Add(BlockItem.Refused("transaction type not supported"));
                continue;
            }

            items.Add(ReadTyped(typed, revision));
        }

        return items;
    }

    private static BlockItem ReadTyped(ReadOnlySpan<byte> bytes, EvmcRevision revision)
    {
        try
        {
            var reader = new RlpReader(bytes[1..]);
            var fields = reader.ReadList();
            reader.ExpectEnd();
            return Read(fields, (TransactionType)bytes[0], revision);
        }
        catch (RlpException exception)
        {
            return BlockItem.Refused("rlp: " + exception.Message);
        }
    }

    private static BlockItem Read(RlpReader fields, TransactionType type, EvmcRevision revision)
    {
        try
        {
            var (transaction, signature) = ReadFields(ref fields, type);
            fields.ExpectEnd();
            return BlockItem.Of(transaction, signature, revision);
        }
        catch (RlpException exception)
        {
            return BlockItem.Refused("rlp: " + exception.Message);
        }
    }

    private static (Transaction Transaction, TransactionSignature Signature) ReadFields(ref RlpReader fields, TransactionType type)
    {
        var isTyped = type != TransactionType.Legacy;
        U256? chainId = isTyped ? fields.ReadNumber() : null;
        var nonce = fields.ReadULong();
        U256? priorityFee = type >= TransactionType.FeeMarket ? fields.ReadNumber() : null;
        var feeCap = fields.ReadNumber();
        var gasLimit = fields.ReadULong();
        var to = type >= TransactionType.Blob ? fields.ReadAddress() : fields.ReadAddressOrNone();
        var value = fields.ReadNumber();
        var data = fields.ReadString().ToArray();
        var accessList = isTyped ? ReadAccessList(fields.ReadList()) : [];
        var blobFeeCap = type == TransactionType.Blob ? fields.ReadNumber() : U256.Zero;
        var blobHashes = type == TransactionType.Blob ? ReadWords(fields.ReadList()) : [];
        var authorizations = type == TransactionType.SetCode ? ReadAuthorizations(fields.ReadList()) : [];
        var signature = new TransactionSignature(fields.ReadNumber(), fields.ReadNumber(), fields.ReadNumber());
        var transaction = new Transaction
        {
            Type = type,
            ChainId = isTyped ? chainId : TransactionEncoding.ChainIdOf(signature.V),
            Nonce = nonce,
            PriorityFee = priorityFee ?? feeCap,
            FeeCap = feeCap,
            GasLimit = gasLimit,
            To = to,
            Value = value,
            Data = data,
            AccessList = accessList,
            BlobFeeCap = blobFeeCap,
            BlobHashes = blobHashes,
            Authorizations = authorizations,
        };
        return (transaction, signature);
    }

    private static List<AccessListEntry> ReadAccessList(RlpReader list)
    {
        var entries = new List<AccessListEntry>();
        while (!list.IsEnd)
        {
            var item = list.ReadList();
            entries.Add(new AccessListEntry(item.ReadAddress(), ReadWords(item.ReadList())));
            item.ExpectEnd();
        }

        return entries;
    }

    private static List<Bytes32> ReadWords(RlpReader list)
    {
        var words = new List<Bytes32>();
        while (!list.IsEnd)
        {
            words.Add(list.ReadWord());
        }

        return words;
    }

    private static List<Authorization> ReadAuthorizations(RlpReader list)
    {
        var authorizations = new List<Authorization>();
        while (!list.IsEnd)
        {
            var item = list.ReadList();
            var (chainId, target, nonce) = (item.ReadNumber(), item.ReadAddress(), item.ReadULong());
            var (yParity, r, s) = (item.ReadNumber(), item.ReadNumber(), item.ReadNumber());
            item.ExpectEnd();
            var authorization = new Authorization(chainId, target, nonce, s, null) { YParity = yParity, R = r };
            authorizations.Add(authorization with { Authority = TransactionEncoding.Recover(authorization) });
        }

        return authorizations;
    }
}

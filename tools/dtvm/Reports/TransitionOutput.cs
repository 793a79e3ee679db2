// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Host;
using Dtvm.Host.Blocks;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;

namespace Dtvm.Tool.Reports;

/// <summary>Writes what <c>dtvm t8n</c> made in the JSON that transition tools agree on.</summary>
/// <param name="input">What the block was made of.</param>
/// <param name="difficulty">Its difficulty; null from the Merge on.</param>
/// <param name="baseFee">Its base fee; null before London.</param>
/// <param name="result">The block.</param>
internal sealed class TransitionOutput(TransitionInput input, U256? difficulty, U256? baseFee, TransitionResult result)
{
    private const string PlaceholderBlockHash = "0x1337000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Writes the state: accounts by address, in the order of the addresses.</summary>
    public void WriteAlloc(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var account in StateListing.Of(result.State))
        {
            writer.WriteStartObject(Hex.Encode(account.Address.AsSpan()));
            if (account.Code.Length > 0)
            {
                writer.WriteString("code", Hex.Encode(account.Code.Bytes));
            }

            if (account.Storage.Count > 0)
            {
                writer.WriteStartObject("storage");
                foreach (var (key, value) in account.Storage)
                {
                    writer.WriteString(Hex.Encode(key.AsSpan()), Hex.Encode(value.AsSpan()));
                }

                writer.WriteEndObject();
            }

            writer.WriteString("balance", account.Balance.ToString());
            if (account.Nonce > 0)
            {
                writer.WriteString("nonce", NumberOf(account.Nonce));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the RLP of the transactions that are in the block.</summary>
    public void WriteBody(Utf8JsonWriter writer)
    {
        var body = new RlpWriter();
        var list = body.BeginList();
        foreach (var receipt in result.Receipts)
        {
            var encoding = receipt.Transaction.Encoding.Span;
            if (receipt.Transaction.Transaction.Type == TransactionType.Legacy)
            {
                body.AppendEncoded(encoding);
            }
            else
            {
                body.AppendString(encoding);
            }
        }

        body.EndList(list);
        writer.WriteStringValue(Hex.Encode(body.From(0)));
    }

    /// <summary>Writes what a header needs, the receipts, and what was refused.</summary>
    public void WriteResult(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("stateRoot", Hex.Encode(result.StateRoot.AsSpan()));
        writer.WriteString("txRoot", Hex.Encode(result.TransactionsRoot.AsSpan()));
        writer.WriteString("receiptsRoot", Hex.Encode(result.ReceiptsRoot.AsSpan()));
        writer.WriteString("logsHash", Hex.Encode(LogEntry.HashOf(result.Logs).AsSpan()));
        writer.WriteString("logsBloom", Hex.Encode(result.Bloom));
        writer.WriteStartArray("receipts");
        for (var i = 0; i < result.Receipts.Count; i++)
        {
            WriteReceipt(writer, result.Receipts[i], i);
        }

        writer.WriteEndArray();
        WriteRefused(writer);
        writer.WriteStringOrNull("currentDifficulty", difficulty?.ToString());
        writer.WriteString("gasUsed", NumberOf((ulong)result.GasUsed));
        if (baseFee is { } fee)
        {
            writer.WriteString("currentBaseFee", fee.ToString());
        }

        if (input.Withdrawals is { } withdrawals)
        {
            writer.WriteString("withdrawalsRoot", Hex.Encode(TransitionResult.RootOf(withdrawals).AsSpan()));
        }

        if (input.ExcessBlobGas is { } excess)
        {
            writer.WriteString("currentExcessBlobGas", NumberOf(excess));
            writer.WriteString("blobGasUsed", NumberOf((ulong)result.BlobGasUsed));
        }

        WriteRequests(writer);
        writer.WriteEndObject();
    }

    private static string NumberOf(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    private void WriteRequests(Utf8JsonWriter writer)
    {
        if (result.Requests is not { } requests)
        {
            writer.WriteNull("requests");
            return;
        }

        writer.WriteString("requestsHash", Hex.Encode(result.RequestsHash!.Value.AsSpan()));
        writer.WriteStartArray("requests");
        foreach (var request in requests)
        {
            writer.WriteStringValue(Hex.Encode(request.Span));
        }

        writer.WriteEndArray();
    }

    private void WriteRefused(Utf8JsonWriter writer)
    {
        if (result.Refused.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("rejected");
        foreach (var refused in result.Refused)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", refused.Index);
            writer.WriteString("error", refused.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteReceipt(Utf8JsonWriter writer, Receipt receipt, int index)
    {
        var transaction = receipt.Transaction.Transaction;
        writer.WriteStartObject();
        if (transaction.Type != TransactionType.Legacy)
        {
            writer.WriteString("type", NumberOf((ulong)transaction.Type));
        }

        writer.WriteString("root", receipt.StateRoot is { } root ? Hex.Encode(root.AsSpan()) : "0x");
        writer.WriteString("status", receipt.Succeeds ? "0x1" : "0x0");
        writer.WriteString("cumulativeGasUsed", NumberOf((ulong)receipt.CumulativeGasUsed));
        writer.WriteString("logsBloom", Hex.Encode(receipt.Bloom.Span));
        WriteLogs(writer, receipt, index);
        writer.WriteString("transactionHash", Hex.Encode(receipt.Transaction.Hash.AsSpan()));
        writer.WriteString("contractAddress", Hex.Encode((receipt.ContractAddress ?? default).AsSpan()));
        writer.WriteString("gasUsed", NumberOf((ulong)receipt.GasUsed));
        writer.WriteString("effectiveGasPrice", receipt.EffectiveGasPrice.ToString());
        if (transaction.Type == TransactionType.Blob)
        {
            writer.WriteString("blobGasUsed", NumberOf((ulong)transaction.BlobGas));
            writer.WriteString("blobGasPrice", input.Environment.BlobBaseFee.ToString());
        }

        WritePlace(writer, index);
        writer.WriteEndObject();
    }

    private void WriteLogs(Utf8JsonWriter writer, Receipt receipt, int index)
    {
        writer.WriteStartArray("logs");
        var first = result.Receipts.Take(index).Sum(earlier => earlier.Logs.Count);
        for (var i = 0; i < receipt.Logs.Count; i++)
        {
            var log = receipt.Logs[i];
            writer.WriteStartObject();
            writer.WriteString("address", Hex.Encode(log.Address.AsSpan()));
            writer.WriteStartArray("topics");
            foreach (var topic in log.Topics)
            {
                writer.WriteStringValue(Hex.Encode(topic.AsSpan()));
            }

            writer.WriteEndArray();
            writer.WriteString("data", Hex.Encode(log.Data.Span));
            writer.WriteString("transactionHash", Hex.Encode(receipt.Transaction.Hash.AsSpan()));
            WritePlace(writer, index);
            writer.WriteString("logIndex", NumberOf((ulong)(first + i)));
            writer.WriteBoolean("removed", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WritePlace(Utf8JsonWriter writer, int index)
    {
        writer.WriteString("blockHash", PlaceholderBlockHash);
        writer.WriteString("blockNumber", NumberOf((ulong)input.Environment.Number));
        writer.WriteString("transactionIndex", NumberOf((ulong)index));
    }
}

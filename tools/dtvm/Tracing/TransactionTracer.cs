// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Host;
using Dtvm.Host.Blocks;
using Dtvm.Host.StateTests;

namespace Dtvm.Tool.Tracing;

/// <summary>A trace of each transaction of a block in a file of its own, named by its place and its hash.</summary>
/// <param name="folder">Where the files go; empty for the current folder.</param>
internal sealed class TransactionTracer(string folder) : IDisposable
{
    private TraceWriter? _writer;
    private TracingVm? _vm;
    private string? _path;

    /// <summary>Begins the trace of a transaction.</summary>
    /// <param name="index">Its place in the block.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>The VM that it runs in.</returns>
    public IVm Begin(int index, Bytes32 hash)
    {
        Drop();
        _path = Path.Combine(
            folder, string.Create(CultureInfo.InvariantCulture, $"trace-{index}-{Hex.Encode(hash.AsSpan())}.jsonl"));
        _writer = TraceWriter.Open(_path);
        _vm = new TracingVm(_writer, gasMetering: true);
        return _vm;
    }

    /// <summary>Ends the trace of a transaction that is in the block.</summary>
    /// <param name="receipt">Its receipt.</param>
    /// <param name="outcome">What it did.</param>
    public void Finish(Receipt receipt, TransactionOutcome outcome)
    {
        _writer!.Summarize(outcome.Status, outcome.Output.Span, receipt.GasUsed);
        _path = null;
        Drop();
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    /// <summary>Closes the file; that of a refused transaction goes.</summary>
    private void Drop()
    {
        _vm?.Dispose();
        _writer?.Dispose();
        (_vm, _writer) = (null, null);
        if (_path is not null)
        {
            File.Delete(_path);
            _path = null;
        }
    }
}

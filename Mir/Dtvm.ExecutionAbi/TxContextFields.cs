// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>How a field of the transaction context holds a word.</summary>
public enum TxContextKind
{
    /// <summary>A native integer of 64 bits.</summary>
    Number,

    /// <summary>20 bytes, the most significant first.</summary>
    Address,

    /// <summary>32 bytes, the most significant first.</summary>
    Word,
}

/// <summary>A runtime call whose result is a field of the transaction context.</summary>
/// <param name="Call">The call.</param>
/// <param name="Offset">Bytes from the start of the context (<see cref="TxContextLayout"/>).</param>
/// <param name="Kind">How the field holds it.</param>
public readonly record struct TxContextField(RuntimeCall Call, int Offset, TxContextKind Kind);

/// <summary>The runtime calls that give a field of the transaction context, which machine code may read where the frame has it already
/// (<see cref="FrameLayout.HasTxContext"/>).</summary>
public static class TxContextFields
{
    /// <summary>All of them.</summary>
    public static ReadOnlySpan<TxContextField> All => Fields;

    private static readonly TxContextField[] Fields =
    [
        new(RuntimeCall.Timestamp, TxContextLayout.BlockTimestamp, TxContextKind.Number),
        new(RuntimeCall.Number, TxContextLayout.BlockNumber, TxContextKind.Number),
        new(RuntimeCall.GasLimit, TxContextLayout.BlockGasLimit, TxContextKind.Number),
        new(RuntimeCall.Origin, TxContextLayout.TxOrigin, TxContextKind.Address),
        new(RuntimeCall.Coinbase, TxContextLayout.BlockCoinbase, TxContextKind.Address),
        new(RuntimeCall.GasPrice, TxContextLayout.TxGasPrice, TxContextKind.Word),
        new(RuntimeCall.PrevRandao, TxContextLayout.BlockPrevRandao, TxContextKind.Word),
        new(RuntimeCall.ChainId, TxContextLayout.ChainId, TxContextKind.Word),
        new(RuntimeCall.BaseFee, TxContextLayout.BlockBaseFee, TxContextKind.Word),
        new(RuntimeCall.BlobBaseFee, TxContextLayout.BlobBaseFee, TxContextKind.Word),
    ];

    /// <summary>Looks a call up.</summary>
    /// <param name="call">Any runtime call.</param>
    /// <param name="field">The field that it gives.</param>
    /// <returns>False when it gives none.</returns>
    public static bool TryGet(RuntimeCall call, out TxContextField field)
    {
        foreach (ref readonly var known in Fields.AsSpan())
        {
            if (known.Call == call)
            {
                field = known;
                return true;
            }
        }

        field = default;
        return false;
    }
}

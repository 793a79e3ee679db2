// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>The signature of a transaction as its encoding has it.</summary>
/// <param name="V">Of a typed transaction the parity of y; of one without type 27 or 28, or 35 or 36 and twice the chain id
/// (EIP-155).</param>
/// <param name="R">The signature's r.</param>
/// <param name="S">The signature's s.</param>
public readonly record struct TransactionSignature(U256 V, U256 R, U256 S)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => V.IsZero && R.IsZero && S.IsZero;
}

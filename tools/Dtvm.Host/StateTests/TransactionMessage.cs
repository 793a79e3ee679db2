// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Host.StateTests;

/// <summary>The message that a transaction begins with.</summary>
internal static unsafe class TransactionMessage
{
    /// <summary>Makes the message.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="data">Its data, which stay where they are while the message runs.</param>
    /// <param name="gas">Gas for the message.</param>
    /// <param name="code">Whose code a call runs: the recipient's, or that of its delegate.</param>
    /// <param name="isDelegated">Whether it is the delegate's (EIP-7702).</param>
    public static EvmcMessage Of(Transaction transaction, byte* data, long gas, in Address code, bool isDelegated)
    {
        EvmcMessage message = default;
        message.Kind = transaction.To is null ? EvmcCallKind.Create : EvmcCallKind.Call;
        message.Gas = gas;
        message.Sender = transaction.Sender;
        message.InputData = data;
        message.InputSize = (nuint)transaction.Data.Length;
        var value = HostValues.ToWord(transaction.Value);
        message.Value = value;
        if (transaction.To is { } to)
        {
            message.Recipient = to;
            message.CodeAddress = code;
            message.Flags = isDelegated ? EvmcFlags.Delegated : default;
        }

        return message;
    }
}

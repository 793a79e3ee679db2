// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>What the contract <c>AbiCoding</c> does with orders, on objects.</summary>
internal static class OrderCoding
{
    private sealed record Item(BigInteger Id, byte[] Label, BigInteger[] Amounts);

    private sealed record Order(BigInteger Maker, bool IsOpen, Item[] Items, byte[] Data);

    /// <summary>The orders after the rounds, encoded.</summary>
    public static byte[] Settle(CallArguments call)
    {
        Order[] orders = [.. Elements(call, 0).Select(ReadOrder)];
        Assert.NotEmpty(orders);
        for (var i = 0; i < call.Number(1); i++)
        {
            orders = [.. orders.Select(Change)];
        }

        return CallArguments.Tuple([(true, CallArguments.Array([.. orders.Select(order => (true, Encode(order)))]))]);
    }

    private static Order Change(Order order)
    {
        Item[] items = [.. order.Items.AsEnumerable().Reverse()];
        var sum = items.SelectMany(item => item.Amounts).Aggregate(BigInteger.Add);
        items[0] = items[0] with { Amounts = [items[0].Amounts[0] + sum, .. items[0].Amounts[1..]] };
        return new(order.Maker, !order.IsOpen, items, [.. order.Data, .. CallArguments.Word(order.Maker)[12..]]);
    }

    private static Order ReadOrder(CallArguments words) =>
        new(words.Number(0), words.Number(1) == 1, [.. Elements(words, 2).Select(ReadItem)], words.Bytes(3));

    private static Item ReadItem(CallArguments words)
    {
        var (length, amounts) = words.Array(2);
        return new(words.Number(0), words.Bytes(1), [.. Enumerable.Range(0, length).Select(amounts.Number)]);
    }

    private static IEnumerable<CallArguments> Elements(CallArguments words, int word)
    {
        var (length, elements) = words.Array(word);
        return Enumerable.Range(0, length).Select(elements.At);
    }

    private static byte[] Encode(Order order) => CallArguments.Tuple(
    [
        (false, CallArguments.Word(order.Maker)),
        (false, CallArguments.Word(order.IsOpen ? 1 : 0)),
        (true, CallArguments.Array([.. order.Items.Select(item => (true, Encode(item)))])),
        (true, CallArguments.Blob(order.Data)),
    ]);

    private static byte[] Encode(Item item) => CallArguments.Tuple(
    [
        (false, CallArguments.Word(item.Id)),
        (true, CallArguments.Blob(item.Label)),
        (true, CallArguments.Array([.. item.Amounts.Select(amount => (false, CallArguments.Word(amount)))])),
    ]);
}

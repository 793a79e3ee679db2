// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Dtvm.Engine.Tests;

/// <summary>What the contracts of <c>tests/contracts</c> must answer, computed without the EVM.</summary>
internal static class OwnContractAnswers
{
    private static readonly SortedDictionary<string, Action<CallArguments, byte[]>> Checks = new(StringComparer.Ordinal)
    {
        ["abi_coding"] = (call, output) => Equal(new CallArguments(output).Bytes(0), OrderCoding.Settle(call)),
        ["base64"] = (call, output) => Equal(new CallArguments(output).Bytes(0), Base64(call)),
        ["elliptic_curve"] = (call, output) => Equal(output, CurveAnswer.Multiply(call.Number(0), (int)call.Number(1))),
        ["fixed_point"] = (call, output) => FixedPointAnswer.Check(call, new CallArguments(output)),
        ["keccak256"] = (call, output) => Equal(output, Repeat(call, Keccak)),
        ["matrix"] = (call, output) => Equal(output, Power(call)),
        ["ripemd160"] = (call, output) => Equal(output, [.. Repeat(call, Ripemd160), .. new byte[12]]),
        ["sha256"] = (call, output) => Equal(output, Repeat(call, SHA256.HashData)),
        ["sorting"] = (call, output) => Equal(output, Sort(call)),
        ["strings"] = (call, output) => Equal(new CallArguments(output).Bytes(0), Encoding.ASCII.GetBytes(Describe(call))),
    };

    /// <summary>The cases, in the order of their names.</summary>
    public static IEnumerable<string> Names => Checks.Keys;

    /// <summary>Compares the output of a case with what C# computes from its call data.</summary>
    public static void Check(string name, byte[] callData, byte[] output) => Checks[name](new CallArguments(callData.AsMemory(4)), output);

    private static void Equal(byte[] output, byte[] expected) => Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(output));

    private static byte[] Repeat(CallArguments call, Func<byte[], byte[]> hash)
    {
        var message = call.Bytes(0);
        for (var i = 0; i < call.Number(1); i++)
        {
            message = hash(message);
        }

        return message;
    }

    private static byte[] Keccak(byte[] message)
    {
        var digest = new byte[32];
        Runtime.Keccak256.Hash(message, digest);
        return digest;
    }

    private static byte[] Ripemd160(byte[] message)
    {
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(message);
        var result = new byte[digest.GetDigestSize()];
        digest.DoFinal(result);
        return result;
    }

    private static byte[] Base64(CallArguments call)
    {
        var data = call.Bytes(0);
        for (var i = 0; i < call.Number(1); i++)
        {
            data[i % data.Length] ^= (byte)(i + 1);
        }

        return Encoding.ASCII.GetBytes(Convert.ToBase64String(data));
    }

    private static byte[] Sort(CallArguments call)
    {
        var value = (long)call.Signed(0);
        var values = new long[(int)call.Number(1)];
        for (var i = 0; i < values.Length; i++)
        {
            value = unchecked((value * 6364136223846793005) + 1442695040888963407);
            values[i] = value;
        }

        Array.Sort(values);
        var sum = values.Select((item, place) => (BigInteger)item * place).Aggregate(BigInteger.Add);
        return [.. ((BigInteger[])[values[0], values[values.Length / 2], values[^1], sum]).SelectMany(CallArguments.Word)];
    }

    /// <summary>The matrix multiplied with itself again and again, as an array of arrays.</summary>
    private static byte[] Power(CallArguments call)
    {
        var prime = (BigInteger.One << 61) - 1;
        var (seed, size) = (call.Number(0), (int)call.Number(1));
        var matrix = new BigInteger[size, size];
        var result = new BigInteger[size, size];
        for (var i = 0; i < size * size; i++)
        {
            var (row, column) = (i / size, i % size);
            matrix[row, column] = BigInteger.Pow(seed + (7 * row) + (3 * column), 2);
            result[row, column] = row == column ? 1 : 0;
        }

        for (var n = 0; n < call.Number(2); n++)
        {
            var product = new BigInteger[size, size];
            for (var i = 0; i < size * size * size; i++)
            {
                var (row, column, k) = (i / size / size, i / size % size, i % size);
                product[row, column] = (product[row, column] + (result[row, k] * matrix[k, column])) % prime;
            }

            result = product;
        }

        var rows = Enumerable.Range(0, size).Select(row => CallArguments.Array(
            [.. Enumerable.Range(0, size).Select(column => (false, CallArguments.Word(result[row, column])))]));
        return CallArguments.Tuple([(true, CallArguments.Array([.. rows.Select(row => (true, row))]))]);
    }

    private static string Describe(CallArguments call)
    {
        var tokens = Enumerable.Range((int)call.Number(0), (int)call.Number(1)).Select(id =>
        {
            var price = ((decimal)id * id * 1234567891234500m / 1_000_000_000_000_000_000m).ToString("0.##################",
                CultureInfo.InvariantCulture);
            var owner = "0x" + Convert.ToHexStringLower(CallArguments.Word(call.Number(2)), 12, 20);
            return $$"""{"name":"Token #{{id}}","owner":"{{owner}}","price":"{{price}}"}""";
        });
        return $"[{string.Join(',', tokens)}]";
    }
}

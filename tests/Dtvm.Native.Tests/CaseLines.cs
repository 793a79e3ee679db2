// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Bench;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Native.Tests;

/// <summary>Writes benchmark cases as the lines that <c>tests/native/case.h</c> describes.</summary>
internal static class CaseLines
{
    /// <summary>Writes cases with the answers of precompiled contracts that they need.</summary>
    /// <param name="target">Path of the file.</param>
    /// <param name="cases">Paths of the case files.</param>
    public static void Write(string target, IEnumerable<string> cases)
    {
        var text = new StringBuilder();
        foreach (var path in cases)
        {
            Append(text, BenchCaseReader.Read(path));
        }

        File.WriteAllText(target, text.ToString());
    }

    private static void Append(StringBuilder text, BenchCase item)
    {
        Line(text, "case", item.Name, Number((int)item.Revision));
        var block = item.Block;
        Line(
            text, "block", Word(block.ChainId), Number(block.Number), Number(block.Timestamp), Number(block.GasLimit),
            Digits(block.Coinbase.AsSpan()), Digits(block.PrevRandao.AsSpan()), Word(block.BaseFee), Word(block.BlobBaseFee),
            Word(item.GasPrice));
        foreach (var account in item.Pre)
        {
            Line(
                text, "account", Digits(account.Address.AsSpan()), Word(account.Balance), Number(checked((long)account.Nonce)),
                Digits(BytesOf(account.Code)));
            foreach ((var key, var value) in account.Storage)
            {
                Line(text, "slot", Digits(key.AsSpan()), Digits(value.AsSpan()));
            }
        }

        AppendPrecompiles(text, item);
        foreach (var run in item.Runs)
        {
            AppendRun(text, run);
        }
    }

    private static void AppendPrecompiles(StringBuilder text, BenchCase item)
    {
        var answers = new Dictionary<(int Number, Bytes32 InputHash), PrecompileAnswer>();
        foreach (var run in item.Runs)
        {
            // A new recorder for each, since it keeps the functions of the host that it met first.
            using var recorder = new PrecompileRecorder();
            using var runner = new CaseRunner(item, run, recorder);
            Assert.Empty(runner.Check(out _));
            foreach ((var key, var answer) in recorder.Answers)
            {
                answers[key] = answer;
            }
        }

        foreach (((var number, var hash), var answer) in answers)
        {
            Line(
                text, "precompile", Number(number), Digits(hash.AsSpan()), Number(answer.Cost), answer.Output is null ? "fail" : "ok",
                Digits(answer.Output ?? []));
        }
    }

    private static void AppendRun(StringBuilder text, BenchRun run)
    {
        var request = run.Request;
        Line(
            text, "run", run.Label, Digits(request.Sender.AsSpan()), Digits(request.To.AsSpan()), Word(request.Value),
            Digits(request.Data.Span), Number(request.Gas));
        var expected = run.Expected;
        var outputHash = expected.OutputHash ?? HashOf(expected.Output ?? []);
        Line(
            text, "expect", expected.Status.ToString().ToLowerInvariant(), Number(expected.GasUsed), Number(expected.GasRefund),
            Number(expected.OutputSize), Digits(outputHash.AsSpan()), Number(expected.LogsCount), Digits(expected.LogsHash.AsSpan()));
        foreach (var log in expected.Logs ?? [])
        {
            var topics = log.Topics.Select(topic => Digits(topic.AsSpan()));
            Line(text, ["log", Digits(log.Address.AsSpan()), Digits(log.Data.Span), .. topics]);
        }

        foreach (var change in expected.Storage)
        {
            Line(text, "changed", Digits(change.Address.AsSpan()), Digits(change.Key.AsSpan()), Digits(change.Value.AsSpan()));
        }
    }

    private static Bytes32 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(bytes, hash);
        return new Bytes32(hash);
    }

    private static unsafe ReadOnlySpan<byte> BytesOf(ContractCode code) => new(code.Pointer, code.Length);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word(in U256 value) => Digits(HostValues.ToWord(value).AsSpan());

    private static string Digits(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "-" : Convert.ToHexStringLower(bytes);

    private static void Line(StringBuilder text, params ReadOnlySpan<string> words) => text.AppendJoin(' ', words).Append('\n');
}

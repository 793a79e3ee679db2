// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Host.Json;
using Dtvm.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>What is read from JSON, and what is said of what cannot be read.</summary>
public class JsonCursorTests
{
    private const string Word = "0x00000000000000000000000000000000000000000000000000000000000000ff";

    [Theory]
    [InlineData("\"0x\"", "0")]
    [InlineData("\"0x0\"", "0")]
    [InlineData("\"0x00ff\"", "255")]
    [InlineData("\"0XfF\"", "255")]
    [InlineData("\"255\"", "255")]
    [InlineData("\"0255\"", "255")]
    [InlineData("255", "255")]
    [InlineData("\"0x:bigint 0xff\"", "255")]
    [InlineData("\"0x000000000000000000000000000000000000000000000000000000000000000000000000ff\"", "255")]
    [InlineData("\"340282366920938463463374607431768211456\"", "340282366920938463463374607431768211456")]
    public void NumbersAreHexBehind0xAndOtherwiseDecimal(string json, string expected)
    {
        using var file = Parse(json);
        Assert.Equal(expected, file.Root.Number().ToDecimalString());
    }

    [Theory]
    [InlineData("\"ff\"", "$: expected a whole number, decimal or 0x hex, found 'ff'")]
    [InlineData("\"-1\"", "$: expected a whole number, decimal or 0x hex, found '-1'")]
    [InlineData("\"\"", "$: expected a whole number, decimal or 0x hex, found ''")]
    [InlineData("-1", "$: expected a whole number, decimal or 0x hex, found the number -1")]
    [InlineData("1e18", "$: expected a whole number, decimal or 0x hex, found the number 1e18")]
    [InlineData("\"1.5\"", "$: expected a whole number, decimal or 0x hex, found '1.5'")]
    [InlineData("null", "$: expected a whole number, decimal or 0x hex, found null")]
    [InlineData("true", "$: expected a whole number, decimal or 0x hex, found true")]
    [InlineData("{}", "$: expected a whole number, decimal or 0x hex, found an object")]
    [InlineData(
        "\"0x10000000000000000000000000000000000000000000000000000000000000000\"",
        "$: expected a number below 2^256, found '0x10000000000000000000000000000000000000...'")]
    public void WhatIsNoNumberIsToldWithWhatIsThere(string json, string expected)
    {
        using var file = Parse(json);
        Assert.Equal("name: " + expected, Assert.Throws<JsonInputException>(() => file.Root.Number()).Message);
    }

    [Theory]
    [InlineData("0xff", Word)]
    [InlineData("ff", Word)]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000ff", Word)]
    [InlineData("0x", "0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("007", "0x0000000000000000000000000000000000000000000000000000000000000007")]
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000010",
        "0x0000000000000000000000000000000000000000000000000000000000000010")]
    public void WordsAreHex(string text, string expected)
    {
        using var file = Parse($"{{\"{text}\":\"{text}\"}}");
        var member = Assert.Single(file.Root.Members());
        Assert.Equal(expected, member.Word().ToString());
        Assert.Equal(expected, member.NameAsWord().ToString());
    }

    [Theory]
    [InlineData("10", "this could be decimal as well: write 0x10 if it is hex")]
    [InlineData("0042", "this could be decimal as well: write 0x42 if it is hex")]
    [InlineData("0xfg", "'g' is not a hex digit")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000", "a word has 32 bytes")]
    public void AWordThatMayBeMisunderstoodIsRefused(string text, string reason)
    {
        using var file = Parse($"{{\"{text}\":\"{text}\"}}");
        var member = Assert.Single(file.Root.Members());
        Assert.EndsWith(reason, Assert.Throws<JsonInputException>(() => member.Word()).Message);
        Assert.Contains("expected a word in hex as key", Assert.Throws<JsonInputException>(() => member.NameAsWord()).Message);
    }

    [Fact]
    public void PlacesAreToldAsPaths()
    {
        using var file = Parse("""{"a":{"b c":[{"it's":"x"},null]},"0x1":{}}""");
        var list = file.Root["a"]["b c"];
        Assert.Equal(@"$.a['b c'][0]['it\'s']", list.Items().First()["it's"].Path);
        Fails(() => list.Items().First()["it's"].Long(), @"$.a['b c'][0]['it\'s']: expected a whole number, decimal or 0x hex, found 'x'");
        Fails(() => list.Items().Last()["x"].Long(), "$.a['b c'][1]: expected an object, found null");
        Fails(() => list["x"].Long(), "$.a['b c']: expected an object, found a list");
        Fails(() => file.Root["0x1"]["y"].Address(), "$['0x1'].y: expected an address, found nothing");
        Fails(() => file.Root["a"].Items().First(), "$.a: expected a list, found an object");
        Fails(() => file.Root["a"]["b c"].Members().First(), "$.a['b c']: expected an object, found a list");
        Fails(() => file.Root["a"].Flag(), "$.a: expected true or false, found an object");
        Fails(() => file.Root["a"].Text("a revision"), "$.a: expected a revision, found an object");
        Assert.False(file.Root["z"].Exists);
        Assert.False(list.Items().Last().IsGiven);
    }

    [Fact]
    public void NumbersHaveBounds()
    {
        using var file = Parse("""{"a":"0x8000000000000000","b":18446744073709551616,"c":9,"d":0}""");
        Fails(() => file.Root["a"].Long(), "$.a: expected a number below 2^63, found '0x8000000000000000'");
        Assert.Equal(1UL << 63, file.Root["a"].ULong());
        Fails(() => file.Root["b"].ULong(), "$.b: expected a number below 2^64, found the number 18446744073709551616");
        Assert.Equal(U256.Parse("0x10000000000000000"), file.Root["b"].Number());
        Fails(() => file.Root["c"].Int(0, 8), "$.c: expected a number from 0 to 8, found the number 9");
        Fails(() => file.Root["d"].Int(1, 8), "$.d: expected a number from 1 to 8, found the number 0");
        Assert.Equal(9, file.Root["c"].Int(9, 9));
    }

    [Theory]
    [InlineData("", "$: expected JSON, found an empty file")]
    [InlineData("{", "$: not JSON: line 1, byte 2")]
    [InlineData("{\"a\":\n[1,{\"b\":x", "$.a[1].b: not JSON: line 2, byte 9")]
    [InlineData("{\"a\":1}}", "$: not JSON: line 1, byte 8")]
    [InlineData("{\"a\":{\"b\":1,\"c\":[],\"b\":2}}", "$.a.b: the key stands twice")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "$.a: the key stands twice")]
    [InlineData("[1,\"\\ud800\"]", "$[1]: text that is not Unicode: half a surrogate pair")]
    [InlineData("{\"a\":{\"\\udc00\":1}}", "$.a: text that is not Unicode: half a surrogate pair")]
    [InlineData("{\"a\":1 // comment\n}", "$.a: not JSON: line 1, byte 8")]
    [InlineData("NaN", "$: not JSON: line 1, byte 1")]
    public void ATextThatIsNotJSONIsToldWithThePlace(string text, string expected) =>
        Fails(() => Parse(text).Dispose(), expected);

    [Fact]
    public void NestingHasABound()
    {
        Parse(new string('[', 64) + new string(']', 64)).Dispose();
        Fails(() => Parse(new string('[', 65) + new string(']', 65)).Dispose(), $"${Firsts(64)}: nested deeper than 64 levels");
        Fails(() => Parse("{\"a\":" + new string('[', 100_000)).Dispose(), $"$.a{Firsts(63)}: nested deeper than 64 levels");

        static string Firsts(int count) => string.Concat(Enumerable.Repeat("[0]", count));
    }

    [Fact]
    public void EncodingsAreLookedAt()
    {
        using var marked = JsonFile.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{\"a\":1}"u8], "name");
        Assert.Equal(1, marked.Root["a"].Long());
        Fails(() => JsonFile.Parse((byte[])[0xEF, 0xBB, 0xBF, (byte)'{'], "name").Dispose(), "$: not JSON: line 1, byte 5");
        byte[] overlong = [(byte)'"', 0xC0, 0x80, (byte)'"'];
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")];
        Fails(() => JsonFile.Parse(overlong, "name").Dispose(), "$: not JSON: the text is not UTF-8");
        Fails(() => JsonFile.Parse(wide, "name").Dispose(), "$: not JSON: the text is not UTF-8");
    }

    [Fact]
    public void WhatIsShownOfAnInputIsShortAndPrintable()
    {
        using var file = Parse($"{{\"a\\u0007\":\"{new string('x', 1000)}\",\"b\":\"\\u001b[31m\\n\"}}");
        string shown = new('x', 40);
        Fails(() => file.Root["b"].Flag(), @"$.b: expected true or false, found '\u001b[31m\u000a'");
        Fails(() => file.Root["a\u0007"].Long(), $@"$['a\u0007']: expected a whole number, decimal or 0x hex, found '{shown}...'");
    }

    [Theory]
    [InlineData(JsonKind.StateTest, """{"t":{"env":{},"pre":{},"transaction":{},"post":{}}}""")]
    [InlineData(JsonKind.StateTest, """{"t":{"env":{},"pre":{},"exec":{}}}""")]
    [InlineData(JsonKind.BlockchainTest, """{"t":{"blocks":[],"genesisBlockHeader":{},"pre":{}}}""")]
    [InlineData(JsonKind.BenchmarkCase, """{"name":"n","fork":"Osaka","env":{},"pre":{},"runs":[]}""")]
    [InlineData(JsonKind.State, """{"0x000000000000000000000000000000000000c0de":{"balance":"1"}}""")]
    [InlineData(JsonKind.State, """{"000000000000000000000000000000000000c0de":{}}""")]
    [InlineData(JsonKind.Genesis, """{"config":{},"alloc":{}}""")]
    [InlineData(JsonKind.Reproducer, """{"seed":1,"difference":"Output","callee_code":"0x"}""")]
    [InlineData(JsonKind.DumpDescription, """{"dump":1,"revision":"osaka","gas_metering":true}""")]
    [InlineData(JsonKind.Report, """{"status":"success","gas_used":1,"execute_ns":1}""")]
    [InlineData(JsonKind.Trace, """{"pc":0,"op":1,"gas":"0x1"}""")]
    [InlineData(JsonKind.RpcReply, """{"jsonrpc":"2.0","id":1,"result":"0x"}""")]
    [InlineData(JsonKind.SolcCombined, """{"contracts":{"a.sol:A":{"bin":"00"}},"version":"0.8.30"}""")]
    [InlineData(JsonKind.SolcStandardOutput, """{"contracts":{"a.sol":{"A":{"evm":{}}}},"sources":{}}""")]
    [InlineData(JsonKind.SolcStandardInput, """{"language":"Solidity","sources":{}}""")]
    [InlineData(JsonKind.FoundryArtifact, """{"abi":[],"bytecode":{"object":"0x"}}""")]
    [InlineData(JsonKind.HardhatArtifact, """{"_format":"hh-sol-artifact-1","abi":[],"bytecode":"0x"}""")]
    [InlineData(JsonKind.ContractInterface, """[{"type":"function","inputs":[]}]""")]
    [InlineData(JsonKind.Unknown, "{}")]
    [InlineData(JsonKind.Unknown, "[]")]
    [InlineData(JsonKind.Unknown, "3")]
    [InlineData(JsonKind.Unknown, """{"a":{}}""")]
    public void KindsAreToldByTheirKeys(JsonKind expected, string json)
    {
        using var file = Parse(json);
        Assert.Equal(expected, JsonKinds.Of(file.Root));
        if (expected != JsonKind.Unknown)
        {
            Assert.NotEqual("JSON", JsonKinds.NameOf(expected));
        }
    }

    private static JsonFile Parse(string json) => JsonFile.Parse(Encoding.UTF8.GetBytes(json), "name");

    private static void Fails(Action read, string expected) =>
        Assert.Equal("name: " + expected, Assert.Throws<JsonInputException>(read).Message);

    private static void Fails<T>(Func<T> read, string expected) => Fails(() => { _ = read(); }, expected);
}

// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>RLP and tries against the published vectors: the examples of the RLP page of ethereum.org, TrieTests of
/// ethereum/tests.</summary>
public class StateTestTrieTests
{
    private const string EmptyRoot = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

    /// <summary>Entries as key, value, key, value...; roots of the plain and of the secure trie.</summary>
    public static TheoryData<string[], string, string> Tries => new()
    {
        {
            ["A", new string('a', 50)],
            "0xd23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab",
            "0xe9e2935138352776cad724d31c9fa5266a5c593bb97726dd2a908fe6d53284df"
        },
        {
            ["doe", "reindeer", "dog", "puppy", "dogglesworth", "cat"],
            "0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3",
            "0xd4cd937e4a4368d7931a9cf51686b7e10abb3dce38a39000fd7902a092b64585"
        },
        {
            ["do", "verb", "horse", "stallion", "doge", "coin", "dog", "puppy"],
            "0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84",
            "0x29b235a58c3c25ab83010c327d5932bcf05324b7d6b1185e650798034783ca9d"
        },
        {
            ["foo", "bar", "food", "bass"],
            "0x17beaa1648bafa633cda809c90c04af50fc8aed3cb40d16efbddee6fdf63c4c3",
            "0x1385f23a33021025d9e87cca5c66c00de06178807b96a9acc92b7d651ccde842"
        },
        {
            ["be", "e", "dog", "puppy", "bed", "d"],
            "0x3f67c7a47520f79faa29255d2d3c084a7a6df0453116ed7232ff10277a8be68b",
            "0x826a4f9f9054a3e980e54b20da992c24fa20467f1ca635115ef4917be66e746f"
        },
        {
            ["test", "test", "te", "testy"],
            "0x8452568af70d8d140f58d941338542f645fcca50094b20f3c3d8c3df49337928",
            "0xaea54fb6c80499674248a462864c420c9d9f3b3d38c879c12425bade1ad76552"
        },
        {
            ["0x0045", "0x0123456789", "0x4500", "0x9876543210"],
            "0x285505fcabe84badc8aa310e2aae17eddc7d120aabec8a476902c8184b3a3503",
            "0xbc11c02c8ab456db0c4d2728b6a2a6210d06f26a2ace4f7d8bdfc72ddf2630ab"
        },
    };

    [Fact]
    public void AnEmptyTrieHasTheKnownRoot()
    {
        Assert.Equal(EmptyRoot, new MerklePatriciaTrie().ComputeRoot().ToString());
        Assert.Equal(EmptyRoot, MerklePatriciaTrie.EmptyRoot.ToString());
        Assert.Equal(EmptyRoot, new StateRootCalculator().RootOf(new WorldState()).ToString());
    }

    [Theory]
    [MemberData(nameof(Tries))]
    public void RootsAreAsPublishedInAnyOrder(string[] entries, string plainRoot, string secureRoot)
    {
        var plain = new MerklePatriciaTrie();
        var secure = new MerklePatriciaTrie();
        for (var rotation = 0; rotation < entries.Length; rotation += 2)
        {
            plain.Clear();
            secure.Clear();
            for (var i = 0; i < entries.Length; i += 2)
            {
                var key = Decode(entries[(i + rotation) % entries.Length]);
                var value = Decode(entries[((i + rotation) % entries.Length) + 1]);
                plain.Add(key, value);
                secure.Add(Hash(key), value);
            }

            Assert.Equal(plainRoot, plain.ComputeRoot().ToString());
            Assert.Equal(secureRoot, secure.ComputeRoot().ToString());
        }
    }

    [Fact]
    public void AStateRootIsAsPublished()
    {
        // hex_encoded_securetrie_test of ethereum/tests, test2: the values there are encoded accounts.
        var trie = new MerklePatriciaTrie();
        trie.Add(
            Hash(Hex.Decode("0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b")),
            Hex.Decode(
                "0xf84c01880de0b6b3a7622746a056e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421a0c5d246"
                + "0186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
        trie.Add(
            Hash(Hex.Decode("0x095e7baea6a6c7c4c2dfeb977efac326af552d87")),
            Hex.Decode(
                "0xf84780830186b7a056e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421a0501653f02840675b"
                + "1aab0328c6634762af5d51764e78f9641cccd9b27b90db4f"));
        trie.Add(
            Hash(Hex.Decode("0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba")),
            Hex.Decode(
                "0xf8468082521aa056e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421a0c5d2460186f7233c92"
                + "7e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
        Assert.Equal("0xa7c787bf470808896308c215e22c7a580a0087bb6db6e8695fb4759537283a83", trie.ComputeRoot().ToString());
    }

    [Fact]
    public void AbsentAccountsAndZeroSlotsDoNotCount()
    {
        var roots = new StateRootCalculator();
        var plain = new WorldState();
        plain.AddAccount(Address.FromNumber(0x1234), 5, 1, ContractCode.Empty);
        var crowded = new WorldState();
        var account = crowded.AddAccount(Address.FromNumber(0x1234), 5, 1, ContractCode.Empty, [new(default, default)]);
        crowded.GetOrAdd(Address.FromNumber(0x4321));
        Assert.Equal(roots.RootOf(plain), roots.RootOf(crowded));
        crowded.SetStorage(crowded.GetSlot(account, default), HostValues.ToWord(U256.One));
        Assert.NotEqual(roots.RootOf(plain), roots.RootOf(crowded));
    }

    [Fact]
    public void AKeyCanBeThereOnceAndAValueCannotBeEmpty()
    {
        var trie = new MerklePatriciaTrie();
        Assert.Throws<ArgumentException>(() => trie.Add([1], []));
        trie.Add([1], [1]);
        trie.Add([1], [2]);
        Assert.Throws<InvalidOperationException>(() => trie.ComputeRoot());
    }

    [Theory]
    [InlineData("", "80")]
    [InlineData("00", "00")]
    [InlineData("0f", "0f")]
    [InlineData("80", "8180")]
    [InlineData("0400", "820400")]
    [InlineData("646f67", "83646f67")]
    public void StringsAreEncoded(string value, string expected)
    {
        var writer = new RlpWriter();
        writer.AppendString(Convert.FromHexString(value));
        Assert.Equal(expected, Convert.ToHexStringLower(writer.From(0)));
    }

    [Theory]
    [InlineData(55, "b7")]
    [InlineData(56, "b838")]
    [InlineData(255, "b8ff")]
    [InlineData(256, "b90100")]
    [InlineData(65536, "ba010000")]
    public void LongStringsHaveALengthOfTheirLength(int length, string prefix)
    {
        var writer = new RlpWriter();
        writer.AppendString(new byte[length]);
        Assert.Equal(prefix + new string('0', 2 * length), Convert.ToHexStringLower(writer.From(0)));
    }

    [Fact]
    public void NumbersAreEncodedWithoutLeadingZeros()
    {
        var writer = new RlpWriter();
        writer.AppendNumber(0);
        writer.AppendNumber(15);
        writer.AppendNumber(1024);
        writer.AppendNumber(U256.MaxValue);
        Assert.Equal("80" + "0f" + "820400" + "a0" + new string('f', 64), Convert.ToHexStringLower(writer.From(0)));
    }

    [Fact]
    public void ListsNest()
    {
        // The set-theoretical representation of three: [ [], [[]], [ [], [[]] ] ].
        var writer = new RlpWriter();
        var three = writer.BeginList();
        writer.EndList(writer.BeginList());
        var one = writer.BeginList();
        writer.EndList(writer.BeginList());
        writer.EndList(one);
        var two = writer.BeginList();
        writer.EndList(writer.BeginList());
        var inner = writer.BeginList();
        writer.EndList(writer.BeginList());
        writer.EndList(inner);
        writer.EndList(two);
        writer.EndList(three);
        Assert.Equal("c7c0c1c0c3c0c1c0", Convert.ToHexStringLower(writer.From(0)));
    }

    [Fact]
    public void NoLogsHaveTheKnownHash() =>
        Assert.Equal("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347", LogEntry.HashOf([]).ToString());

    private static byte[] Decode(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? Hex.Decode(text) : Encoding.ASCII.GetBytes(text);

    private static byte[] Hash(byte[] bytes)
    {
        var hash = new byte[32];
        Keccak256.Hash(bytes, hash);
        return hash;
    }
}

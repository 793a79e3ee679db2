// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Dtvm.Cli.Tests;

/// <summary>What people hand over as CODE, and what becomes of it.</summary>
internal static class CodeInputSamples
{
    private const string Answer = "602a5f5260205ff3";

    private const string New = "__$53aea86b7d70b31448b230b20ae141a537$__", Old = "__a.sol:Lib_____________________________";

    /// <summary>Texts that are code: content and the code in hex.</summary>
    public static TheoryData<string, string> Code => new()
    {
        // Hex.
        { Answer, Answer },
        { $"0x{Answer}", Answer },
        { $"0X{Answer.ToUpperInvariant()}", Answer },
        { $"{Answer}\n", Answer },
        { $"\r\n  0x{Answer} \t\r\n", Answer },
        { $"\uFEFF{Answer}\n", Answer },
        { $"\uFEFF0x{Answer}\r\n", Answer },
        { "602a\n5f52\n6020\n5ff3\n", Answer },
        { "602a\r\n5f52\r\n6020\r\n5ff3", Answer },
        { "602a5f5\n260205f\nf3\n", Answer },
        { "0x602a5f52\n60205ff3", Answer },
        { "0x\n602a5f52\n60205ff3", Answer },
        { "60 2a 5f 52 60 20 5f f3", Answer },
        { "60 2a 5f 52\n60 20 5f f3\n", Answer },
        { "602a 5f52 6020 5ff3", Answer },
        { "602a5f52\n\n60205ff3\n\n", Answer },
        { "0x", "" },
        { string.Concat(Enumerable.Repeat(new string('5', 60) + "\n", 40)) + "00\n", new string('5', 2400) + "00" },

        // Assembly.
        { "PUSH1 0x2a", "602a" },
        { "push1 42 push0 mstore ; a comment\nPUSH 32 PUSH0 RETURN", Answer },
        { "ADD", "01" },
        { "ADD\nADD\n", "0101" },
        { "stop", "00" },
        { "loop: JUMPDEST PUSH @loop JUMP", "5b61000056" },
        { "; comment\n\n0x60ff ADD", "60ff01" },
        { "0x60 0x2a 0x50", "602a50" },
        { "0x6001\n0x6002\n", "60016002" },
        { "\uFEFFPUSH0\r\nSTOP\r\n", "5f00" },
        { "face: JUMPDEST PUSH @face JUMP", "5b61000056" },
        { "\n\n602a\n", "602a" },
        { "42", "42" },

        // The one contract that solc wrote.
        { $"\n======= a.sol:A =======\nBinary:\n{Answer}\n", Answer },
        { $"\n======= <stdin>:A =======\nBinary: \n{Answer}\n", Answer },
        { $"\r\n======= a.sol:A =======\r\nBinary of the runtime part:\r\n{Answer}\r\n", Answer },
        { $"\n======= a.sol:I =======\nBinary:\n\n\n======= a.sol:A =======\nBinary:\n{Answer}\n", Answer },
        { $"\n======= a.sol:A =======\nOpcodes:\nPUSH1 0x2A\nBinary:\n{Answer}\nContract JSON ABI\n[]\n", Answer },
    };

    /// <summary>Texts that are no code: content and what is said.</summary>
    public static TheoryData<string, string> NoCode => new()
    {
        { "", "is empty; code of no bytes is written 0x" },
        { " \n\t\n", "holds nothing but blanks" },
        { "\uFEFF", "holds nothing but blanks" },

        // Hex with slips.
        { "602", "odd number of hex digits (3)" },
        { "0x602a5\n", "odd number of hex digits (5), the last one at offset 6" },
        { "602a\n5f5\n26020\n5ff3\n", "line 2, column 1: odd number of hex digits (3)" },
        { "602a\n5f52\n602\n", "odd number of hex digits (11)" },
        { "60 2a 5 f", "line 1, column 7: odd number of hex digits (1)" },
        { "602a\n5g52\n", "line 2, column 2: 'g' is not a hex digit" },
        { "6000x0", "'x' at offset 4 is not a hex digit" },
        { "0x602a\n0y\n", "line 2, column 2: 'y' is not a hex digit" },
        { "'602a5f52'", "''' at offset 0 is not a hex digit" },
        { "602a,5f52", "',' at offset 4 is not a hex digit" },
        { "602a5f52;", "';' at offset 8 is not a hex digit" },
        { "0x602a...5ff3", "'.' at offset 6 is not a hex digit" },
        { "602ah", "'h' at offset 4 is not a hex digit" },
        { "%60%2a", "'%' at offset 0 is not a hex digit" },
        { "96, 42, 95", "line 1, column 3: ',' is not a hex digit" },
        { "60_2a_5f", "looks like hex with separators, and is no code: take them out" },
        { "602a5f52 // return 42\n", "line 1, column 10: '/' is not a hex digit" },
        { "602a5f52 # return 42\n", "line 1, column 10: '#' is not a hex digit" },
        { "60\u00e92a5f52", @"'\u00e9' at offset 2 is not a hex digit" },
        { "\uFF16\uFF10", "is text, and neither hex nor assembly" },

        // Assembly with slips.
        { "PUSH1 0x2a\nFROB\n", ":2:1: there is no instruction 'FROB'" },
        { "PUSH1 256 STOP", ":1:7: '256' does not fit into 1 byte" },
        { "PUSH1 1 JUMP @x y: z: FROB", " (and 1 more)" },
        { "PUSH1 2a\nSTOP\n", ":1:7: '2a' is no number below 2^256 and no label" },
        { "PUSH1 0x2a # comment\n", ":1:12: there is no instruction '#'" },
        { "PUSH1 0x2a // comment\nSTOP\n", ":1:12: there is no instruction '//'" },
        { "PUSH @nowhere JUMP", ":1:6: there is no label nowhere" },

        // Unlinked.
        { $"6001{New}6002", $"holds unlinked libraries: '{New}', first at offset 4: put their addresses in (solc --link)" },
        { $"0x73{Old}6002{Old}", $"holds unlinked libraries: '{Old}', first at offset 4" },
        { $"\n======= a.sol:A =======\nBinary:\n6001{New}6002\n\n// {New} -> a.sol:L\n", $"a.sol:A: holds unlinked libraries: '{New}'" },

        // Solc and other compilers.
        {
            "\n======= a.sol:A =======\nBinary:\n6001\n\n======= b.sol:B =======\nBinary:\n6002\n",
            "solc's output with several contracts: a.sol:A, b.sol:B"
        },
        { "\n======= a.sol:A =======\nContract JSON ABI\n[]\n", "solc's output without code: call solc with --bin or --bin-runtime" },
        { "\n======= a.sol:A =======\nBinary:\n600\n", "a.sol:A: odd number of hex digits (3)" },
        { """{"language":"Solidity","sources":{}}""", "is solc's standard JSON input" },
        { """[{"type":"function","name":"f","inputs":[]}]""", "is the interface (ABI) of a contract" },
        {
            "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\ncontract A {}\n",
            "looks like Solidity, and is no code: solc --bin-runtime compiles it"
        },
        { "contract A { function f() external {} }", "looks like Solidity" },
        { "# @version 0.4.0\n@external\ndef f(): pass\n", "looks like Vyper" },
        { "object \"A\" {\n code { stop() }\n}\n", "looks like Yul" },
        { "{ mstore(0, 1) }", "looks like Yul" },
        { "#define macro MAIN() = takes(0) {}", "looks like Huff" },
        { "    /* \"a.sol\":25:49  contract A */\n  mstore(0x40, 0x80)\n", "looks like solc's own assembly" },
        { "Compiler run successful. No output generated.\n", "looks like the message of another program" },

        // Other JSON.
        { "\"0x6001\"", "is a string of JSON: without its quotes" },
        { """{"jsonrpc":"2.0","id":1,"result":"0x6001"}""", "is the reply of a node, and no code: jq -r '.result' FILE" },
        {
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"header not found"}}""",
            "is the reply of a node, and no code: the node says an error in it"
        },
        { """{"status":"1","message":"OK","result":"0x6001"}""", "is JSON, and no code" },
        { """{"hash":"0xab","from":"0x01","to":null,"input":"0x6001"}""", "is JSON, and no code" },
        { "{}", "is JSON, and no code" },
        { "[96,42,95]", "is JSON, and no code" },
        {
            """{"t":{"env":{},"pre":{},"transaction":{},"post":{}}}""",
            "is a file of state tests, and no code: dtvm statetest FILE runs it"
        },
        { """{"name":"n","fork":"Osaka","env":{},"pre":{},"runs":[]}""", "is a benchmark case, and no code: dtvm run --case FILE" },
        { """{"0x000000000000000000000000000000000000c0de":{}}""", "is a state, and no code: dtvm run CODE --state FILE takes it" },
        { """{"seed":1,"difference":"Gas","callee_code":"0x"}""", "is a reproducer of dtvm fuzz, and no code: dtvm fuzz --replay FILE" },
        { """{"status":"success","gas_used":1,"execute_ns":1}""", "is a report of dtvm, and no code" },
        {
            "{\"pc\":0,\"op\":96,\"gas\":\"0x1\"}\n{\"pc\":2,\"op\":96,\"gas\":\"0x1\"}\n",
            "is lines of JSON, the first of them a trace, and no code"
        },
        { """{"a":1}""", "is JSON, and no code" },
        { """{"a":1,""", "looks like JSON, and is none: $.a: not JSON: line 1, byte 7" },
        { "[]", "is JSON, and no code" },

        // What our own verbs write.
        { "; test: run\nmir 1\nmodule code_size=0\n", "looks like MIR, and is no code: dtvm exec FILE.mir runs it" },
        { "; ModuleID = 'dtvm'\nsource_filename = \"dtvm\"\n", "looks like LLVM IR, and is no code" },
        { "\t.file\t\"dtvm\"\n\t.text\n", "looks like assembly of a processor" },
        { "digraph mir {\n}\n", "looks like a graph for Graphviz" },
        { "  00000  602a            PUSH1 0x2a\n  00002  5f              PUSH0\n", "looks like a listing of dtvm disasm, and is no code" },
        { "~ 00000  602a            PUSH1 0x2a\n", "looks like a listing of dtvm disasm" },
        { "status       success\ngas used     16\n", "looks like a report of dtvm run" },
        {
            "; start    end      gas  instructions  first .. last\n0x0      0x8          13             6  0x0 PUSH1 0x2a .. 0x7 RETURN\n",
            "looks like a list of gas chunks"
        },

        // Listings and dumps.
        {
            "00000000: 602a 5f52 6020 5ff3                      `*_R` _.\n",
            "is a hex dump with addresses, and no code: xxd -r turns it back"
        },
        { "00000000  60 2a 5f 52 60 20 5f f3                           |`*_R` _.|\n00000008\n", "is a hex dump with addresses" },
        { "0000000 60 2a 5f 52 60 20 5f f3\n0000010\n", "is a hex dump with addresses" },
        { "000000 60 2a 5f 52\n000004\n", "is a hex dump with addresses" },
        { "[0] PUSH1 0x80\n[2] PUSH1 0x40\n", "looks like a listing with program counters" },
        { "00000000: PUSH1 0x80\n00000002: MSTORE\n", "looks like a listing with program counters" },
        { "00000 PUSH1 0x80\n", "looks like a listing with program counters" },
        { ":10010000214601360121470136007EFE09D2190140\n", "looks like Intel HEX or S-records" },
        { "\\x60\\x2a\\x5f", @"looks like escaped bytes, and is no code: take every \x out" },
        { "0x60, 0x2a, 0x5f", "looks like a list of bytes" },
        { "{0x60, 0x2a}", "looks like a list of bytes" },
        { "60:2a:5f:52", "looks like hex with separators" },
        { "hex\"602a\"", "looks like a literal of Solidity" },
        { "YCpfUmAgX/M=", "looks like base64" },

        // Other text.
        { "# Dtvm\n\nAn EVM compiler and virtual machine.\n", "looks like Markdown" },
        { "#!/bin/sh\necho 602a\n", "looks like a script" },
        { "<!DOCTYPE html><html></html>", "looks like HTML or XML" },
        { "https://example.org/code.hex", "looks like a web address" },
        { "cat: x.hex: No such file or directory\n", "looks like the message of another program" },
        { "Not Found", ":1:5: there is no instruction 'Found'" },
        { "Return the value of the contract", "is text, and neither hex nor assembly; it begins 'Return the value of the contract'" },
        { "Hello, world!\n", "is text, and neither hex nor assembly; it begins 'Hello, world!' (printable raw code is given as hex)" },
        { "`*_R` _", "is text, and neither hex nor assembly; it begins '`*_R` _'" },
        { "caf\u00e9 au lait \u2014 s'il vous pla\u00eet", "is text, and neither hex nor assembly" },
        { "const code = \"0x602a\";\nmodule.exports = { code };\n", "is text, and neither hex nor assembly" },
        { "fn main() {\n    let code = hex!(\"602a\");\n}\n", "is text, and neither hex nor assembly; it begins 'fn main() {'" },
        { "import sys\n\ncode = \"602a\"\n", "is text, and neither hex nor assembly" },
        { "[profile.default]\nsrc = \"src\"\n", "is text, and neither hex nor assembly; it begins '[profile.default]'" },
        { "name,code\nToken,0x602a\n", "line 1, column 1: 'n' is not a hex digit" },
        { "contract: Token\ncode: 0x602a\n", ":1:11: there is no instruction 'Token'" },
        { "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-60\n+61\n", "it begins 'diff --git a/x b/x'" },
        { "HTTP/1.1 404 Not Found\ncontent-type: text/html\n", "it begins 'HTTP/1.1 404 Not Found'" },
        { "Warning: SPDX license identifier not provided.\n--> a.sol\n", "looks like the message of another program" },
        { "error[E0425]: cannot find value `x` in this scope\n", "looks like the message of another program" },
        { "#0 [PUSH1] gas=79 cost=3", "is text, and neither hex nor assembly" },
        { "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n", "it begins 'version https://git-lfs" },
        { "-----BEGIN EC PRIVATE KEY-----\nMHQ=\n-----END EC PRIVATE KEY-----\n", "looks like PEM" },
        { "transfer(address,uint256)", "it begins 'transfer(address,uint256)'" },
        { "abandon abandon abandon about", "line 1, column 4: 'n' is not a hex digit" },
        { "enode://abc@1.2.3.4:30303", "'n' at offset 1 is not a hex digit" },
        { "vitalik.eth", "it begins 'vitalik.eth'" },
        { "FROM debian:12\nRUN apt-get update\n", "it begins 'FROM debian:12'" },
        { "SELECT code FROM contracts WHERE id = 1;\n", "it begins 'SELECT code FROM contracts" },
        { "..\\contracts\\a.hex", "is text, and neither hex nor assembly" },
        { "null", "is text, and neither hex nor assembly; it begins 'null'" },
        { "; only a comment", "is text, and neither hex nor assembly" },
    };

    /// <summary>Bytes: content in hex, and the code in hex or what is said.</summary>
    public static TheoryData<string, string> Bytes => new()
    {
        // Raw code.
        { Answer, "0x" + Answer },
        { "00", "0x00" },
        { "5b600056", "0x5b600056" },
        { "fffe", "0xfffe" },
        { "fe", "0xfe" },
        { "602a60005260206000f3", "0x602a60005260206000f3" },
        { "363636363636363600", "0x363636363636363600" },
        { "60606060606060606080", "0x60606060606060606080" },
        { "1b5b", "0x1b5b" },
        { "ef0001", "0xef0001" },

        // Text in other encodings.
        { Hex([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("602a\r\n")]), "0x602a" },
        {
            Hex(Encoding.BigEndianUnicode.GetPreamble()) + Hex(Encoding.BigEndianUnicode.GetBytes("0x602a")),
            "0x602a"
        },
        { Hex(Encoding.Unicode.GetBytes(Answer + Answer)), "looks like UTF-16 text: save it as UTF-8" },
        {
            Hex(Encoding.Latin1.GetBytes("Dies ist ein Text in einer \u00e4lteren Kodierung\n")),
            "looks like text that is not UTF-8"
        },
        { "efbbbf" + "80ff", "has the byte-order mark of UTF-8, and is not UTF-8" },
        { Hex("\u001b[32m602a\u001b[0m\n"u8), "is text with the colours of a terminal" },
        { Hex(Encoding.ASCII.GetBytes(Answer + Answer + "\0")), "is hex with zero bytes behind it" },

        // Other files.
        { "7f454c4602010100", "is a program or library (ELF), and no code" },
        { "4d5a900003000000", "is a program or library (PE)" },
        { "1f8b0800000000000003", "is packed with gzip" },
        { "504b030414000000", "is a ZIP archive" },
        { "89504e470d0a1a0a", "is a picture (PNG)" },
        { "255044462d312e370a25b5b5b5b5", "is a PDF document" },
        { "0061736d01000000", "is WebAssembly" },
        { "4243c0de3514", "is LLVM bitcode" },
        { "cffaedfe07000001", "is a program or library (Mach-O)" },
        { "cafebabe0000003d", "is a Java class or a universal program (Mach-O)" },
        { "425a6839314159265359a1b2", "is packed with bzip2" },
        { "fd377a585a000004", "is packed with xz" },
        { "28b52ffd0400", "is packed with zstd" },
        { "04224d18a0b0", "is packed with lz4" },
        { "377abcaf271c0004", "is a 7z archive" },
        { "ffd8ffe000104a46", "is a picture (JPEG)" },
        { "524946462400000057415645", "is a picture or sound (RIFF)" },
        { "53514c69746520666f726d6174203300", "is a database (SQLite)" },
        { "fffe00003600000030000000", "is text in UTF-32" },
    };

    /// <summary>Arguments, and the code in hex or what is said.</summary>
    public static TheoryData<string, string> Arguments => new()
    {
        { Answer, "0x" + Answer },
        { "0x" + Answer, "0x" + Answer },
        { "", "0x" },
        { "0x", "0x" },
        { "PUSH1 0x2a", "0x602a" },
        { "PUSH1 0x2a PUSH0 MSTORE ; comment", "0x602a5f52" },
        { "0x60 0x2a", "0x602a" },
        { "60 2a", "0x602a" },
        { "602a\n5f52", "0x602a5f52" },
        { "STOP", "CODE 'STOP': is an instruction: alone it is read from a file or from standard input, and there is no such file" },
        { "60zz", "CODE '60zz': 'z' at offset 2 is not a hex digit, and there is no such file" },
        { "602", "CODE '602': odd number of hex digits (3)" },
        { "0x602", "CODE: odd number of hex digits (3)" },
        { "nowhere", "CODE 'nowhere': 'n' at offset 0 is not a hex digit, and there is no such file" },
        { "nowhere.hex", "nowhere.hex: no such file" },
        { "some where.hex", "begins 'some where.hex' (printable raw code is given as hex), and there is no such file" },
        { "PUSH1 FROB", "CODE:1:7: 'FROB' is no number below 2^256 and no label: a label has '@' before it, and there is no such file" },
        { $"6001{New}", $"CODE: holds unlinked libraries: '{New}'" },
        { $"0x6001{Old}", $"CODE: holds unlinked libraries: '{Old}'" },
        { """{"contracts":{},"version":"0.8.30"}""", "CODE: is solc's combined JSON without code: there is no contract in it" },
        { "<html>", "CODE: looks like HTML or XML" },
    };

    /// <summary>Files of the repository that are no code, and what is said.</summary>
    public static TheoryData<string, string> OwnFiles => new()
    {
        { "README.md", "looks like Markdown" },
        { "Makefile", "looks like Markdown" },
        { "LICENSE", "is text, and neither hex nor assembly" },
        { "dtvm", "looks like a script" },
        { "Dtvm.sln", "is text, and neither hex nor assembly" },
        { "Directory.Build.props", "looks like HTML or XML" },
        { "global.json", "is JSON, and no code" },
        { "tests/filetests/run/loop.mir", "looks like MIR" },
        { "tests/snapshots/arithmetic/10-lift.verified.mir", "looks like MIR" },
        { "tests/snapshots/arithmetic/80-unopt.verified.ll", "looks like LLVM IR" },
        { "examples/c/counter.c", "is text, and neither hex nor assembly" },
        { "tests/filetests/parser/assembly-faults.evm", "assembly-faults.evm:2:15: '256' does not fit into 1 byte (and 4 more)" },
    };

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}

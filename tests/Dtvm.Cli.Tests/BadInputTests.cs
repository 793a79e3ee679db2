// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>Wrong input gives exit code 2 and one line that names the input and the offset, never a stack trace.</summary>
public class BadInputTests
{
    public static TheoryData<string, string[]> Inputs => new()
    {
        { "CODE: odd number of hex digits (3), the last one at offset 4", ["run", "0x600"] },
        { "CODE '60zz': 'z' at offset 2 is not a hex digit", ["run", "60zz"] },
        { "CODE: 'g' at offset 5 is not a hex digit", ["disasm", "0x600g00"] },
        { "nowhere.hex: no such file", ["run", "nowhere.hex"] },
        { "nowhere.hex: no such file", ["disasm", "nowhere.hex"] },
        { "is a directory", ["run", "."] },
        { "run: give either CODE or --case FILE", ["run"] },
        { "run: give either CODE or --case FILE", ["run", "00", "--case", "x.json"] },
        { "--revision 'atlantis': unknown; one of frontier", ["run", "00", "--revision", "atlantis"] },
        { "--revision 'atlantis': unknown", ["disasm", "00", "--revision", "atlantis"] },
        { "--calldata: 'g' at offset 3 is not a hex digit", ["run", "00", "--calldata", "0x1g"] },
        { "--calldata: odd number of hex digits (1)", ["run", "00", "--calldata", "1"] },
        { "--gas '0': must be at least 1", ["run", "00", "--gas", "0"] },
        { "--gas '-5': must be at least 1", ["run", "00", "--gas", "-5"] },
        { "--gas 'much': not a whole number", ["run", "00", "--gas", "much"] },
        { "--gas '9223372036854775808': must be below 2^63", ["run", "00", "--gas", "9223372036854775808"] },
        { "--value '1.5': not a whole number", ["run", "00", "--value", "1.5"] },
        { "--to '0x12': an address has 20 bytes, this has 1", ["run", "00", "--to", "0x12"] },
        { "--mode 'singlepass': the EVM JIT does not support it", ["run", "00", "--mode", "singlepass"] },
        { "--mode 'turbo': not one of", ["run", "00", "--mode", "turbo"] },
        { "--gas-metering 'maybe': must be on or off", ["run", "00", "--gas-metering", "maybe"] },
        { "nowhere.json: no such file", ["run", "00", "--state", "nowhere.json"] },
        { "a path is empty: there is no such file", ["run", "00", "--state", ""] },
        { "nowhere.json: no such file", ["run", "--case", "nowhere.json"] },
        { "nowhere/vm.so: no such file", ["run", "00", "--vm", "nowhere/vm.so"] },
        { "run: --mode and --vm exclude each other", ["run", "00", "--mode", "interpreter", "--vm", "x.so"] },
        { "run: --trace and --vm exclude each other", ["run", "00", "--vm", "x.so", "--trace", "t.json"] },
        { "nowhere/t.json: no such file or folder", ["run", "00", "--trace", "nowhere/t.json"] },
        { "nowhere: no such file", ["bench", "nowhere"] },
        { "--seconds '0': must be a number of seconds", ["bench", "nowhere", "--seconds", "0"] },
        { "--cold '-1': must be a whole number", ["bench", "nowhere", "--cold", "-1"] },
        { "'frobnicate'", ["frobnicate"] },
        { "'--frobnicate'", ["run", "00", "--frobnicate"] },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void IsNamedInOneLine(string expected, string[] arguments)
    {
        var result = CommandLine.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("dtvm: ", line);
        Assert.Contains(expected, line);
    }

    [Theory]
    [InlineData("{", "$: not JSON: line 1, byte 2")]
    [InlineData("[]", "$: expected an object, found a list")]
    [InlineData("{\"0x12\":{}}", "$['0x12']: expected an address as key, found '0x12': an address has 20 bytes, this has 1")]
    [InlineData("{\"0x1\":\"0xzz\"}", "$['0x1']: expected an address as key")]
    [InlineData("{\"0xADDRESS\":{\"balance\":\"0xzz\"}}", ".balance: expected a whole number, decimal or 0x hex, found '0xzz'")]
    [InlineData("{\"0xADDRESS\":{\"balance\":\"ff\"}}", ".balance: expected a whole number, decimal or 0x hex, found 'ff'")]
    [InlineData("{\"0xADDRESS\":{\"nonce\":\"0x10000000000000000\"}}", ".nonce: expected a number below 2^64, found '0x10000000000000000'")]
    [InlineData("{\"0xADDRESS\":{\"code\":\"0x0\"}}", ".code: expected bytes in hex, found '0x0': odd number of hex digits (1)")]
    [InlineData("{\"0xADDRESS\":{\"storage\":[]}}", ".storage: expected an object, found a list")]
    [InlineData("{\"0xADDRESS\":{\"storage\":{\"0x1\":\"10\"}}}", ".storage['0x1']: expected a word in hex, found '10': this could be")]
    [InlineData("{\"0xADDRESS\":{\"storage\":{\"0x1\":\"1\",\"0x01\":\"2\"}}}", ".storage['0x01']: the slot stands twice")]
    [InlineData("{\"0xADDRESS\":{\"colour\":\"0x0\"}}", ".colour: unknown field: an account has balance, nonce, code and storage")]
    [InlineData("{\"0xADDRESS\":{},\"ADDRESS\":{}}", "$['0000000000000000000000000000000000000001']: the account stands twice")]
    public void InAStateFileIsLocated(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        var written = text.Replace("ADDRESS", "0000000000000000000000000000000000000001", StringComparison.Ordinal);
        var path = folder.Write("state.json", written);
        var result = CommandLine.Run("run", "00", "--mode", "interpreter", "--state", path);
        result.FailsWith(expected);
        Assert.StartsWith($"dtvm: {path}: $", result.Error);
    }

    [Fact]
    public void ACaseFileWithoutTheRunListsItsRuns()
    {
        var path = SharedData.Path("ethereum/bench/cases/sha1_shifts.json");
        var result = CommandLine.Run("run", "--case", path, "--label", "nothing");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has no run 'nothing'; its runs: empty, 5311", result.Error);
    }

    [Fact]
    public void ALibraryWithoutACreatingFunctionIsRefusedByName()
    {
        var library = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so").Single();
        var result = CommandLine.Run("run", "00", "--vm", library);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("neither evmc_create_System nor evmc_create is exported", result.Error);
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>The options that say what a code is called with, which all verbs that execute have in common.</summary>
public class MessageTests
{
    private const string Three = "0x0000000000000000000000000000000000000003";

    private const string Sender = "0x00000000000000000000000000000000000000aa", Recipient = "0x00000000000000000000000000000000000000bb";

    /// <summary>Returns CALLER, ADDRESS, CALLVALUE, the first word of the call data and slot 0.</summary>
    private const string Echo = "3360005230602052346040525f356060525f5460805260a05ff3";

    [Fact]
    public void SenderAndRecipientMeanTheSameInRunAndExec()
    {
        string[] message = ["--sender", Sender, "--to", Recipient, "--value", "9", "--calldata", "0x07", "--json"];
        var run = CommandLine.Run(["run", Echo, "--mode", "interpreter", .. message]).Succeeded().Json;
        var exec = CommandLine.Run(["exec", Echo, .. message]).Succeeded().Json;
        var output = exec.GetProperty("output").GetString()!;
        Assert.Equal(run.GetProperty("output").GetString(), output);
        Assert.Equal(Sender[2..], output[26..66]);
        Assert.Equal(Recipient[2..], output[90..130]);
        Assert.EndsWith("ca11", CommandLine.Run("exec", Echo, "--json").Succeeded().Json.GetProperty("output").GetString()![..66]);
    }

    [Fact]
    public void TheMessageOfADumpIsTheDefaultEverywhere()
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", $$$"""{"{{{Recipient}}}":{"storage":{"0x00":"0x2a"}},"{{{Sender}}}":{"balance":"0x64"}}""");
        var run = CommandLine.Run(
            "run", Echo, "--mode", "interpreter", "--sender", Sender, "--to", Recipient, "--value", "9", "--calldata", "0x07", "--gas",
            "54321", "--state", state,
            "--revision", "shanghai", "--dump-dir", folder["dump"], "--json").Succeeded().Json;
        var exec = CommandLine.Run("exec", folder["dump"], "--json").Succeeded().Json;
        foreach (var name in (string[])["status", "gas_used", "gas_left", "output", "revision"])
        {
            Assert.Equal(run.GetProperty(name).ToString(), exec.GetProperty(name).ToString());
        }

        Assert.EndsWith("2a", exec.GetProperty("output").GetString());
        Assert.Contains(
            Sender[2..],
            CommandLine.Run("exec", folder["dump"], "--value", "8", "--json").Succeeded().Json.GetProperty("output").GetString());
        CommandLine.Run("exec", folder["dump"], "--value", "101").FailsWith($"--value: the sender {Sender} has only 100 wei");

        // Only a message with a sender of this number makes the subtraction of bisect's broken pass visible: CALLER - CALLDATALOAD(0).
        const string Difference = "5f3533035f5260205ff3";
        string[] broken =
        [
            "--plugin", SwappedSubtraction.Plugin, "--passes", "simplify-cfg,swapped-sub,dce,gas-metering", "--engine", "mir",
        ];
        CommandLine.Run(
            "run", Difference, "--mode", "interpreter", "--sender", Sender, "--calldata", PassExecutionTests.Word(3), "--dump-dir",
            folder["difference"]).Succeeded();
        Assert.Equal(1, CommandLine.Run(["bisect", folder["difference"], .. broken]).ExitCode);
        CommandLine.Run(["bisect", folder["difference"], "--calldata", PassExecutionTests.Word(0xaa), .. broken]).Succeeded();
        CommandLine.Run(["bisect", folder["difference"], "--sender", Three, .. broken]).Succeeded();
        CommandLine.Run(["reduce", folder["difference"], "--output", folder["small.hex"], .. broken]).Succeeded();
        CommandLine.Run(["reduce", folder["difference"], "--sender", Three, "--output", folder["small.hex"], .. broken])
            .FailsWith("predicate 'differs' does not hold");
    }

    [Fact]
    public void TheCaseOfADumpIsRunWithTheRevisionAndGasItWasRunWith()
    {
        using var folder = new TemporaryFolder();
        var path = SharedData.Path("ethereum/bench/cases/counter.json");
        CommandLine.Run(
            "run",
            "--case",
            path,
            "--revision",
            "shanghai",
            "--gas",
            "40",
            "--mode",
            "interpreter",
            "--dump-dir",
            folder["dump"],
            "--json");
        foreach (var verb in (string[])["run", "exec"])
        {
            var again = CommandLine.Run(verb, folder["dump"], "--json").Json;
            Assert.Equal(("out_of_gas", "shanghai"), (again.GetProperty("status").GetString(), again.GetProperty("revision").GetString()));
        }

        Assert.True(CommandLine.Run(
            "exec", folder["dump"], "--revision", "cancun", "--gas", "1000000", "--json").Json.GetProperty("gas_used").GetInt64() > 40);
        CommandLine.Run("exec", folder["dump"], "--calldata", "00").FailsWith("--calldata: the message is that of the case file");
    }

    [Theory]
    [InlineData("run", "00", "--mode", "interpreter")]
    [InlineData("exec", "00")]
    [InlineData("bisect", "00", "--engine", "mir")]
    [InlineData("reduce", "00", "--engine", "mir")]
    public void BadMessagesAreNamedInOneLine(params string[] verb)
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", $$$"""{"{{{Sender}}}":{"balance":"0x02"}}""");
        CommandLine.Run([.. verb, "--sender", Sender, "--value", "3", "--state", state])
            .FailsWith($"--value: the sender {Sender} has only 2 wei");
        CommandLine.Run([.. verb, "--sender", "0x12"]).FailsWith("--sender '0x12': an address has 20 bytes, this has 1");
        CommandLine.Run([.. verb, "--to", "0x12"]).FailsWith("--to '0x12': an address has 20 bytes, this has 1");
        CommandLine.Run([.. verb, "--label", "x"]).FailsWith("--label: goes with --case FILE");
        CommandLine.Run([.. verb, "--calldata", "00", "--calldata", "01"])
            .FailsWith("--calldata: is given 2 times, and one message is run");
        CommandLine.Run([.. verb, "--state", folder.Write("bad.json", "{")]).FailsWith("bad.json: $: not JSON: line 1, byte 2");
    }

    [Fact]
    public void AMessageThatAnInputHasAlreadyIsNotGivenAgain()
    {
        using var folder = new TemporaryFolder();
        var reproducer = folder.Write("1-2.json", """
            {"seed": 1, "index": 2, "difference": "Output", "revision": "Osaka", "level": 2, "code": "0x00", "callee_code": "0x",
             "calldata": "0x", "gas": 100000, "value": "0", "static": false}
            """);
        CommandLine.Run("exec", reproducer, "--gas", "5").FailsWith($"--gas: the message is that of {reproducer}");
        CommandLine.Run("exec", "--case", SharedData.Path("ethereum/bench/cases/counter.json"), "--sender", Sender).FailsWith(
            "--sender: the message is that of the case file");
        CommandLine.Run("reduce", "00", "--predicate", "true", "--sender", Sender)
            .FailsWith("--sender: goes with --predicate differs or crash");
    }
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>DUPN, SWAPN and EXCHANGE (EIP-8024): the vectors of the EIP, and every immediate on a stack of 255 items.</summary>
public sealed class AmsterdamDeepStackTests
{
    private const int Items = 255;

    [Fact]
    public void EveryVectorInTheInterpreter()
    {
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        foreach (var vector in Vectors())
        {
            Check(vm, vector, EvmcUpcoming.Amsterdam);
            Check(vm, vector, EvmcUpcoming.AmsterdamWithoutStateGas);
        }
    }

    /// <summary>Every valid immediate in one program an instruction, since each program is compiled; the examples of the EIP and some of
    /// the invalid immediates as the vectors have them.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void EveryImmediateInMachineCode(int level)
    {
        using var vm = Engines.Create(ExecutionMode.Multipass, level: level);
        foreach (var vector in Vectors().Where((vector, i) => vector.TryGetProperty("code", out _) || i % 97 == 0))
        {
            Check(vm, vector, EvmcUpcoming.Amsterdam);
        }

        foreach (var op in new[] { "0xe6", "0xe7", "0xe8" })
        {
            var code = new StringBuilder(Pushes());
            var expected = new StringBuilder();
            foreach (var vector in Vectors().Where(v => v.TryGetProperty("op", out var o) && o.GetString() == op && !IsHalt(v)))
            {
                // The item that was brought to the place that changed last, then the stack as it was.
                var (_, stack) = OneImmediate(vector);
                var top = Enumerable.Range(0, stack.Length).Last(i => i >= Items || stack[i] != i);
                var instruction = $"{op[2..]}{ImmediateOf(vector):x2}";
                code.Append(instruction).Append(
                    CultureInfo.InvariantCulture, $"{(op == "0xe6" ? "" : $"{0x7f + Items - top:x2}")}61{expected.Length / 2:x4}52");
                code.Append(op == "0xe6" ? "" : instruction);
                expected.Append(stack[top].ToString("x64"));
            }

            code.Append(CultureInfo.InvariantCulture, $"61{expected.Length / 2:x4}5ff3");
            var result = Engines.Run(vm, code.ToString(), 10_000_000, revision: EvmcUpcoming.Amsterdam);
            Assert.Equal((op, expected.ToString()), (op, Convert.ToHexStringLower(result.Output.Span)));
        }

        Assert.Equal(0, vm.Runtime.Statistics.CompilationFailures);
    }

    /// <summary>Before Amsterdam the bytes are undefined, and the byte behind one may be a jump destination.</summary>
    [Theory]
    [InlineData("600456e65b", EvmcRevision.Osaka, EvmcStatusCode.Success)]
    [InlineData("600456e680", EvmcRevision.Osaka, EvmcStatusCode.BadJumpDestination)]
    [InlineData("e680", EvmcRevision.Osaka, EvmcStatusCode.UndefinedInstruction)]
    [InlineData("5fe88e", EvmcRevision.Osaka, EvmcStatusCode.UndefinedInstruction)]
    [InlineData("4b", EvmcRevision.Osaka, EvmcStatusCode.UndefinedInstruction)]
    public void EarlierRevisionsKnowNoneOfThem(string code, EvmcRevision revision, EvmcStatusCode status)
    {
        foreach (var mode in new[] { ExecutionMode.Interpreter, ExecutionMode.Multipass })
        {
            using var vm = Engines.Create(mode);
            Assert.Equal(status, Engines.Run(vm, code, 100_000, revision: revision).Status);
        }
    }

    [Fact]
    public void SlotNumberIsThatOfTheBlock()
    {
        foreach (var revision in new[] { EvmcUpcoming.Amsterdam, EvmcUpcoming.AmsterdamWithoutStateGas })
        {
            foreach (var mode in new[] { ExecutionMode.Interpreter, ExecutionMode.Multipass })
            {
                using var vm = Engines.Create(mode);
                var result = new AmsterdamRig { Code = "4b5f5260205ff3", Revision = revision }.Run(vm);
                Assert.Equal("1234", Convert.ToHexStringLower(result.Output)[^4..]);
                Assert.Equal(1_000_000 - 2 - 2 - 6 - 3 - 2, result.GasLeft);
            }
        }
    }

    private static JsonElement[] Vectors()
    {
        var file = JsonDocument.Parse(File.ReadAllText(SharedData.Path("ethereum/amsterdam/vectors/eip8024_exec.json")));
        Assert.Equal(782, file.RootElement.GetArrayLength());
        return [.. file.RootElement.EnumerateArray()];
    }

    private static void Check(EngineVm vm, JsonElement vector, EvmcRevision revision)
    {
        var (code, expected) = vector.TryGetProperty("code", out var given) ? Example(given, vector) : OneImmediate(vector);
        var result = Engines.Run(vm, code + Dump(expected.Length), 10_000_000, revision: revision);
        Assert.Equal((code, IsHalt(vector)), (code, result.Status != EvmcStatusCode.Success));
        if (result.Status == EvmcStatusCode.Success)
        {
            Assert.Equal((code, Words(expected)), (code, Convert.ToHexStringLower(result.Output.Span)));
        }
    }

    private static bool IsHalt(JsonElement vector) => vector.GetProperty("halt").GetBoolean();

    private static int ImmediateOf(JsonElement vector) => int.Parse(vector.GetProperty("imm").GetString()![2..], NumberStyles.HexNumber);

    private static string Pushes() => string.Concat(Enumerable.Range(0, Items).Select(i => $"60{i:x2}"));

    private static (string Code, int[] Stack) Example(JsonElement code, JsonElement vector)
    {
        var hex = code.GetString()![2..];

        // What is missing at the end of the code is zero, which more code behind it would hide.
        hex += hex[^2..] is "e6" or "e7" or "e8" ? "00" : "";
        var stack = vector.GetProperty("stack_bottom_first");
        var items = stack.ValueKind == JsonValueKind.Null
            ? []
            : stack.EnumerateArray().Select(item => int.Parse(item.GetString()![2..], NumberStyles.HexNumber)).ToArray();
        return (hex, items);
    }

    private static (string Code, int[] Stack) OneImmediate(JsonElement vector)
    {
        var code = $"{Pushes()}{vector.GetProperty("op").GetString()![2..]}{ImmediateOf(vector):x2}";
        var stack = Enumerable.Range(0, Items).ToList();
        if (!IsHalt(vector))
        {
            foreach (var change in vector.GetProperty("changed").EnumerateObject())
            {
                if (change.Name == "pushed")
                {
                    stack.Add(change.Value.GetInt32());
                }
                else
                {
                    stack[int.Parse(change.Name)] = change.Value.GetInt32();
                }
            }
        }

        return (code, [.. stack]);
    }

    /// <summary>Code that returns all items of the stack, the top first.</summary>
    private static string Dump(int items)
    {
        var code = new StringBuilder();
        for (var i = 0; i < items; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $"61{32 * i:x4}52");
        }

        return code.Append(CultureInfo.InvariantCulture, $"61{32 * items:x4}5ff3").ToString();
    }

    private static string Words(int[] stack) => string.Concat(stack.Reverse().Select(item => item.ToString("x64")));
}

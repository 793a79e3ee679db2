// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>go-ethereum's vectors for two-operand instructions, with operands from the call data and as constants in the code.</summary>
public class StateTestOpcodeVectorTests
{
    private const string Folder = "ethereum/geth-lgpl/opcodes";

    private static readonly Address Contract = Address.FromNumber(0xC0DE);
    private static readonly Address Caller = Address.FromNumber(0xCA11);

    public static TheoryData<string, string> FilesAndModes => StateTestModes.WithFilesOf(Folder);

    [Fact]
    public void ThereAreVectorsFor21Instructions() => Assert.Equal(21, Directory.GetFiles(SharedData.Path(Folder), "*.json").Length);

    [Theory]
    [MemberData(nameof(FilesAndModes))]
    public void ResultsAreAsGiven(string name, string mode)
    {
        var vectors = Read(name);
        var opcode = (byte)Enum.Parse<Opcode>(name == "signext" ? "SIGNEXTEND" : name.ToUpperInvariant());
        using var vm = StateTestModes.Create(mode);
        Check(
            name,
            vectors,
            Run(vm, Assemble(vectors, (code, i) => LoadOperands(code, i), opcode), [.. vectors.SelectMany(v => (byte[])[.. v.X, .. v.Y])]));
        Check(name, vectors, Run(vm, Assemble(vectors, (code, i) => PushOperands(code, vectors[i]), opcode), []));
    }

    private static List<(byte[] X, byte[] Y, string Expected)> Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path($"{Folder}/{name}.json")));
        var vectors = new List<(byte[], byte[], string)>();
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            vectors.Add((
                Convert.FromHexString(vector.GetProperty("X").GetString()!),
                Convert.FromHexString(vector.GetProperty("Y").GetString()!),
                vector.GetProperty("Expected").GetString()!));
        }

        Assert.NotEmpty(vectors);
        return vectors;
    }

    /// <summary>Code that computes all vectors and returns the results one after the other.</summary>
    private static byte[] Assemble(List<(byte[] X, byte[] Y, string Expected)> vectors, Action<List<byte>, int> operands, byte opcode)
    {
        var code = new List<byte>();
        for (var i = 0; i < vectors.Count; i++)
        {
            operands(code, i);
            code.Add(opcode);
            Push(code, 32 * i);
            code.Add((byte)Opcode.MSTORE);
        }

        Push(code, 32 * vectors.Count);
        Push(code, 0);
        code.Add((byte)Opcode.RETURN);
        return [.. code];
    }

    private static void LoadOperands(List<byte> code, int index)
    {
        for (var operand = 0; operand < 2; operand++)
        {
            Push(code, (64 * index) + (32 * operand));
            code.Add((byte)Opcode.CALLDATALOAD);
        }
    }

    private static void PushOperands(List<byte> code, (byte[] X, byte[] Y, string Expected) vector)
    {
        code.Add((byte)Opcode.PUSH32);
        code.AddRange(vector.X);
        code.Add((byte)Opcode.PUSH32);
        code.AddRange(vector.Y);
    }

    private static void Push(List<byte> code, int value) => code.AddRange([(byte)Opcode.PUSH2, (byte)(value >> 8), (byte)value]);

    private static ReadOnlyMemory<byte> Run(IVm vm, byte[] code, byte[] data)
    {
        var state = new WorldState();
        state.AddAccount(Contract, U256.Zero, 1, ContractCode.Create(code));
        var request = new CallRequest(Caller, Contract, U256.Zero, data, 10_000_000);
        using var runner = new MessageRunner(vm, state, EvmcRevision.Osaka, new BlockEnvironment(), U256.Zero, request);
        var outcome = runner.Run();
        Assert.Equal(EvmcStatusCode.Success, outcome.Status);
        return outcome.Output;
    }

    private static void Check(string name, List<(byte[] X, byte[] Y, string Expected)> vectors, ReadOnlyMemory<byte> output)
    {
        Assert.Equal(32 * vectors.Count, output.Length);
        for (var i = 0; i < vectors.Count; i++)
        {
            var actual = Convert.ToHexStringLower(output.Span.Slice(32 * i, 32));
            Assert.True(
                vectors[i].Expected == actual,
                $"{name} {Convert.ToHexStringLower(vectors[i].Y)} {Convert.ToHexStringLower(vectors[i].X)}: expected "
                + $"{vectors[i].Expected}, got {actual}");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm.Assembly;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Verification;
using Dtvm.Testing;

namespace Samples;

/// <summary>The contract <c>jar.evm</c> is compiled to the MIR that was accepted.</summary>
public sealed class JarTests
{
    /// <summary>What the frontend makes: <c>JarTests.Lifted.verified.mir</c>.</summary>
    [Fact]
    public void Lifted() => MirSnapshot.VerifyLifted(Code());

    /// <summary>What a backend is given: <c>JarTests.AfterPasses.verified.mir</c>.</summary>
    [Fact]
    public void AfterPasses() => MirSnapshot.Verify(Code());

    /// <summary>What must stay true of the MIR however its text changes.</summary>
    [Fact]
    public void TheTotalIsReadOnceAndWrittenOnce()
    {
        var module = MirStages.Compile(Code(), ContractOptions.Default).Module;
        Assert.Empty(MirVerifier.Verify(module));
        var calls = module.Functions.SelectMany(function => function.Blocks).SelectMany(block => block.Instructions)
            .Where(instruction => instruction.Op == MirOp.RuntimeCall)
            .Select(instruction => instruction.Call)
            .ToList();
        Assert.Single(calls, RuntimeCall.SLoad);
        Assert.Single(calls, RuntimeCall.SStore);
    }

    private static byte[] Code()
    {
        const string Name = "jar.evm";
        var result = EvmAssembler.Assemble(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Name)), Name);
        return result.Code ?? throw new FormatException(string.Join('\n', result.Diagnostics));
    }
}

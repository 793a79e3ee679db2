// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Mir.Verification;

namespace Dtvm.Frontend.Tests;

/// <summary>Every real contract lifts to MIR without a verifier diagnostic, in both region modes.</summary>
public sealed class LiftContractsTests
{
    public static TheoryData<string> Contracts()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("ethereum/bench/contracts"), "*.hex").Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileNameWithoutExtension(file));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void LiftsToValidMir(string contract)
    {
        var text = File.ReadAllText(SharedData.Path($"ethereum/bench/contracts/{contract}.hex")).Trim();
        var code = Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
        foreach (var mode in new[] { RegionMode.Optimistic, RegionMode.Conservative })
        {
            var module = MirLifter.Lift(new EvmFrontendContext(code, Revision.Osaka, gasMetering: true), mode);
            Assert.Empty(MirVerifier.Verify(module));
            Assert.Equal(0, module.Functions[0].EntryPc);
        }
    }
}

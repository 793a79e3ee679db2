// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Native.Tests;

/// <summary>The lines of pages that start the C programs run, with less work than for the figures beside them.</summary>
[Collection(NativeCollection.Name)]
public sealed class DocumentedProgramsTests(NativePrograms programs)
{
    /// <summary>Applied one after the other.</summary>
    private static readonly (string Pattern, string Replacement)[] Substitutions =
    [
        // Work: processes, rounds, executions, VMs, seconds, contracts.
        ("/(cold|entry|limits) [0-9]+ ", "/$1 1 "),
        ("(/steps .* sha1_shifts) 5311 ", "$1 empty "),
        ("contracts 5000 1000000 4096", "contracts 20 400 8192"),
        ("vms 10000 8192", "vms 10 8192"),
        (@"(quick\.cases) 60 ", "$1 0 "),
        (@"artifacts/native-tests/quick\.cases", "/tmp/one.cases"),
        (@"/(?:\*|snailtracer)\.hex", "/counter.hex"),
        (@"\{Multicall3[^}]*\}\.hex ", ""),

        // Names that stand for something of the reader's.
        (@"(?<= )libevmone\.so", "artifacts/libdtvmapi.so,mode=interpreter"),
        ("mode=M CASES KIB$", "mode=baseline /tmp/one.cases 0"),
        (@"(/cycles \S+mode=)M \.\.\.$", "${1}interpreter vms 10 8192"),
        (@"(?<= )VM(?:\.\.\.)?(?= |$)", "artifacts/libdtvmapi.so,enable_gas_metering=true,mode=interpreter"),
    ];

    public static TheoryData<string> Pages =>
        [.. PageCommand.All.Where(command => command.StartsNativeProgram).Select(command => command.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinesOfThePageRunInSmall(string page)
    {
        Assert.True(File.Exists(Repository.ReleaseLibrary) && File.Exists(programs.Program("entry")));
        using var folder = new TemporaryFolder();
        CaseLines.Write(folder["one.cases"], [SharedData.Path("ethereum/bench/cases/counter.json")]);

        // Variables and the folder are those that the page sets.
        var lines = PageCommand.All.Where(command => command.Page == page)
            .Where(command => command.StartsNativeProgram || Regex.IsMatch(command.Text, "^(?:[a-z]+=|cd |mkdir -p /tmp/)"))
            .Select(command => Substitutions.Aggregate(command.Text, (line, row) => Regex.Replace(line, row.Pattern, row.Replacement)))
            .Select(line => line.Replace("../shared/", SharedData.Path("") + "/", StringComparison.Ordinal)
                .Replace("/tmp/", folder[""] + "/", StringComparison.Ordinal));
        Command.Run("bash", ["-e", "-c", string.Join('\n', lines)], Repository.Root).Succeeded();
    }
}

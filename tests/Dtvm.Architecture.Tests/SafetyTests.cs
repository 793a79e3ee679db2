// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Architecture.Tests;

/// <summary>Invariants that the text of the sources shows: executable memory, host calls, static state, unsafe code.</summary>
public partial class SafetyTests
{
    private const string CodePool = "Runtime/Dtvm.Engine/CodeMemory/";

    /// <summary>A field that is static and not readonly or constant, or a static property with a setter.</summary>
    [GeneratedRegex(
        @"^\s*(?:(?:public|private|internal|protected|volatile|unsafe|new|required)\s+)*static\s+"
        + @"(?!.*\b(?:readonly|class|struct|partial|extern|abstract|event|implicit|explicit|operator)\b)"
        + @"(?:[^(){}=;]*?[\w\]>?*]\s+\w+\s*(?:;|=(?![>=]))|[^(){}=;]*\{[^}]*\b(?:set|init)\s*;)")]
    private static partial Regex StaticState();

    /// <summary>Collections that are readonly as a field and still change.</summary>
    [GeneratedRegex(@"\bstatic\s+readonly\s+(?:Concurrent\w+|Dictionary|HashSet|List|Queue|Stack|StringBuilder|SortedDictionary)\b")]
    private static partial Regex StaticCollection();

    [GeneratedRegex(@"prot_?exec|protectionexec|page_execute|map_jit", RegexOptions.IgnoreCase)]
    private static partial Regex ExecutableMemory();

    [Fact]
    public void MemoryIsMadeExecutableInTheCodePoolOnly()
    {
        var users = Repository.ProductSources().Where(source => ExecutableMemory().IsMatch(Repository.Read(source))).ToList();
        Assert.NotEmpty(users);
        Assert.All(users, source => Assert.StartsWith(CodePool, source));
    }

    [Fact]
    public void MemoryProtectionIsChangedInTheCodePoolOnly()
    {
        var users = Repository.ProductSources().Where(source => Repository.Read(source).Contains("\"mprotect\"", StringComparison.Ordinal));
        Assert.All(users, source => Assert.StartsWith(CodePool, source));
    }

    [Fact]
    public void ThereIsNoStaticMutableState()
    {
        var faults = new List<string>();
        foreach (var source in Repository.ProductSources())
        {
            // Once a process is what the notice is about, and what the tests of a process compare is what the other looks at.
            if (source is "Evmc.Abi/Dtvm.Evmc.Library/Logging/MeteringNotice.cs" or "tools/Dtvm.Testing/MirSnapshot.cs")
            {
                continue;
            }

            faults.AddRange(Repository.CodeLines(source)
                .Where(line => StaticState().IsMatch(line.Line) || StaticCollection().IsMatch(line.Line)
                    || line.Line.Contains("[ThreadStatic]", StringComparison.Ordinal))
                .Select(line => $"{source}:{line.Number}: {line.Line.Trim()}"));
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("    private static int _count;", true)]
    [InlineData("    private static int _count = 5;", true)]
    [InlineData("    static int s;", true)]
    [InlineData("    internal static volatile bool IsDone;", true)]
    [InlineData("    private static Dictionary<string, int>? _cache = [];", true)]
    [InlineData("    public static unsafe byte* Memory;", true)]
    [InlineData("    private static int[] _table = [1, 2];", true)]
    [InlineData("    public static int Count { get; set; }", true)]
    [InlineData("    public static int Count { get; private set; } = 3;", true)]
    [InlineData("    private static readonly int[] Table = [1];", false)]
    [InlineData("    public const int X = 1;", false)]
    [InlineData("    public static int Twice(int x) => 2 * x;", false)]
    [InlineData("    public static U256 Zero => default;", false)]
    [InlineData("    public static ImmutableArray<int> All { get; } =", false)]
    [InlineData("    private static bool AreEqual(int a = 1)", false)]
    [InlineData("    public static bool operator ==(in U256 left, in U256 right) =>", false)]
    [InlineData("public static class MirPrinter", false)]
    [InlineData("    internal static partial nint Map(nint address, nuint length);", false)]
    [InlineData("using static Dtvm.Mir.MirEffects;", false)]
    public void StaticStateIsRecognised(string line, bool isState) => Assert.Equal(isState, StaticState().IsMatch(line));

    [Fact]
    public void CollectionsAreRecognised()
    {
        Assert.Matches(StaticCollection(), "private static readonly Dictionary<int, int> Cache = [];");
        Assert.DoesNotMatch(StaticCollection(), "private static readonly FrozenDictionary<int, int> Cache = Make();");
    }

    [Fact]
    public void OnlyTheHostBridgeCallsTheHost()
    {
        // The tools are hosts themselves; everything else reaches one through the bridge, for a timed execution by way of a clock.
        var users = Repository.ProductSources()
            .Where(source => !source.StartsWith("tools/", StringComparison.Ordinal) && HostCall().IsMatch(Repository.Read(source)));
        Assert.Equal(["Runtime/Dtvm.Runtime/HostClock.cs", "Runtime/Dtvm.Runtime/WrappedHost.cs"], users.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OnlyProjectsThatNeedItAllowUnsafeCode()
    {
        string[] allowed = ["Runtime/", "Backend.Llvm/", "Backend.X64/", "Evmc.Abi/", "tools/", "tests/"];
        foreach (var project in Repository.Files("*.csproj").Concat(Repository.Files("*.props")))
        {
            Assert.True(
                !Repository.Read(project).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)
                    || allowed.Any(folder => project.StartsWith(folder, StringComparison.Ordinal)),
                $"{project} allows unsafe code");
        }
    }

    [Fact]
    public void TheLibrariesDoNotWriteToTheConsole()
    {
        foreach (var source in Repository.ProductSources().Where(source => !source.StartsWith("tools/", StringComparison.Ordinal)))
        {
            Assert.All(
                Repository.CodeLines(source),
                line => Assert.False(line.Line.Contains("Console.", StringComparison.Ordinal), $"{source}:{line.Number}"));
        }
    }

    /// <summary>A call of a member of the host interface, which takes the host's context first.</summary>
    [GeneratedRegex(
        @"->(?:AccountExists|GetStorage|SetStorage|GetBalance|GetCodeSize|GetCodeHash|CopyCode|Selfdestruct|Call|GetTxContext|"
        + @"GetBlockHash|EmitLog|AccessAccount|AccessStorage|GetTransientStorage|SetTransientStorage)\(\s*[\w.>-]*[cC]ontext\b")]
    private static partial Regex HostCall();
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Architecture.Tests;

/// <summary>The projects reference each other as ARCHITECTURE.md says and not otherwise.</summary>
public class ReferenceGraphTests
{
    private const string Pipeline = "Dtvm.Passes.Pipeline";

    /// <summary>For each project what it may reference. Passes other than the pipeline may reference Dtvm.Mir only, tests
    /// anything.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Dtvm.Numerics"] = [],
        ["Dtvm.ExecutionAbi"] = [],
        ["Dtvm.Mir"] = ["Dtvm.Numerics", "Dtvm.ExecutionAbi"],
        ["Dtvm.Evm"] = ["Dtvm.ExecutionAbi"],
        ["Dtvm.Frontend"] = ["Dtvm.Evm", "Dtvm.Mir"],
        ["Dtvm.Backend.Llvm"] = ["Dtvm.Mir"],
        ["Dtvm.Backend.X64"] = ["Dtvm.Mir"],
        ["Dtvm.Evmc.Abi"] = ["Dtvm.ExecutionAbi"],
        ["Dtvm.Runtime"] = ["Dtvm.Numerics", "Dtvm.ExecutionAbi", "Dtvm.Evm", "Dtvm.Evmc.Abi"],
        ["Dtvm.Interpreter"] = ["Dtvm.Runtime"],
        ["Dtvm.Engine"] = ["Dtvm.Interpreter", "Dtvm.Frontend", Pipeline],
        ["Dtvm.Profiling"] = ["Dtvm.Engine"],
        ["Dtvm.Evmc.Library"] = ["Dtvm.Engine", "Dtvm.Profiling", "Dtvm.Backend.Llvm", "Dtvm.Backend.X64"],
        ["Dtvm.Host"] = ["Dtvm.Evmc.Abi", "Dtvm.Numerics", "Dtvm.Runtime"],
        ["Dtvm.Testing"] = ["Dtvm.Frontend", Pipeline],
        ["Dtvm.Workbench"] = ["Dtvm.Host", "Dtvm.Engine"],
        ["Dtvm.Prover"] = ["Dtvm.Mir"],
        ["dtvm"] =
        [
            "Dtvm.Host", "Dtvm.Prover", "Dtvm.Testing", "Dtvm.Workbench", "Dtvm.Engine", "Dtvm.Profiling", "Dtvm.Backend.Llvm",
            "Dtvm.Backend.X64", "Dtvm.Evmc.Library",
        ],
    };

    private static readonly string[] Projects = [.. Repository.Files("*.csproj")];

    public static TheoryData<string> ProductProjects() =>
        [.. Projects.Where(project => !project.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void AProjectReferencesOnlyWhatItMay(string project)
    {
        var name = Repository.NameOf(project);
        var references = Repository.ReferencesOf(project);
        if (name == Pipeline)
        {
            Assert.All(references, other => Assert.True(IsPass(other) || other == "Dtvm.Mir", $"{name} references {other}"));
            return;
        }

        var allowed = IsPass(name) ? ["Dtvm.Mir"] : Allowed.GetValueOrDefault(name);
        Assert.True(allowed is not null, $"{name} has no row in the table of this test");
        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void OnlyTheRootNamesTheFramework()
    {
        Assert.Contains("<TargetFramework>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
        var files = Repository.Files("*.csproj").Concat(Repository.Files("*.props")).Concat(Repository.Files("*.targets"));
        Assert.DoesNotContain(files, file => Repository.Read(file).Contains("<TargetFramework", StringComparison.Ordinal));
    }

    [Fact]
    public void ThePipelineReferencesEveryPass() => Assert.Equal(
        Projects.Select(Repository.NameOf).Where(IsPass).Order(StringComparer.Ordinal),
        Repository.ReferencesOf(Project(Pipeline)).Where(IsPass));

    [Fact]
    public void APassGetsItsReferencesFromTheAreaAlone()
    {
        foreach (var project in Projects.Where(project => IsPass(Repository.NameOf(project))))
        {
            Assert.DoesNotContain("Reference", Repository.Read(project));
        }
    }

    [Theory]
    [InlineData("Dtvm.Interpreter", "Dtvm.Mir")]
    [InlineData("Dtvm.Interpreter", "Dtvm.Frontend")]
    [InlineData("Dtvm.Interpreter", "Dtvm.Engine")]
    [InlineData("Dtvm.Engine", "Dtvm.Backend.Llvm")]
    [InlineData("Dtvm.Engine", "Dtvm.Backend.X64")]
    [InlineData("Dtvm.Backend.X64", "Dtvm.Runtime")]
    [InlineData("Dtvm.Backend.X64", "Dtvm.Backend.Llvm")]
    [InlineData("Dtvm.Mir", "Dtvm.Evm")]
    [InlineData("Dtvm.Backend.Llvm", "Dtvm.Runtime")]
    [InlineData("Dtvm.Backend.Llvm", "Dtvm.Evm")]
    [InlineData("Dtvm.Frontend", "Dtvm.Runtime")]
    [InlineData(Pipeline, "Dtvm.Frontend")]
    public void AProjectDoesNotSeeAnotherEvenIndirectly(string from, string to) => Assert.DoesNotContain(to, Closure(from));

    [Fact]
    public void OnlyTheCompositionRootsAndTestsReferenceABackend()
    {
        var users = Projects
            .Where(project => Repository.ReferencesOf(project).Intersect(["Dtvm.Backend.Llvm", "Dtvm.Backend.X64"]).Any())
            .Where(project => !project.StartsWith("tests/", StringComparison.Ordinal))
            .Select(Repository.NameOf);
        Assert.Empty(users.Except(["dtvm", "Dtvm.Evmc.Library"]));
    }

    [Fact]
    public void NobodyReferencesTestsOrTools()
    {
        foreach (var project in Projects.Where(project => !project.StartsWith("tests/", StringComparison.Ordinal)))
        {
            foreach (var reference in Repository.ReferencesOf(project))
            {
                Assert.False(reference.EndsWith(".Tests", StringComparison.Ordinal), $"{project} references {reference}");
                Assert.True(
                    reference is not ("dtvm" or "Dtvm.Host" or "Dtvm.Workbench") || project.StartsWith("tools/", StringComparison.Ordinal),
                    $"{project} references {reference}");
            }
        }
    }

    [Fact]
    public void TheGraphHasNoCycle()
    {
        foreach (var project in Projects)
        {
            Assert.DoesNotContain(Repository.NameOf(project), Closure(Repository.NameOf(project)));
        }
    }

    [Theory]
    [InlineData("Mir")]
    [InlineData("Passes")]
    [InlineData("Frontend")]
    [InlineData("Evmc.Abi/Dtvm.Evmc.Abi")]
    [InlineData("Runtime/Dtvm.Runtime")]
    [InlineData("Runtime/Dtvm.Interpreter")]
    [InlineData("Backend.Llvm")]
    [InlineData("Backend.X64")]
    public void LibrariesOfTheColumnsUseNoPackages(string folder)
    {
        foreach (var project in Projects.Where(project => project.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            Assert.Empty(Repository.PackagesOf(project));
        }
    }

    private static bool IsPass(string name) => name.StartsWith("Dtvm.Passes.", StringComparison.Ordinal) && name != Pipeline;

    private static string Project(string name) => Projects.Single(project => Repository.NameOf(project) == name);

    /// <summary>Everything a project sees through its references.</summary>
    private static HashSet<string> Closure(string name)
    {
        var seen = new HashSet<string>();
        var stack = new Stack<string>(Repository.ReferencesOf(Project(name)));
        while (stack.TryPop(out var next))
        {
            // Samples lie outside the areas: they are used as a stranger would use them, and nothing but tests refers to them.
            if (seen.Add(next) && Projects.Any(project => Repository.NameOf(project) == next))
            {
                foreach (var reference in Repository.ReferencesOf(Project(next)))
                {
                    stack.Push(reference);
                }
            }
        }

        return seen;
    }
}

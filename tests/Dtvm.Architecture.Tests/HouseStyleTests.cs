// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Dtvm.Architecture.Tests;

/// <summary>The house style holds over the whole tree, and the build is what holds it.</summary>
public sealed class HouseStyleTests
{
    /// <summary>Columns of a line: <c>max_line_length</c> of <c>.editorconfig</c>.</summary>
    private const int MaxLineLength = 140;

    private static readonly string[] Written =
        [".cs", ".md", ".c", ".h", ".cpp", ".hpp", ".go", ".rs"];

    [Fact]
    public void NoLineIsLongerThanTheScreen()
    {
        Assert.Contains($"max_line_length = {MaxLineLength}\n", Repository.Read(".editorconfig"), StringComparison.Ordinal);
        var count = 0;
        var wrong = new List<string>();
        foreach (var path in Repository.TextFiles(Written))
        {
            var number = 0;
            foreach (var line in File.ReadLines(Path.Combine(Repository.Root, path)))
            {
                number++;
                if (line.Length > MaxLineLength)
                {
                    wrong.Add($"{path}:{number} has {line.Length} columns, {MaxLineLength} are allowed");
                }
            }

            count++;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(count, 500, int.MaxValue);
    }

    /// <summary>SPDX 2.3, annex E. Of C# the build says so too.</summary>
    [Fact]
    public void EverySourceSaysItsLicence()
    {
        var count = 0;
        foreach (var path in Repository.TextFiles([.. Written.Where(extension => extension != ".md"), ".js"]))
        {
            var first = File.ReadLines(Path.Combine(Repository.Root, path)).FirstOrDefault("");
            Assert.True(
                first.Contains("SPDX-License-Identifier: Apache-2.0", StringComparison.Ordinal),
                $"{path} does not begin with a comment SPDX-License-Identifier: Apache-2.0");
            count++;
        }

        Assert.InRange(count, 500, int.MaxValue);
    }

    [Fact]
    public void EveryProjectHasAReadme()
    {
        foreach (var project in Repository.Files("*.csproj"))
        {
            var readme = $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/README.md";
            Assert.True(
                File.Exists(Path.Combine(Repository.Root, readme)),
                $"{readme} is missing: what it is, what it may reference, where to begin");
        }
    }

    /// <summary>A project beside the others with one breach of each kind, built as they are.</summary>
    [Fact]
    public async Task TheBuildRefusesAnotherStyle()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", $"planted-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            File.WriteAllText(Path.Combine(folder, "Planted.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />");
            File.WriteAllText(
                Path.Combine(folder, "Planted.cs"),
                """
                using System.Text;
                namespace Planted;
                /// <summary>A class.</summary>
                public static class Planted
                {
                    private static int field = 1;
                    public static int Undocumented(int a)
                    {
                        int b = a + field;
                        if (b > 1)
                            return b;
                        a = b;  b = a;
                        field = b;
                        return a;
                    }
                }
                """);
            var start = new ProcessStartInfo("dotnet", ["build", "-c", "Release", "-v", "q", "-nologo", "--disable-build-servers"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var build = Process.Start(start)!;
            var errors = build.StandardError.ReadToEndAsync();
            var output = await build.StandardOutput.ReadToEndAsync() + await errors;
            await build.WaitForExitAsync();
            Assert.NotEqual(0, build.ExitCode);

            // Docstring, unused using, var, braces, layout, licence, name of a field.
            foreach (var rule in (string[])["CS1591", "IDE0005", "IDE0007", "IDE0011", "IDE0055", "IDE0073", "IDE1006"])
            {
                Assert.True(output.Contains($"error {rule}", StringComparison.Ordinal), $"{rule} is not an error:\n{output}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.FileTests;

/// <summary>Runs every file below <c>tests/filetests</c>.</summary>
public sealed class AllFileTests
{
    private const string Folder = "tests/filetests";

    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var path in Paths())
        {
            data.Add(Path.GetRelativePath(SourceTree.Path(Folder), path));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File(string name) => FileTestRunner.Check(FileTest.Read(Path.Combine(SourceTree.Path(Folder), name)));

    [Fact]
    public void EveryFileOfTheFolderIsATest() => Assert.Equal(
        Paths(), Directory.EnumerateFiles(SourceTree.Path(Folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    private static IOrderedEnumerable<string> Paths() => Directory
        .EnumerateFiles(SourceTree.Path(Folder), "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".mir" or ".evm")
        .Order(StringComparer.Ordinal);
}

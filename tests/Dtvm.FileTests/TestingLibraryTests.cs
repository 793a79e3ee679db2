// SPDX-License-Identifier: Apache-2.0

using Dtvm.Testing;

namespace Dtvm.FileTests;

/// <summary>The library for others' snapshot tests.</summary>
public sealed class TestingLibraryTests : IDisposable
{
    /// <summary>An adder: <c>PUSH1 1 PUSH1 2 ADD PUSH0 SSTORE</c>.</summary>
    private static readonly byte[] Code = Convert.FromHexString("60016002015f55");

    private readonly string _folder = Directory.CreateTempSubdirectory("dtvm-snapshots-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void AMissingSnapshotIsReceived()
    {
        var exception = Assert.Throws<SnapshotMismatchException>(() => Snapshot.Verify("a\n", PathOf("x.verified.mir")));
        Assert.Contains("x.verified.mir does not exist yet", exception.Message);
        Assert.Contains($"mv '{PathOf("x.received.mir")}' '{PathOf("x.verified.mir")}'", exception.Message);
        Assert.Equal("a\n", File.ReadAllText(PathOf("x.received.mir")));
    }

    [Fact]
    public void AMatchRemovesWhatWasReceived()
    {
        File.WriteAllText(PathOf("x.verified.mir"), "a\r\nb\r\n");
        File.WriteAllText(PathOf("x.received.mir"), "old");
        Snapshot.Verify("a\nb\n", PathOf("x.verified.mir"));
        Assert.False(File.Exists(PathOf("x.received.mir")));
    }

    [Fact]
    public void ADifferenceIsAUnifiedDiff()
    {
        File.WriteAllText(PathOf("x.verified.mir"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        var exception = Assert.Throws<SnapshotMismatchException>(
            () => Snapshot.Verify("1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n", PathOf("x.verified.mir")));
        Assert.Contains(
            "--- x.verified.mir\n+++ x.received.mir\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+ten\nto accept:",
            exception.Message);
    }

    [Fact]
    public void AVerifiedPathSaysSo() => Assert.Throws<ArgumentException>(() => Snapshot.Verify("", PathOf("x.mir")));

    [Fact]
    public void ChangesFarApartHaveHunksOfTheirOwn()
    {
        var before = string.Concat(Enumerable.Range(1, 30).Select(i => $"{i}\n"));
        var after = before.Replace("\n3\n", "\n", StringComparison.Ordinal).Replace("\n25\n", "\nx\ny\n", StringComparison.Ordinal);
        Assert.Equal(
            "--- a\n+++ b\n@@ -1,6 +1,5 @@\n 1\n 2\n-3\n 4\n 5\n 6\n@@ -22,7 +21,8 @@\n 22\n 23\n 24\n-25\n+x\n+y\n 26\n 27\n 28\n",
            UnifiedDiff.Format(before, after, "a", "b"));
        Assert.Equal("--- a\n+++ b\n... 17 lines more\n", UnifiedDiff.Format(before, after, "a", "b", 2));
    }

    [Fact]
    public void ARangeWithoutLinesIsNamedByTheLineBefore()
    {
        Assert.Equal("--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n", UnifiedDiff.Format("", "x\ny\n", "a", "b"));
        Assert.Equal("--- a\n+++ b\n@@ -1,2 +0,0 @@\n-x\n-y\n", UnifiedDiff.Format("x\ny\n", "", "a", "b"));
    }

    [Fact]
    public void EqualTextsHaveNoDiff()
    {
        Assert.Equal("", UnifiedDiff.Format("a\nb", "a\r\nb", "a", "b"));
        Assert.NotEqual("", UnifiedDiff.Format("a\nb", "a\nb\n", "a", "b"));
    }

    [Fact]
    public void StagesThatDifferAreAllNamed()
    {
        var exception = Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.VerifyStages(Code, _folder));
        Assert.Contains("10-lift.verified.mir does not exist yet", exception.Message);
        Assert.Contains("-gas-metering.verified.mir does not exist yet", exception.Message);
        foreach (var received in Directory.EnumerateFiles(_folder))
        {
            File.Move(received, received.Replace(".received.", ".verified.", StringComparison.Ordinal));
        }

        MirSnapshot.VerifyStages(Code, _folder);
        File.WriteAllText(PathOf("20-none.verified.mir"), "stale");
        Assert.Contains(
            "20-none.verified.mir belongs to a pass that is not run",
            Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.VerifyStages(Code, _folder)).Message);
    }

    [Fact]
    public void AContractBesideItsTest()
    {
        var file = PathOf("TokenTests.cs");
        Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.Verify(Code, file: file, member: "Transfer"));
        Assert.Contains("gas.charge", File.ReadAllText(PathOf("TokenTests.Transfer.received.mir")));
        Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.VerifyLifted(Code, file: file, member: "Lifted"));
        Assert.Contains("gas.chunk", File.ReadAllText(PathOf("TokenTests.Lifted.received.mir")));
    }

    [Fact]
    public void CasesOfATheoryHaveAFileEach()
    {
        var file = PathOf("TheoryTests.cs");
        foreach (var name in (string[])["one", "a b/c"])
        {
            Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.Verify(Code, name: name, file: file, member: "Cases"));
        }

        Assert.True(File.Exists(PathOf("TheoryTests.Cases.one.received.mir")));
        Assert.True(File.Exists(PathOf("TheoryTests.Cases.a-b-c.received.mir")));
    }

    /// <summary>The first is compared, accepted or not; what would take its file is refused, and the file stays the first's.</summary>
    [Fact]
    public void TwoTextsForOneFileAreRefused()
    {
        var file = PathOf("ClashTests.cs");
        Assert.Contains(
            "does not exist yet",
            Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.Verify(Code, file: file, member: "Cases")).Message);
        var received = File.ReadAllText(PathOf("ClashTests.Cases.received.mir"));
        Assert.Contains(
            "ClashTests.Cases.verified.mir is compared with two different texts in one run",
            Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.VerifyLifted(Code, file: file, member: "Cases")).Message);
        Assert.Equal(received, File.ReadAllText(PathOf("ClashTests.Cases.received.mir")));
        File.Move(PathOf("ClashTests.Cases.received.mir"), PathOf("ClashTests.Cases.verified.mir"));
        MirSnapshot.Verify(Code, file: file, member: "Cases");
    }

    [Fact]
    public void AFolderOfStagesLiesBesideItsTest()
    {
        Assert.Throws<SnapshotMismatchException>(() => MirSnapshot.VerifyStages(Code, "stages", file: PathOf("TokenTests.cs")));
        Assert.True(File.Exists(PathOf("stages/10-lift.received.mir")));
    }

    [Fact]
    public void ASourceFolderOfAnotherMachineIsNamed() => Assert.Contains(
        "/nowhere", Assert.Throws<DirectoryNotFoundException>(() => MirSnapshot.Verify(Code, file: "/nowhere/T.cs", member: "M")).Message);

    private string PathOf(string name) => Path.Combine(_folder, name);
}

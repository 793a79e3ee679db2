// SPDX-License-Identifier: Apache-2.0

using Dtvm.Testing;

namespace Dtvm.FileTests;

/// <summary>The runner finds what is wrong: a test that cannot fail proves nothing.</summary>
public sealed class FileTestRunnerTests
{
    private const string Function = """
        mir 1
        module code_size=16

        func @pc_0x0 {
        block0:
            v0 = const i256 0x1
            stop
        }

        """;

    private static string PathOf(string name) => SourceTree.Path($"tests/filetests/none/{name}");

    private static FileTest Test(string directive, string body = Function, string name = "x.mir") =>
        FileTest.Parse(PathOf(name), $"; test: {directive}\n{body}");

    [Fact]
    public void AMismatchHasADiffAndTheLineThatAccepts()
    {
        var test = Test("pass=dce", Function + "\n; expect\n; func @pc_0x0 {\n; block0:\n;     v0 = const i256 0x1\n;     stop\n; }\n");
        var exception = Assert.Throws<SnapshotMismatchException>(() => FileTestRunner.Check(test));
        Assert.Equal(
            $$"""
            tests/filetests/none/x.mir: not as expected:
            --- tests/filetests/none/x.mir
            +++ received
            @@ -11,6 +11,5 @@
             ; expect
             ; func @pc_0x0 {
             ; block0:
            -;     v0 = const i256 0x1
             ;     stop
             ; }
            to accept: DTVM_ACCEPT=1 dotnet test tests/Dtvm.FileTests -c Release --filter DisplayName~x.mir
            """.ReplaceLineEndings("\n"),
            exception.Message);
    }

    [Fact]
    public void AMissingExpectationIsAMismatch() => Assert.Throws<SnapshotMismatchException>(() => FileTestRunner.Check(Test("pass=dce")));

    [Fact]
    public void AnErrorThatIsNotThereIsAMismatch() => Assert.Contains(
        "-    stop ; error: nonsense\n+    stop\n",
        Assert.Throws<SnapshotMismatchException>(
            () => FileTestRunner.Check(
                Test("verifier", Function.Replace("stop\n", "stop ; error: nonsense\n", StringComparison.Ordinal)))).Message);

    [Fact]
    public void AnErrorThatIsNotExpectedIsAMismatch() => Assert.Contains(
        "+    stop @0x99 ; error: the program counter lies outside the code\n",
        Assert.Throws<SnapshotMismatchException>(
            () => FileTestRunner.Check(Test("verifier", Function.Replace("stop\n", "stop @0x99\n", StringComparison.Ordinal)))).Message);

    [Theory]
    [InlineData("nonsense", "there is no kind 'nonsense'")]
    [InlineData("pass=nonsense", "there is no pass 'nonsense'")]
    [InlineData("pass=", "there is no pass ''")]
    [InlineData("pass=dce revision=london", "there is no option 'revision' here")]
    [InlineData("lift revision=nonsense", "'nonsense' is no value of option revision")]
    public void WrongDirectivesAreNamed(string directive, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => FileTestRunner.Run(Test(directive))).Message);

    [Fact]
    public void AFileWithoutDirectiveIsNoTest() =>
        Assert.Contains("the first line is not", Assert.Throws<FormatException>(() => FileTest.Parse("x.mir", Function)).Message);

    [Fact]
    public void MalformedInputOfAPassIsNamedWithItsLine() => Assert.Contains(
        "x.mir:8:5: there is no operation 'nonsense'",
        Assert.Throws<FormatException>(
            () => FileTestRunner.Run(Test("pass=dce", Function.Replace("stop", "nonsense", StringComparison.Ordinal)))).Message);

    [Fact]
    public void MirThatTheVerifierRefusesIsNamedWithItsLine() => Assert.Contains(
        "x.mir:8:5: the program counter lies outside the code",
        Assert.Throws<FormatException>(
            () => FileTestRunner.Run(Test("pass=dce", Function.Replace("stop", "stop @0x99", StringComparison.Ordinal)))).Message);
}

// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Dtvm.Testing;

/// <summary>Snapshot tests of the MIR of a contract.</summary>
/// <remarks>
/// The verified files lie beside the test's source file:
/// <code>
/// [Fact]
/// public void Transfer() => MirSnapshot.Verify(Convert.FromHexString(Erc20.RuntimeCode));
/// // compares with TokenTests.Transfer.verified.mir
/// </code>
/// </remarks>
public static class MirSnapshot
{
    /// <summary>The number in the name of the first stage's file and of the first pass's: the numbers of <c>dtvm mir
    /// --dump-dir</c>.</summary>
    private const int LiftNumber = 10;
    private const int FirstPassNumber = 20;

    // What was compared with a file of a test since the process began.
    private static readonly ConcurrentDictionary<string, string> Compared = new(StringComparer.Ordinal);

    /// <summary>Compares a contract's MIR after all passes with <c>FILE.MEMBER.verified.mir</c>, or
    /// <c>FILE.MEMBER.NAME.verified.mir</c>.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="options">How it is compiled; null for <see cref="ContractOptions.Default"/>.</param>
    /// <param name="name">The case's name, where a test has several: what a theory's data call it. Characters other than letters,
    /// digits, <c>.</c>, <c>_</c> and <c>-</c> become <c>-</c>.</param>
    /// <param name="file">Set by the compiler: the test's source file.</param>
    /// <param name="member">Set by the compiler: the test's method.</param>
    /// <exception cref="SnapshotMismatchException">The MIR is not the accepted one, or another text was compared with the same file: two
    /// cases need two names.</exception>
    public static void Verify(
        ReadOnlyMemory<byte> code, ContractOptions? options = null, string? name = null, [CallerFilePath] string file = "",
        [CallerMemberName] string member = "") =>
        VerifyMember(MirStages.Compile(code, options ?? ContractOptions.Default).Stages[^1].Text, name, file, member);

    /// <summary>Compares a contract's lifted MIR, before any pass, with <c>FILE.MEMBER.verified.mir</c>, or
    /// <c>FILE.MEMBER.NAME.verified.mir</c>.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="options">How it is compiled; null for <see cref="ContractOptions.Default"/>.</param>
    /// <param name="name">The case's name, where a test has several: what a theory's data call it. Characters other than letters,
    /// digits, <c>.</c>, <c>_</c> and <c>-</c> become <c>-</c>.</param>
    /// <param name="file">Set by the compiler: the test's source file.</param>
    /// <param name="member">Set by the compiler: the test's method.</param>
    /// <exception cref="SnapshotMismatchException">As for <see cref="Verify"/>.</exception>
    public static void VerifyLifted(
        ReadOnlyMemory<byte> code, ContractOptions? options = null, string? name = null, [CallerFilePath] string file = "",
        [CallerMemberName] string member = "") =>
        VerifyMember(MirStages.Compile(code, options ?? ContractOptions.Default).Stages[0].Text, name, file, member);

    /// <summary>Compares a contract's MIR at every stage with the files <c>NN-STAGE.verified.mir</c> of a folder. A pass that changes
    /// nothing has no file.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="folder">The folder; a relative path starts at the folder of the test's source file.</param>
    /// <param name="options">How it is compiled; null for <see cref="ContractOptions.Default"/>.</param>
    /// <param name="file">Set by the compiler: the test's source file.</param>
    /// <returns>The MIR after all passes.</returns>
    /// <exception cref="SnapshotMismatchException">The MIR of a stage is not the accepted one; all stages are compared before.</exception>
    public static Mir.MirModule VerifyStages(
        ReadOnlyMemory<byte> code, string folder, ContractOptions? options = null, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Path.IsPathRooted(folder))
        {
            folder = Path.Combine(SourceFolderOf(file), folder);
        }

        var (stages, module) = MirStages.Compile(code, options ?? ContractOptions.Default);
        var expected = new HashSet<string>(StringComparer.Ordinal);
        var mismatches = new List<string>();
        for (var i = 0; i < stages.Length; i++)
        {
            if (!stages[i].IsChanged)
            {
                continue;
            }

            var number = i == 0 ? LiftNumber : FirstPassNumber + i - 1;
            var name = string.Create(CultureInfo.InvariantCulture, $"{number}-{stages[i].Name}.verified.mir");
            expected.Add(name);
            Collect(Snapshot.Compare(stages[i].Text, Path.Combine(folder, name)));
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.verified.mir"))
        {
            if (!expected.Contains(Path.GetFileName(path)))
            {
                Collect(RefuseStale(path));
            }
        }

        return mismatches.Count == 0 ? module : throw new SnapshotMismatchException(string.Join("\n\n", mismatches));

        void Collect(string? mismatch)
        {
            if (mismatch is not null)
            {
                mismatches.Add(mismatch);
            }
        }
    }

    private static void VerifyMember(string text, string? name, string file, string member)
    {
        var path = PathBeside(file, name is null ? $"{member}.verified.mir" : $"{member}.{FileNameOf(name)}.verified.mir");
        if (Compared.GetOrAdd(path, text) != text)
        {
            throw new SnapshotMismatchException(
                $"{Path.GetFileName(path)} is compared with two different texts in one run: the cases of a theory, and calls in one test, "
                + "need a name each, as in MirSnapshot.Verify(code, name: \"empty\")");
        }

        Snapshot.Verify(text, path);
    }

    private static string FileNameOf(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = char.IsAsciiLetterOrDigit(source[i]) || source[i] is '.' or '_' or '-' ? source[i] : '-';
        }
    });

    private static string? RefuseStale(string path)
    {
        if (!Snapshot.IsAccepting)
        {
            return $"{Path.GetFileName(path)} belongs to a pass that is not run or changes nothing any more\nto accept: run the test with "
                + $"{Snapshot.AcceptVariable}=1, or: rm {Snapshot.Quoted(path)}";
        }

        File.Delete(path);
        return null;
    }

    private static string PathBeside(string file, string name) =>
        Path.Combine(SourceFolderOf(file), $"{Path.GetFileNameWithoutExtension(file)}.{name}");

    private static string SourceFolderOf(string file)
    {
        var folder = Path.GetDirectoryName(file);
        return Directory.Exists(folder)
            ? folder
            : throw new DirectoryNotFoundException(
                $"the source folder '{folder}' of the test is not on this machine: build and run tests in one place, without PathMap");
    }
}

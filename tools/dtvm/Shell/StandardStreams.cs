// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Shell;

/// <summary>
/// The three streams that a process is born with. What cannot be written to standard output is an <see cref="OutputException"/>; what
/// cannot be written to standard error is dropped, since there is nobody left to tell.
/// </summary>
internal static class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>Name of standard input in messages.</summary>
    public const string InputName = "standard input";

    /// <summary>Gives <see cref="Console"/> writers that behave so.</summary>
    public static void Install()
    {
        Console.SetOut(WriterOf(OpenOutput()));
        Console.SetError(IsInherited(Error) ? WriterOf(new DescriptorStream(Error, null)) : TextWriter.Null);
    }

    /// <summary>Standard output for bytes. Nothing is buffered.</summary>
    public static Stream OpenOutput() => new DescriptorStream(IsInherited(Output) ? Output : null, "standard output");

    /// <summary>Standard error for bytes. Nothing is buffered.</summary>
    public static Stream OpenError() => new DescriptorStream(IsInherited(Error) ? Error : null, "standard error");

    /// <summary>Reads standard input to its end.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="CliException">It is closed or cannot be read.</exception>
    public static byte[] ReadInput()
    {
        if (!IsInherited(Input))
        {
            throw new CliException($"{InputName}: is closed");
        }

        return Files.Guard(InputName, () =>
        {
            using var input = Console.OpenStandardInput();
            using var memory = new MemoryStream();
            input.CopyTo(memory);
            return memory.ToArray();
        });
    }

    private static StreamWriter WriterOf(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };

    /// <summary>
    /// Whether a descriptor comes from whoever started the process. A closed one is taken by the first file or pipe that the .NET runtime
    /// opens, which must not be read or written; but what a program inherits is never marked to be closed when a program begins
    /// (O_CLOEXEC), and all that the runtime opens is.
    /// </summary>
    private static bool IsInherited(int descriptor)
    {
        const string Label = "flags:";
        const int CloseOnExec = 0x80000;
        try
        {
            var lines = File.ReadAllLines(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}"));
            var flags = lines.FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
            return flags is null || (Convert.ToInt64(flags[Label.Length..].Trim(), 8) & CloseOnExec) == 0;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            // Without /proc nothing can be told.
            return true;
        }
    }
}
